"""Where units begin and end: what joins neighbouring positions, and what must not."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate import pipeline
from collate.config import Settings
from collate.model import Origin, Source
from collate.variants.changes import Changes, connected
from collate.variants.segmentation import Ground, segments, varying
from tests.conftest import Run

Collate = Callable[..., Run]
Files = Callable[..., list[str]]
WORDS = ["a", "b", "c", "d", "e", "f", "g", "h"]
ENGLISH = Settings(languages=("en",))


def source(siglum: str, content: str) -> Source:
    return Source(siglum, content, Origin(siglum, "", "text"))


def spans(texts: dict[str, str], settings: Settings = ENGLISH) -> list[tuple[int, int]]:
    """The units of texts, the first being the base."""
    witnesses = pipeline.witnesses([source(siglum, text) for siglum, text in texts.items()], settings)
    apparatus = pipeline.apparatus(pipeline.collate(witnesses, settings), next(iter(texts)), settings)
    return [(unit.start, unit.end) for unit in apparatus.units]


def lemmata(texts: dict[str, str], settings: Settings = ENGLISH) -> list[str]:
    witnesses = pipeline.witnesses([source(siglum, text) for siglum, text in texts.items()], settings)
    apparatus = pipeline.apparatus(pipeline.collate(witnesses, settings), next(iter(texts)), settings)
    return [unit.lemma.text for unit in apparatus.units]


def ground(table: list[list[str]], base: int = 0) -> Ground:
    """A table of words, a row a position and "" for none."""
    forms = sorted({form for row in table for form in row if form})
    codes = np.array([[forms.index(form) if form else -1 for form in row] for row in table], dtype=np.int32)
    there = np.ones(codes.shape, dtype=bool)
    changes = Changes(codes, forms, there, base, lambda *_: False)
    return Ground(changes, codes, varying(codes, there))


PAIRS = st.sets(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), min_size=1, max_size=8)
TABLES = st.integers(2, 6).flatmap(
    lambda rows: st.lists(
        st.lists(st.sampled_from(["", *WORDS[:3]]), min_size=rows, max_size=rows).filter(any), min_size=2, max_size=7
    )
)
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=6, max_size=14), min_size=2, max_size=4)


@given(pairs=PAIRS)
def test_pairs_are_connected_as_a_slow_search_says(pairs: set[tuple[int, int]]) -> None:
    """From the first to all others in steps that exchange one side."""
    first = min(pairs)
    reached, before = {first}, set[tuple[int, int]]()
    while reached != before:
        before = set(reached)
        reached |= {pair for pair in pairs for seen in before if pair[0] == seen[0] or pair[1] == seen[1]}
    assert connected(pairs) == (reached == pairs)


@given(table=TABLES, data=st.data())
def test_a_witness_with_known_readings_joins_nothing(table: list[list[str]], data: st.DataObject) -> None:
    """Its reading at each position is one that some witness has there: units may come apart, never together."""
    own = ground(table)
    asked = own.changes.rows.tolist()
    added = [[*row, row[data.draw(st.sampled_from(asked))]] for row in table]
    for low, high in segments(ground(added)):
        assert len([span for span in segments(own) if span[0] < high and low < span[1]]) <= 1


@given(rows=TEXTS, number=st.integers(0, 3))
def test_a_copy_changes_no_unit(rows: list[list[str]], number: int) -> None:
    """A witness that agrees everywhere with one already there."""
    texts = {f"W{n}": " ".join(row) for n, row in enumerate(rows)}
    copy = {"Copy": " ".join(rows[number % len(rows)])}
    assert spans({**texts, **copy}) == spans(texts)


@given(rows=TEXTS, number=st.integers(0, 3), data=st.data())
def test_a_fragment_changes_no_unit(rows: list[list[str]], number: int, data: st.DataObject) -> None:
    """Any stretch of a witness: what it lacks is a unit besides."""
    row = rows[number % len(rows)]
    low = data.draw(st.integers(0, len(row) - 1))
    high = data.draw(st.integers(low + 1, len(row)))
    texts = {f"W{n}": " ".join(own) for n, own in enumerate(rows)}
    assert set(spans(texts)) <= set(spans({**texts, "Fragment": " ".join(row[low:high])}))


PROSE = (
    "In the first year of the reign of the old king there was a great famine in the land and the people of the hills "
    "came down to the river with all that they had and asked for bread which nobody could give them before the spring "
    "because the barns were empty and the mills stood still and the roads were full of snow"
)


@pytest.mark.parametrize("width", [30, 44, 61, 79])
def test_prose_can_be_wrapped_anyhow(width: int) -> None:
    """A page's lines are not lines of the text."""
    other = (
        PROSE.replace("famine in", "hunger of").replace("give them", "spare him").replace("and the mills", "& mills")
    )
    as_before = spans({"A": textwrap.fill(PROSE, 60), "B": textwrap.fill(other, 60)})
    assert spans({"A": textwrap.fill(PROSE, 60), "B": textwrap.fill(other, width)}) == as_before


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("we saw red birds fly", "we saw blue cats fly", ["red birds"]),  # a phrase is replaced
        ("we saw red birds fly", "we saw fly", ["red birds"]),  # and omitted
        ("we saw red birds fly", "we saw them fly", ["red birds"]),  # another number of words
        ("this is red and new today", "this is and green new today", ["red and"]),  # an exchange
        ("we saw the river here", "the river we saw here", ["we saw the river"]),  # a transposition
        ("we saw into it", "we saw in to it", ["into"]),  # a division of words
        ("we saw red birds fly over", "we saw blue birds fly under", ["red", "over"]),
    ],
)
def test_one_change_is_one_unit(one: str, other: str, expected: list[str]) -> None:
    """And two are two."""
    assert lemmata({"A": one, "B": other}) == expected


def test_the_same_change_at_places_far_from_one_another_is_several_units() -> None:
    """More than two words lie between."""
    assert lemmata({"A": "to great Rome and to old Athens", "B": "great Rome and old Athens"}) == ["to", "to"]


def test_the_same_change_twice_over_two_words_is_one_unit() -> None:
    """*to Rome and to Athens / Rome and Athens*."""
    texts = {"A": "we went to Rome and to Athens", "B": "we went Rome and Athens"}
    assert lemmata(texts) == ["to Rome and to"]
    assert lemmata({**texts, "C": "we went to Rome and Athens"}) == ["to", "to"]


def test_a_change_may_go_over_what_some_add() -> None:
    """*the bird / our cat*, beside *the old bird*."""
    texts = {"A": "we think the bird sings well", "B": "we think our cat sings well"}
    texts |= {"C": "we think the old bird sings well", "D": "we think the old and bird sings well"}
    assert lemmata(texts) == ["the bird"]


def test_two_changes_side_by_side_are_two_units() -> None:
    """Each stands alone in some witness."""
    texts = {"A": "we saw red birds fly", "B": "we saw blue birds fly", "C": "we saw red cats fly"}
    assert lemmata(texts) == ["red", "birds"]


def test_what_the_base_lacks_at_one_point_is_one_unit() -> None:
    """*and old* beside *old*: two additions to one place."""
    texts = {"A": "the king came", "B": "the and old king came", "C": "the old king came"}
    assert lemmata(texts) == [""]


def test_capitals_and_accents_join_nothing() -> None:
    """Two words that differ in form only are two units."""
    assert lemmata({"A": "we saw Été là bas", "B": "we saw ete la bas"}) == ["Été", "là"]


VERSE = "Sing me the man\nwho went very far\nand saw the towns\n"


def test_no_unit_goes_over_a_line_of_verse() -> None:
    """Where the lines of all witnesses pair up."""
    other = VERSE.replace("man\nwho", "king\nthat")
    assert lemmata({"A": VERSE, "B": other}) == ["man", "who"]
    assert lemmata({"A": VERSE.replace("\n", " "), "B": other.replace("\n", " ")}) == ["man who"]


def test_an_omission_may_go_over_lines_of_verse() -> None:
    """It is one omission."""
    assert lemmata({"A": VERSE, "B": VERSE.replace("far\nand saw", "\n")})[0] == "far\nand saw"


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("auto", ["red birds", "went", "away"]),
        ("word", ["red", "birds", "went", "away"]),
        ("phrase", ["red birds", "went away"]),
        ("line", ["we saw red birds", "they went away"]),
    ],
)
def test_users_choose_what_a_unit_is(
    collate: Collate, witness_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, units: str,
    expected: list[str],
) -> None:  # fmt: skip
    """By an option, or for good in collate.toml."""
    files = witness_files(
        A="we saw red birds\nthey went away", B="we saw blue cats\nthey came away", C="we saw red birds\nthey went back"
    )
    found = json.loads(collate("apparatus", "-l", "en", "--to", "json", "--units", units, *files).out)
    assert [unit["lemma"] for unit in found["units"]] == expected
    (tmp_path / "collate.toml").write_text(f'[settings]\nunits = "{units}"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    again = json.loads(collate("apparatus", "-l", "en", "--to", "json", *files).out)
    assert again["units"] == found["units"]


def test_the_table_has_a_word_in_a_cell_and_marks_what_is_one_unit(collate: Collate, witness_files: Files) -> None:
    """Positions of the apparatus are those of the table."""
    files = witness_files(A="we saw red birds fly", B="we saw blue cats fly")
    table = json.loads(collate("table", "-l", "en", "--to", "json", *files).out)
    assert [[len(cell) for cell in row] for row in table["table"]] == [[1] * 5, [1] * 5]
    (unit,) = json.loads(collate("apparatus", "-l", "en", "--to", "json", *files).out)["units"]
    assert table["joins"] == [[unit["start"], unit["end"]]] == [[2, 4]]
    rows = collate("table", "-l", "en", "--to", "csv", *files).out.splitlines()
    assert [row.split(",")[2] for row in rows] == ["joined", "0", "0", "0", "1", "0"]


def test_a_fragment_as_base_names_a_complete_witness(collate: Collate, witness_files: Files) -> None:
    """On stderr; what it lacks is a lacuna of the base, or an addition of the other if its end is an omission."""
    words = [f"word{n}" for n in range(60)]
    result = collate("apparatus", "-l", "en", *witness_files(A=" ".join(words[:20]), B=" ".join(words)))
    assert "A, the base, is a fragment (20 of 60 words); -b B takes a complete witness" in result.err
    assert "after word19] word20 word21 … word59 B (lacuna)" in result.out
    files = [str(word) for word in witness_files(A=" ".join(words[:20]), B=" ".join(words))]
    assert "add. word20 word21 … word59 B" in collate("apparatus", "--ends", "omission", "-l", "en", *files).out


def test_an_entry_does_not_quote_what_entries_inside_it_say(collate: Collate, witness_files: Files) -> None:
    """A long passage that the base lacks: by its first and last words, and what the others differ in by itself."""
    long = "three four five six seven eight nine ten eleven twelve"
    texts = {"A": "one two last", "B": f"one two {long} last", "C": f"one two {long} last".replace("six", "sixty")}
    out = collate("apparatus", "-l", "en", *witness_files(**texts)).out
    assert "add. three four … twelve B C" in out
    assert "seven" not in out

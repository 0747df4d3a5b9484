"""Decisions that hold in more places than one, follow their words, and are read fast."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.model import Decision
from collate.variants.decisions import file, plain
from tests.conftest import run

TEXTS = {
    "A": "I sleepe now, and they sleepe, and still we sleepe.\n\nSleepe well all night. We sleepe here\n",
    "B": "I sleep now, and they sleep, and still we sleep.\n\nSleep well all night. We slept here\n",
    "C": "I sleep now, and they sleepe, and still we sleep!\n\nSleepe well all night. We sleepe here\n",
}
FILES = ("A.txt", "B.txt", "C.txt", "-l", "en")
WHO = ("--who", "Ed", "--when", "2026-11-28")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three manuscripts, and nothing decided yet."""
    monkeypatch.chdir(tmp_path)
    for siglum, text in TEXTS.items():
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def readings() -> list[list[tuple[str, list[str]]]]:
    units = json.loads(run("apparatus", *FILES, "--to", "json").out)["units"]
    return [[(one["text"], one["witnesses"]) for one in unit["readings"]] for unit in units]


def regularise(*how: str) -> str:
    done = run("decide", "regularise", "u1", *FILES, *how, *WHO)
    assert done.status == 0, done.err
    return done.err + done.out


def test_everywhere_is_this_word_for_that_whatever_stands_at_it(folder: Path) -> None:
    """Before a comma, at the beginning of a sentence; another word stays, and so does a sign that differs."""
    regularise("--scope", "everywhere")
    assert readings() == [
        [(".", ["A", "B"]), ("!", ["C"])],
        [("sleepe", ["A", "C"]), ("slept", ["B"])],
    ]


def test_exactly_is_only_where_it_is_written_so(folder: Path) -> None:
    """Sleepe with a capital is another form."""
    regularise("--scope", "everywhere", "--exact")
    assert ("Sleep", ["B"]) in [reading for unit in readings() for reading in unit]


def test_the_places_are_shown_before_anything_is_written(folder: Path) -> None:
    """How many, and in which witnesses."""
    said = regularise("--scope", "everywhere", "--dry-run")
    assert "would take 4 places (B 4, C 2)" in said
    assert "u1 line 1: sleepe] sleep B C" in said
    assert not (folder / "decisions.toml").exists()


def test_a_rule_is_limited_to_witnesses_and_labels(folder: Path) -> None:
    """The others keep their reading."""
    regularise("--scope", "everywhere", "--of", "C")
    assert readings()[0] == [("sleepe", ["A", "C"]), ("sleep", ["B"])]
    assert run("decide", "undo").status == 0
    assert "would take 0 places" in regularise("--scope", "everywhere", "--labelled", "omission", "--dry-run")


def test_a_siglum_that_was_renamed_is_a_line_in_the_file(folder: Path) -> None:
    """At its top; the decisions below stay as they are."""
    regularise()
    text = (folder / "decisions.toml").read_text(encoding="utf-8")
    (folder / "A.txt").rename(folder / "Paris.txt")
    run_of = ("apparatus", "Paris.txt", "B.txt", "C.txt", "-l", "en")
    assert "there is no witness 'A'" in run(*run_of).err
    (folder / "decisions.toml").write_text(f'[renamed]\nA = "Paris"\n{text}', encoding="utf-8")
    done = run(*run_of)
    assert "stale" not in done.err
    assert done.out.count("1  sleepe] sleep B C") == 1  # the other is another place


def test_a_stale_decision_says_where_its_words_stand_now_and_follows_them(folder: Path) -> None:
    """If they stand at one place only; the others stay stale."""
    run("decide", "lemma", "3.7", "slept", *FILES, *WHO)
    (folder / "A.txt").write_text(TEXTS["A"].replace("night. We", "long. And we"), encoding="utf-8")
    listed = run("decide", "list", *FILES, "--stale")
    assert "stale: lemma sleepe ] slept" in listed.out
    assert "(now at A:3.8)" in listed.out
    assert run("decide", "list", *FILES, "--label", "slip").out == ""
    assert "1 decision moved" in run("decide", "follow", *FILES).err
    assert run("decide", "list", *FILES, "--stale").out == ""


def test_a_suspect_that_was_dismissed_is_not_reported_again(folder: Path) -> None:
    """Nor when words are put before it."""
    (folder / "D.txt").write_text("The the king went to his castle on the hill.\n", encoding="utf-8")
    shown = run("proof", "D.txt", "-l", "en").out.splitlines()
    assert shown
    place = shown[0].split("  ")[0]
    assert run("decide", "dismiss-suspect", place, "D.txt", "-l", "en", *WHO).status == 0
    (folder / "D.txt").write_text("\nThe the king went to his castle on the hill.\n", encoding="utf-8")
    assert len(run("proof", "D.txt", "-l", "en").out.splitlines()) < len(shown)


def test_a_finding_that_was_dismissed_is_not_reported_again(folder: Path) -> None:
    """The same numbers elsewhere still are."""
    (folder / "en.txt").write_text("He paid 70 francs for the house. She has 12 cats in it.\n", encoding="utf-8")
    (folder / "fr.txt").write_text("Il a payé 75 francs pour la maison. Elle y a 13 chats.\n", encoding="utf-8")
    pair = ("en.txt", "fr.txt", "-l", "en", "-l", "fr")
    assert "2 findings" in run("fidelity", *pair).err
    assert run("decide", "dismiss-finding", "en.txt:1:9", *pair, *WHO).status == 0
    (folder / "en.txt").write_text("Well! He paid 70 francs for the house. She has 12 cats.\n", encoding="utf-8")
    (folder / "fr.txt").write_text("Bon ! Il a payé 75 francs pour la maison. Elle a 13 chats.\n", encoding="utf-8")
    rows = json.loads(run("fidelity", *pair, "--json").out)["findings"]
    assert [row["source"]["words"] for row in rows if row["kind"] == "number"] == ["12"]
    assert run("decide", "dismiss-finding", "en.txt:9:9", *pair, *WHO).status == 2


TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6)
MADE = st.builds(
    Decision, do=st.sampled_from(["label", "note"]), base=TEXT, at=TEXT, word=st.integers(0, 9), value=TEXT,
    exact=st.booleans(), witnesses=st.lists(TEXT, max_size=2).map(tuple), why=TEXT,
)  # fmt: skip


CHANGES = st.tuples(st.integers(0, 200), st.sampled_from(["", '"', "\\", "x", "\n"]))


@given(made=st.lists(MADE, max_size=3), change=CHANGES)
def test_the_fast_reading_of_the_file_is_that_of_a_toml_parser(made: list[Decision], change: tuple[int, str]) -> None:
    """Or it leaves the file to the parser; also where a sign was set in by hand."""
    text = "".join(map(file.written, made))
    text = text[: change[0]] + change[1] + text[change[0] :]
    quick = plain.tables(text)
    if quick is not None:
        assert quick == tomllib.loads(text).get("decision", [])
    elif not change[1]:
        raise AssertionError(f"what Collate writes is not read fast: {text}")

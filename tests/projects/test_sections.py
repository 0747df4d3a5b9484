"""Sections: how they are called, which belong together in spellings and numberings of all kinds, what is said of it."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.model import Origin, Source
from collate.model.plan import Piece
from collate.projects import likeness, matching, work
from collate.projects.sections import cut
from tests.conftest import FIELD, run
from tests.projects.test_project import chapters, done, keys, pieces, prose, settle

FIRST = (
    "whan that the king was come home to his owne contree he made a grete feste and bad alle his knyghtes to sitten "
    "with him in the halle and they songen of the olde werres and of the ladyes that were faire and of good reson"
)
SECOND = (
    "and whan the feste was doon the king spak to hem and seyde lordinges ye shul wite that I have in myn herte a "
    "thyng that I wol telle yow or that we go to oure beddes for ther is no man that knoweth what the morwe bringe"
)
THIRD = (
    "ther cam a shipman out of the west and broghte lettres from the quene that was closed under seel and no wight but "
    "the steward dorste breke it til the bisshop hadde ybeden and the belles were rongen thries in the toun"
)
TALE = (FIRST, SECOND, THIRD)
# Three hands, each with letters of its own for the same sounds: the first and third share no run of letters.
HANDS = {
    "A": [("th", "þ"), ("gh", "ȝ"), ("wh", "qu"), ("i", "y"), ("and", "ant"), ("of", "off"), ("to", "tyl"),
          ("w", "uu"), ("e", "ee"), ("a", "ai")],
    "B": [("th", "d"), ("wh", "hw"), ("and", "en"), ("of", "uf"), ("in", "en"), ("y", "ij"), ("k", "kk"),
          ("sh", "sc"), ("o", "oo"), ("v", "w")],
    "C": [("th", "dh"), ("i", "ie"), ("a", "aa"), ("w", "v"), ("y", "ij"), ("sh", "sj"), ("ou", "u"), ("e", "a"),
          ("o", "u"), ("n", "nn")],
}  # fmt: skip
MILDER = {siglum: pairs[:3] for siglum, pairs in HANDS.items()}


def written(text: str, pairs: list[tuple[str, str]]) -> str:
    """A text in the spelling of a hand."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def test_ten_chronicles_with_the_same_file_names_are_three_rows_of_three(tmp_path: Path) -> None:
    """Old letters, titla, four editions in modern type; ten columns a file."""
    columns = FIELD / "gold" / "oldrus_pvl" / "columns"
    if not columns.is_dir():
        pytest.skip("needs oldrus_pvl, evaluation data that is not in this repository")
    for number in range(30):
        for text in (columns / f"c{number:03}").glob("*.txt"):
            (tmp_path / text.stem).mkdir(exist_ok=True)
            with (tmp_path / text.stem / f"part{number // 10 + 1}.txt").open("a", encoding="utf-8") as out:
                out.write(text.read_text("utf-8"))
    assert run("init", tmp_path).status == 0
    rows = json.loads(run("status", tmp_path, "--json").out)
    assert [row["name"] for row in rows["sections"]] == ["part1", "part2", "part3"]
    assert [len(row["witnesses"]) for row in rows["sections"]] == [10, 10, 10]
    assert rows["alone"] == []


@pytest.mark.parametrize("hands", [HANDS, MILDER], ids=["no runs in common", "some runs in common"])
def test_three_systematic_spellings_are_three_rows_of_three(tmp_path: Path, hands: dict[str, list]) -> None:
    """Sections of one name belong together, however they are spelt."""
    texts = {
        siglum: {number: written(text, pairs) for number, text in enumerate(TALE, 1)} for siglum, pairs in hands.items()
    }
    folder = chapters(tmp_path / "p", **texts)
    document = done(folder)
    assert {name: row["witnesses"] for name, row in document["sections"].items()} == {
        f"ch{number}": ["A", "B", "C"] for number in (1, 2, 3)
    }


def test_spellings_are_found_without_names() -> None:
    """Three chapters in another spelling and order, called otherwise."""
    a = pieces(*(written(text, MILDER["A"]) for text in TALE))
    b = [
        piece._replace(key=f"part {key}")
        for key, piece in zip("xyz", pieces(*(written(TALE[k], MILDER["B"]) for k in (2, 0, 1))), strict=True)
    ]
    found = matching.matched({"A": a, "B": b}, "A")
    assert keys(found) == [
        ["A chapter 1", "B part y"],
        ["A chapter 2", "B part z"],
        ["A chapter 3", "B part x"],
    ]


def test_words_that_are_clearly_those_of_another_section_win_over_the_name_and_status_says_so(tmp_path: Path) -> None:
    """B numbers from two; C only begins its second chapter with a sentence of the first."""
    a = dict(enumerate(TALE, 1))
    b = {number + 1: text for number, text in a.items()}
    c = {**a, 2: f"{TALE[0][:60]} {TALE[1]}"}
    folder = chapters(tmp_path / "p", A=a, B=b, C=c)
    settle(folder, language='"en"')
    said = run("status", folder).out.splitlines()
    assert [line.split()[0] for line in said] == ["ch1", "ch2", "ch3"]
    assert "B ch2 (words, 1.00; by name 0.0" in said[0]
    assert "C" not in said[1].partition("stale: new")[2]


def test_a_name_with_no_words_behind_it_is_shown(tmp_path: Path) -> None:
    """The second chapter of B is another text: it is collated under its name, and `status` says that that is all."""
    other = " ".join(TALE[2].split()[::-1])
    folder = chapters(tmp_path / "p", A={1: TALE[0], 2: TALE[1]}, B={1: TALE[0], 2: other})
    settle(folder, language='"en"')
    first, second = run("status", folder).out.splitlines()
    assert first == "ch1  stale: new"
    assert second.startswith("ch2  stale: new; B ch2 (name only, 0.0")


def test_two_sections_of_one_name_and_other_words_are_two_rows_where_others_have_those_words() -> None:
    """The second chapter of B and C is one text, that of A another."""
    own = TALE[2]
    found = matching.matched(
        {"A": pieces(*TALE[:2], prose(1)), "B": pieces(TALE[0], own), "C": pieces(TALE[0], own)}, "A"
    )
    assert ["B chapter 2", "C chapter 2"] in keys(found)


def test_an_inserted_section_keeps_no_name_from_the_section_that_has_its_words() -> None:
    """B has a new second chapter and numbers on."""
    found = matching.matched({"A": pieces(*TALE), "B": pieces(TALE[0], prose(9, 100), *TALE[1:])}, "A")
    assert keys(found) == [
        ["A chapter 1", "B chapter 1"],
        ["B chapter 2"],
        ["A chapter 2", "B chapter 3"],
        ["A chapter 3", "B chapter 4"],
    ]


@given(st.lists(st.lists(st.integers(0, 30), max_size=40), max_size=6), st.lists(st.integers(0, 30), max_size=40))
def test_the_shares_are_those_that_sets_and_dictionaries_give(sections: list[list[int]], sought: list[int]) -> None:
    """Weights by rarity, the share of the lighter side; and whose a run is that only one section has."""
    import numpy as np

    def array(numbers: list[int] | set[int]) -> likeness.Keys:
        return np.array(sorted(set(numbers)), dtype=np.uint64)

    index = likeness.Index([array(own) for own in sections])
    held = Counter(key for own in sections for key in set(own))

    def weight(some: set[int]) -> float:
        return sum(math.log((len(sections) + 1) / max(1, held[key])) for key in some)

    expected = [
        weight(set(own) & set(sought)) / smaller if (smaller := min(weight(set(own)), weight(set(sought)))) else 0
        for own in sections
    ]
    assert index.shares(array(sought)) == pytest.approx(expected)
    owners = [next(k for k, own in enumerate(sections) if key in own) if held[key] == 1 else -1 for key in sought]
    assert index.owners(np.array(sought, dtype=np.uint64)).tolist() == owners


def source(path: str, content: str) -> Source:
    return Source("A", content, Origin(path, "", "text"))


def test_sections_are_called_as_their_files_are_and_one_more_renames_none(tmp_path: Path) -> None:
    """A preface beside the chapters: outputs and records of the chapters stay, and so does a match by hand."""
    texts = dict(enumerate(TALE, 1))
    folder = chapters(tmp_path / "p", A=texts, B=texts)
    settle(folder, language='"en"')
    assert list(done(folder)["sections"]) == ["ch1", "ch2", "ch3"]
    for siglum in "AB":
        (folder / siglum / "Preface.txt").write_text(prose(7), encoding="utf-8")
    document = done(folder)
    assert document["done"] == 1
    assert set(document["sections"]) == {"Preface", "ch1", "ch2", "ch3"}
    assert (folder / "collated" / "json" / "Preface.json").is_file()


@pytest.mark.parametrize("named", [{"A": "ch1", "B": "ch3"}, {"A": "file 1", "B": "file 3"}])
def test_a_match_by_hand_names_files_or_their_numbers(named: dict[str, str]) -> None:
    """By the name of the file, or by the number in it."""
    own = {
        siglum: cut([source(f"{siglum}/ch{k}.txt", text) for k, text in enumerate(TALE, 1)], "files") for siglum in "AB"
    }
    assert ["A ch1", "B ch3"] in keys(matching.matched(own, "A", [named]))


def test_files_that_are_called_otherwise_are_matched_by_their_numbers_or_headings() -> None:
    """``A-ch02.txt`` and ``2.txt``; ``one.txt`` and ``erstes.txt`` that both begin with the heading."""
    a = cut([source(f"A/A-ch0{k}.txt", f"w{k} of A") for k in (1, 2)], "files")
    b = cut([source(f"B/{k}.txt", f"x{k} by B") for k in (2, 1)], "files")
    assert keys(matching.matched({"A": a, "B": b}, "A")) == [["A A-ch01", "B 1"], ["A A-ch02", "B 2"]]
    one = Piece("one", "Of Truth", source("one.txt", "x"), ("heading of truth",))
    two = Piece("erstes", "OF TRUTH", source("erstes.txt", "y"), ("heading of truth",))
    assert keys(matching.matched({"A": [one], "B": [two]}, "A")) == [["A one", "B erstes"]]


def test_a_chapter_that_comes_again_in_another_file_has_the_name_of_that_file() -> None:
    """Three volumes that each begin with a first chapter; the first is plain, and the old number still names them."""
    own = cut(
        [
            replaced(source(f"A/vol{k}.txt", f"Chapter I\n\n{TALE[k - 1]}\n\nChapter II\n\n{prose(k)}\n"))
            for k in (1, 2, 3)
        ],
        "headings",
    )
    assert [piece.key for piece in own] == [
        "chapter 1", "chapter 2", "vol2 chapter 1", "vol2 chapter 2", "vol3 chapter 1", "vol3 chapter 2",
    ]  # fmt: skip
    assert "chapter 1 (2)" in own[2].names
    assert work.slug(own[2].key) == "vol2-chapter-001"


def replaced(one: Source) -> Source:
    from dataclasses import replace

    from collate.model import Language

    return replace(one, language=Language("en", "given"))


@pytest.mark.parametrize(
    ("key", "name"),
    [("ch1", "ch1"), ("Preface", "Preface"), ("chapter-003", "chapter-003"), ("chapter 3", "chapter-003"),
     ("Of Truth", "Of-Truth"), ("第三章", "第三章"), ("1.2", "1.2"), ("book 02", "book-02")],
)  # fmt: skip
def test_a_name_that_is_safe_is_kept(key: str, name: str) -> None:
    """Spaces become hyphens, and numbers behind a space are filled up so that they sort."""
    assert work.slug(key) == name


@pytest.mark.parametrize(
    "key", ["con", "NUL.txt", "-rf", ".hidden", "a\u202eb", "a\u0301", "x" * 71, "..", "a  b", "~"]
)
def test_a_name_that_is_not_safe_has_a_digest_behind_it(key: str) -> None:
    """Devices of Windows, options, hidden files, signs that turn the direction, other spellings of one letter."""
    assert work.slug(key)[-9] == "-"
    assert work.slug(key)[0] not in "-."
    assert len(work.slug(key).encode()) < 100


def test_names_that_are_one_when_safe_or_without_capitals_are_told_apart_whatever_their_order() -> None:
    """That which needs no change keeps its name."""
    keys_ = ["Of Truth", "Of-Truth", "of truth", "chapter 3", "chapter-003", "ch1", "Ch1"]
    found = work.names(keys_)
    assert found == work.names(keys_[::-1])
    assert len({name.casefold() for name in found.values()}) == len(keys_)
    assert (found["Of-Truth"], found["chapter-003"], found["ch1"]) == ("Of-Truth", "chapter-003", "ch1")


def test_spellings_that_are_taken_for_other_languages_are_one_and_it_is_said_once(tmp_path: Path) -> None:
    """Three hands of Middle English: undetermined, Dutch and Oromo, if one believes detection."""
    texts = {siglum: {1: written(" ".join(TALE[:2]), pairs)} for siglum, pairs in HANDS.items()}
    folder = chapters(tmp_path / "p", **texts)
    made = run("run", folder, "-w", "1")
    assert made.status == 0
    assert made.err.count("different languages were detected (A und, B nl, C om), and all are taken as one") == 1
    recipe = json.loads((folder / "collated" / "recipes" / "ch1.json").read_text("utf-8"))
    assert {one["language"] for one in recipe["sources"]} == {"und"}


@pytest.mark.parametrize(
    ("b", "declared"),
    [
        ("Высокие договаривающиеся стороны признают, что их жизненные интересы требуют согласия", ""),
        ("les hautes parties contractantes reconnaissent que leurs interets sont les memes", "fr"),
    ],
    ids=["another script", "declared"],
)
def test_translations_are_refused_in_a_sentence_that_says_what_can_be_done(
    tmp_path: Path, b: str, declared: str
) -> None:
    """By the files' own word, or by their scripts; unless the project says which text is the original."""
    folder = chapters(tmp_path / "p", A={1: TALE[0]}, B={1: b})
    toml = (folder / "collate.toml").read_text(encoding="utf-8")
    (folder / "collate.toml").write_text(re.sub("(?m)^(original|findings) ", r"# \1 ", toml), encoding="utf-8")
    if declared:
        for siglum, code in (("A", "en"), ("B", declared)):
            (folder / siglum / "witnesses.toml").write_text(
                f'[[witness]]\nfile = "ch1.txt"\nsiglum = "{siglum}"\nlanguage = "{code}"\n', encoding="utf-8"
            )
    made = run("run", folder, "-w", "1")
    assert made.status == 2
    assert "the texts are in different languages (A en, B " in made.err
    assert "collate beads" in made.err
    assert 'original = "A" in [settings]' in made.err
    assert made.err.count("\n") == 1


@pytest.mark.parametrize(
    ("texts", "by", "said"),
    [
        ({"A": {1: TALE[0]}, "B": {1: "  "}}, "files", "there are not two witnesses that have text"),
        ({"A": {"x": TALE[0]}, "B": {"y": prose(1)}}, "files", "no section of a witness belongs to one of another"),
        ({"A": {1: "aaa bbb"}, "B": {1: "ccc ddd"}}, "files", "the witnesses have no words in common"),
    ],
    ids=["no text", "no section", "no words"],
)
def test_where_nothing_is_collated_the_status_is_2_and_what_was_made_before_stays(
    tmp_path: Path, texts: dict[str, dict], by: str, said: str
) -> None:
    """`run` and `status` say why."""
    folder = chapters(tmp_path / "p", **texts)
    settle(folder, language='"en"')
    (folder / "collated").mkdir()
    for command in ("run", "status"):
        made = run(command, folder)
        assert made.status == 2, made
        assert f"nothing to collate: {said}" in made.err
    assert not list((folder / "collated").iterdir())


def test_a_witness_that_belongs_to_no_other_is_named(tmp_path: Path) -> None:
    """The others are collated."""
    folder = chapters(tmp_path / "p", A={1: TALE[0]}, B={1: TALE[0]}, C={"z": prose(3)})
    settle(folder, language='"en"')
    made = run("run", folder, "-w", "1")
    assert made.status == 0
    assert "C stands apart" in made.err


def test_of_a_section_too_short_to_be_told_by_its_words_nothing_is_said(tmp_path: Path) -> None:
    """A heading alone, or a word: it goes by its name."""
    folder = chapters(tmp_path / "p", A={1: FIRST, 2: "the end"}, B={1: FIRST, 2: "The End"})
    settle(folder, language='"en"')
    assert run("status", folder).out.splitlines()[1] == "ch2  stale: new"

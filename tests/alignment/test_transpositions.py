"""Transpositions are found where chance does not explain them, and only there."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.alignment import anchored, distant_blocks, transpositions
from collate.alignment.apart import uncrossed, with_moves
from collate.alignment.division import divisions
from collate.alignment.shifts import Shift, disjoint
from collate.alignment.word_table import word_codes
from collate.tradition.simulation.copies import invented
from collate.witnesses.normalisers.forms import fold
from tests.conftest import thorough

KING = [
    "now",
    "when",
    "the",
    "king",
    "came",
    "down",
    "from",
    "the",
    "hill",
    "he",
    "saw",
    "the",
    "river",
    "and",
    "he",
    "commanded",
    "the",
    "old",
    "men",
    "to",
    "build",
]


def found(*rows: list[str]) -> list[Shift]:
    return transpositions.find(rows, anchored.align(rows).table)


def swapped(row: list[str], start: int, middle: int, end: int) -> list[str]:
    return row[:start] + row[middle:end] + row[start:middle] + row[end:]


def test_words_that_changed_places_are_a_move() -> None:
    """*he saw the river* / *the river he saw*: the places of the move hold all of it."""
    rows = [KING, swapped(KING, 9, 11, 13)]
    table = anchored.align(rows).table
    shifts = transpositions.find(rows, table)
    assert {shift.words for shift in shifts} & {("he", "saw"), ("the", "river")}
    (low, _), (_, high) = sorted((shifts[0].source, shifts[0].target))
    texts = [{rows[row][t] for t in table[low:high, row].tolist() if t >= 0} for row in (0, 1)]
    assert texts[0] == texts[1] == {"he", "saw", "the", "river"}


@pytest.mark.parametrize("distance", [200, 2_000])
@pytest.mark.parametrize("length", [8, 300])
def test_a_block_is_found_wherever_it_went(length: int, distance: int) -> None:
    """Also when a word of it was changed on the way."""
    text = invented(5_000, random.Random(1))
    moved = swapped(text, 1_000, 1_000 + length, 1_000 + length + distance)
    place = moved.index(text[1_000 + length // 2], 1_000 + distance - 5)
    moved[place] = "changed"
    shifts = [shift for shift in found(text, moved) if len(shift.words) >= min(length, distance) - 8]
    assert len(shifts) == 1
    assert shifts[0].score > transpositions.FAR_BAR


def test_repeated_function_words_are_no_move() -> None:
    """*and* dropped in one place and added in another is two changes."""
    text = invented(2_000, random.Random(2))
    text[500] = text[900] = text[1500] = "and"
    other = [word for n, word in enumerate(text) if n != 500]
    other.insert(700, "and")
    assert found(text, other) == []


def test_unrelated_texts_have_no_moves() -> None:
    """Two texts of the same vocabulary and nothing else in common."""
    one, two = invented(3_000, random.Random(3)), invented(3_000, random.Random(4))
    assert [shift for shift in found(one, two) if shift.score > 12] == []


def test_a_divided_word_is_one_place_in_every_script() -> None:
    """*laguerre* and *la guerre*; Cyrillic, Greek and Hebrew too; the undivided word stands at the first position."""
    for whole, parts in (
        ("laguerre", ["la", "guerre"]),
        ("невидел", ["не", "видел"]),
        ("οὐκέτι", ["οὐκ", "έτι"]),
        ("בראשית", ["ב", "ראשית"]),
    ):
        rows = [[fold(w) for w in ["before", "it", whole, "after", "it"]]]
        rows.append([fold(w) for w in ["before", "it", *parts, "after", "it"]])
        table = anchored.align(rows).table
        assert table.tolist() == [[0, 0], [1, 1], [2, 2], [-1, 3], [3, 4], [4, 5]]
        assert divisions(rows, table) == [(2, 4)]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        # A gap takes the whole phrase, conjunction first; of a doubled word the second is the addition.
        ("he ate and drank and slept long", "he ate and slept long", "he ate -and -drank and slept long"),
        ("he ate ate and slept", "he ate and slept", "he ate -ate and slept"),
        # A repeat stands beside another change, if there is one.
        ("this very old very old man", "that very old man", "this -very -old very old man"),
        ("now the king of the land saw the king", "now the king", "now the king -of -the -land -saw -the -king"),
    ],
)
def test_gaps_fall_where_an_editor_puts_them(one: str, two: str, expected: str) -> None:
    """The words of the first text, with - before those that the second does not have."""
    filler = invented(400, random.Random(5)) + ["and", "and", "and", "the", "the", "the", "of", "and", "the", "and"]
    rows = [one.split() + filler, two.split() + filler]
    table = anchored.align(rows).table
    shown = [("-" if b < 0 else "") + rows[0][a] for a, b in table.tolist() if 0 <= a < len(one.split())]
    assert " ".join(shown) == expected


def test_a_word_stands_against_the_one_that_it_is_most_like() -> None:
    """Of several near matches, also where two gaps are needed."""
    rows = [["abcd", "0123", "efgh"], ["abcd", "0xxx", "012x", "01xx", "efgh"]]
    assert anchored.align(rows).table.tolist() == [[0, 0], [-1, 1], [1, 2], [-1, 3], [2, 4]]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("he came .", "he came and went .", "he came -and -went ."),
        ("he came , he saw", "he came and went , he saw", "he came -and -went , he saw"),
        ("he came . he saw", "he came . and went . he saw", "he came . -and -went -. he saw"),
    ],
)
def test_signs_stand_with_those_of_others(one: str, two: str, expected: str) -> None:
    """What is added before a sign is no change of the sign; where the sign stands twice, the first is that of both."""
    rows = [one.split(), two.split()]
    table = anchored.align(rows).table
    assert " ".join(("-" if a < 0 else "") + rows[1][b] for a, b in table.tolist()) == expected


@pytest.mark.parametrize(
    "folder",
    ["stemma_parzival/witnesses", "oldrus_pvl/columns/c010", pytest.param("zh_laozi/witnesses", marks=thorough)],
)
def test_naming_the_witnesses_in_another_order_changes_nothing(field: Path, folder: str) -> None:
    """On real text too: English, Church Slavonic, Chinese."""
    files = sorted((field / "gold" / folder).glob("*.txt"))
    rows = [[fold(word) for word in path.read_text(encoding="utf-8").split()] for path in files]
    if "zh" in folder:
        rows = [list("".join(row)) for row in rows]
    table = anchored.align(rows).table
    for seed in (1, 2):
        order = list(range(len(rows)))
        random.Random(seed).shuffle(order)
        assert (anchored.align([rows[n] for n in order]).table == table[:, order]).all()


def test_a_lacuna_of_half_the_text_costs_the_others_nothing() -> None:
    """The other rows are aligned as they are without the lacunose one."""
    text = invented(3_000, random.Random(6))
    other = [*text[:700], "zzz", *text[701:2_000], *text[2_002:]]
    lacunose = text[:900] + text[2_400:]
    with_it = anchored.align([text, other, lacunose]).table[:, :2]
    without = anchored.align([text, other]).table
    assert (with_it[(with_it >= 0).any(axis=1)] == without).all()


@given(rows=st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=4, max_size=14), min_size=2, max_size=4))
def test_rows_that_are_alike_are_looked_at_once(rows: list[list[str]]) -> None:
    """Every row twice: the same blocks are found, and none that was not there."""
    codes, _ = word_codes(rows, anchored.align(rows).table)
    twice = np.repeat(codes, 2, axis=1)

    def blocks(some: npt.NDArray[np.int32]) -> set[tuple[object, ...]]:
        return {(block.source, block.target, block.codes) for block in distant_blocks.blocks(some, 2)}

    assert blocks(twice) == blocks(codes)


def test_a_clause_turned_round_is_a_move() -> None:
    """The words of the phrase count, not how much else lies between its first word and where that went."""
    rows = [["the", "black", "dog", "chases", "a", "red", "cat"], ["a", "red", "cat", "chases", "the", "black", "dog"]]
    (shift,) = found(*rows)
    assert shift.words in {("a", "red", "cat"), ("the", "black", "dog")}


def test_what_others_change_between_two_places_hides_no_move() -> None:
    """Only those who have the words at the one place or the other are asked whether the passage was rewritten."""
    row = ["now", "the", "witness", "of", "us", "is", "always", "true", "and", "we", "know", "it"]
    moved = ["now", "of", "us", "is", "always", "true", "the", "witness", "and", "we", "know", "it"]
    others = [[*row[:place], f"new{place}", *row[place:]] for place in (3, 4, 5, 6)]
    assert ("the", "witness") in {shift.words for shift in found(row, moved, row, *others)}


def test_two_moves_that_meet_do_not_go_over_one_another() -> None:
    """Where words of both stand side by side, those that moved from the left come first."""
    table = np.array([[0, -1, 0], [1, 0, 1], [-1, -1, 2], [-1, 1, -1], [2, 2, 3], [3, 3, -1]], dtype=np.int32)
    left = Shift((0, 1), (3, 4), (0, 2), (1,), ("a",), 1, 9.0, exact=True)
    right = Shift((2, 3), (5, 6), (2,), (0, 1), ("d",), 1, 9.0, exact=True)
    assert uncrossed(table, [left, right]).tolist() == table[[0, 1, 3, 2, 4, 5]].tolist()
    assert uncrossed(table, [left]) is table


def test_one_addition_here_and_one_there_are_no_move() -> None:
    """Of five rows one has *and* before, one after; the others have it nowhere."""
    row = ["the", "strangers", "who", "had", "come", "to", "the", "old", "city", "gave", "witness", "of", "it"]
    others = [[*row[:-1], last] for last in ("us", "them", "him")]
    assert found(*others, [*row[:1], "and", *row[1:]], [*row[:3], "and", *row[3:]]) == []


def test_words_that_moved_to_one_place_from_two_stand_apart() -> None:
    """One from the left and one from the right: two changes in two positions."""
    row = invented(600, random.Random(7))
    row[300:310] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    left = [*row[:301], *row[302:305], "two", *row[305:]]
    right = [*row[:305], "nine", *row[305:308], *row[309:]]
    table, shifts = with_moves([row, left, right], anchored.align([row, left, right]).table)
    assert {shift.words for shift in shifts} == {("two",), ("nine",)}
    words = [{own[t] for own, t in zip([row, left, right], place, strict=True) if t >= 0} for place in table.tolist()]
    assert all(len(own) == 1 for own in words)


def test_a_repeated_word_goes_where_most_rows_have_it() -> None:
    """Else the rows that omit what is before it would share a position with the repeat, and with nobody else."""
    texts = ["threw out of the house", "threw of the house", "threw out of out of the house", "drove out of the house"]
    table = anchored.align([text.split() for text in texts]).table
    assert all(place[0] >= 0 for place in table.tolist() if place[1] >= 0)


def test_a_word_takes_part_in_one_move_only() -> None:
    """Of two that share one the better is kept, also where they share one position in one row."""

    def shift(source: tuple[int, int], target: tuple[int, int], score: float) -> Shift:
        return Shift(source, target, (0, 1), (2,), ("x",), 3, score, exact=True)

    better, worse, apart = shift((1, 3), (8, 10), 9.0), shift((2, 4), (20, 22), 5.0), shift((30, 31), (40, 41), 1.0)
    assert disjoint([worse, better, apart]) == [better, apart]


def test_words_with_other_letters_are_not_one_word_divided() -> None:
    """`into` and `in to` are; `into` and `on to` are two changes."""
    rows = [["go", "into", "it"], ["go", "in", "to", "it"]]
    other = [["go", "into", "it"], ["go", "on", "to", "it"]]
    assert [len(divisions(some, anchored.align(some).table)) for some in (rows, other)] == [1, 0]

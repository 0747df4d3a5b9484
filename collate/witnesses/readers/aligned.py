"""Makes Sources of the rows of an alignment table, whatever file it was in.

A reader of a format gives a `Row` for each witness: the words in each column. Here the words are joined to a text,
and each keeps its column, its normal form and its other properties as a mark; a first hand becomes a state of its
manuscript; what is marked as lost becomes a lacuna, and an empty witness stays a witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import regex

from collate.model import Mark, Origin, SetAside, Source
from collate.witnesses.readers import hands
from collate.witnesses.readers.markup import Stripped, closed

LACUNA_SIGN = "#LACUNA#"  # how Stemmaweb and Text::Tradition write a lacuna in a cell
ENDS = 3  # columns without words at an end of the table, from which on the user is told
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a cell as the file has it, with the space after it if the file gives that.

    `normal` is the form to compare, if the file gives one; `properties` is what else the file says of the word;
    `glued` words follow the word before them without a space.
    """

    text: str
    normal: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A witness in a table: its words by column, ascending, and the columns in which its text is lost."""

    siglum: str
    cells: Mapping[int, Sequence[Word]]
    lost: frozenset[int] = frozenset()


def sources(
    rows: Sequence[Row],
    origin: Origin,
    columns: int,
    *,
    links: Sequence[tuple[int, int]] = (),
    aside: Sequence[SetAside] = (),
    own: bool = False,
) -> list[Source]:
    """A source for each row, in order; the first has the notes of all.

    `columns` is the number of columns of the table; `links` are pairs of columns whose words are a transposition;
    `aside` is what the reader of the format set aside. In Collate's `own` tables words are as they are: nothing in them
    is markup or a sign for a lacuna.
    """
    states = hands.states({row.siglum: _forms(row) for row in rows})
    stripped = Stripped()
    rows = rows if own else [_without_markup(row, stripped) for row in rows]
    spaced = _spaced(rows)
    found = [_source(row, replace(origin, notes=()), spaced=spaced) for row in rows]
    found = [_named(one, states) for one in found]
    notes = [*origin.notes, *hands.notes(states), *(() if own else _ends(rows, columns))]
    for n, one in enumerate(found[1:], 1):  # the first hand follows its manuscript
        if one.manuscript and found[n - 1].manuscript == one.manuscript and found[n - 1].hand == hands.BEFORE:
            found[n - 1], found[n] = one, found[n - 1]
    first, *others = found
    marks = tuple(Mark("transposition", 0, 0, {"columns": pair}) for pair in links)
    first = replace(
        first, origin=replace(origin, notes=tuple(notes)), marks=(*first.marks, *marks),
        set_aside=(*aside, *stripped.set_aside()),
    )  # fmt: skip
    return [first, *others]


def _forms(row: Row) -> dict[int, str]:
    return {column: " ".join(word.text.strip() for word in words) for column, words in row.cells.items() if words}


def _without_markup(row: Row, stripped: Stripped) -> Row:
    """The row without tags in its words and without signs for lacunae; a word of nothing but tags is left out."""
    cells: dict[int, list[Word]] = {}
    lost = set(row.lost)
    ends = closed(word.text for words in row.cells.values() for word in words)
    for column, words in row.cells.items():
        kept = []
        for word in words:
            if word.text.strip() == LACUNA_SIGN:
                lost.add(column)
                continue
            text = stripped.text(ends, word.text)
            if text.strip():
                kept.append(word if text == word.text else replace(word, text=text))
        if kept:
            cells[column] = kept
    return Row(row.siglum, cells, frozenset(lost))


def _spaced(rows: Sequence[Row]) -> bool:
    """Whether the words carry the spaces after them, so that they are joined as they are.

    CollateX's own words do, those of users who cut words themselves often do not: "mon", "segnor". Decided by the
    boundaries with a letter or digit on both sides.
    """
    apart = together = 0
    trailing = False
    for row in rows:
        words = [word for column in sorted(row.cells) for word in row.cells[column]]
        trailing = trailing or any(word.text[-1:].isspace() for word in words)
        for one, other in pairwise(words):
            if one.text[-1:].isspace() or other.text[:1].isspace():
                apart += 1
            elif one.text[-1:].isalnum() and other.text[:1].isalnum():
                together += 1
    return trailing and apart >= together


def _source(row: Row, origin: Origin, *, spaced: bool) -> Source:
    """Join the words of a row to a text, with a mark for each word and each lacuna."""
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    lost = sorted(row.lost)
    previous = ""
    for column in sorted(row.cells):
        while lost and lost[0] < column:
            marks += _lacuna(marks, length, lost.pop(0))
        for word in row.cells[column]:
            if previous and not previous[-1].isspace() and _space_between(previous, word, spaced=spaced):
                parts.append(" ")
                length += 1
            body = word.text.strip()
            start = length + len(word.text) - len(word.text.lstrip())
            parts.append(word.text)
            length += len(word.text)
            previous = word.text
            marks.append(Mark("token", start, start + len(body), _about(word, column)))
    for column in lost:
        marks += _lacuna(marks, length, column)
    if not parts and not marks:
        marks.append(Mark("lacuna", 0, 0, {"n": "no text"}))
    return Source(row.siglum, "".join(parts), origin, marks=tuple(marks))


def _about(word: Word, column: int) -> dict[str, Any]:
    data: dict[str, Any] = {"column": (column, 0)}
    if word.normal is not None:
        data["n"] = word.normal
    if word.properties:
        data["properties"] = dict(word.properties)
    return data


def _lacuna(marks: Sequence[Mark], at: int, column: int) -> Iterator[Mark]:
    """A lacuna at an offset, once for columns that follow one another."""
    if not (marks and marks[-1].kind == "lacuna" and marks[-1].start == at):
        yield Mark("lacuna", at, at, {"n": f"column {column + 1}"})


def _space_between(previous: str, word: Word, *, spaced: bool) -> bool:
    if spaced or word.glued or word.text[:1].isspace():
        return False
    return not (_NO_SPACES.match(previous[-1]) and _NO_SPACES.match(word.text))


def _named(source: Source, states: Mapping[str, tuple[str, str]]) -> Source:
    """The source with its manuscript and hand, if it is a state of a manuscript."""
    manuscript, hand = states.get(source.siglum, ("", ""))
    if not hand:
        return source
    siglum = hands.siglum(source.siglum, manuscript, hand, states)
    return replace(source, siglum=siglum, manuscript=manuscript, hand=hand)


def _ends(rows: Sequence[Row], columns: int) -> Iterator[str]:
    """A note that names the witnesses with nothing at an end of the table, and those without any text."""
    empty = [row.siglum for row in rows if not row.cells]
    if empty:
        yield f"without any text: {', '.join(empty)}"
    short = []
    for row in rows:
        held = row.cells.keys() | row.lost
        if row.cells and held and (min(held) >= ENDS or columns - 1 - max(held) >= ENDS):
            short.append(row.siglum)
    if short:
        yield f"without words at the beginning or the end: {', '.join(short)}; if lost or left out is not said"

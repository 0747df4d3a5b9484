"""What stands on the pages of a PDF beside the text: running heads, numbers of pages and lines, footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from statistics import median
from typing import NamedTuple

import regex

HEADS, PAGES, LINES, NOTES, MARKS = "running heads", "page numbers", "line numbers", "footnotes", "numbers of notes"
EDGE = 2  # lines at the top and at the foot of a page that may be a running head
MARGIN = 0.09  # of the height of a page
OFTEN = 0.3  # of the pages have a running head that is the same on all of them
RECURRING = 0.2  # the same for a line that returns from page to page
SMALLER = 0.93  # letters of a note are smaller than this share of those of the text
_NUMBER = regex.compile(r"[\[(—–\s-]*(?P<number>\p{N}{1,4}|[ivxlc]{1,7})[\])—–\s.-]*")
_MARK = regex.compile(r"\s*[\[(]?(?:\p{N}{1,3}|[*†‡§¶]{1,3})[\])]?\s*")
_DIGITS = regex.compile(r"\p{N}+")


class Line(NamedTuple):
    """A line: its text, its box in points from the lower left corner, and the height of its first letter."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


class Sheet(NamedTuple):
    """A page: its width and height in points, and its lines in the order of the file."""

    width: float
    height: float
    lines: tuple[Line, ...]


Kinds = dict[int, tuple[str, str]]


def furniture(sheets: Sequence[Sheet]) -> list[Kinds]:
    """For each page, which of its lines are no text: by the number of the line, what it is and the page's number."""
    heads = [_heads(sheet) for sheet in sheets]
    counts = Counter(key for own in heads for key in own)
    often = {key for key, count in counts.items() if count >= max(2, len(sheets) * OFTEN)}
    found = []
    for number, sheet in enumerate(sheets):
        near = (own for own in (*heads[max(0, number - 3) : number], *heads[number + 1 : number + 4]))
        found.append(_of(sheet, often, {key for own in near for key in own}))
    return found


def _of(sheet: Sheet, often: Collection[str], near: Collection[str]) -> Kinds:
    """`often`: what stands at the edge of many pages, `near`: of one of the pages around this one."""
    numbered = _line_numbers(sheet)
    found: Kinds = dict.fromkeys(numbered, (LINES, ""))
    rest = [index for index in range(len(sheet.lines)) if index not in numbered]
    for index in _edges(sheet, EDGE, without=numbered):
        line = sheet.lines[index]
        number = _NUMBER.fullmatch(line.text)
        recurs = (_outside(sheet, line, RECURRING) and _key(line) in often) or (
            _outside(sheet, line) and _key(line) in near and _apart(sheet, line, rest)
        )
        if number and (recurs or _outside(sheet, line)):
            found[index] = (PAGES, number["number"])
        elif recurs or _beyond(sheet, line, numbered):
            found[index] = (HEADS, "")  # of several numbers in it nobody knows which is that of the page
    return found | _notes(sheet, [index for index in rest if index not in found])


def _beyond(sheet: Sheet, line: Line, numbered: Sequence[int]) -> bool:
    """Whether a line stands above the first or below the last of the lines that have numbers."""
    numbers = [sheet.lines[index] for index in numbered]
    return bool(numbers) and (
        line.bottom > max(one.top for one in numbers) or line.top < min(one.bottom for one in numbers)
    )


def _heads(sheet: Sheet) -> set[str]:
    """What may be a running head of a page."""
    lines = [sheet.lines[index] for index in _edges(sheet, EDGE)]
    return {_key(line) for line in lines if _outside(sheet, line, RECURRING)}


def _key(line: Line) -> str:
    """What a running head has in common on all pages: its words, but not its numbers."""
    return _DIGITS.sub("#", " ".join(line.text.split()))


def _edges(sheet: Sheet, number: int, without: Sequence[int] = ()) -> list[int]:
    """The lines nearest to the top and to the foot of a page."""
    rest = [index for index in range(len(sheet.lines)) if index not in without]
    by_height = sorted(rest, key=lambda index: -sheet.lines[index].top)
    return by_height[:number] + by_height[number:][-number:]


def _outside(sheet: Sheet, line: Line, margin: float = MARGIN) -> bool:
    """Whether a line stands in the upper or lower margin."""
    return line.bottom > sheet.height * (1 - margin) or line.top < sheet.height * margin


def _apart(sheet: Sheet, line: Line, rest: Sequence[int]) -> bool:
    """Whether more than a line's height is empty between a line and the text."""
    height = line.top - line.bottom
    others = [one for index in rest if not _outside(sheet, one := sheet.lines[index])]
    return bool(others) and min(_gap(line, one) for one in others) > 1.2 * height


def _gap(one: Line, other: Line) -> float:
    return max(one.bottom - other.top, other.bottom - one.top)


def _line_numbers(sheet: Sheet) -> tuple[int, ...]:
    """Lines that are only a number, one of a sequence at the edge of the text: the numbers of its lines."""
    numbers = [(index, int(line.text)) for index, line in enumerate(sheet.lines) if line.text.strip().isdecimal()]
    longest: list[int] = []
    for run in _sequences(numbers):
        lefts = [sheet.lines[index].right for index in run]
        if len(run) > max(4, len(longest)) and max(lefts) - min(lefts) < 12:
            longest = run
    return tuple(longest)


def _sequences(numbers: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Runs of numbers that grow by one, or by five."""
    for step in (1, 5):
        run: list[int] = []
        last = None
        for index, number in numbers:
            if last is not None and number == last + step:
                run.append(index)
            else:
                yield run
                run = [index]
            last = number
        yield run


def _notes(sheet: Sheet, rest: Sequence[int]) -> Kinds:
    """Small lines at the foot of a page that begin or end with a number, and the small numbers that call them."""
    lines = sheet.lines
    if len(rest) < 3:
        return {}
    body = median(size for index in rest for size in [lines[index].size] * len(lines[index].text))
    small = {index for index in rest if lines[index].size < SMALLER * body}
    found: Kinds = {
        index: (MARKS, "")
        for index in rest
        if _MARK.fullmatch(lines[index].text) and _beside(lines[index], [lines[one] for one in rest if one != index])
        and index in small
    }  # fmt: skip
    lowest = min((lines[index].bottom for index in rest if index not in small), default=0.0)
    foot = {index for index in small if lines[index].top <= lowest + 1 and index not in found}
    if foot and any(regex.search(r"^\s*[\p{N}*†‡§]|[\p{N}*†‡§]\s*$", lines[index].text) for index in foot):
        found |= dict.fromkeys(foot, (NOTES, ""))
    return found


def _beside(mark: Line, others: Sequence[Line]) -> bool:
    """Whether a number stands within the height of another line."""
    return any(one.bottom - 2 < (mark.top + mark.bottom) / 2 < one.top + mark.top - mark.bottom for one in others)

"""Whether numbers run in sequence, as those of pages and verses do and those that a text speaks of do not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from collate.languages.numerals import value

LONGEST_HEADING = 60  # characters
_NUMBER = regex.compile(r"(?<![\p{L}\p{N}])(?:[0-9]{1,3}|[IVXLC]{1,7}|[ivxlc]{1,7})(?![\p{L}\p{N}])")
MOSTLY = 0.8  # the share of steps that must go on as the numbers of a sequence do


def running(values: Sequence[int]) -> bool:
    """Whether numbers go up by one, or begin again with 1, as those of verses do; one may be missing here and there."""
    steps = list(pairwise(values))
    on = sum(after == before + 1 or (after == 1 and before > 1) for before, after in steps)
    up = sum(before < after <= before + 3 or (after == 1 and before > 1) for before, after in steps)
    return on >= MOSTLY * len(steps) and up == len(steps)


def runs(values: Sequence[int]) -> list[int]:
    """For each number which run it belongs to, counting from 1: a new one begins where numbers do not go up."""
    found: list[int] = []
    for before, own in pairwise([0, *values]):
        found.append((found[-1] if found else 1) + (own <= before and bool(found)))
    return found


def named(text: str, numbers: Sequence[tuple[int, int]]) -> list[str]:
    """A name for each number, given with its offset: where numbers begin again, with the chapter before it (``2.1``).

    The chapter is that of the heading before a run, a short line with a number in it; else runs are counted.
    """
    order = runs([own for _, own in numbers])
    if not order or order[-1] == 1:
        return [str(own) for _, own in numbers]
    begins = [numbers[order.index(run)][0] for run in range(1, order[-1] + 1)]
    chapters = [_chapter(text[max(0, start - 200) : start]) for start in begins]
    if not all(chapters) or len(set(chapters)) < len(chapters):
        chapters = [str(run) for run in range(1, len(begins) + 1)]
    return [f"{chapters[run - 1]}.{own}" for run, (_, own) in zip(order, numbers, strict=True)]


def _chapter(before: str) -> str:
    """The number in the last line of a text, if that is short; "" if there is none."""
    lines = before.rstrip().splitlines()
    numbers = _NUMBER.findall(lines[-1]) if lines and len(lines[-1]) < LONGEST_HEADING else []
    return str(value(numbers[-1])) if numbers and value(numbers[-1]) is not None else ""

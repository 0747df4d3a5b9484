"""Numbers of verses, paragraphs and lines that run in sequence: in the margin, every fifth, ``1:1``, ``[1]``, ``§ 3``.

A number by itself says nothing. Numbers that go up by one from their first to their last, or that count the lines on
which they stand, were put there by whoever numbered the text. Weaker forms (``1.``, a number within a line) also need
another witness that has the words before and after them side by side.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, begins_line, place, snug
from collate.witnesses.transcription.evidence import Evidence
from collate.witnesses.transcription.margins import margins
from collate.witnesses.transcription.number_forms import (
    FORMS,
    LETTERS,
    NOTE_LETTERS,
    NOTES,
    VERSES,
    Form,
    Number,
    number,
)
from collate.witnesses.transcription.sequences import MOSTLY, named, running

MOST = 1000  # annals begin with higher numbers


def step(drafts: Sequence[Draft]) -> None:
    """Take the numbers that run in sequence out of each text: those in the margin first, then by form."""
    for row, draft in enumerate(drafts):
        numeric = any(char.isnumeric() for char in draft.text)
        evidence = Evidence([one.text for one in drafts])
        if numeric:
            draft.take(margins(draft.text, draft.here("page"), VERSES, partial(evidence.together, row)))
        for form in FORMS if numeric else (NOTE_LETTERS, LETTERS):
            numbers = [own for match in form.pattern.finditer(draft.text) if (own := number(match))]
            if not _in_sequence(numbers, form, draft.text):
                continue
            sure = len(numbers) >= form.enough or begins_line(draft.text, numbers[0].start)
            sure = (
                sure
                and not _count_things(draft.text, numbers)
                and form.needs != "witness"
                and (form.needs != "whole" or _whole(draft.text, numbers))
            )
            if sure or _confirmed(numbers, row, Evidence([one.text for one in drafts])):
                draft.take(_found(draft.text, numbers, form.place))


def _in_sequence(numbers: Sequence[Number], form: Form, text: str) -> bool:
    """Whether all numbers of a form run on, with words between them."""
    values = [one.value for one in numbers]
    bare = numbers[0].bare if numbers else False
    if len(values) < form.least or (bare and values[0] >= MOST) or (len(values) < 3 and values[0] != 1):
        return False
    apart = sum(_are_words(text[a.end : b.start]) for a, b in pairwise(numbers))
    if form.place and apart < MOSTLY * (len(values) - 1):
        return False
    if any(one.chapter for one in numbers):
        return all(
            (a.chapter == b.chapter and 0 < b.value - a.value <= 3) or (b.chapter > a.chapter and b.value <= 1)
            for a, b in pairwise(numbers)
        )
    return running(values) and (bool(form.place) or values[0] == 1)


def _count_things(text: str, numbers: Sequence[Number]) -> bool:
    """Whether the same word follows every number: ``1 January``, ``2 January``."""
    following = [text[one.end : one.end + 60].split()[:1] for one in numbers]
    return bool(numbers[0].bare) and all(one == following[0] for one in following)


def _are_words(between: str) -> bool:
    """Whether there is more than a word between two numbers; in a script without spaces, more than a sign."""
    words = between.split()
    return len(words) > 1 or (len(between) > 1 and any(unicodedata.east_asian_width(char) == "W" for char in between))


def _whole(text: str, numbers: Sequence[Number]) -> bool:
    """Whether numbers go through the whole of a text: it begins or ends with one of them."""
    return numbers[0].start <= place(text, 0) or place(text, numbers[-1].end) == len(text)


def _confirmed(numbers: Sequence[Number], row: int, evidence: Evidence) -> bool:
    """Whether another witness has the words around most of the numbers, and no number between them."""
    inside = [one for one in numbers if one.start > place(evidence.texts[row], 0)]
    return bool(inside) and 2 * sum(evidence.together(row, one.start, one.end) for one in inside) > len(inside)


def _found(text: str, numbers: Sequence[Number], kind: str) -> Iterator[Found]:
    """Each number, with a mark at what it names: what follows it, or what precedes it where the text ends with one."""
    names = named(text, [(one.start, one.value) for one in numbers])
    begins = place(text, 0)
    closing = numbers[0].start > begins and place(text, numbers[-1].end) == len(text)
    for order, (one, name) in enumerate(zip(numbers, names, strict=True)):
        low, high = snug(text, one.start, one.end)
        at = place(text, high)
        marks = [(kind, begins if closing else at, begins if closing else at, one.name or name)] if kind else []
        if kind == "line" and not order and one.value == 2 and not closing:  # the first line has no number
            marks.insert(0, (kind, begins, begins, "1"))
        begins = at
        what, became = (VERSES, "places") if kind else (NOTES, "")
        yield Found(what, became, one.start, one.end, [Cut(low, high, what)], marks)

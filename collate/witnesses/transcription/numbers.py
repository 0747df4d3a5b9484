"""Numbers of verses, paragraphs and lines that run in sequence: in the margin, every fifth, ``1:1``, ``[1]``, ``§ 3``.

A number by itself says nothing. Numbers that go up by one from their first to their last, or that count the lines on
which they stand, were put there by whoever numbered the text. Weaker forms (``1.``, a number within a line) also need
another witness that has the words before and after them side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, begins_line, place, snug
from collate.witnesses.transcription.evidence import Evidence
from collate.witnesses.transcription.margins import margins
from collate.witnesses.transcription.sequences import MOSTLY, named, running

KIND = "numbers of verses, paragraphs and lines"
MOST = 1000  # annals begin with higher numbers
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Form(NamedTuple):
    """A way of writing numbers: its pattern, how many there must be, and whether another witness must confirm them."""

    pattern: regex.Pattern[str]
    least: int
    confirmed: bool = False


def _form(pattern: str, least: int, *, confirmed: bool = False) -> Form:
    return Form(regex.compile(pattern, regex.MULTILINE), least, confirmed)


_NEXT = r"(?=[ \t]*\r?\n|[ \t]+|[\p{L}¿¡«“„‘‹])"  # what follows a number in brackets
_FORMS = (
    _form(r"^[ \t]*(?P<name>(?:[1-4]?\p{L}{1,12}\.?[ ]?)?(?P<chapter>[0-9]{1,3}):(?P<value>[0-9]{1,3}))[.:]?(?=\s)", 2),
    _form(
        r"^[ \t]*(?P<name>(?:[1-4]?\p{L}{1,12}\.?[ ]?)?(?P<chapter>[0-9]{1,3})[.,](?P<value>[0-9]{1,3}))[.:]?(?=\s)", 3
    ),
    _form(r"(?<!\S)[\[(]?(?P<name>(?P<chapter>[0-9]{1,3}):(?P<value>[0-9]{1,3}))[\])]?(?=\s)", 2),
    _form(r"(?<!\S)[\[(]?(?P<name>(?P<chapter>[0-9]{1,3})[.,](?P<value>[0-9]{1,3}))[\])]?(?=\s)", 3),
    _form(rf"(?<!\S)\[(?P<value>[0-9]{{1,4}})\]{_NEXT}", 2),
    _form(rf"(?<!\S)[(<{{](?P<value>[0-9]{{1,4}})[)>}}]{_NEXT}", 2, confirmed=True),
    _form(r"^[ \t]*(?:§{1,2}|¶|[vV]{1,2}\.|vs\.|[Cc]ap\.)[ ]?(?P<value>[0-9]{1,4})[.:]?(?=\s)", 2),
    _form(r"(?<!\S)(?:§{1,2}|¶)[ ]?(?P<value>[0-9]{1,4})[.:]?(?=\s+\p{L})", 3),
    _form(r"(?<!\S)(?P<value>[⁰¹²³⁴-⁹]{1,3})(?=[ ]?[\p{L}«“„])", 2),
    _form(r"^[ \t]*(?P<value>[0-9]{1,3})(?=\p{Lu}\p{L})", 3),
    _form(r"^[ \t]*(?P<value>[0-9]{1,4})[ \t]*$", 3),
    _form(r"^[ \t]*(?P<value>[0-9]{1,3})(?=[ \t]+[\p{L}¿¡«“„])", 3),
    _form(r"(?<!\S)(?P<value>[0-9]{1,3})(?=[ \t\n]+[\p{L}¿¡«“„])", 5),
    _form(r"^[ \t]*(?P<value>[0-9]{1,4})[.)](?=[ \t])", 2, confirmed=True),
    _form(r"(?<!\S)(?P<value>[0-9]{1,3})(?=[ \t\n]+[\p{L}¿¡«“„])", 2, confirmed=True),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: its span, its value, the chapter before it, its name, and whether no sign is with it."""

    start: int
    end: int
    value: int
    chapter: int
    name: str
    bare: bool


def step(drafts: Sequence[Draft]) -> None:
    """Take the numbers that run in sequence out of each text: those in the margin first, then by form."""
    for row, draft in enumerate(drafts):
        if not any(char.isdigit() for char in draft.text):
            continue
        evidence = Evidence([one.text for one in drafts])
        draft.take(margins(draft.text, draft.here("page"), KIND, partial(evidence.together, row)))
        for form in _FORMS:
            numbers = [_number(match) for match in form.pattern.finditer(draft.text)]
            if not _in_sequence(numbers, form, draft.text):
                continue
            sure = not form.confirmed and (len(numbers) > 4 or begins_line(draft.text, numbers[0].start))
            if sure or _confirmed(numbers, row, Evidence([one.text for one in drafts])):
                draft.take(_found(draft.text, numbers))


def _number(match: regex.Match[str]) -> Number:
    named = match.groupdict()
    value = int(match["value"].translate(_SUPERSCRIPTS))
    return Number(
        *match.span(), value, int(named.get("chapter") or 0), named.get("name") or "", match.group().strip().isalnum()
    )


def _in_sequence(numbers: Sequence[Number], form: Form, text: str) -> bool:
    """Whether all numbers of a form run on, with words between them."""
    values = [one.value for one in numbers]
    bare = numbers[0].bare if numbers else False
    if len(values) < form.least or (bare and values[0] >= MOST) or (len(values) < 3 and values[0] != 1):
        return False
    apart = sum(len(text[a.end : b.start].split()) > 1 for a, b in pairwise(numbers))
    if apart < MOSTLY * (len(values) - 1):
        return False
    if any(one.chapter for one in numbers):
        return all(
            (a.chapter == b.chapter and 0 < b.value - a.value <= 3) or (b.chapter > a.chapter and b.value <= 1)
            for a, b in pairwise(numbers)
        )
    return running(values)


def _confirmed(numbers: Sequence[Number], row: int, evidence: Evidence) -> bool:
    """Whether another witness has the words around most of the numbers, and no number between them."""
    inside = [one for one in numbers if one.start > place(evidence.texts[row], 0)]
    return bool(inside) and 2 * sum(evidence.together(row, one.start, one.end) for one in inside) > len(inside)


def _found(text: str, numbers: Sequence[Number]) -> Iterator[Found]:
    names = named(text, [(one.start, one.value) for one in numbers])
    for one, name in zip(numbers, names, strict=True):
        low, high = snug(text, one.start, one.end)
        at = place(text, high)
        yield Found(KIND, "places", one.start, one.end, [Cut(low, high, KIND)], [("locus", at, at, one.name or name)])

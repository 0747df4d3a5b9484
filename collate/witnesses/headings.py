"""Finds headings and the sections that they begin, in any language.

A heading is a short line of its own that names a division and its number (Article I, Статья 1, 第一條), or
a TEI `<head>` or milestone. Its key says what it means in any language, so that the sections of witnesses and of
translations can be matched: text before the first heading is the ``preamble``, a closing formula begins the
``closing``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from collate.languages.numerals import value
from collate.languages.structure import document
from collate.model import Section, Source

LONGEST_HEADING = 80  # characters: a longer line is a paragraph that begins like a heading
_LINE = regex.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class _Rules:
    """The heading patterns of one language."""

    headings: tuple[regex.Pattern[str], ...]
    ordinals: dict[str, int]
    closing: tuple[str, ...]


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in document()["kinds"].items() for word in words}


@cache
def _rules(language: str) -> _Rules | None:
    entry = document().get(language)
    if entry is None:
        return None
    before = "|".join(regex.escape(word) for word in entry.get("before", ()))
    patterns = (
        [rf"(?P<word>{before})\s*(?:the\s+)?(?P<number>[\p{{L}}\p{{M}}\p{{N}}]+)\b[.:]?(?P<rest>.*)"] if before else []
    )
    for around in entry.get("around", ()):
        left, right = (regex.escape(part) for part in around.split("#"))
        patterns.append(rf"{left}\s*(?P<number>[\p{{Han}}\p{{N}}]+?)\s*(?P<word>{right})(?P<rest>.*)")
    compiled = tuple(regex.compile(pattern, regex.IGNORECASE) for pattern in patterns)
    return _Rules(compiled, entry.get("ordinals", {}), tuple(entry.get("closing", ())))


def sections(source: Source) -> list[Section]:
    """The sections of a source, in order and without gaps; one section if no heading is found."""
    found, marked = list(_found(source)), list(_marked(source))
    if marked:  # the source marks its headings, but not its closing formula
        found = sorted([*marked, *(opening for opening in found if opening[0] == "closing")], key=lambda o: o[2])
    openings = _unique(found)
    if not openings or source.content[: openings[0][2]].strip():
        openings.insert(0, ("preamble" if openings else "text", "", 0))
    ends = [start for _, _, start in openings[1:]] + [len(source.content)]
    first = openings[0]
    openings[0] = (first[0], first[1], 0)
    return [Section(key, heading, start, end) for (key, heading, start), end in zip(openings, ends, strict=True)]


def _marked(source: Source) -> Iterator[tuple[str, str, int]]:
    """Headings and divisions that the source itself marks."""
    for mark in source.marks:
        if mark.kind == "heading":
            heading = " ".join(source.content[mark.start : mark.end].split())
            yield _key(heading, source.language.code) or f"heading {heading.casefold()}", heading, mark.start


def _found(source: Source) -> Iterator[tuple[str, str, int]]:
    rules = _rules(source.language.code.split("-")[0])
    if rules is None:
        return
    for line in _LINE.finditer(source.content):
        text = line.group().strip()
        key = _key(text, source.language.code) if len(text) <= LONGEST_HEADING else None
        if key:
            yield key, text, line.start()
        elif text.casefold().startswith(rules.closing) and rules.closing:
            yield "closing", "", line.start()


def _key(text: str, language: str) -> str | None:
    """``article 2`` for Article II, Статья 2 and 第二條; None if the line is not a heading."""
    rules = _rules(language.split("-", maxsplit=1)[0])
    for pattern in rules.headings if rules else ():
        match = pattern.match(text)
        if match is None or not rules:
            continue
        rest = match["rest"].strip()
        if rest and not (rest[0] in ".:—–-" or rest[-1] not in ".;,:。；，"):
            continue  # a sentence that begins with "Article 2 of the treaty ..."
        number = rules.ordinals.get(match["number"].casefold()) or value(match["number"])
        if number is not None:
            word = match["word"].casefold()
            return f"{_kinds().get(word, word)} {number}"
    return None


def _unique(openings: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Number the repeats of a key; only the last closing formula begins a section."""
    closings = [i for i, (key, _, _) in enumerate(openings) if key == "closing"]
    if closings:
        numbered = [i for i, (key, _, _) in enumerate(openings) if key != "closing"]
        first = next((i for i in closings if not numbered or i > numbered[-1]), None)
        openings = [opening for i, opening in enumerate(openings) if i == first or i not in closings]
    seen: Counter[str] = Counter()
    unique = []
    for key, heading, start in openings:
        seen[key] += 1
        unique.append((key if seen[key] == 1 else f"{key} ({seen[key]})", heading, start))
    return unique

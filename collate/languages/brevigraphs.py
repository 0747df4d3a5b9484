"""Signs of abbreviation, and what they may stand for (`brevigraphs.tsv`, after MUFI and Cappelli)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

import regex

STROKES = frozenset("\u00af\u0303\u0304\u0305\u0335\u0336\u035e\u0360\u033f\u0483\u0487")  # macron, bar, tilde, titlo
_LETTERS_ABOVE = regex.compile(r"[\u0363-\u036f\u1dd4-\u1de6\u2de0-\u2dff]")
_LEFT_OUT = r"\w{0,4}"  # letters for which one stroke stands, on either side of its own
_NAME = regex.compile(r"COMBINING (?:LATIN SMALL|CYRILLIC) LETTER (\w+)$")


@cache
def signs() -> dict[str, tuple[str, ...]]:
    """Each sign with what it may stand for."""
    text = files("collate.languages").joinpath("brevigraphs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: tuple(row[1].split()) for row in rows}


def found(form: str) -> list[str]:
    """The signs of abbreviation in a form: strokes, letters above the line, brevigraphs."""
    known = signs()
    marks = (char for char in unicodedata.normalize("NFD", form.lower()))
    return [char for char in marks if char in STROKES or char in known or _LETTERS_ABOVE.match(char)]


def pattern(form: str, letters: Callable[[str], str]) -> regex.Pattern[str]:
    """What a form with such signs may stand for. `letters` gives the letters of a piece as they are compared."""
    return regex.compile("".join(_pieces(unicodedata.normalize("NFD", form.lower()), letters)))


def _pieces(form: str, letters: Callable[[str], str]) -> Iterator[str]:
    for cluster in regex.findall(r"\X", form):
        base, marks = cluster[0], cluster[1:]
        known = signs().get(base)
        piece = f"(?:{'|'.join(map(regex.escape, known))})" if known else regex.escape(letters(base))
        if base in STROKES:
            piece = _LEFT_OUT
        for mark in marks:
            above = _above(mark)
            piece = f"(?:{piece}{above}|{above}{piece})" if above else piece
        if any(mark in STROKES for mark in marks):
            piece = f"{_LEFT_OUT}{piece}{_LEFT_OUT}"
        yield piece


def _above(mark: str) -> str:
    """What a mark above a letter may stand for, before or after that letter; "" for an accent."""
    known = signs().get(mark)
    if known:
        return f"(?:{'|'.join(map(regex.escape, known))})"
    letter = _NAME.match(unicodedata.name(mark, ""))
    if letter is None or not _LETTERS_ABOVE.match(mark):
        return ""
    script = "LATIN SMALL" if "LATIN" in unicodedata.name(mark) else "CYRILLIC SMALL"
    try:
        written = unicodedata.lookup(f"{script} LETTER {letter[1]}")
    except KeyError:
        return r"\w{0,3}"
    return rf"\w{{0,3}}{regex.escape(written)}\w{{0,3}}"

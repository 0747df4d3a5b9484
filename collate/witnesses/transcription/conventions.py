"""Conventions for signs that mean several things: what each sign means in each, and how a text is read by one.

A convention is named by the user, for all witnesses or for one (``witnesses.toml``). Where two signs enclose words, the
words are kept, with a mark, or are not part of the text. As TEI is read, so is this: as corrected, or before that.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription import lacunae
from collate.witnesses.transcription.draft import Draft, Found, place, snug


class Sense(NamedTuple):
    """What two signs around letters or words mean: the kind of mark, a phrase for people, and whether they are text."""

    opens: str
    closes: str
    mark: str
    means: str
    kept: bool = True


def _both(signs: Sequence[tuple[str, str]], mark: str, means: str, *, kept: bool = True) -> tuple[Sense, ...]:
    return tuple(Sense(opens, closes, mark, means, kept) for opens, closes in signs)


_SQUARE, _ROUND, _ANGLE, _CURLY = ("[", "]"), ("(", ")"), (("<", ">"), ("⟨", "⟩")), ("{", "}")
_DOUBLE = (("[[", "]]"), ("⟦", "⟧"))
_DELETED = _both(_DOUBLE, "deletion", "deleted by a scribe", kept=False)
_ADDED = _both([("\\", "/"), ("`", "´")], "addition", "added by a scribe")
_EXPANDED = Sense(*_ROUND, "expansion", "an abbreviation expanded by the editor")

CONVENTIONS: dict[str, tuple[Sense, ...]] = {
    "leiden": (
        *_DELETED,
        *_ADDED,
        _EXPANDED,
        Sense(*_SQUARE, "supplied", "lost, restored by the editor"),
        *_both(_ANGLE, "correction", "left out or miswritten, put right by the editor"),
        Sense(*_CURLY, "surplus", "superfluous, deleted by the editor", kept=False),
        Sense("⸢", "⸣", "correction", "put right by the editor"),
    ),
    "edition": (
        *_both(_DOUBLE, "surplus", "deleted by the editor", kept=False),
        Sense(*_SQUARE, "surplus", "deleted by the editor", kept=False),
        Sense(*_CURLY, "surplus", "deleted by the editor", kept=False),
        *_both(_ANGLE, "supplied", "added by the editor"),
        Sense("†", "†", "unclear", "corrupt"),
    ),
    "diplomatic": (
        *_DELETED,
        *_ADDED,
        Sense("^", "^", "addition", "added by a scribe"),
        _EXPANDED,
        Sense(*_SQUARE, "supplied", "supplied by the transcriber"),
        *_both(_ANGLE, "unclear", "hard to read"),
        Sense(*_CURLY, "surplus", "a remark of the transcriber", kept=False),
    ),
    "none": (),
}
LINE_BY_LINE = {"leiden", "diplomatic"}  # of transcriptions that keep the lines of their source
DEEPEST = 4  # brackets within brackets
LONGEST = 2000  # characters between two signs
_LETTER = r"[\p{L}\p{M}]"
_REMARKS = regex.compile(
    r"\((?:!|\?|sic!?|vac(?:at)?\.?|hedera|\s*|[-–—.]{1,3})\)|\[(?:!|sic!?|vac(?:at)?\.?)\]"
    r"|(?<!\S)vac(?:at|\.)(?:\s*(?:[0-9]+|ca?\.\s?[0-9]+))?(?!\S)",
    regex.IGNORECASE,
)
_PUT_RIGHT = regex.compile(r"[<⟨](?P<reads>\p{L}+)=\p{L}+[>⟩]")
_STROKE = r"(?:/{1,2}|\|{1,2})"
_STROKES = regex.compile(rf"(?<!\S){_STROKE}(?!\S)|(?<={_LETTER}){_STROKE}(?=\s*{_LETTER})")
_LOST = {
    "leiden": regex.compile(
        r"\[[\s-]*ca?\.[^\]\p{L}]{0,8}\]|\[\s*(?:[0-9]{1,3}|(?:ca?\.|±)\s*[0-9]{1,3}|\.|[-–—])\s*\]|\((?:[-–—]\s*){2,}\)|\+(?:\s*\+)+|(?:[-–—]\s+){2,}[-–—]"
        r"|\.{2,}|(?:\.\s){2,}\."
    ),
    "edition": regex.compile(r"\*(?:\s*\*){2,}|<\s*\*+\s*>"),
}
_DOT_BELOW = "\u0323"


def enclosing(name: str) -> frozenset[str]:
    """The signs that open what a convention gives a meaning."""
    return frozenset(sense.opens for sense in CONVENTIONS.get(name, ()))


def step(drafts: Sequence[Draft], names: Sequence[str], *, before: bool = False) -> None:
    """Read each text by its convention, if it has one; with `before`, as it was before it was corrected."""
    for draft, name in zip(drafts, names, strict=True):
        if name not in CONVENTIONS:
            continue
        if name == "leiden":
            draft.take(_remarks(draft.text))
            draft.take(_put_right(draft.text))
        if name in _LOST:
            draft.take(lacunae.found(draft.text, _LOST[name]))
        for sense in CONVENTIONS[name]:
            kept = sense.kept != (before and sense.mark in {"addition", "deletion"})
            for _ in range(DEEPEST):
                found = list(_enclosed(draft.text, sense, kept=kept))
                if not found:
                    break
                draft.take(found)
        if name in LINE_BY_LINE:
            draft.take(_strokes(draft.text))
        if name == "leiden":
            draft.take(_dotted(draft.text))


def _enclosed(text: str, sense: Sense, *, kept: bool) -> Iterator[Found]:
    """What stands between two signs, the innermost first."""
    opens, closes = regex.escape(sense.opens), regex.escape(sense.closes)
    inside = rf"(?:(?!{opens}|{closes})[\s\S]){{0,{LONGEST}}}?"
    kind = f"{sense.opens} {sense.closes}, {sense.means}"
    for match in regex.finditer(rf"{opens}({inside}){closes}", text):
        start, end = match.span()
        low, high = match.span(1)
        if not any(char.isalnum() for char in match[1]):
            continue
        if kept:
            attached = text[start - 1 : start].isalpha()
            cuts = [Cut(start, low, kind, opens=not attached), Cut(high, end, kind)]
            yield Found(kind, "marks", start, end, cuts, [(sense.mark, low, high, "")])
        else:
            yield Found(kind, "", start, end, [Cut(*snug(text, start, end), kind)])


def _remarks(text: str) -> Iterator[Found]:
    kind = "remarks of the editor"
    for match in _REMARKS.finditer(text):
        yield Found(kind, "", *match.span(), [Cut(*snug(text, *match.span()), kind)])


def _put_right(text: str) -> Iterator[Found]:
    """Letters put right with those that stand on the stone, as databases of inscriptions write them: ``<p=B>``."""
    kind = "letters put right by the editor"
    for match in _PUT_RIGHT.finditer(text):
        low, high = match.span("reads")
        cuts = [
            Cut(match.start(), low, kind, opens=not text[match.start() - 1 : match.start()].isalpha()),
            Cut(high, match.end(), kind),
        ]
        yield Found(kind, "marks", *match.span(), cuts, [("correction", low, high, "")])


def _strokes(text: str) -> Iterator[Found]:
    """Strokes for the ends of lines, within a word or between words."""
    kind = "strokes at the ends of lines"
    for number, match in enumerate(_STROKES.finditer(text), 2):
        low, high = snug(text, *match.span())
        at = place(text, high)
        yield Found(kind, "places", *match.span(), [Cut(low, high, kind)], [("line", at, at, str(number))])


def _dotted(text: str) -> Iterator[Found]:
    """Letters with a dot below, which are not certain."""
    kind = "dots below uncertain letters"
    for at, char in enumerate(text):
        parts = char if char.isascii() else unicodedata.normalize("NFD", char)
        if _DOT_BELOW in parts:
            plain = unicodedata.normalize("NFC", parts.replace(_DOT_BELOW, ""))
            low = at if plain else max(at - 1, 0)
            yield Found(kind, "marks", low, at + 1, [Cut(at, at + 1, kind, plain)], [("unclear", low, at + 1, "")])

"""Marks of folios, pages and columns: ``[fol. 1r]``, ``[f. 23v]``, ``[1rb]``, ``|fol. 2r|``, ``[p. 12]``.

A folio with its side in brackets leaves no doubt, unless several are not in ascending order: then they are references.
Numbers of pages, and what stands in round brackets, must be several and ascend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, place, snug
from collate.witnesses.transcription.sequences import ascending

KIND = "folio, page and column marks"
_FOLIO = r"fol(?:io|ios|s|l|[°º])?|fo|ff?[°º]?|Bl(?:att|l)?|carta|cart?|cc?|hoja|h|л(?:ист|л)?|sig(?:n(?:ature)?)?"
_PAGE = r"pp?|pag(?:e|ina)?|pg|S(?:eite)?|стр"
_NUMBER = r"[0-9]{1,4}|[ivxlcIVXLC]{1,8}|[A-Z]{1,2}\ ?(?:[0-9]{1,2}|[ivx]{1,4})"
_SIDE = r"recto|verso|r(?:ecto|[°ºo]\b)?|v(?:erso|[°ºo]\b)?|[a-e]|об\.?"
_WITHIN = rf"""[ \t]*+(?:(?:(?P<folio>{_FOLIO})|(?P<page>{_PAGE}))(?:\.\s*|\s+|(?=[0-9])))?
    (?P<number>{_NUMBER})\s?(?P<side>{_SIDE})?\.?(?P<column>(?<=[rv°ºo.])\s?[a-d])?
    (?:,?\s*col(?:umn)?\.?\s*(?P<named>[a-d1-4]))?[ \t]*"""
_COLUMN = r"\s*(?:col(?:umn)?|Sp(?:alte)?|стб)\.?\s*(?P<alone>[a-d1-4])\s*"
_BOUNDS = (
    (r"\[", r"\]"),
    (r"\{", r"\}"),
    (r"<", r">"),
    (r"\(", r"\)"),
    (r"[|‖]{1,2}", r"[|‖]{1,2}"),
    (r"/{1,2}", r"/{1,2}"),
)
_MARK = regex.compile(
    "|".join(
        rf"(?P<bounds>{opens})(?:{_WITHIN}|{_COLUMN}){closes}" for opens, closes in _BOUNDS
    )
    + rf"|^(?P<bounds>){_WITHIN}$|^[ \t]*+(?P<bounds>[-–—])[ \t]*(?P<number>[0-9]{{1,4}})[ \t]*[-–—][ \t]*$",
    regex.VERBOSE | regex.MULTILINE,
)  # fmt: skip
_LETTERS = ("a", "b", "c", "d", "e")  # of pages of old editions: Plato 17c
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
WIDEST = 2  # between two marks that are marks only because they ascend: one may have been overlooked


class _Seen(NamedTuple):
    """A mark: its span, what it names, its number for the order, and whether it is one beyond doubt."""

    start: int
    end: int
    name: str
    value: int
    sure: bool
    column: bool = False


def step(drafts: Sequence[Draft]) -> None:
    """Take the marks of pages out of each text."""
    for draft in drafts:
        draft.take(_found(draft.text))


def _found(text: str) -> Iterator[Found]:
    seen = [one for match in _MARK.finditer(text) if (one := _seen(match))]
    pages = [one for one in seen if not one.column]
    sure = [one for one in pages if one.sure]
    kept = [] if _references([one.value for one in sure]) else sure
    if len(pages) > len(kept) and len(pages) > 1 and ascending([one.value for one in pages], WIDEST):
        kept = pages
    columns = [one for one in seen if one.column]
    if kept or len(columns) > 1:
        kept = sorted([*kept, *columns])
    for one in kept:
        low, high = snug(text, one.start, one.end)
        at = place(text, high)
        mark = ("column" if one.column else "page", at, at, one.name)
        yield Found(KIND, "places", one.start, one.end, [Cut(low, high, KIND)], [mark])


def _references(values: Sequence[int]) -> bool:
    """Whether folios that are named are those of other texts: of four or more, most are not in ascending order."""
    return len(values) > 3 and not ascending(values, max(values), least=0.5)


def _seen(match: regex.Match[str]) -> _Seen | None:
    """What a match names; None if it can hardly be a mark."""
    opens = match["bounds"]
    if match["alone"]:
        return _Seen(*match.span(), match["alone"], 0, sure=False, column=True)
    if opens in {"-", "–", "—"}:
        return _Seen(*match.span(), f"p. {match['number']}", int(match["number"]), sure=False)
    number, side, label = match["number"], _side(match["side"] or ""), match["folio"]
    plain, recto = number.isdigit(), side in {"r", "v"}
    if not (label or match["page"] or side) or (side in _LETTERS and not label and opens != "["):
        return None
    signature = number[0].isupper() and not number.isalpha()
    if not (plain or label or (signature and recto)) or not (opens or (label and side)):
        return None
    short = label is not None and len(label) < 3
    if short and not side and (opens in {"(", "<"} or label in {"c", "cc", "h"}):
        return None  # (c. 1200), [c. 5], <h1>
    leaf = int(number) if plain else _letters(number)
    column = (match["column"] or match["named"] or "").strip()
    value = leaf * 2 + (side in {"v", "b", "об"}) if label or side not in _LETTERS else leaf * 5 + _LETTERS.index(side)
    name = f"p. {number}" if match["page"] else f"{'' if side in _LETTERS else 'fol. '}{number}{side}{column}"
    sure = opens not in {"(", "/", "//"} and not match["page"] and (recto if plain else bool(label and recto))
    sure = sure or (opens in {"[", "{"} and bool(label) and not short)
    return _Seen(*match.span(), name, leaf if match["page"] else value, sure)


def _side(side: str) -> str:
    return "об" if side.startswith("об") else side[:1]


def _letters(number: str) -> int:
    """The value of a Roman number, or of a signature: its letter counts sixteen leaves."""
    if set(number) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in number]
        return sum(-one if one < max(values[k:]) else one for k, one in enumerate(values))
    letters = [char for char in number if char.isupper()]
    rest = "".join(char for char in number if not char.isupper()).strip()
    return 16 * ord(letters[0]) + (int(rest) if rest.isdigit() else _letters(rest) if rest else 0)

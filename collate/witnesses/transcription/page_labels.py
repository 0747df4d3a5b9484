"""What a mark of a page names: folio, side, column and line, in the words and letters of several languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import regex

from collate.languages import numerals

_FOLIO = (
    r"fol(?:io|ios|s|l|[°º])?|fo|fl|ff?[°º]?|Bl(?:att|l)?|carta|cart?|cc?|karta|k|hoja|h|л(?:истъ?|л)?"
    r"|sig(?:n(?:ature)?)?|ورقة|ق|דף|φ(?:ύλλο|ολ)?"
)
_PAGE = r"pp?|pag(?:e|ina|in)?|pg|S(?:eite)?|str(?:ana)?|стр|صفحة|ص|עמ['׳]?|σελ"
_COUNTED = r"葉|叶|丁|頁|页|張"  # they stand after the number
_NUMBER = r"\p{Nd}{1,4}|[ivxlcIVXLC]{1,8}|[A-Z]{1,2}\ ?(?:[0-9]{1,2}|[ivx]{1,4})"
_SIDE = (
    r"recto|verso|r(?:ecto|[°º]|o\b)?|v(?:erso|[°º]|o\b)?|[a-e]|об\.?|[абвг]"
    r"|/?\s?[أاب]|/?\s?[وظ]|[אב]|ע[\"״][אב]|[オウｵｳ表裏左右上中下]"
)
_BEFORE = r"(?:=|(?:[Mm][Ss]\.?\s+)?\p{Lu}[\p{L}\p{Nd}]{0,3},)?"  # [= fol. 2r], [A, fol. 2r]
_LINE_OF = r"(?:(?<=[rva-e])(?P<line>[0-9]{1,2})|(?<=[rva-e])(?P<apart>[.,:/]\s?)(?P<line>[0-9]{1,3}))?"
_WITHIN = rf"""[ \t]*+{_BEFORE}[ \t]*+第?
    (?:(?:(?P<folio>(?i:{_FOLIO}))|(?P<page>(?i:{_PAGE})))(?:\.[ \t]*|[ \t]+|(?=\p{{Nd}})))?
    (?P<number>{_NUMBER})[ \t]?(?P<counted>{_COUNTED})?(?P<side>{_SIDE})?\.?(?P<column>(?<=[rv°ºo.])[ \t]?[a-d])?
    (?:,?\s*col(?:umn)?\.?\s*(?P<named>[a-d1-4]))?{_LINE_OF}[ \t]*"""
_COLUMN = r"\s*(?:col(?:umn)?|Sp(?:alte)?|стб)\.?\s*(?P<alone>[a-d1-4])\s*"
_BOUNDS = (
    (r"\[", r"\]"), (r"\{", r"\}"), (r"<", r">"), (r"⟨", r"⟩"), (r"‹", r"›"), (r"【", r"】"), (r"〔", r"〕"),
    (r"\(", r"\)"), (r"（", r"）"), (r"[|‖]{1,2}", r"[|‖]{1,2}"), (r"/{1,2}", r"/{1,2}"),
)  # fmt: skip
_RULE = r"[-–—=*~_]{2,}"  # beside a mark on a line of its own
_PATTERNS = [
    regex.compile(pattern, regex.VERBOSE | regex.MULTILINE)
    for pattern in (
        *(rf"(?P<bounds>{opens})(?:{_WITHIN}|{_COLUMN}){closes}" for opens, closes in _BOUNDS),
        rf"^[ \t]*+(?P<bounds>{_RULE})[ \t]*{_WITHIN}{_RULE}[ \t]*$",
        rf"^(?P<bounds>){_WITHIN}$",
        r"^[ \t]*+(?P<bounds>[-–—])[ \t]*(?P<number>\p{Nd}{1,4})[ \t]*[-–—][ \t]*$",
        rf"^(?P<bounds>){_WITHIN}[:)](?=\s)",
        rf"^(?P<row>){_WITHIN}(?=\s)",
        rf"(?P<row>[|‖]{{1,2}})(?=\p{{Nd}}{{1,3}}[rv]){_WITHIN}",
        rf"(?P<bounds>」){_WITHIN}(?=\s|$)",
    )
]  # fmt: skip  one by one, for each is found by its first sign
_SIDES = ("rv", "abcde", "абвг", "ab", "ра", "אב", "オウ", "表裏", "右左", "上中下")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SQUARE = {"[", "【", "〔"}
_RECTO = {"r", "v"}
_WEAK = {"(", "（", "/", "//"}  # bounds of other things, too
_DASHES = {"-", "–", "—"}


class Seen(NamedTuple):
    """A mark: its span, what it names, its place in the order, and whether it is one beyond doubt."""

    start: int
    end: int
    name: str
    order: tuple[int, int, int, int]
    sure: bool
    kind: str = "page"
    closing: bool = False  # it stands where what it names ends
    line: str = ""  # the line of the page


def seen(text: str) -> Iterator[Seen]:
    """What can be a mark of a page or column in a text."""
    found = (_seen(match) for pattern in _PATTERNS for match in pattern.finditer(text))
    end = 0
    for one in sorted(one for one in found if one):
        if one.start >= end:
            yield one
            end = one.end


def _seen(match: regex.Match[str]) -> Seen | None:
    """What a match names; None if it can hardly be a mark."""
    parts: dict[str, str] = {name: found for name, found in match.groupdict().items() if found is not None}
    opens = parts.get("bounds", "")
    if "alone" in parts:
        return Seen(*match.span(), parts["alone"], (0, 0, 0, 0), sure=False, kind="column")
    if opens in _DASHES:
        return Seen(
            *match.span(), f"p. {parts['number']}", (numerals.number(parts["number"]) or 0, 0, 0, 0), sure=False
        )
    number, side, line = parts["number"], _side(parts.get("side", "")), parts.get("line", "")
    label, paged = parts.get("folio", ""), parts.get("page", parts.get("counted", ""))
    if not _is_mark(parts, label.casefold(), paged, side):
        return None
    leaf = int(number) if number.isdecimal() else _letters(number)
    column = parts.get("column", parts.get("named", "")).strip()
    order = leaf, _rank(side), "abcd1234".find(column) % 4 if column else 0, int(line or 0)
    if line and "apart" not in parts and side not in _RECTO:  # a line of a printed page: 980a21
        return Seen(*match.span(), f"{number}{side}{line}", order, sure=False, kind="locus")
    folio = "fol. " if side in {*_RECTO, "об", ""} else ""
    name = f"p. {number}" if paged and not side else f"{folio}{number}{side}{column}"
    sure = not line and "row" not in parts and _is_sure(opens, number, label, paged, side)
    return Seen(*match.span(), name, order, sure, closing=opens == "」", line=line)


def _is_mark(parts: Mapping[str, str], label: str, paged: str, side: str) -> bool:
    """Whether what stands within the bounds can be a mark: a number alone is none."""
    opens, number, line = parts.get("bounds", ""), parts["number"], parts.get("line", "")
    if "row" in parts:  # at the beginning of a line, or after a bar, without bounds
        return bool(line or parts["row"]) and side in _RECTO
    if not (label or paged or side) or (side in tuple("abcde") and not label and opens not in _SQUARE):
        return False
    signature = number[0].isupper() and not number.isalpha()
    if not (number.isdecimal() or label or (signature and side in _RECTO)):
        return False
    if not opens and not (label and side) and len(paged) < 2:
        return False
    if line and side not in _RECTO and (label or opens not in _SQUARE):
        return False
    short = 0 < len(label) < 3  # (c. 1200), [c. 5], <h1>
    return not (short and not side and (opens in {"(", "<"} or label in {"c", "cc", "h", "k"}))


def _is_sure(opens: str, number: str, label: str, paged: str, side: str) -> bool:
    if opens[:2] != opens[:1] and opens not in _WEAK | {"||", "‖‖"}:  # between rules
        return bool(label or paged)
    sure = opens not in _WEAK and not paged and side in _RECTO and (number.isdecimal() or bool(label))
    return sure or (opens in {"[", "{"} and bool(label) and (len(label) > 2 or bool(side)))


def _side(side: str) -> str:
    side = side.strip(" /").removeprefix('ע"').removeprefix("ע״")
    return "об" if side.startswith("об") else side[:1]


def _rank(side: str) -> int:
    """The order of a side among those of a leaf."""
    if side in {"ظ", "об", "ｳ"}:
        return 1
    return next((letters.index(side) for letters in _SIDES if side and side in letters), int(side == "ب"))


def _letters(number: str) -> int:
    """The value of a Roman number, or of a signature: its letter counts sixteen leaves."""
    if set(number.casefold()) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in number.casefold()]
        return sum(-one if one < max(values[k:]) else one for k, one in enumerate(values))
    letters = [char for char in number if char.isupper()]
    rest = "".join(char for char in number if not char.isupper()).strip()
    return 16 * ord(letters[0]) + (int(rest) if rest.isdecimal() else _letters(rest) if rest else 0)

"""Reads PAGE XML (PRImA): the text of a page in reading order.

https://ocr-d.de/en/gt-guidelines/pagexml/pagecontent_xsd_Complex_Type_pc_PcGtsType.html has the format.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

from collate.errors import InputError
from collate.model import Source
from collate.witnesses.readers.recognition import furniture
from collate.witnesses.readers.recognition.assembly import source
from collate.witnesses.readers.recognition.kinds import kind
from collate.witnesses.readers.recognition.pages import Box, Line, Page, Region, around
from collate.witnesses.readers.wellformed import tree

_POINT = regex.compile(r"(-?\d+(?:\.\d+)?)[, ]\s*(-?\d+(?:\.\d+)?)")
_ORDER = regex.compile(r"readingOrder\s*\{[^}]*index\s*:\s*(\d{1,6})")
_TYPE = regex.compile(r"structure\s*\{[^}]*type\s*:\s*([^;}]+)")
MOST_REGIONS = 500  # of a page, that are compared with one another
# What Transkribus writes of stretches of a line, and the kind of mark that it is.
_TAG = regex.compile(
    r"\b(?P<tag>unclear|supplied|gap)\s*\{[^}]*?offset:\s*(?P<at>\d{1,6});\s*length:\s*(?P<long>\d{1,6})"
)
_MARKS = {"unclear": "unclear", "supplied": "supplied", "gap": "lacuna"}
_LINE_ENDS = regex.compile(r"\r\n|[\r\n\u2028\u2029]")


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """The text of the page, or pages. InputError if the file has none or is not well-formed."""
    root = tree(data, path, encoding)
    found = [page(one, _name(path)) for one in root.iter("{*}Page")]
    if not found:
        raise InputError("is PAGE XML without a Page", path=path, hint="export it again")
    return [source(found, siglum, data, path, "page")]


def _name(path: str) -> str:
    """The name of a page: that of its file, without endings."""
    return Path(path).name.partition(".")[0] if path != "-" else "1"


def page(node: Any, name: str) -> Page:
    """The page that a ``Page`` element describes."""
    regions: dict[str, Any] = {}
    for number, one in enumerate(one for one in node.iter() if _is_region(one)):
        own = one.get("id", "")
        # Two regions of one id are both on the page; the order names the first.
        regions[own if own not in regions else f"{own} {number}"] = one
    made = Page(name)
    stated = list(_stated(node))
    lost = [one for one in stated if one not in regions]
    if lost:
        made.remarks.append(f"its reading order names regions that are not there ({lost[0]}, ...)"[:120])
    order = [one for one in dict.fromkeys(stated) if one in regions]
    done: set[Any] = set()
    named = set(order)
    for one in order:
        _add(regions[one], made, done, named)
    rest = [one for one in regions.values() if one not in done and not any(up in done for up in one.iterancestors())]
    if order:
        rest.sort(key=lambda one: (_box(one) or Box(0, 0, 0, 0)).top)
    else:
        rest = _headings_first(_by_index(rest))
    for one in rest:
        _add(one, made, done, set())
    if not any(one.get("type") or _TYPE.search(one.get("custom") or "") for one in regions.values()):
        furniture.found(made)
    return made


def _is_region(node: Any) -> bool:
    return isinstance(node.tag, str) and node.tag.endswith("Region")


def _stated(node: Any) -> Iterator[str]:
    """The ids of regions in the stated order: by index in ordered groups, as in the file in others."""
    for order in node.iterfind("{*}ReadingOrder"):
        yield from _group(order)


def _group(node: Any) -> Iterator[str]:
    children = [one for one in node if isinstance(one.tag, str)]
    if "OrderedGroup" in node.tag and "Unordered" not in node.tag:
        children.sort(key=lambda one: _number(one.get("index")) or 0)
    for one in children:
        if one.get("regionRef"):
            yield one.get("regionRef")
        yield from _group(one)


def _by_index(regions: list[Any]) -> list[Any]:
    """Regions that no reading order names: by the index in their ``custom`` attribute, if all have one."""
    tops = [one for one in regions if not any(_is_region(up) for up in one.iterancestors())]
    indices = [_index(one) for one in tops]
    if tops and None not in indices and len(set(indices)) == len(indices):
        return sorted(tops, key=lambda one: _index(one) or 0)
    return regions


def _headings_first(regions: list[Any]) -> list[Any]:
    """Regions in the order of the file, but one that stands wholly above another of its column comes before it."""
    if len(regions) > MOST_REGIONS:
        return regions
    placed: list[tuple[Any, Box | None]] = []
    for one in regions:
        box = _box(one)
        below = (at for at, (_, other) in enumerate(placed) if box and other and _above(box, other))
        placed.insert(next(below, len(placed)), (one, box))
    return [one for one, _ in placed]


def _above(one: Box, other: Box) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return one.bottom <= other.top + 0.2 * one.height and shared > 0.5 * min(one.width, other.width)


def _index(node: Any) -> int | None:
    found = _ORDER.search(node.get("custom") or "")
    return int(found[1]) if found else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 9 else None


def _add(node: Any, made: Page, done: set[Any], named: set[str]) -> None:
    """Add a region and those inside it that have no place of their own in the reading order."""
    if node in done:
        return
    done.add(node)
    made.regions.append(_region(node))
    for one in sorted((one for one in node if _is_region(one)), key=_cell):
        if one.get("id") not in named:
            _add(one, made, done, named)


def _cell(node: Any) -> tuple[int, int]:
    """Row and column of a region that is a cell of a table; other regions keep their order."""
    role = next(node.iter("{*}TableCellRole"), None)
    row, column = (None, None) if role is None else (_number(role.get("rowIndex")), _number(role.get("columnIndex")))
    return row or 0, column or 0


def _region(node: Any) -> Region:
    stated = _TYPE.search(node.get("custom") or "")
    what = kind(node.get("type"), stated[1] if stated else None, node.tag.rpartition("}")[2].removesuffix("Region"))
    lines = [_line(one) for one in node if isinstance(one.tag, str) and one.tag.endswith("}TextLine")]
    box = _box(node)
    if not any(line.text for line in lines):
        whole = [text.strip() for text in _LINE_ENDS.split(_text(node)[0]) if text.strip()]
        lines = [Line(text, box if len(whole) == 1 else None) for text in whole] or lines
        return Region(lines, box, what, ordered=True)
    ordered = node.get("textLineOrder") not in {None, "top-to-bottom"} or node.get("readingDirection") in {
        "top-to-bottom",
        "bottom-to-top",
    }
    return Region(lines, box, what, ordered=ordered)


def _line(node: Any) -> Line:
    text, sure = _text(node)
    words = [one for one in node if isinstance(one.tag, str) and one.tag.endswith("}Word")]
    if not text.strip():
        text = " ".join(found for one in words if (found := _word(one)))
    stated = _TYPE.search(node.get("custom") or "")
    text = " ".join(_LINE_ENDS.sub(" ", text).split(" ")).strip()
    marks = _tags(node.get("custom") or "", text)
    confidence = () if sure is None or not text else ((0, len(text), sure),)
    return Line(
        text,
        _box(node) or around(map(_box, words)),
        kind(stated[1] if stated else None),
        confidence,
        _index(node),
        marks,
    )


def _tags(custom: str, text: str) -> tuple[tuple[str, int, int], ...]:
    """The stretches of a line that its ``custom`` attribute is about."""
    found = [(_MARKS[one["tag"]], int(one["at"]), int(one["at"]) + int(one["long"])) for one in _TAG.finditer(custom)]
    return tuple((kind, start, end) for kind, start, end in found if end <= len(text))


def _word(node: Any) -> str:
    text, _ = _text(node)
    return text.strip() or "".join(
        _text(one)[0] for one in node if isinstance(one.tag, str) and one.tag.endswith("}Glyph")
    )


def _text(node: Any) -> tuple[str, float | None]:
    """The text of an element: of several, that of the lowest index that holds any; and how sure the program was."""
    found = []
    for number, one in enumerate(node.iterfind("{*}TextEquiv")):
        text = next((child.text or "" for child in one.iterfind("{*}Unicode")), "")
        text = text or next((child.text or "" for child in one.iterfind("{*}PlainText")), "")
        if text.strip():
            index = _number(one.get("index"))
            found.append((0 if index is None else index, number, text, one.get("conf")))
    if not found:
        return "", None
    _, _, text, sure = min(found)
    return text, share(sure)


def share(text: str | None) -> float | None:
    """A confidence between 0 and 1; None if there is none, or it is no such number."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _box(node: Any) -> Box | None:
    """The box around the outline of an element: its ``points``, or in old files its ``Point`` elements."""
    for one in node.iterfind("{*}Coords"):
        points = [(float(x), float(y)) for x, y in _POINT.findall(one.get("points") or "")]
        points += [(_coordinate(each, "x"), _coordinate(each, "y")) for each in one.iterfind("{*}Point")]
        if points:
            across, down = zip(*points, strict=True)
            return Box(min(across), min(down), max(across), max(down))
    return None


def _coordinate(node: Any, name: str) -> float:
    return float(_number(node.get(name)) or 0)

"""Reads ALTO, of all versions: the text of pages in reading order (https://www.loc.gov/standards/alto/)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from collate.errors import InputError
from collate.model import Source
from collate.witnesses.readers.recognition.assembly import source
from collate.witnesses.readers.recognition.kinds import kind
from collate.witnesses.readers.recognition.page_xml import share
from collate.witnesses.readers.recognition.pages import Box, Line, Page, Region, around
from collate.witnesses.readers.wellformed import tree

MARGINS = {"TopMargin": "upper margin", "BottomMargin": "lower margin", "LeftMargin": "margin", "RightMargin": "margin"}
HYPHENS = ("-", "\u00ad", "\u2010", "\u00ac", "\u2e17", "=")


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """The text of the pages. InputError if the file has none or is not well-formed."""
    root = tree(data, path, encoding)
    labels = {
        one.get("ID"): one.get("LABEL") or one.get("TYPE") or ""
        for tags in root.iter("{*}Tags")
        for one in tags
        if isinstance(one.tag, str) and one.get("ID")
    }
    nodes = list(root.iter("{*}Page"))
    if not nodes:
        raise InputError("is ALTO without a Page", path=path, hint="export it again")
    stem = Path(path).name.partition(".")[0] if path != "-" else "page"
    order = _stated(root)
    found = [
        _page(node, stem if len(nodes) == 1 else node.get("PHYSICAL_IMG_NR") or str(number), labels, order)
        for number, node in enumerate(nodes, 1)
    ]
    return [source(found, siglum, data, path, "alto")]


def _page(node: Any, name: str, labels: dict[str, str], order: Sequence[str]) -> Page:
    made = Page(name)
    spaces = [one for one in node if isinstance(one.tag, str)]
    inside = [one for one in spaces if _local(one) not in MARGINS]
    for space in (*inside, *(one for one in spaces if _local(one) in MARGINS)):
        margin = _local(space) in MARGINS
        for block in space.iter("{*}TextBlock"):
            region = _region(block, labels)
            region.kind = region.kind or ("notes in the margin" if margin else "")
            made.regions.append(region)
    if order:
        ids = [block.get("ID") for space in spaces for block in space.iter("{*}TextBlock")]
        known = dict(zip(ids, made.regions, strict=True))
        first = [known[one] for one in order if one in known]
        made.regions = [*first, *(one for one in made.regions if not any(one is other for other in first))]
    return made


def _stated(root: Any) -> list[str]:
    """The ids of blocks in the reading order of ALTO 4."""
    return list(dict.fromkeys(one.get("REF", "") for order in root.iter("{*}ReadingOrder") for one in _refs(order)))


def _refs(node: Any) -> Iterator[Any]:
    yield from node.iter("{*}ElementRef")


def _region(block: Any, labels: dict[str, str]) -> Region:
    above = list(block.iterancestors("{*}ComposedBlock"))
    what = next((found for one in (block, *above) if (found := kind(*_names(one, labels)))), "")
    return Region([_line(one, labels) for one in block.iter("{*}TextLine")], _box(block), what)


def _names(node: Any, labels: dict[str, str]) -> list[str]:
    """The names of what an element is: its tags, its type."""
    return [*(labels.get(one, "") for one in (node.get("TAGREFS") or "").split()), node.get("TYPE") or ""]


def _line(node: Any, labels: dict[str, str]) -> Line:
    text, before = "", None
    sure: list[tuple[int, int, float]] = []
    blank = ""
    for one in node:
        name = _local(one)
        if name == "SP":
            blank = " "
        elif name == "HYP":
            text += "" if text.endswith(HYPHENS) else _hyphen(one)
        elif name == "String" and (word := (one.get("CONTENT") or "").strip()):
            if text and not blank and not _touching(before, one, word):
                blank = " "
            start = len(text) + len(blank if text else "")
            text += (blank if text else "") + word
            confidence = share(one.get("WC"))
            sure += [] if confidence is None else [(start, len(text), confidence)]
            blank, before = "", one
    strings = [_box(one) for one in node.iter("{*}String")]
    return Line(text, _box(node) or around(strings), kind(*_names(node, labels)), tuple(sure))


def _hyphen(node: Any) -> str:
    content = (node.get("CONTENT") or "-").strip()
    return "-" if content in {"", "\u00ad"} else content


def _touching(one: Any | None, two: Any, word: str) -> bool:
    """Whether a sign of punctuation stands close to the word before it."""
    first, second = (None if one is None else _box(one)), _box(two)
    signs = not any(character.isalnum() for character in word)
    return bool(signs and first and second and second.left - first.right < 0.15 * first.height)


def _box(node: Any) -> Box | None:
    try:
        left, top = float(node.get("HPOS")), float(node.get("VPOS"))
        return Box(left, top, left + float(node.get("WIDTH") or 0), top + float(node.get("HEIGHT") or 0))
    except (TypeError, ValueError):
        return None


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""

"""Reads an alignment table in HTML: the largest table of the page.

What the page hides is left out: in tables of CollateX and PyCoviz a hidden paragraph says where the word stands.
"""

from __future__ import annotations

import hashlib
from typing import Any

import regex
from lxml import etree, html

from collate.errors import InputError
from collate.model import Origin, Source
from collate.witnesses.readers.documents.html_decoding import decode_html
from collate.witnesses.readers.grid import Grid, witnesses

HINT = "see docs/formats.md for the forms read"
MOST_COLUMNS = 10_000
_HIDDEN = regex.compile(r"(?:^|\s)(?:hidden|invisible|d-none|hide)(?:\s|$)")
_STYLE = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SPACED = {"p", "div", "br", "li", "td", "th"}
_UNREAD = {"script", "style", "template"}


def holds_table(data: bytes) -> bool:
    """Whether a page seems to hold a collation: a table with short headings, and less text besides."""
    start = data.lower()
    if b"<table" not in start:
        return False
    try:
        root = html.fromstring(data)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return False
    table = _largest(root)
    if table is None:
        return False
    cells = _cells(table)
    inside = sum(len(cell) for row in cells for cell in row)
    outside = sum(len(own.strip()) for own in root.itertext()) - sum(len(own.strip()) for own in table.itertext())
    wide = len(cells) > 1 and min(map(len, cells)) > 1
    return wide and inside > outside and all(len(cell) <= 40 for cell in cells[0][:1])


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the largest table; `siglum` is not used, as the table has sigla."""
    decoded = decode_html(data, path, encoding)
    try:
        root = html.document_fromstring(decoded.text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        raise InputError(f"cannot be read as HTML ({problem})", path=path) from None
    table = _largest(root)
    cells = [] if table is None else _cells(table)
    width = max(map(len, cells), default=0)
    if width < 2 or len(cells) < 2:
        raise InputError("holds no table of witnesses", path=path, hint=HINT)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "table", decoded.encoding, decoded.bom, decoded.notes)
    full = [[*row, *[""] * (width - len(row))] for row in cells]
    return witnesses(Grid(full, lambda row, column: f"row {row + 1}, column {column + 1} of the table"), origin)


def _largest(root: Any) -> Any:
    tables = [table for table in root.iter("table") if table.find(".//table") is None]
    return max(tables, key=lambda table: len(table.findall(".//tr")), default=None)


def _cells(table: Any) -> list[list[str]]:
    rows = []
    for line in table.iter("tr"):
        row: list[str] = []
        for one in line.iterchildren("td", "th"):
            span = one.get("colspan", "1")
            row.append(" ".join("".join(_shown(one)).split()))
            row += [""] * (min(int(span), MOST_COLUMNS) - 1 if span.isdecimal() and len(span) < 6 else 0)
        if row:
            rows.append(row)
    return rows


def _shown(node: Any) -> list[str]:
    """The pieces of text of an element that a browser shows."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _UNREAD and not _is_hidden(child):
            around = " " if child.tag in _SPACED else ""
            parts += [around, *_shown(child), around]
        parts.append(child.tail or "")
    return parts


def _is_hidden(node: Any) -> bool:
    style = node.get("style", "")
    return "hidden" in node.attrib or bool(_STYLE.search(style) or _HIDDEN.search(node.get("class", "")))

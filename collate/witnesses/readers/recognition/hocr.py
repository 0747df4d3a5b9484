"""Reads hOCR: the text of pages in the order of the file (http://kba.github.io/hocr-spec/1.2/).

The order is never changed by the places of lines: some programs count them from the foot of the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import regex
from lxml import etree

from collate.model import Source
from collate.witnesses.readers.documents.html import parsed
from collate.witnesses.readers.documents.html_decoding import decode_html
from collate.witnesses.readers.recognition.assembly import source
from collate.witnesses.readers.recognition.kinds import kind
from collate.witnesses.readers.recognition.pages import Box, Line, Page, Region

LINES = {"ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocr_footer", "ocr_pageno"}
BLOCKS = {"ocr_par", "ocr_carea", "ocrx_block", "ocr_page"}
_BOX = regex.compile(r"\bbbox\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)")
_SURE = regex.compile(r"\bx_wconf\s+(\d{1,3}(?:\.\d+)?)")
_PAGE = regex.compile(r"\bppageno\s+(\d{1,6})")


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """The text of the pages. InputError if the file cannot be decoded."""
    decoded = decode_html(data, path, encoding)
    root = parsed(decoded.text, path)
    nodes = [one for one in root.iter() if "ocr_page" in _classes(one)] or [root]
    pages = [_page(node, number) for number, node in enumerate(nodes, 1)]
    return [source(pages, siglum, data, path, "hocr", encoding=decoded.encoding, notes=decoded.notes)]


def _page(node: Any, number: int) -> Page:
    stated = _PAGE.search(node.get("title") or "")
    made = Page(str(int(stated[1]) + 1) if stated else str(number))
    # A header or caption may be a line, or a block of lines.
    lines = [one for one in node.iter() if _classes(one) & LINES and not _holds(one, LINES)]
    if not lines:  # only blocks were recognised
        lines = [one for one in node.iter() if _classes(one) & BLOCKS and not _holds(one, BLOCKS)]
    before = None
    for one in lines:
        block = _block(one)
        if block is not before or not made.regions:
            made.regions.append(Region([], kind=kind(*_classes(block) - {"ocr_page"}), ordered=True))
        before = block
        made.regions[-1].lines.append(_line(one))
    return made


def _block(line: Any) -> Any:
    """The block of a line: a paragraph, or the heading or paragraph of HTML that it stands in."""
    above = list(line.iterancestors())
    named = (one for one in above if _classes(one) & BLOCKS or one.tag in {"p", "h1", "h2", "h3", "h4", "h5", "h6"})
    return next(named, above[0])


def _line(node: Any) -> Line:
    text = ""
    sure: list[tuple[int, int, float]] = []
    for one, piece in _pieces(node):
        words = " ".join(piece.split())
        blank = " " if text and not text.endswith(" ") and (piece[:1].isspace() or text[-1:].isspace()) else ""
        if words:
            start = len(text) + len(blank)
            text += blank + words
            found = _SURE.search(one.get("title") or "") if "ocrx_word" in _classes(one) else None
            sure += [(start, len(text), min(float(found[1]), 100) / 100)] if found else []
        text += " " if piece[-1:].isspace() and text and not text.endswith(" ") else ""
    return Line(
        text.strip(),
        _box(node),
        kind(*(name for up in (node, *node.iterancestors()) for name in _classes(up) & LINES)),
        tuple(sure),
    )


def _pieces(node: Any) -> Iterator[tuple[Any, str]]:
    """The text below an element, each piece with the word that it is in, or else its element."""
    for event, one in etree.iterwalk(node, events=("start", "end")):
        if event == "start" and one.text:
            yield _word(one), one.text
        elif event == "end" and one is not node and one.tail:
            yield _word(one.getparent()), one.tail


def _word(node: Any) -> Any:
    return next((one for one in (node, *node.iterancestors()) if "ocrx_word" in _classes(one)), node)


def _holds(node: Any, classes: Collection[str]) -> bool:
    return any(not _classes(one).isdisjoint(classes) for one in node.iterdescendants())


def _classes(node: Any) -> set[str]:
    return set((node.get("class") or "").split()) if isinstance(node.tag, str) else set()


def _box(node: Any) -> Box | None:
    found = _BOX.search(node.get("title") or "")
    return Box(*map(float, found.groups())) if found else None

"""Reads an apparatus without a TEI text around it, as CollateX writes: ``root``, ``cx:apparatus`` or a bare ``p``.

Every ``app`` is a column, and the text between is one that all witnesses have. A witness that no reading of an ``app``
names has nothing there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import regex
from lxml import etree

from collate.errors import InputError
from collate.model import Origin, Source
from collate.witnesses.readers.aligned import Row, Word, sources
from collate.witnesses.readers.markup import Stripped, closed
from collate.witnesses.readers.wellformed import tree

HINT = "see docs/formats.md for the forms read"
_WORD = regex.compile(r"\S+\s?")
_ASIDE = {"note", "witDetail", "teiHeader", "listWit"}
Cells = dict[int, list[Word]]


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses that its readings name, in order; InputError if they name fewer than two."""
    root = tree(data, path, encoding)
    names = list(dict.fromkeys(name for one in root.iter("{*}lem", "{*}rdg") for name in _named(one)))
    if len(names) < 2:
        raise InputError("its readings name fewer than two witnesses", path=path, hint=HINT)
    ends = closed(text for text in root.itertext() if "<" in text)
    stripped = Stripped()
    cells: dict[str, Cells] = {name: {} for name in names}
    column = 0
    for witnesses, text in _pieces(root):
        column += 1 if witnesses is not None or text.strip() else 0
        for name, own in (dict.fromkeys(names, text) if witnesses is None else witnesses).items():
            _add(cells[name], column - 1, stripped.text(ends, own))
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "apparatus", "utf-8")
    return sources([Row(name, own) for name, own in cells.items()], origin, column, aside=stripped.set_aside())


def _named(reading: Any) -> list[str]:
    return [name.lstrip("#") for name in reading.get("wit", "").split()]


def _pieces(node: Any) -> Iterator[tuple[dict[str, str] | None, str]]:
    """The text in order: of all witnesses (None and the text), or of each witness that an app names."""
    if node.text:
        yield None, node.text
    for child in node:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name == "app":
            readings = [(one, "".join(one.itertext())) for one in child.iter("{*}lem", "{*}rdg")]
            yield {wit: text for one, text in readings for wit in _named(one)}, ""
        elif name not in _ASIDE:
            yield from _pieces(child)
        if child.tail:
            yield None, child.tail


def _add(cells: Cells, column: int, text: str) -> None:
    """Add the words of a text to the cells of a witness; a space before them belongs to the word before."""
    if text[:1].isspace() and cells:
        last = cells[max(cells)]
        last[-1] = Word(last[-1].text.rstrip() + " ")
    words = [Word(word.rstrip() + " " if word[-1].isspace() else word) for word in _WORD.findall(text)]
    if words:
        cells[column] = words

"""Byte positions of the characters of a TEI text in its file, so that ids can be added without other changes."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any
from xml.parsers import expat

from lxml import etree

from collate.errors import InputError
from collate.model.places import Places
from collate.witnesses.readers.tei.content import View
from collate.witnesses.readers.tei.document import Document
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.text import Text
from collate.witnesses.readers.wellformed import tree

HINT = "leave out --method double-end-point, or give the base as text"


def places(data: bytes, path: str, prefer: frozenset[str]) -> Places:
    """The places of the characters that `tei.read` gives with the same preferred forms.

    InputError if they cannot be determined.
    """
    for sign, what in ((b"<!ENTITY", "declares entities"), (b"<![CDATA[", "has CDATA sections")):
        if sign in data:
            raise InputError(f"{what}, so its bytes cannot be pointed at", path=path, hint=HINT)
    bytes_ = _Bytes(data, path)
    root = tree(data, path, "utf-8")
    nodes = list(root.iter("*"))  # kept alive, so that each keeps its identity
    before = _characters_before(root)
    if bytes_.count != before[None, False]:
        raise InputError("is read differently by two parsers, so its bytes cannot be pointed at", path=path, hint=HINT)
    order = {id(node): number for number, node in enumerate(nodes)}
    text = Text(Edition(Document(root, path, len(data))), View(prefer=prefer)).read()
    starts: dict[int, tuple[int, int]] = {}
    words: dict[int, int] = {}
    for at, said, node, tail in text.said:
        if node is None:
            raise InputError("has words in attributes, which cannot be pointed at", path=path, hint=HINT)
        raw = (node.tail if tail else node.text) or ""
        holder = _word(node.getparent() if tail else node)
        spots = (k for k, char in enumerate(raw) if not char.isspace())
        # What was said are the last words of the node's text: a joined word may have lost the space before it.
        for offset, char in enumerate(said, at):
            if char.isspace():
                continue
            starts[offset] = bytes_.span(before[id(node), tail] + next(spots))
            if holder is not None:
                words[offset] = order[id(holder)]
    return Places(data, starts, words, bytes_.tags, bytes_.header, bytes_.prefix, _ids(root))


def _characters_before(root: Any) -> dict[tuple[int | None, bool], int]:
    """How many characters of text precede the text of a node, or its tail; under None, the total."""
    found: dict[tuple[int | None, bool], int] = {}
    count = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tail = event == "end"
        found[id(node), tail] = count
        count += len((node.tail if tail else node.text) or "") if not (tail and node is root) else 0
    found[None, False] = count
    return found


def _word(node: Any) -> Any:
    """The ``<w>`` or ``<pc>`` that a node is or is in, or None."""
    return next((own for own in (node, *node.iterancestors()) if etree.QName(own).localname in {"w", "pc"}), None)


def _ids(root: Any) -> frozenset[str]:
    return frozenset(str(value) for value in root.xpath("//@xml:id"))


class _Bytes:
    """Byte positions of every character of text, of start tags and of the header's end, in document order."""

    def __init__(self, data: bytes, path: str) -> None:
        self.data = data
        self.pieces: list[tuple[int, int, str]] = []  # characters before, bytes before, text
        self.firsts: list[int] = []
        self.count = 0
        self.tags: list[tuple[int, str | None]] = []  # where an xml:id can be written; the id that is there
        self.header, self.prefix = -1, ""
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        try:
            self.parser.Parse(data, True)
        except (expat.ExpatError, UnicodeDecodeError) as problem:
            raise InputError(f"is not UTF-8 XML ({problem})", path=path, hint=HINT) from None
        if self.header < 0:
            raise InputError("has no teiHeader, after which the apparatus could stand", path=path, hint=HINT)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        self.tags.append((at + 1 + len(name.encode()), attributes.get("xml:id")))
        if name.rpartition(":")[2] == "body":
            self.prefix = name.removesuffix("body")

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "teiHeader" and self.header < 0:
            at = self.parser.CurrentByteIndex  # of an empty element that is already behind it
            self.header = self.data.index(b">", at) + 1 if self.data.startswith(b"</", at) else at

    def _text(self, text: str) -> None:
        self.firsts.append(self.count)
        self.pieces.append((self.count, self.parser.CurrentByteIndex, text))
        self.count += len(text)

    def span(self, character: int) -> tuple[int, int]:
        """Start and end of a character's bytes; of a reference such as ``&amp;`` those of the whole."""
        first, at, text = self.pieces[bisect_right(self.firsts, character) - 1]
        raw = text.encode()
        if self.data[at : at + len(raw)] != raw:
            return at, self.data.index(b";", at) + 1
        start = at + len(text[: character - first].encode())
        return start, start + len(text[character - first].encode())

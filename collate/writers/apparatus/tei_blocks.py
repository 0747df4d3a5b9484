"""Divides the text of a TEI apparatus into headings, paragraphs and verses, where no entry goes over the division.

A line end within an entry stays an ``lb``: the paragraph or verse then holds the lines on both sides. An entry that has
whole verses stands beside the others, and its readings hold verses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any, NamedTuple

from collate.model import Apparatus
from collate.writers.apparatus.places import begun
from collate.writers.apparatus.tei_header import E, clean
from collate.writers.blocks import Kind, blocks

_LINE_END, _APP, _READING, _GROUP = E.lb().tag, E.app().tag, E.rdg().tag, E.rdgGrp().tag
_OTHERS = {_READING, _GROUP}
_ELEMENTS: Mapping[Kind, Any] = {"heading": E.head, "paragraph": E.p, "stanza": E.l}


class _Line(NamedTuple):
    """The block that a line of the text belongs to, by number and kind, and the reference of its place."""

    block: int
    kind: Kind
    place: str


def divided(block: Any, apparatus: Apparatus) -> list[Any]:
    """The content of a block as ``div``s, each with a heading or before the first, of paragraphs and stanzas."""
    lines = _lines(apparatus)
    made = _Division(lines)
    made.fill(block)
    return made.divisions or [E.div(E.p())]


def _lines(apparatus: Apparatus) -> dict[int, _Line]:
    """The lines of the text that hold anything, by their numbers from 0."""
    source = apparatus.words.source
    named = begun(source)
    found: dict[int, _Line] = {}
    number = at = 0
    for count, one in enumerate(blocks(apparatus, source.content)):
        for start, end in one.lines:
            number += source.content.count("\n", at, start)
            at = start
            found[number] = _Line(count, one.kind, named(start, end))
    return found


class _Division:
    """The divisions that are made, and the element that is open."""

    def __init__(self, lines: Mapping[int, _Line]) -> None:
        self.lines, self.number = lines, 0
        self._numbers = sorted(lines)
        self.divisions: list[Any] = []
        self._open: Any = None  # the paragraph, heading or verse
        self._stanza: Any = None
        self._last: _Line | None = None

    def fill(self, block: Any) -> None:
        """Distribute text and elements in their order."""
        self._say(block.text or "")
        nodes = list(block)
        for place, node in enumerate(nodes):
            tail, node.tail = node.tail or "", None
            if node.tag == _LINE_END:
                self._end_line(node)
            elif self._holds_verses(node, nodes[place + 1 : place + 2], tail):
                self._lines_of(self.lines[self.number]).append(node)
                self._in_verses(node)
            else:
                self._begin()
                self._open.append(node)
                self.number += _line_ends(node)
            self._say(tail)

    def _end_line(self, node: Any) -> None:
        before, self.number = self.lines.get(self.number), self.number + 1
        after = self.lines.get(self.number)
        if self._open is not None and before and after and (before.block, after.kind) == (after.block, "paragraph"):
            self._open.append(node)
        else:
            self._open = None

    def _say(self, text: str) -> None:
        if not text or (self._open is None and not text.strip()):
            return
        self._begin()
        if len(self._open):
            self._open[-1].tail = (self._open[-1].tail or "") + text
        else:
            self._open.text = (self._open.text or "") + text

    def _holds_verses(self, app: Any, after: list[Any], tail: str) -> bool:
        """Whether an entry begins with a verse and ends with the end of another of the same stanza."""
        count = _line_ends(app)
        if self._open is not None or not count or app.tag != _APP:
            return False
        lemma = app[0]
        ends = _ends_line(lemma)
        if not ends and (tail.strip() or any(node.tag != _LINE_END for node in after)):
            return False
        if sum(node.tag == _LINE_END for node in lemma) != count:  # one stands in an entry within
            return False
        here = [self.lines.get(number) for number in range(self.number, self.number + count + (not ends))]
        return len({(line.block, line.kind) if line else None for line in here} - {None}) == 1 and all(
            line and line.kind == "stanza" for line in here
        )

    def _in_verses(self, app: Any) -> None:
        """Make the words of each reading verses; those of the lemma have the references of their lines."""
        ends = _ends_line(app[0])
        for reading in app:
            for one in reading if reading.tag == _GROUP else [reading]:
                _parted(one)
        for verse in app[0]:
            place = self.lines[self.number].place
            if place:
                verse.set("n", clean(place))
            self.number += 1
        self.number -= not ends

    def _begin(self) -> None:
        """Open the element of this line, unless one is open; what stands between two lines belongs to the next."""
        if self._open is not None:
            return
        line = self._line()
        self._open = _ELEMENTS[line.kind]()
        if line.place and line.kind != "heading":
            self._open.set("n", clean(line.place))
        if line.kind == "stanza":
            self._lines_of(line).append(self._open)
        else:
            self._division(line).append(self._open)
        self._last = line

    def _line(self) -> _Line:
        at = bisect_left(self._numbers, self.number)
        if at < len(self._numbers):
            return self.lines[self._numbers[at]]
        return self._last or _Line(0, "paragraph", "")

    def _division(self, line: _Line) -> Any:
        if not self.divisions or line.kind == "heading":
            self.divisions.append(E.div())
        return self.divisions[-1]

    def _lines_of(self, line: _Line) -> Any:
        """The stanza of a line."""
        if self._last is None or self._last.block != line.block:
            self._stanza = E.lg()
            self._division(line).append(self._stanza)
        self._last = line
        return self._stanza


def _line_ends(node: Any) -> int:
    """How many lines of the text end in an element: in what is not another reading of an entry."""
    if node.tag == _LINE_END:
        return 1
    return sum(_line_ends(child) for child in node if isinstance(child.tag, str) and child.tag not in _OTHERS)


def _ends_line(reading: Any) -> bool:
    return len(reading) > 0 and reading[-1].tag == _LINE_END and not (reading[-1].tail or "").strip()


def _parted(reading: Any) -> None:
    """Make the lines of a reading verses."""
    if not len(reading) and not (reading.text or "").strip():
        return
    if _ends_line(reading):
        del reading[-1]
    verses = [E.l(reading.text or "")]
    for node in list(reading):
        tail, node.tail = node.tail or "", None
        if node.tag == _LINE_END:
            verses.append(E.l(tail))
        else:
            node.tail = tail
            verses[-1].append(node)
    reading.text = None
    reading[:] = verses

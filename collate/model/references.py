"""Names the place of an offset of a text: its canonical reference, its page and line, or the line of the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from collate.model.text import Mark, Source

CANONICAL = ("section", "locus")
KINDS = (*CANONICAL, "page", "column", "line")


class References:
    """The places that a source marks, ordered so that the one at an offset is found fast."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._places = {
            kind: _Places([m for m in source.marks if m.kind == kind and m.data.get("n")]) for kind in KINDS
        }
        self._lines = source.file_lines()

    def canonical(self, offset: int) -> str:
        """The canonical reference at an offset: ``1.12``; "" if the source marks none."""
        found = [mark for kind in reversed(CANONICAL) if (mark := self._places[kind].at(offset))]
        return str(max(found, key=lambda mark: mark.start).data["n"]) if found else ""

    def page(self, offset: int) -> str:
        """Page, column and line of the witness: ``fol. 1r, 3``; "" if the source marks no page.

        In typed text, lines that have no number of their own are counted from the page on.
        """
        page, column, line = (self._places[kind].at(offset) for kind in ("page", "column", "line"))
        if page is None:
            return f"line {line.data['n']}" if line else ""
        name = str(page.data["n"])
        if column and column.start >= page.start:
            page, name = column, f"{name}{column.data['n']}"
        if line and line.start >= page.start:
            return f"{name}, {line.data['n']}"
        typed = self.source.origin.format in {"text", "collate"}
        return f"{name}, {self.line(offset) - self.line(page.start) + 1}" if typed else name

    def line(self, offset: int) -> int:
        """The line of the file, counting from 1."""
        return bisect_right(self._lines, offset) + self.source.line - 1

    def named(self, offset: int) -> str:
        """The name that the source has for the place: canonical, else of the page; "" if it has none."""
        return self.canonical(offset) or self.page(offset)

    def at(self, offset: int) -> str:
        """The best name that there is for the place: that of the source, else the line of the file."""
        return self.named(offset) or str(self.line(offset))


class _Places:
    """Marks of one kind in ascending order."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = sorted(marks, key=lambda mark: mark.start)
        self.starts = [mark.start for mark in self.marks]

    def at(self, offset: int) -> Mark | None:
        """The last mark that begins at or before an offset."""
        index = bisect_right(self.starts, offset) - 1
        return self.marks[index] if index >= 0 else None

"""The notes of a Word document: the apparatus as Word's own notes, the editor's own layers as numbered lists.

Word has two kinds of notes only, so that each layer is a list after the text with a heading and numbers of its own:
Word counts them (``SEQ``), and the mark in the text refers to them (``REF``), so that they stay right when notes are
added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from collate.io.wording import runs_right_to_left
from collate.model import Run
from collate.writers.apparatus.docx_runs import PLACE, E, W, attributed, run, said, styled, valued
from collate.writers.apparatus.places import Note
from collate.writers.packages import legal

SERIES_MARK = "Collate Mark"  # the style of the marks of layers
_COUNTED = (("alphabetic", str.lower), ("roman", str.lower), ("ALPHABETIC", str.upper), ("ROMAN", str.upper))
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Notes:
    """The notes of a document, and the marks in its text that point at them."""

    def __init__(self, kind: str, text: str) -> None:
        self.kind, self.turned = kind, runs_right_to_left(text)
        self.root, self.number = E(f"{kind}s"), 0
        self.layers: dict[str, _Layer] = {}
        for number, name in enumerate(("separator", "continuationSeparator")):
            self.root.append(attributed(E(kind, E.p(E.r(E(name)))), type=name, id=str(number - 1)))

    def references(self, notes: Sequence[Note]) -> Iterator[etree._Element]:
        """The marks of the notes at one word, told apart: "8, 9"."""
        for number, one in enumerate(notes):
            if number:
                yield styled(f"{self.kind}reference", said(", "))
            yield self._of_layer(one) if one.entry.layer else self._reference(one)

    def _reference(self, note: Note) -> etree._Element:
        """A new note, and the mark for it."""
        self.number += 1
        own = E.p(E.pPr(valued("pStyle", f"{self.kind}text")), self._mark(E(f"{self.kind}Ref")))
        self.fill(own, (Run(" "), *entry_parts(note)))
        self.root.append(attributed(E(self.kind, own), id=str(self.number)))
        return self._mark(attributed(E(f"{self.kind}Reference"), id=str(self.number)))

    def _mark(self, sign: etree._Element) -> etree._Element:
        return styled(f"{self.kind}reference", sign)

    def _of_layer(self, note: Note) -> etree._Element:
        layer = self.layers.setdefault(note.entry.layer, _Layer(len(self.layers)))
        return layer.reference(note)

    def after_text(self, heading: str) -> Iterator[etree._Element]:
        """The layers, each under its name in a style of paragraphs."""
        for name, layer in self.layers.items():
            title = E.p(E.pPr(valued("pStyle", heading)))
            self.fill(title, (Run(legal(name)),))
            yield title
            for number, note in enumerate(layer.notes, 1):
                own = E.p(E.pPr(valued("pStyle", f"{self.kind}text")), *layer.counted(number))
                self.fill(own, (Run(" "), *entry_parts(note)))
                yield own

    def fill(self, paragraph: Any, parts: Sequence[Run | etree._Element]) -> None:
        """Append runs and marks to a paragraph, which runs from right to left if the text does."""
        if self.turned:
            properties = paragraph.find(f"{{{W}}}pPr")
            if properties is None:
                properties = E.pPr()
                paragraph.insert(0, properties)
            properties.append(E.bidi())
        for part in parts:
            if not isinstance(part, Run):
                paragraph.append(part)
            elif part.text:
                paragraph.append(run(part))


class _Layer:
    """The notes of one layer, counted in a manner of its own: a, b; i, ii; A, B; I, II."""

    def __init__(self, number: int) -> None:
        self.number, self.notes = number, list[Note]()
        self.format, self._case = _COUNTED[number % len(_COUNTED)]

    def reference(self, note: Note) -> etree._Element:
        """The mark in the text: a field that shows the number of the note."""
        self.notes.append(note)
        number = len(self.notes)
        return _field(f" REF {self._bookmark(number)} \\h ", self._shown(number))

    def counted(self, number: int) -> tuple[etree._Element, ...]:
        """The number before a note: a field that counts, in a bookmark to which the mark in the text refers."""
        own = str(1000 * (self.number + 1) + number)
        return (
            attributed(E.bookmarkStart(), id=own, name=self._bookmark(number)),
            _field(f" SEQ collate{self.number + 1} \\* {self.format} ", self._shown(number)),
            attributed(E.bookmarkEnd(), id=own),
        )

    def _bookmark(self, number: int) -> str:
        return f"_collate{self.number + 1}_{number}"

    def _shown(self, number: int) -> str:
        return self._case(_letters(number) if self.format.lower() == "alphabetic" else _roman(number))


def _field(instruction: str, shown: str) -> etree._Element:
    return attributed(E.fldSimple(styled(SERIES_MARK, said(shown))), instr=instruction)


def _letters(number: int) -> str:
    """As Word counts with letters: a to z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        made += letters * (number // value)
        number %= value
    return made


def entry_parts(note: Note) -> Iterator[Run | etree._Element]:
    """An entry after its canonical reference."""
    if note.place:
        yield styled(PLACE, said(legal(f"{note.place} ")))
    yield from note.entry.runs

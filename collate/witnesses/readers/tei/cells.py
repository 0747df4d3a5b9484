"""The alignment in an apparatus: which texts share a place, and what each entry says of each witness."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from collate.model import Mark
from collate.witnesses.readers.tei.apparatus import Entry
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.elements import attribute, name_of
from collate.witnesses.readers.tei.linking import Point, begun
from collate.witnesses.readers.tei.text import Text

Cells = Mapping[tuple[int, bool], int]


class Named(NamedTuple):
    """An entry: its id or number, and the words of its lemma."""

    name: str
    lemma: str
    entry: Entry


def cells_of(edition: Edition) -> dict[tuple[int, bool], int]:
    """The number of the cell of each node's text, and of what follows the node, by the node's identity.

    An app whose readings contain no other app is one cell, and so is the text between apps. If a reading contains apps,
    its parts are cells, and the other readings are in the first of them. Where an app is linked to words of the text,
    these words are its cell.
    """
    found: dict[tuple[int, bool], int] = {}
    numbers = _Numbers(edition, found)
    last = 0
    for part in edition.document.parts:
        last = numbers.number(part, last) + 1
    return found


class _Numbers:
    def __init__(self, edition: Edition, found: dict[tuple[int, bool], int]) -> None:
        self.links, self.found = edition.links, found
        self.linked = {id(span.entry.app) for span in edition.links.spans}

    def number(self, node: Any, cell: int) -> int:
        """Number the text of a node and of all below it, from `cell` on; the last number used."""
        cell = last = self._at((id(node), "start"), cell)
        self.found[id(node), False] = cell
        app = name_of(node) == "app"
        for child in node:
            if id(child) in self.linked:
                last = cell = self._at((id(child), "end"), cell)
            elif name_of(child) != "app":
                end = self.number(child, cell)
                last = max(last, end)
                if not app and name_of(node) != "rdgGrp":
                    cell = end
            else:
                last = cell = self.number(child, cell + 1) + 1
            self.found[id(child), True] = cell
        return self._at((id(node), "end"), last)

    def _at(self, point: Point, cell: int) -> int:
        """Number the entries that begin at a point; a new cell begins where one ends."""
        if any(span.start != span.end for span in self.links.by_end.get(point, ())):
            cell += 1
        for span in begun(self.links, point):
            cell += 1
            for node in span.entry.app.iter():
                self.found[id(node), False] = self.found[id(node), True] = cell
            if span.start == span.end:
                cell += 1
        return cell


def entries_of(edition: Edition, cells: Cells) -> dict[int, Named]:
    """The apps of the text by the number of the cell they begin in."""
    found = {}
    for number, entry in enumerate(edition.entries(), 1):
        lemma = "" if entry.lemma is None else " ".join("".join(entry.lemma.itertext()).split())
        found[cells[id(entry.app), False]] = Named(attribute(entry.app, "xml:id") or f"app {number}", lemma, entry)
    return found


def marks_of(text: Text, cells: Cells, entries: Mapping[int, Named]) -> Iterator[Mark]:
    """Marks for the text of a witness in each cell and each entry of the apparatus, also where it has none."""
    spans: dict[int, tuple[int, int]] = {}
    for at, words, node, tail in text.said:
        if node is None:  # words of an attribute, or of the header: they are part of the cell before them
            continue
        cell = cells[id(node), tail]
        yield Mark("cell", at, at + len(words), {"column": cell})
        spans[cell] = spans.get(cell, (at, at))[0], at + len(words)
    known = sorted(spans)
    for cell, (name, lemma, entry) in sorted(entries.items(), key=lambda one: one[0]):
        before = known[: bisect_left(known, cell)]
        end = spans[before[-1]][1] if before else 0
        named = _said(text, entry)
        data = {"id": name, "lemma": lemma, "named": named, "column": cell}
        yield Mark("entry", *spans.get(cell, (end, end)), data)
        if not named:  # the apparatus does not say what it has there
            yield Mark("lacuna", end, end, {"n": name})


def _said(text: Text, entry: Entry) -> bool:
    """Whether an apparatus says what the witness of a text has in an entry.

    If it has another reading of an entry around it, it has nothing there.
    """
    key, stage = text.view.key, text.view.stage
    if entry.named(key, stage) or id(entry) in text.covered:
        return True
    if text.edition.omissions_unsaid and key not in entry.lost:
        return True
    within = set(entry.app.iterancestors("{*}lem", "{*}rdg"))
    outer = (text.edition.by_app.get(id(app)) for app in entry.app.iterancestors("{*}app"))
    readings = [one.of(key, stage) for one in outer if one is not None]
    return any(reading is not None and reading not in within for reading in readings)

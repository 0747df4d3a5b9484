"""Reads TEI transcriptions of pages: ``sourceDoc``, or a ``surface`` alone, by zones and lines (TEI P5, chapter 12).

Deletions and additions give the last state of the page, or with --hands the first as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from collate.model import Mark, Source
from collate.witnesses.readers.documents.office_xml import local, value
from collate.witnesses.readers.recognition.kinds import kind
from collate.witnesses.readers.set_aside import source, two_states
from collate.witnesses.readers.tei import forms
from collate.witnesses.readers.tei.elements import Use, use_of
from collate.witnesses.readers.text_builder import Break, TextBuilder
from collate.witnesses.readers.wellformed import tree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
CHANGES = {Use.ADDITION, Use.DELETION}
SKIPPED = {"metamark", "graphic", "figure", "desc", "fw", "media", "teiHeader", "path", "listChange"}
# White space between their children is only the layout of the file.
ELEMENTS_ONLY = {
    "mod",
    "subst",
    "overw",
    "choice",
    "app",
    "sourceDoc",
    "surface",
    "surfaceGrp",
    "zone",
    "listTranspose",
}


def read(
    data: bytes, *, path: str, siglum: str, encoding: str | None = None, prefer: Sequence[str] = ()
) -> list[Source]:
    """The last state of the pages. InputError if the file is not well-formed."""
    return [_read(tree(data, path, encoding), data, path, siglum, first=False, prefer=prefer)]


def read_hands(
    data: bytes, *, path: str, siglum: str, encoding: str | None = None, prefer: Sequence[str] = ()
) -> list[Source]:
    """Two sources, the first state (a.c.) and the last (p.c.); one if nothing was changed."""
    root = tree(data, path, encoding)
    if not any(use_of(one) in CHANGES for one in root.iter()):
        return [_read(root, data, path, siglum, first=False, prefer=prefer)]
    return two_states(siglum, lambda name, first: _read(root, data, path, name, first=first, prefer=prefer))


def _read(root: Any, data: bytes, path: str, siglum: str, *, first: bool, prefer: Sequence[str]) -> Source:
    reader = _Pages(root, first=first, prefer=forms.preferred(prefer))
    docs = [one for one in root.iter() if local(one) == "sourceDoc"] or [root]
    for one in docs:
        reader.walk(one)
    return source(siglum, reader.text, data, path, "tei-lines")


class _Pages:
    """Goes through surfaces, zones and lines and collects their text."""

    def __init__(self, root: Any, *, first: bool, prefer: frozenset[str]) -> None:
        self.first, self.prefer = first, prefer
        self.gone = Use.ADDITION if first else Use.DELETION
        self.text = TextBuilder()
        self.until: set[str] = set()  # the ends of spans that are not in this state
        self.page = self.line = 0
        anchors = {one.get(XML_ID) for one in root.iter() if local(one) == "anchor"}
        self.inserts = {
            name: one
            for one in root.iter()
            if local(one) == "zone" and (name := (one.get("corresp") or "").removeprefix("#")) in anchors
        }

    def walk(self, node: Any, *, inserted: bool = False) -> None:
        """Read an element and all below it. lxml bounds the depth of XML, so that recursion is safe."""
        name = local(node)
        if not name or name in SKIPPED or self._passed_over(node, name):
            return
        own = getattr(self, f"_{name}", None)
        if name == "zone" and not inserted and node in self.inserts.values():
            return
        if own:
            own(node)
        else:
            self._inside(node)

    def _passed_over(self, node: Any, name: str) -> bool:
        """Whether an element is not of this state, or of the form that is not preferred."""
        gone = use_of(node) is self.gone and not name.endswith("Span") and not _restored(node)
        return gone or forms.passed_over(node, self.prefer)

    def _inside(self, node: Any) -> None:
        layout = local(node) in ELEMENTS_ONLY
        self._say(node.text, layout=layout)
        for one in node:
            self.walk(one)
            self._say(one.tail, layout=layout)

    def _say(self, text: str | None, *, layout: bool) -> None:
        if text and not self.until and (text.strip() or not layout):
            self.text.flow(text)

    def _surface(self, node: Any) -> None:
        self.page += 1
        self.line = 0
        names = (node.get("n"), value(node, "folio"), node.get(XML_ID), str(self.page))
        self.text.owe(Break.LINE)
        self.text.point("page", {"n": next(name for name in names if name)})
        self._inside(node)
        self.text.owe(Break.LINE)

    def _zone(self, node: Any) -> None:
        what = kind(node.get("type"))
        if what and node not in self.inserts.values():
            self.text.set_aside(what, " ".join(" ".join(node.itertext()).split()))
            return
        self._on_lines(node)

    def _line(self, node: Any) -> None:
        self.line += 1
        self._on_lines(node, node.get("n") or str(self.line))

    def _on_lines(self, node: Any, number: str = "") -> None:
        """Read an element on lines of its own; one that has no text in this state divides nothing."""
        length, pending, points = self.text.length, self.text.pending, [*self.text.points]
        self.text.owe(Break.LINE)
        if number:
            self.text.point("line", {"n": number})
        self._inside(node)
        if self.text.length == length:
            self.text.pending, self.text.points = pending, points
        else:
            self.text.owe(Break.LINE)

    def _lb(self, node: Any) -> None:  # noqa: ARG002
        self.text.owe(Break.LINE)

    def _milestone(self, node: Any) -> None:
        if (node.get("unit") or "").rpartition(":")[2] in {"p", "paragraph", "lg", "stanza"}:
            self.text.owe(Break.PARAGRAPH)

    def _note(self, node: Any) -> None:
        self.text.set_aside("notes", " ".join("".join(node.itertext()).split()))

    def _gap(self, node: Any) -> None:
        self.text.marks.append(Mark("lacuna", self.text.length, self.text.length, {"n": node.get("reason") or ""}))

    def _delSpan(self, node: Any) -> None:  # noqa: N802  the name of an element
        if not self.first:
            self._span(node)

    def _addSpan(self, node: Any) -> None:  # noqa: N802
        if self.first:
            self._span(node)

    def _span(self, node: Any) -> None:
        target = (node.get("spanTo") or "").removeprefix("#")
        if any(one.get(XML_ID) == target for one in node.iter("{*}anchor")) or _follows(node, target):
            self.until.add(target)

    def _anchor(self, node: Any) -> None:
        name = node.get(XML_ID)
        self.until.discard(name)
        if name in self.inserts:
            self.walk(self.inserts[name], inserted=True)

    def _choice(self, node: Any) -> None:
        children = [one for one in node if local(one)]
        if children:
            self.walk(forms.chosen(children, self.prefer))

    def _app(self, node: Any) -> None:
        """Of an entry the lemma: a page is one witness, and the others are what editors read."""
        readings = sorted(node.iter("{*}lem", "{*}rdg"), key=lambda one: local(one) != "lem")
        for one in readings[:1]:
            self.walk(one)


def _restored(node: Any) -> bool:
    """Whether a deletion was taken back."""
    return local(node) == "del" and any(local(one) == "restore" for one in node.iterancestors())


def _follows(node: Any, target: str) -> bool:
    """Whether the element of that id comes after a node: a span without an end would hide the rest of the page."""
    return any(one.get(XML_ID) == target for one in node.xpath("following::*"))

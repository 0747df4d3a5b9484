"""Reads ODT: the text of an OpenDocument text after its tracked changes, or before and after them.

Notes, annotations, hidden text, deleted text and tables of contents are set aside. The elements are those of
OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import regex

from collate.model import Source
from collate.witnesses.readers.documents.odt_parts import Parts, opened
from collate.witnesses.readers.documents.office_xml import child, local, value, within
from collate.witnesses.readers.set_aside import source, two_states
from collate.witnesses.readers.text_builder import Break, TextBuilder

_SPACES = regex.compile(r"[ \t\r\n]+")
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MOST_SPACES = 1000  # of one text:s
# What the program makes; the text of the author is elsewhere.
GENERATED = {
    "table-of-content": "tables of contents", "illustration-index": "indexes", "table-index": "indexes",
    "object-index": "indexes", "user-index": "indexes", "alphabetical-index": "indexes",
}  # fmt: skip
SKIPPED = {
    "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "alphabetical-index-auto-mark-file",
    "tracked-changes", "forms", "object", "object-ole", "image", "title", "desc", "number", "note-citation", "plugin",
    "page-number", "page-continuation", "event-listeners", "covered-table-cell", "scripts", "table-column",
    "page-count", "hidden-paragraph", "glue-point", "binary-data",
}  # fmt: skip


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The text with all tracked changes accepted. InputError if the file is no OpenDocument text or is damaged."""
    return [_read(opened(data, path), data, siglum, original=False)]


def read_hands(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """Two sources, with the tracked changes rejected (a.c.) and accepted (p.c.); one if there are none."""
    parts = opened(data, path)
    if not parts.changes:
        return [_read(parts, data, siglum, original=False)]
    return two_states(siglum, lambda name, first: _read(parts, data, name, original=first))


def _read(parts: Parts, data: bytes, siglum: str, *, original: bool) -> Source:
    reader = _Document(parts, original=original)
    reader.walk(parts.text)
    return source(siglum, reader.text, data, parts.path, "odt")


class _Document:
    """Goes through the document, or through a note, and collects its text."""

    def __init__(self, parts: Parts, *, original: bool, nested: bool = False) -> None:
        self.parts, self.original, self.nested = parts, original, nested
        self.text = TextBuilder()
        self.changed: set[str] = set()  # changes that have begun, not ended, and are not in this state
        self.boxes: list[Any] = []
        self.hidden = self.inline = False

    def walk(self, node: Any) -> None:
        """Read a node and all below it. lxml bounds the depth of XML, so that recursion is safe."""
        name = local(node)
        if not name or name in SKIPPED:
            return
        own = getattr(self, f"_{name.replace('-', '_')}", None)
        if name in GENERATED:
            self.text.set_aside(GENERATED[name], self.apart(node))
        elif own:
            own(node)
        elif self.inline and node.tag.startswith(TEXT):
            self._inline(node)
        else:
            self._each(node)

    def _each(self, node: Any) -> None:
        for one in node:
            self.walk(one)

    def apart(self, *nodes: Any) -> str:
        """The text of a note or of what is set aside."""
        inner = _Document(self.parts, original=False, nested=True)
        for node in nodes:
            inner._each(node)
        return inner.text.content()

    def _dropped(self) -> bool:
        """Whether the text at this place is not in the state that is read."""
        return bool(self.changed)

    def _say(self, text: str | None) -> None:
        if text and self._dropped():
            if not self.original:
                self.text.set_aside("deleted passages", text)
        elif text:
            if self.hidden:
                self.text.set_aside("hidden passages", text)
            else:
                self.text.say(text)

    def _flow(self, text: str | None) -> None:
        """Text of a paragraph: white space collapses (OpenDocument 1.3, part 3, 6.1.2)."""
        if text:
            words = _SPACES.sub(" ", text)
            at_start = self.text.pending >= Break.LINE or not self.text.parts or self.text.parts[-1][-1:].isspace()
            self._say(words.lstrip(" ") if at_start else words)

    def _inline(self, node: Any) -> None:
        outer, self.inline = self.inline, True
        self._flow(node.text)
        for one in node:
            self.walk(one)
            self._flow(one.tail)
        self.inline = outer

    def _p(self, node: Any, kind: str = "") -> None:
        hidden = self.parts.hidden("paragraph", value(node, "style-name")) or any(
            value(one, "is-hidden") == "true" for one in within(node, "hidden-paragraph")
        )
        if kind:
            self.text.owe(Break.PARAGRAPH)
        opened = self.text.begin(kind) if kind else None
        self.hidden, before = self.hidden or hidden, self.hidden
        self._inline(node)
        self.hidden = before
        if opened:
            self.text.end(opened)
        if not self._dropped():
            self.text.line_end()
            if kind:
                self.text.owe(Break.PARAGRAPH)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._block(box)

    def _block(self, node: Any) -> None:
        """Read what stands on lines of its own."""
        outer, self.inline = self.inline, False
        self._each(node)
        self.inline = outer

    def _h(self, node: Any) -> None:
        self._p(node, "heading")

    def _span(self, node: Any) -> None:
        hidden = self.parts.hidden("text", value(node, "style-name"))
        self.hidden, before = self.hidden or hidden, self.hidden
        self._inline(node)
        self.hidden = before

    def _s(self, node: Any) -> None:
        number = value(node, "c") or "1"
        self._say(" " * min(int(number) if number.isdecimal() and len(number) < 9 else 1, MOST_SPACES))

    def _tab(self, node: Any) -> None:  # noqa: ARG002
        self._say("\t")

    def _line_break(self, node: Any) -> None:  # noqa: ARG002
        if not self._dropped():
            self.text.line_end()

    def _soft_page_break(self, node: Any) -> None:  # noqa: ARG002  a page of the print, not of the witness
        return

    def _note(self, node: Any) -> None:
        body = child(node, "note-body")
        if body is not None and not self.nested and not self._dropped():
            self.text.set_aside(f"{value(node, 'note-class') or 'footnote'}s", self.apart(body))

    def _annotation(self, node: Any) -> None:
        self.text.set_aside("comments", self.apart([one for one in node if local(one) in {"p", "list"}]))

    def _placeholder(self, node: Any) -> None:
        self.text.set_aside("placeholders", "".join(node.itertext()))

    def _hidden_text(self, node: Any) -> None:
        if value(node, "is-hidden") == "false":
            self._inline(node)
        else:
            self.text.set_aside("hidden passages", value(node, "string-value") or "")

    def _ruby(self, node: Any) -> None:
        self._each(node)

    def _ruby_text(self, node: Any) -> None:
        self.text.set_aside("glosses", "".join(node.itertext()))

    def _section(self, node: Any) -> None:
        if value(node, "display") == "none":
            self.text.set_aside("hidden passages", self.apart(node))
        else:
            self._each(node)

    def _text_box(self, node: Any) -> None:
        self.boxes.append(node)
        if local(node.getparent().getparent()) != "p" and next(node.iterancestors("{*}p"), None) is None:
            self.boxes.pop()
            self._each(node)

    def _table_cell(self, node: Any) -> None:
        self._each(node)
        self.text.owe(Break.LINE)

    # Tracked changes

    def _change_start(self, node: Any) -> None:
        self.changed |= self._gone(node)

    def _change_end(self, node: Any) -> None:
        self.changed -= self._gone(node)

    def _gone(self, node: Any) -> set[str]:
        """The change, if what it is about is not in this state: flat documents have deleted text at its place."""
        name = value(node, "change-id") or ""
        kind = "insertion" if self.original else "deletion"
        return {name} if local(self.parts.changes.get(name, node)) == kind else set()

    def _change(self, node: Any) -> None:
        """The place of deleted text, which stands at the head of the file."""
        deletion = self.parts.changes.get(value(node, "change-id") or "")
        if deletion is None or local(deletion) != "deletion" or self.nested or self._dropped():
            return
        paragraphs = [one for one in deletion if local(one) != "change-info"]
        if not self.original:
            self.text.set_aside("deleted passages", self.apart(paragraphs))
            return
        self._restored(paragraphs)

    def _restored(self, paragraphs: Iterable[Any]) -> None:
        """Put deleted text back: its first and its last paragraph are parts of those around it."""
        for number, one in enumerate(paragraphs):
            if number:
                self.text.line_end()
            if local(one) in {"p", "h"}:
                self._inline(one)
            else:
                self.walk(one)

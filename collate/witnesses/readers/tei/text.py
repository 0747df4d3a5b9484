"""Reads the running text of one witness, in one stage of correction, with its places and marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from collate.model import Mark
from collate.witnesses.readers.tei import breaks, forms, variation, words
from collate.witnesses.readers.tei.content import Content
from collate.witnesses.readers.tei.document import wide
from collate.witnesses.readers.tei.elements import ELEMENTS, Use, attribute, name_of

_WITHIN = {"p", "l", "ab", "s", "w", "seg", "head", "cit", "hi", "line"}
_EITHER = {"quote", "q", "label", "stage"}  # lines of their own, or words within a paragraph
_WRAPPING = {"choice", "subst", "overw", "app", "rdgGrp", "listApp", "w"}  # space between their children is layout
_MARKED = {
    "add": "addition", "over": "addition", "supplied": "supplied", "unclear": "unclear", "surplus": "surplus",
    "ex": "expansion", "corr": "correction",
}  # fmt: skip
# Elements whose xml:lang is that of the text; that of a word or of its type face is not.
_LARGE = {"TEI", "TEI.2", "text", "group", "body", "div", "div1", "div2", "div3", "div4", "p", "ab", "lg", "l", "s"}
UNKNOWN = "<{}> is an element that the reader does not know; its text is read"
ENTRY = "references to entries of the apparatus are left out; the entries are read where they stand"


class Text(Content):
    """Walks through the document and reads what its view asks for."""

    def read(self) -> Text:
        """Read the whole document."""
        if self.view.key:  # before the apparatus is settled only the text itself is read
            self.silent = self.view.key in self.edition.late | self.edition.unnamed
        for part in self.document.parts:
            self.language = next(
                (code for one in (part, *part.iterancestors()) if (code := attribute(one, "xml:lang"))), ""
            )
            self.walk(part)
        return self

    # -- elements ------------------------------------------------------------------------------------------------

    def walk(self, node: Any) -> None:
        """Read an element; lxml bounds the depth of a document at 256, so recursion is safe."""
        if not isinstance(node.tag, str):
            return
        name, use, aside = self.document.known(node)
        if aside:
            self.set_aside(node)
            return
        variation.at(self, (id(node), "start"))
        before = self.language
        if name in _LARGE:
            self.language = attribute(node, "xml:lang") or before
        if use in _HANDLERS:
            _HANDLERS[use](self, node)
        else:
            self.block(node, use)
        self.language = before
        variation.at(self, (id(node), "end"))
        if self.hidden:
            self.hidden.discard(attribute(node, "xml:id"))

    def children(self, node: Any) -> None:
        """Read the text and the elements of an element."""
        wrapping = name_of(node) in _WRAPPING
        self.say(node.text, node, layout=wrapping)
        for child in node:
            self.walk(child)
            self.say(child.tail, child, tail=True, layout=wrapping)

    def block(self, node: Any, use: Use) -> None:
        """An element with text: a paragraph, a line, a word, or words of the line."""
        name = name_of(node)
        if name not in ELEMENTS:
            self.understood_partly(UNKNOWN.format(name), node)
        if name == "ref" and self.edition.refers_to_entry(node):
            self.understood_partly(ENTRY, node)
            return
        if name == "ref" and self.edition.refers_to_note(node):
            self.set_aside(node)
            return
        around = _space_around(node, use)
        if name == "s" and self.parts and not wide(self.parts[-1]):
            self.owe(" ")
        self.owe(around)
        if use is Use.WORD:
            words.before_word(self, node)
        start = self.next
        opened = self.numbering.enter(node)
        pair = forms.pair_in(node) if name in {"w", "seg"} else []
        if pair:
            self.walk(forms.chosen(pair, self.view.prefer))
        elif name == "tt" and attribute(node, "type") == "app":
            for child in node[:1]:
                self.walk(child)
        else:
            self.children(node)
        self._mark(node, min(start, self.length) if self.parts else 0, opened)
        self.numbering.leave(node)
        self.owe(around)

    def _mark(self, node: Any, start: int, opened: dict[str, str]) -> None:
        """Mark what an element is: a heading, a place, a word of which the file knows more, a doubtful one."""
        name = name_of(node)
        if name == "head" and self.length > start:
            self.marks.append(Mark("heading", start, self.length, {"n": attribute(node, "n")}))
        elif opened:
            self.marks.append(Mark("section" if name.startswith("div") else "locus", start, self.length, opened))
        elif name in _MARKED and self.length > start:
            self.marks.append(Mark(_MARKED[name], start, self.length))
        elif name == "w" and self.length > start:
            words.after_word(self, node, start)

    def again(self, prefer: frozenset[str]) -> Text:
        """A reader of the same witness that prefers other forms."""
        other = Text(self.edition, self.view._replace(prefer=prefer))
        other.alone = True
        return other


_HANDLERS: dict[Use, Callable[[Content, Any], None]] = {
    Use.SIGN: words.sign, Use.CHOICE: variation.choice, Use.FORM: variation.form, Use.ADDITION: variation.revision,
    Use.DELETION: variation.revision, Use.GLYPH: variation.glyph, Use.APPARATUS: variation.reading,
    Use.ABSENCE: variation.absence, Use.LACUNA: breaks.gap, Use.SPACE: breaks.space, Use.PLACE: breaks.place,
    Use.NOTHING: lambda _text, _node: None,
}  # fmt: skip


def _space_around(node: Any, use: Use) -> str:
    """The white space before and after an element."""
    if use is Use.PARAGRAPH:
        return "\n\n"
    if use is not Use.LINE:
        return ""
    inside = name_of(node) in _EITHER and any(name_of(above) in _WITHIN for above in node.iterancestors())
    return "" if inside else "\n"

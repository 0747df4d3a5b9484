"""Reads HTML: the text of a page as a browser shows it, without navigation, notes, page numbers and hidden text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import regex
from lxml import etree, html

from collate.errors import InputError, LimitError
from collate.model import Source
from collate.witnesses.readers.documents import html_rules as rules
from collate.witnesses.readers.documents.html_decoding import decode_html
from collate.witnesses.readers.documents.html_notes import Notes
from collate.witnesses.readers.documents.stylesheets import HIDDEN, INLINE, OWN_LINE, displayed, said
from collate.witnesses.readers.set_aside import source
from collate.witnesses.readers.text_builder import Break, TextBuilder

MOST_DEPTH = 256
DEEP = f"is nested more than {MOST_DEPTH} elements deep"
# What Project Gutenberg puts around its texts, before the files marked it with an id.
_GUTENBERG = regex.compile(
    r"(?s)\A.{0,20000}?\*\*\*\s?START OF TH(?:E|IS) PROJECT GUTENBERG[^*]{0,400}+\*\*\*(?P<text>.*?)"
    r"(?:\n[^\n]*End of (?:the )?Project Gutenberg[^\n]*)?\s*\*\*\*\s?END OF TH(?:E|IS) PROJECT GUTENBERG"
)


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """The text of the page. InputError if it cannot be decoded, LimitError if it is nested too deep."""
    decoded = decode_html(data, path, encoding)
    text = TextBuilder()
    page_text(parsed(decoded.text, path), text)
    return [source(siglum, _own(text), data, path, "html", notes=decoded.notes, encoding=decoded.encoding)]


def parsed(text: str, path: str) -> Any:
    """The root of a page. InputError if it holds no element, LimitError if it is nested too deep."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as problem:
        raise InputError(
            f"is no HTML ({problem})", path=path, hint="is it a text? then it wants another ending"
        ) from None
    if any("depth" in one.message for one in parser.error_log):  # the parser left out what is below
        raise LimitError(DEEP, path=path, hint="flatten it")
    check_depth(root, path)
    return root


def check_depth(root: Any, path: str) -> None:
    """LimitError if a page is nested deeper than can be read."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MOST_DEPTH:
            raise LimitError(DEEP, path=path, hint="flatten it")


def page_text(
    root: Any, text: TextBuilder, sheets: Iterable[str] = (), aside: Callable[[Any, str], str] = rules.not_text
) -> None:
    """Add the text of a page to `text`.

    `sheets`: its style sheets; `aside` names what an element is if it is no text.
    """
    own = ["".join(one.itertext()) for one in root.iter("style")]
    page = _Page(text, displayed(root, [*sheets, *own]), Notes.of(root), aside)
    for start in _main(root):
        page.walk(start)
    for body in page.unread():
        text.set_aside("notes", page.note(body))


def _main(root: Any) -> list[Any]:
    """The element with the text of the page: its ``main``, if it has one, else its ``body``."""
    found = root.xpath("//main | //*[@role='main'] | //*[@id='mw-content-text']")
    inner = [one for one in found if next(one.iterdescendants("main"), None) is None]
    if len({*inner}) == 1 or (inner and all(inner[0] in set(one.iterancestors()) for one in inner[1:])):
        return [inner[-1]]
    return list(root.iter("body")) or [root]


class _Page:
    """Goes through a page and collects its text."""

    def __init__(
        self, text: TextBuilder, display: dict[Any, str], notes: Notes, aside: Callable[[Any, str], str]
    ) -> None:
        self.text, self.display, self.notes, self.aside = text, display, notes, aside
        self.read_notes: set[Any] = set()

    def walk(self, node: Any) -> None:
        """Read an element and all below it. The depth of the page was checked, so that recursion is safe."""
        name = node.tag
        if not isinstance(name, str) or name in rules.SKIPPED or node in self.notes.labels:
            return
        if node in self.notes.calls:
            self._called(self.notes.calls[node])
        elif node in self.notes.bodies:
            if not self._in_note(node):
                self._called(node)
        elif rules.types(node) & rules.NOTE_SECTIONS:
            self._notes(node)
        elif (number := rules.page_number(node)) is not None:
            if number:
                self.text.point("page", {"n": number})
        elif kind := self._not_text(node, name):
            self.text.set_aside(kind, " ".join(" ".join(node.itertext()).split()))
        else:
            self._read(node, name)

    def _notes(self, node: Any) -> None:
        """Set the notes of a section of notes aside; its heading is no text."""
        for one in node.iter():
            if one in self.notes.bodies and not self._in_note(one):
                self._called(one)

    def note(self, body: Any) -> str:
        """The text of a note, without its number."""
        inner = _Page(TextBuilder(), self.display, Notes(labels=self.notes.labels), rules.not_text)
        inner.walk(body)
        return regex.sub(r"\A\s*[\[(]?\p{N}*[\])]?[.:]?\s+(?=\S)", "", inner.text.content(), count=1)

    def unread(self) -> list[Any]:
        """The notes that stand outside what was read, in order."""
        return [one for one in self.notes.calls.values() if one is not None and one not in self.read_notes]

    def _in_note(self, node: Any) -> bool:
        return any(one in self.read_notes for one in node.iterancestors())

    def _called(self, body: Any | None) -> None:
        if body is not None and body not in self.read_notes:
            self.read_notes.add(body)
            self.text.set_aside("notes", self.note(body))

    def _not_text(self, node: Any, name: str) -> str:
        style = said(node.get("style") or "") or self.display.get(node, "")
        if style == HIDDEN:
            return "hidden passages"
        link = _only_link(node) if name in rules.BREAKS.keys() - rules.HEADINGS else None
        return (
            rules.NAVIGATION
            if link is not None and rules.leads_up(link, first=not self.text.parts)
            else self.aside(node, name)
        )

    def _read(self, node: Any, name: str) -> None:
        style = said(node.get("style") or "") or self.display.get(node, "")
        gap = rules.BREAKS.get(name, Break.NONE)
        if style == OWN_LINE:
            gap = max(gap, Break.LINE)
        elif style == INLINE and name in {"li", "div", "dt", "dd"}:
            gap = Break.SPACE
        self.text.owe(gap)
        if name == "br":
            self.text.line_end()
        elif name == "img":
            self._initial(node)
        elif name == "del":
            self.text.set_aside("deleted passages", "".join(node.itertext()))
        else:
            opened = self.text.begin("heading") if name in rules.HEADINGS else None
            self._children(node, name)
            if opened:
                self.text.end(opened)
        self.text.owe(gap)

    def _children(self, node: Any, name: str) -> None:
        add = self._lines if name in {"pre", "listing", "xmp"} or self._preformatted(node) else self.text.flow
        if node.text:
            add(node.text)
        for one in node:
            self.walk(one)
            if one.tail:
                add(one.tail)

    def _preformatted(self, node: Any) -> bool:
        return any(one.tag == "pre" for one in node.iterancestors())

    def _lines(self, text: str) -> None:
        for number, line in enumerate(text.splitlines() if not text.endswith("\n") else [*text.splitlines(), ""]):
            if number:
                self.text.line_end()
            self.text.say(line)

    def _initial(self, node: Any) -> None:
        """A picture of the first letter of a word is that letter."""
        letter, tail = (node.get("alt") or "").strip(), node.tail or ""
        if len(letter) == 1 and letter.isalpha() and tail[:1].isalpha():
            self.text.say(letter)


def _only_link(node: Any) -> Any | None:
    """The link that is all that an element holds; None if there is none."""
    around = [node.text, *(one.tail for one in node), *(one.text for one in node if one.tag != "a")]
    links = [one for one in node if one.tag == "a"]
    alone = len(links) == 1 and all(one.tag == "a" or not len(one) for one in node)
    return links[0] if alone and not any(text and text.strip() for text in around) else None


def _own(text: TextBuilder) -> TextBuilder:
    """The text without what Project Gutenberg put before and after it."""
    found = _GUTENBERG.search(text.content())
    return text.cut(*found.span("text")) if found else text

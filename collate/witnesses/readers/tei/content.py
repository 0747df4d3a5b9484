"""What is collected while a text is read: words, marks, and what was left out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from typing import Any, NamedTuple

from collate.errors import LimitError
from collate.model import Mark
from collate.witnesses.readers.tei import forms
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.elements import Use, name_of
from collate.witnesses.readers.tei.layers import LAST
from collate.witnesses.readers.tei.numbering import Numbering

MAX_EXPANSION = 10  # characters of text per byte of file: real files are far below
MIN_ALLOWED = 10_000  # the expansion that a short file may always have


class View(NamedTuple):
    """What is read: a witness by its key ("" for the text itself), a stage of correction, and the preferred forms."""

    key: str = ""
    stage: int = LAST
    prefer: frozenset[str] = forms.preferred()


class Said(NamedTuple):
    """Words of the content: where they begin, and the element whose text, or tail, they are from."""

    at: int
    words: str
    node: Any
    tail: bool


class Content(ABC):
    """Words and marks, in the order in which they are read. A subclass walks through the document."""

    def __init__(self, edition: Edition, view: View) -> None:
        self.edition, self.document, self.view = edition, edition.document, view
        self.limit = max(MIN_ALLOWED, MAX_EXPANSION * self.document.size)
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.begun: list[tuple[str, dict[str, str]]] = []  # places that begin at the next words
        self.said: list[Said] = []
        self.aside: dict[str, list[Any]] = {}  # what was left out, by the name of the element
        self.partly: dict[str, list[Any]] = {}  # what is understood only in part
        self.languages: Counter[str] = Counter()
        self.language = ""
        self.numbering = Numbering(edition.milestones_refine)
        self.muted: set[int] = set()  # linked entries whose reading was read instead of the text
        self.reached: dict[int, int] = {}  # where in the text entries stand that are about words elsewhere
        self.covered: set[int] = set()  # entries within one whose reading was read instead of the text
        self.hidden: set[str] = set()  # ids at which what is hidden by delSpan or addSpan ends
        self.alone = False  # whether only one form of each word is wanted
        self.silent = False  # inside a lacuna of the witness
        self.broken = False  # after <lb/>, with no word since
        self.joining = False  # the word goes on: no space before the next text
        self.pending = ""  # white space to insert before the next text: block breaks collapse

    @abstractmethod
    def walk(self, node: Any) -> None:
        """Read an element."""

    @abstractmethod
    def children(self, node: Any) -> None:
        """Read the text and the elements of an element."""

    @abstractmethod
    def block(self, node: Any, use: Use) -> None:
        """Read an element with text, and mark what it is."""

    @abstractmethod
    def again(self, prefer: frozenset[str]) -> Content:
        """A reader of the same witness that prefers other forms."""

    def content(self) -> str:
        """The text read so far."""
        return "".join(self.parts)

    @property
    def next(self) -> int:
        """Where the next words will begin."""
        return self.length + len(self.pending) if self.parts else 0

    def set_aside(self, node: Any) -> None:
        """Count an element that is left out; entries in it may be about the words before it."""
        self.reached.update((id(app), self.length) for app in node.iter("{*}app"))
        if not self.silent and not self.muted:
            self.aside.setdefault(name_of(node), []).append(node)

    def understood_partly(self, what: str, node: Any) -> None:
        """Count something that is not wholly understood, to be said once."""
        self.partly.setdefault(what, []).append(node)

    # -- words ---------------------------------------------------------------------------------------------------

    def say(self, text: str | None, node: Any, *, tail: bool = False, layout: bool = False) -> None:
        """Add the text of a node, or its tail; `said` records where in the tree each part of the content came from.

        With `layout` white space alone is no text.
        """
        if not text or self.silent or self.muted or self.hidden or (layout and text.isspace()):
            return
        if self.joining:
            text = text.lstrip()
            if not text:
                return
            self.joining = False
        if text[0].isspace():
            self.owe(" ")
        words = " ".join(text.split())
        if not words:
            return
        piece = (self.pending if self.parts else "") + words
        self.pending = " " if text[-1].isspace() else ""
        self.broken = False
        self.parts.append(piece)
        start = self.length + len(piece) - len(words)
        self.marks += [Mark(kind, start, start, data) for kind, data in self.begun]
        self.begun.clear()
        self.said.append(Said(start, words, node, tail))
        self.length += len(piece)
        self.languages[self.language] += len(words)
        if self.length > self.limit:
            path = self.document.path
            raise LimitError("expands to more text than its size allows", path=path, hint="check its entities")

    def begins(self, kind: str, data: dict[str, str]) -> None:
        """Mark a place that begins with the next words."""
        if not (self.silent or self.muted or self.hidden):
            self.begun.append((kind, data))

    def owe(self, space: str) -> None:
        """Request white space before the next text: the strongest of paragraph, line and space; none within a word."""
        if self.joining:
            return
        if (space.count("\n"), len(space)) > (self.pending.count("\n"), len(self.pending)):
            self.pending = space

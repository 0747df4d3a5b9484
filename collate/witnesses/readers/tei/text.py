"""Reads the running text of one witness, in one stage of correction, with its places and marks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any, NamedTuple

from collate.errors import LimitError
from collate.model import Mark
from collate.witnesses.readers.tei import forms
from collate.witnesses.readers.tei.apparatus import Entry, about, omitted
from collate.witnesses.readers.tei.document import apart, character, following, preceding
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.elements import ELEMENTS, Use, attribute, name_of, pointers, use_of
from collate.witnesses.readers.tei.layers import LAST
from collate.witnesses.readers.tei.linking import Point, begun
from collate.witnesses.readers.tei.numbering import Numbering

MAX_EXPANSION = 10  # characters of text per byte of file: real files are far below
MIN_ALLOWED = 10_000  # the expansion that a short file may always have
HYPHENS = ("-", "\u2010", "\u00ad", "\u00ac", "\u2e17")
_WITHIN = {"p", "l", "ab", "s", "w", "seg", "head", "cit", "hi", "line"}
_EITHER = {"quote", "q", "label", "stage"}  # lines of their own, or words within a paragraph
_MARKED = {
    "add": "addition", "over": "addition", "supplied": "supplied", "unclear": "unclear", "surplus": "surplus",
    "ex": "expansion", "corr": "correction",
}  # fmt: skip
_OPENING, _BOTH = "([{\u00ab\u2039\u201c\u2018\u201e\u201a\u00bf\u00a1\u27e8", "'\u2019\u02bc"


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


class Text:
    """Collects the running text, its marks, and what was left out while walking through the document."""

    def __init__(self, edition: Edition, view: View = View()) -> None:
        self.edition, self.document, self.view = edition, edition.document, view
        self.limit = max(MIN_ALLOWED, MAX_EXPANSION * self.document.size)
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.said: list[Said] = []
        self.aside: dict[str, list[Any]] = {}  # by kind: how many, the first element
        self.partly: dict[str, list[Any]] = {}  # what is understood only in part: how many, the first element
        self.languages: Counter[str] = Counter()
        self.language = ""
        self.numbering = Numbering(edition.milestones_refine)
        self.muted: set[int] = set()  # linked entries whose reading was read instead of the text
        self.covered: set[int] = set()  # entries within one whose reading was read instead of the text
        self.hidden: set[str] = set()  # ids at which what is hidden by delSpan or addSpan ends
        self.silent = False  # inside a lacuna of the witness
        self.broken = False  # after <lb/>, with no word since
        self.joining = False  # the word goes on: no space before the next text
        self.pending = ""  # white space to insert before the next text: block breaks collapse

    def read(self) -> Text:
        """Read the whole document."""
        self.silent = self._begins_later()
        for part in self.document.parts:
            self.language = next(
                (code for one in (part, *part.iterancestors()) if (code := attribute(one, "xml:lang"))), ""
            )
            self.walk(part)
        return self

    def content(self) -> str:
        """The text read so far."""
        return "".join(self.parts)

    def _begins_later(self) -> bool:
        """Whether the witness is silent until an entry or a sign says that it begins."""
        return bool(self.view.key) and any(
            name_of(node) == "witStart" and self._concerned(node) for node in self.document.nodes()
        )

    # -- elements ------------------------------------------------------------------------------------------------

    def walk(self, node: Any) -> None:
        """Read an element; lxml bounds the depth of a document at 256, so recursion is safe."""
        if not isinstance(node.tag, str):
            self.say(character(node), node)
            return
        if apart(node):
            self.set_aside(node)
            return
        self._at((id(node), "start"))
        use, before = use_of(node), self.language
        self.language = attribute(node, "xml:lang") or before
        if use in _HANDLERS:
            _HANDLERS[use](self, node)
        else:
            self.block(node, use)
        self.language = before
        self._at((id(node), "end"))
        self.hidden.discard(attribute(node, "xml:id"))

    def children(self, node: Any) -> None:
        """Read the text and the elements of an element."""
        self.say(node.text, node)
        for child in node:
            self.walk(child)
            self.say(child.tail, child, tail=True)

    def block(self, node: Any, use: Use) -> None:
        """An element with text: a paragraph, a line, a word, or words of the line."""
        name = name_of(node)
        if name not in ELEMENTS:
            self.understood_partly(f"<{name}> is no element of TEI that is known; its text is read", node)
        around = _space_around(node, use)
        self.owe(around)
        if use is Use.WORD:
            self._before_word(node)
        start = self.length + (len(self.pending) if self.parts else 0)
        opened = self.numbering.enter(node)
        pair = forms.pair_in(node) if name in {"w", "seg"} else []
        if pair:
            self.walk(forms.chosen(pair, self.view.prefer))
        else:
            self.children(node)
        start = min(start, self.length) if self.parts else 0
        if name == "head" and self.length > start:
            self.marks.append(Mark("heading", start, self.length, {"n": attribute(node, "n")}))
        elif opened:
            self.marks.append(Mark("section" if name.startswith("div") else "locus", start, self.length, opened))
        elif name in _MARKED and self.length > start:
            self.marks.append(Mark(_MARKED[name], start, self.length))
        elif use is Use.WORD and self.length > start:
            self._known_of_word(node, start)
        self.numbering.leave(node)
        self.owe(around)

    def _before_word(self, node: Any) -> None:
        if attribute(node, "part")[:1] in {"M", "F"}:
            self.pending, self.joining = "", bool(self.parts)
        elif attribute(node, "join") in {"left", "both"}:
            self.pending = ""
        else:
            self.owe(" ")  # marked words are words, whether or not space stands between the elements

    def _known_of_word(self, node: Any, start: int) -> None:
        """A mark with what the file knows of a word: its regular form, its lemma, its grammar."""
        names = ("lemma", "pos", "msd")
        data = {name: attribute(node, name) for name in names if attribute(node, name)}
        norm = attribute(node, "norm") or attribute(node, "reg") or self._regular(node)
        if norm:
            data["norm"] = norm
        if data:
            self.marks.append(Mark("word", start, self.length, data))
        if attribute(node, "join") in {"right", "both"}:
            self.joining = True

    def _regular(self, node: Any) -> str:
        """The text of an element with the other of ``orig`` and ``reg``, if it has both."""
        names = {name_of(one) for one in node.iter("*")}
        if not {"orig", "reg"} <= names and not {"dipl", "norm"} <= names:
            return ""
        text = Text(self.edition, self.view._replace(prefer=forms.other(self.view.prefer)))
        text.children(node) if not forms.pair_in(node) else text.walk(forms.chosen(forms.pair_in(node), text.view.prefer))
        return " ".join(text.content().split())

    def sign(self, node: Any) -> None:
        """A sign of punctuation: where space between elements means nothing, it stands at a word."""
        text = "".join(node.itertext()).strip()
        join = attribute(node, "join") or ("right" if attribute(node, "pre") == "true" else "")
        if not join and self.document.signs_apart and text:
            join = "right" if text[-1] in _OPENING else "both" if text in _BOTH else "left"
        if join in {"left", "both"}:
            self.pending = self.pending.strip(" ")
        self.children(node)
        self.joining = self.joining or join in {"right", "both"}

    def choice(self, node: Any) -> None:
        """One of two forms; of a word in two spellings the other is kept beside it."""
        children = [child for child in node if isinstance(child.tag, str)]
        start = self.length + (len(self.pending) if self.parts else 0)
        if children:
            self.walk(forms.chosen(children, self.view.prefer))
        inside = any(name_of(above) == "w" for above in node.iterancestors())
        regular = "" if inside or self.length <= start else self._regular_of(children)
        if regular:
            self.marks.append(Mark("word", start if self.parts else 0, self.length, {"norm": regular}))

    def _regular_of(self, children: list[Any]) -> str:
        by_name = {name_of(child): child for child in children}
        if not {"orig", "reg"} <= set(by_name):
            return ""
        text = Text(self.edition, self.view._replace(prefer=forms.other(self.view.prefer)))
        text.walk(forms.chosen(children, text.view.prefer))
        return " ".join(text.content().split())

    def form(self, node: Any) -> None:
        """A form that stands alone, or in an ``expan``."""
        instead = forms.in_attribute(node, self.view.prefer)
        if instead:
            self.say(instead, None)
        elif not forms.passed_over(node, self.view.prefer):
            self.block(node, Use.INLINE)

    def revision(self, node: Any) -> None:
        """An addition or a deletion: read if it stands in the text in the stage that is asked for."""
        stage = self.edition.stages.of.get(id(node), 1)
        added = use_of(node) is Use.ADDITION
        shown = (self.view.stage >= stage) if added else (self.view.stage < stage or self._restored(node))
        if name_of(node) in {"addSpan", "delSpan"}:
            if not shown:
                self.hidden.update(pointers(node, "spanTo"))
            return
        if not shown:
            self.set_aside(node)
        elif added:
            self.block(node, Use.INLINE)
        else:
            self.children(node)

    def _restored(self, node: Any) -> bool:
        """Whether a deletion was taken back."""
        if any(name_of(above) == "restore" for above in node.iterancestors()):
            return True
        own = attribute(node, "xml:id")
        return bool(own) and own in self.edition.undone

    def glyph(self, node: Any) -> None:
        """A sign that the header describes."""
        if (node.text or "").strip() or len(node):
            self.children(node)
            return
        meant = next((self.document.glyphs.get(one) for one in pointers(node, "ref")), None)
        if meant:
            self.say(meant, None)
        else:
            self.set_aside(node)

    def app(self, node: Any) -> None:
        """An entry: the reading of the witness takes its place. One that is linked elsewhere has no text here."""
        entry = self.edition.by_app.get(id(node))
        if name_of(node) != "app":
            self.children(node)
            return
        if entry is None:
            if not any(entry.app is node for entry in self.edition.apart):
                self.set_aside(node)
            return
        reading = entry.of(self.view.key, self.view.stage)
        if reading is None and not self.view.key:
            reading = next(iter(sorted(entry.readings, key=lambda one: name_of(one) != "lem")), None)
        if reading is not None and not omitted(reading):
            self.children(reading)

    # -- entries that are linked to the text ---------------------------------------------------------------------

    def _at(self, point: Point) -> None:
        """End and begin the entries that are linked to a point of the text."""
        for span in self.edition.links.by_end.get(point, ()):
            self.muted.discard(id(span.entry))
        if not self.view.key:
            return
        for span in begun(self.edition.links, point):
            self._begin(span.entry, bare=span.start == span.end)

    def _begin(self, entry: Entry, *, bare: bool) -> None:
        """Read a linked reading, and be silent until its lemma is over."""
        key, stage = self.view.key, self.view.stage
        reading = entry.of(key, stage)
        lost = not entry.named(key, stage)
        if (reading is None or reading is entry.lemma) and not lost:
            return
        if self.muted:
            self.covered.add(id(entry))
            if not lost:
                self.understood_partly("an entry overlaps another in which the witness has a reading; left out", entry.app)
            return
        if reading is not None and not omitted(reading):
            if about(reading):
                what = "a reading says more, or less, than words (om., add., ...): its witnesses have a lacuna there"
                self.understood_partly(what, entry.app)
                self.marks.append(Mark("lacuna", self.length, self.length, {"n": "reading"}))
            else:
                self._space_before(reading)
                self.children(reading)
                if bare:
                    self.owe(" ")
        if not bare:
            self.muted.add(id(entry))

    def _space_before(self, reading: Any) -> None:
        first = "".join(reading.itertext()).strip()[:1]
        if first.isalnum() and unicodedata.east_asian_width(first) not in {"W", "F"}:
            self.owe(" ")

    # -- what is not text ----------------------------------------------------------------------------------------

    def absence(self, node: Any) -> None:
        """Where a witness falls silent, or speaks again."""
        name = name_of(node)
        if self._concerned(node):
            self.silent = bool(self.view.key) and name in {"lacunaStart", "witEnd"}
            self.marks.append(Mark("lacuna", self.length, self.length, {"n": name}))

    def _concerned(self, node: Any) -> bool:
        """Whether a sign of silence is about the witness: it names it, or stands in its reading."""
        named = pointers(node, "wit") or pointers(node, "corresp")
        if named:
            return self.view.key in {name.key for one in named for name in self.edition.names.meant(one)}
        reading = next(node.iterancestors("{*}rdg", "{*}lem"), None)
        if reading is None:
            return True
        entry = self.edition.entry_of(reading)
        return entry is not None and any(one.reading is reading for one in entry.by_key.get(self.view.key, ()))

    def gap(self, node: Any) -> None:
        """Text that is lost."""
        self.owe(" ")
        self.mark_point("lacuna", attribute(node, "n"))

    def space(self, node: Any) -> None:
        """Space that the encoder marked."""
        if attribute(node, "break") != "no":
            self.owe(" ")

    def place(self, node: Any) -> None:
        """The beginning of a line, column, page or other division."""
        name = name_of(node)
        if not self._of_this_witness(node):
            return
        inside = attribute(node, "break") == "no" or (not attribute(node, "break") and self._in_word(node, name))
        if inside and self.parts:
            # A hyphen at the line's end stays in the text, and the tokeniser joins the word over it.
            self.pending = "\n" if self.parts[-1].endswith(HYPHENS) else ""
            self.joining = True
        at = self.length + (len(self.pending) if self.parts else 0)
        if name == "lb" and not inside:
            apart_ = " \n" if attribute(node, "break") == "yes" else "\n"  # a space keeps a hyphen from joining words
            self.owe(self.pending + "\n" if self.broken else apart_)  # a line without words is a blank one
            self.broken = True
        elif name != "milestone" and not inside:
            self.owe(" ")
        kind = {"lb": "line", "pb": "page", "cb": "column"}.get(name)
        label = attribute(node, "n") or attribute(node, "xml:id")
        if kind:
            self.marks.append(Mark(kind, min(at, self.length), min(at, self.length), {"n": label}))
        elif name == "milestone":
            kind, data = self.numbering.milestone(node)
            self.marks.append(Mark(kind, min(at, self.length), min(at, self.length), data))

    def _of_this_witness(self, node: Any) -> bool:
        """Whether a page or line is one of the witness that is read, not of another."""
        named = pointers(node, "ed")
        if not named or not self.view.key:
            return True
        known = {name.key for one in named if self.edition.names.listed(one) for name in self.edition.names.meant(one)}
        return not known or self.view.key in known

    def _in_word(self, node: Any, name: str) -> bool:
        if name == "lb" and not self.document.lines_join:
            return False
        before, after = preceding(node), following(node)
        return before[-1:].isalpha() and after[:1].isalpha() and not _unspaced(before[-1])

    def mark_point(self, kind: str, label: str) -> None:
        """A mark without width where the text is now."""
        at = min(self.length + (len(self.pending) if self.parts else 0), self.length)
        self.marks.append(Mark(kind, at, at, {"n": label}))

    def set_aside(self, node: Any) -> None:
        """Count an element that is left out."""
        if not self.silent and not self.muted:
            record = self.aside.setdefault(name_of(node), [0, node])
            record[0] += 1

    def understood_partly(self, what: str, node: Any) -> None:
        """Count something that is not wholly understood, to be said once."""
        record = self.partly.setdefault(what, [0, node])
        record[0] += 1

    # -- words ---------------------------------------------------------------------------------------------------

    def say(self, text: str | None, node: Any, *, tail: bool = False) -> None:
        """Add the text of a node, or its tail; `said` records where in the tree each part of the content came from."""
        if not text or self.silent or self.muted or self.hidden:
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
        self.said.append(Said(self.length + len(piece) - len(words), words, node, tail))
        self.length += len(piece)
        self.languages[self.language] += len(words)
        if self.length > self.limit:
            path = self.document.path
            raise LimitError("expands to more text than its size allows", path=path, hint="check its entities")

    def owe(self, space: str) -> None:
        """Request white space before the next text: the strongest of paragraph, line and space; none within a word."""
        if self.joining:
            return
        if (space.count("\n"), len(space)) > (self.pending.count("\n"), len(self.pending)):
            self.pending = space


_HANDLERS = {
    Use.SIGN: Text.sign, Use.CHOICE: Text.choice, Use.FORM: Text.form, Use.ADDITION: Text.revision,
    Use.DELETION: Text.revision, Use.GLYPH: Text.glyph, Use.APPARATUS: Text.app, Use.ABSENCE: Text.absence,
    Use.LACUNA: Text.gap, Use.SPACE: Text.space, Use.PLACE: Text.place, Use.NOTHING: lambda text, node: None,
}  # fmt: skip


def _space_around(node: Any, use: Use) -> str:
    """The white space before and after an element."""
    if use is Use.PARAGRAPH:
        return "\n\n"
    if use is not Use.LINE:
        return ""
    inside = name_of(node) in _EITHER and any(name_of(above) in _WITHIN for above in node.iterancestors())
    return "" if inside else "\n"


def _unspaced(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}

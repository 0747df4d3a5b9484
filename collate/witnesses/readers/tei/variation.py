"""Places at which one of several texts is read: a form of two, what a correction left, the reading of a witness."""

from __future__ import annotations

from typing import Any

from collate.model import Mark
from collate.witnesses.readers.tei import forms, words
from collate.witnesses.readers.tei.apparatus import SIGNS, SILENT, Entry, about, omitted
from collate.witnesses.readers.tei.content import Content
from collate.witnesses.readers.tei.document import wide
from collate.witnesses.readers.tei.edition import Edition, has_words
from collate.witnesses.readers.tei.elements import Use, attribute, name_of, pointers, use_of
from collate.witnesses.readers.tei.linking import Point, begun

ABOUT = "readings say more, or less, than words (add., transp., ...); their witnesses have a lacuna there"
OVERLAP = "entries overlap others in which a witness has a reading; left out there"


def choice(text: Content, node: Any) -> None:
    """One of two forms; of a word in two spellings the other is kept beside it."""
    children = [child for child in node if isinstance(child.tag, str)]
    start = text.next
    if children:
        text.walk(forms.chosen(children, text.view.prefer))
    inside = any(name_of(above) == "w" for above in node.iterancestors())
    if not inside and text.length > start and (norm := words.regular(text, node)):
        text.marks.append(Mark("word", start, text.length, {"norm": norm}))


def form(text: Content, node: Any) -> None:
    """A form that stands alone, or in an ``expan``; TEI P4 has the other one in an attribute."""
    instead = forms.in_attribute(node, text.view.prefer)
    if instead:
        text.say(instead, None)
    elif not forms.passed_over(node, text.view.prefer):
        text.block(node, Use.INLINE)


def revision(text: Content, node: Any) -> None:
    """An addition or a deletion: read if it stands in the text in the stage that is asked for."""
    stage = text.edition.stages.of.get(id(node), 1)
    added = use_of(node) is Use.ADDITION
    shown = text.view.stage >= stage if added else text.view.stage < stage or _restored(text.edition, node)
    if name_of(node) in {"addSpan", "delSpan"}:
        if not shown:
            text.hidden.update(pointers(node, "spanTo"))
    elif not shown:
        text.set_aside(node)
    elif added:
        text.block(node, Use.INLINE)
    else:
        text.children(node)


def _restored(edition: Edition, node: Any) -> bool:
    """Whether a deletion was taken back."""
    if any(name_of(above) == "restore" for above in node.iterancestors()):
        return True
    own = attribute(node, "xml:id")
    return bool(own) and own in edition.undone


def glyph(text: Content, node: Any) -> None:
    """A sign that the header describes."""
    if (node.text or "").strip() or len(node):
        text.children(node)
        return
    meant = next((text.document.glyphs.get(one) for one in pointers(node, "ref")), None)
    if meant:
        text.say(meant, None)
    else:
        text.set_aside(node)


def reading(text: Content, node: Any) -> None:
    """An entry: the reading of the witness takes its place. One that is linked elsewhere has no text here."""
    if name_of(node) != "app":
        text.children(node)
        return
    entry = text.edition.by_app.get(id(node))
    if entry is None:
        text.reached[id(node)] = text.length
        return
    _say(text, entry, SIGNS)
    found = entry.of(text.view.key, text.view.stage)
    if found is None and not text.view.key:
        found = entry.lemma if entry.lemma is not None else next(iter(entry.readings), None)
    if found is None or omitted(found):
        return
    named = found is not entry.lemma or not entry.negative
    silent, text.silent = text.silent, text.silent and not (named and has_words(found))
    text.children(found)
    text.silent = text.silent or (silent and has_words(found))


# -- entries that are linked to the text -----------------------------------------------------------------------------


def at(text: Content, point: Point) -> None:
    """End and begin the entries that are linked to a point of the text."""
    if not text.edition.links.spans:
        return
    for span in text.edition.links.by_end.get(point, ()):
        text.muted.discard(id(span.entry))
        if span.start != span.end:
            _say(text, span.entry, SILENT)
    if text.view.key:
        for span in begun(text.edition.links, point):
            _begin(text, span.entry, bare=span.start == span.end)


def _begin(text: Content, entry: Entry, *, bare: bool) -> None:
    """Read a linked reading, and be silent until its lemma is over."""
    key, stage = text.view.key, text.view.stage
    _say(text, entry, SIGNS if bare else SIGNS - SILENT)  # a witness that ends has the lemma, and ends after it
    found = entry.of(key, stage)
    lost = not entry.named(key, stage)
    if (found is None or found is entry.lemma) and not lost:
        return
    if text.muted:
        text.covered.add(id(entry))
        if not lost:
            text.understood_partly(OVERLAP, entry.app)
        return
    if found is not None and about(found):
        text.understood_partly(ABOUT, found)
        text.marks.append(Mark("lacuna", text.length, text.length, {"n": "reading"}))
    elif found is not None and not omitted(found):
        _space_before(text, found)
        text.children(found)
        if bare:
            text.owe(" ")
    if not bare:
        text.muted.add(id(entry))


def _space_before(text: Content, found: Any) -> None:
    first = "".join(found.itertext()).strip()[:1]
    if first.isalnum() and not wide(first):
        text.owe(" ")


def _say(text: Content, entry: Entry, names: frozenset[str]) -> None:
    """Follow the signs of silence in the readings that have nothing else."""
    for reading in entry.signs.get(text.view.key, ()):
        for sign in reading.iter("*"):
            if name_of(sign) in names:
                absence(text, sign)


# -- where a witness is silent ---------------------------------------------------------------------------------------


def absence(text: Content, node: Any) -> None:
    """Where a witness falls silent, or speaks again."""
    name = name_of(node)
    about_whom = text.edition.concerned(node)
    if not about_whom or text.view.key in about_whom:
        text.silent = bool(text.view.key) and name in SILENT
        text.owe(" ")
        text.marks.append(Mark("lacuna", text.length, text.length, {"n": name}))

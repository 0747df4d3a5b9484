"""The established text as TEI P5: ``p`` and ``lb``, ``lg`` and ``l``, and elements for what the editor did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from collate.model import Apparatus, Mark, Profile
from collate.variants.entries import PLAIN
from collate.variants.groups import groups
from collate.writers.apparatus.places import begun
from collate.writers.apparatus.tei_header import E, clean, document, header, names
from collate.writers.apparatus.tei_plain import MARKED
from collate.writers.apparatus.tei_text import say
from collate.writers.blocks import Block, blocks


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """One document; its header has the witnesses and the recipe."""
    source = apparatus.words.source
    marks = sorted((one for one in source.marks if one.kind in MARKED), key=lambda one: (one.start, -one.end))
    body, division, named = E.body(), None, begun(source)
    for block in blocks(apparatus, source.content):
        if block.kind == "heading" or division is None:
            division = E.div()
            body.append(division)
        made = _block(source.content, block, marks)
        for element, line in zip(made if block.kind == "stanza" else [made], block.lines, strict=False):
            if block.kind != "heading" and (place := named(*line)):
                element.set("n", clean(place))
        division.append(made)
    if not len(body):
        body.append(E.p())
    out.write(
        document(
            apparatus, header(apparatus, names(apparatus), groups=groups(apparatus.collation, profile)), E.text(body)
        )
    )


def _block(content: str, block: Block, marks: Sequence[Mark]) -> Any:
    if block.kind == "stanza":
        stanza = E.lg()
        for start, end in block.lines:
            stanza.append(E.l())
            _fill(stanza[-1], content, start, end, marks)
        return stanza
    element = E.head() if block.kind == "heading" else E.p()
    for number, (start, end) in enumerate(block.lines):
        if number:
            say(element, "\n")
        _fill(element, content, start, end, marks)
    return element


def _fill(parent: Any, content: str, start: int, end: int, marks: Sequence[Mark]) -> None:
    """The text of a line; of what the editor added, bracketed or gave up, the part that stands in the line."""
    at = start
    for mark in marks:
        low, high = max(mark.start, at), min(mark.end, end)
        if low < high and mark.start < end and mark.end > at:
            say(parent, content[at:low])
            element = getattr(E, MARKED[mark.kind])()
            say(element, content[low:high])
            parent.append(element)
            at = high
    say(parent, content[at:end])

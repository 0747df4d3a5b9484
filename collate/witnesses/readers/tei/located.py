"""Location-referenced entries: finds the lemma of each in the place that it names, and anchors the entry there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

from collate.model import Mark
from collate.witnesses.readers.tei.apparatus import Entry
from collate.witnesses.readers.tei.content import Said, View
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.elements import attribute
from collate.witnesses.readers.tei.linking import Point, Span, Unlinked
from collate.witnesses.readers.tei.text import Text

_OURS = re.compile(
    r"(\d{1,9})(?:-(\d{1,9}))?"
)  # as Collate writes it into ``n``: characters of the line, but for space
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_GAP = re.compile(r"\s*(?:\.\.\.|…|\s[-–—]\s|\(\.\.\.\)|\[\.\.\.\])\s*")
NO_PLACE = "names a place that the text does not have"
NO_LEMMA = "has a lemma that is not at its place"
TWICE = "has a lemma that is at its place more than once"
NO_WORDS = "has no lemma to be found by"


class _Found(NamedTuple):
    entry: Entry
    start: int
    end: int


def link(edition: Edition) -> None:
    """Link the entries that have only a place; those that cannot be found are named as unlinked."""
    if not edition.placed:
        return
    text = Text(edition, View()).read()
    content, places = text.content(), _Places(text.marks, text.content())
    found: list[_Found] = []
    last: dict[str, int] = {}
    for entry in edition.placed:
        where = attribute(entry.app, "loc")
        region = places.region(where)
        if region is None:
            edition.links.unlinked.append(Unlinked(entry.app, NO_PLACE))
            continue
        span = (
            _ours(entry, content, region[0])
            if edition.document.ours
            else _search(entry, content, region, last.get(where, 0))
        )
        if isinstance(span, str):
            edition.links.unlinked.append(Unlinked(entry.app, span))
            continue
        last[where] = span[1]
        found.append(_Found(entry, *span))
    _anchor(edition, text, found)


def _ours(entry: Entry, content: str, begin: int) -> tuple[int, int] | str:
    """The characters that Collate wrote into ``n``: those from the beginning of the line on, without white space."""
    known = _OURS.fullmatch(attribute(entry.app, "n"))
    if not known:
        return NO_WORDS
    if not known[2]:
        after = _after(content, begin, int(known[1]))
        return after, after
    end = _after(content, begin, int(known[2]))
    start = _after(content, begin, int(known[1]))
    return start + len(content[start:end]) - len(content[start:end].lstrip()), end


def _after(content: str, begin: int, number: int) -> int:
    """The offset right after so many characters that are not white space."""
    if not number:
        return begin
    spots = (place for place in range(begin, len(content)) if not content[place].isspace())
    return next(islice(spots, number - 1, None), len(content) - 1) + 1


def _search(entry: Entry, content: str, region: tuple[int, int], after: int) -> tuple[int, int] | str:
    """The words of the lemma in a part of the text, from where the last entry of the same place ended."""
    lemma = "" if entry.lemma is None else " ".join("".join(entry.lemma.itertext()).split())
    if not lemma:
        return NO_WORDS
    pattern = _pattern(lemma)
    low, high = region
    matches = [match.span() for match in pattern.finditer(content, low, high)]
    later = [span for span in matches if span[0] >= after]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        return NO_LEMMA
    return later[0] if after and len(later) == 1 else TWICE


def _pattern(lemma: str) -> re.Pattern[str]:
    """The words of a lemma, however they are spaced and printed in the text; ``...`` stands for what is between two."""
    parts = [r"\W*?".join(map(re.escape, _WORD.findall(part))) for part in _GAP.split(lemma)]
    return re.compile(rf"(?<!\w){'.{1,400}?'.join(filter(None, parts))}(?!\w)", re.IGNORECASE | re.DOTALL)


class _Places:
    """The parts of a text by their names."""

    def __init__(self, marks: Sequence[Mark], content: str) -> None:
        self.ranges: dict[str, tuple[int, int]] = {}
        for kind in ("section", "locus", "page", "line"):
            own = sorted(
                (mark for mark in marks if mark.kind == kind and mark.data.get("n")), key=lambda one: one.start
            )
            starts = [mark.start for mark in own]
            for mark in own:
                after = bisect_right(starts, mark.start)
                end = mark.end if mark.end > mark.start else (starts[after] if after < len(starts) else len(content))
                self.ranges.setdefault(_plain(str(mark.data["n"])), (mark.start, end))

    def region(self, where: str) -> tuple[int, int] | None:
        """The part of the text that a reference names; None if there is none, or several end with it."""
        plain = _plain(where)
        if plain in self.ranges or not plain:
            return self.ranges.get(plain)
        bare = _plain(re.sub(r"^[^\d]*", "", where))
        if bare in self.ranges:
            return self.ranges[bare]
        first, _, last = where.partition("-")
        if last and _plain(first) in self.ranges and (end := self.ranges.get(_plain(last))):
            return self.ranges[_plain(first)][0], end[1]
        ends = [span for name, span in self.ranges.items() if name.endswith(f".{plain}")]
        return ends[0] if len(ends) == 1 else None


def _plain(name: str) -> str:
    """A reference with one kind of separator."""
    return re.sub(r"[\s,.:;_]+", ".", name.strip()).strip(".").casefold()


def _anchor(edition: Edition, text: Text, found: Sequence[_Found]) -> None:
    """Set an anchor into the tree at each end of each entry; the last first, so that places before it stay."""
    starts = [one.at for one in text.said]
    cuts = {offset: _cut(text, starts, offset) for one in found for offset in (one.start, one.end)}
    points = {offset: _split(edition, text.said[index], cut) for offset, (index, cut) in sorted(cuts.items())[::-1]}
    for entry, start, end in found:
        edition.links.add(Span(entry, points[start], points[end], end))


def _cut(text: Text, starts: list[int], offset: int) -> tuple[int, int]:
    """Which text of the tree an offset of the content is in, and where in it."""
    index = max(0, bisect_right(starts, offset) - 1)
    while index and text.said[index].node is None:  # words that are in no text of the tree
        index -= 1
    said = text.said[index]
    raw = (said.node.tail if said.tail else said.node.text) or ""
    return index, _raw_offset(raw, said.words, min(max(0, offset - said.at), len(said.words)))


def _split(edition: Edition, said: Said, cut: int) -> Point:
    """Divide a text of the tree by an anchor that is put there."""
    raw = (said.node.tail if said.tail else said.node.text) or ""
    anchor: Any = said.node.makeelement("anchor")
    if said.tail:
        said.node.tail = None
        said.node.addnext(anchor)
        said.node.tail = raw[:cut]
    else:
        said.node.text = raw[:cut]
        said.node.insert(0, anchor)
    anchor.tail = raw[cut:]
    edition.document.kept.append(anchor)
    return id(anchor), "end"


def _raw_offset(raw: str, words: str, inner: int) -> int:
    """Where in the text of a node a character of its words stands, of which white space was made single spaces."""
    wanted = sum(not char.isspace() for char in words[:inner])
    spots = [place for place, char in enumerate(raw) if not char.isspace()]
    lost = len(spots) - sum(not char.isspace() for char in words)
    if wanted + lost >= len(spots):
        return (spots[-1] + 1) if spots else len(raw)
    at_end = inner == len(words) or words[inner].isspace()
    return spots[wanted + lost - 1] + 1 if at_end and wanted + lost else spots[wanted + lost]

"""Location-referenced entries: finds the lemma of each in the place that it names, and anchors the entry there."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from collate.errors import LimitError
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
_WORD = re.compile(r"\w+")
MOST_LOOKED = 1_000_000_000  # characters in which all lemmas together are looked for: some seconds
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
    """Link the entries that have only a place; those that cannot be found are named as unlinked.

    LimitError if to look for them would take too long.
    """
    if not edition.placed:
        return
    text = Text(edition, View()).read()
    places, lemmas = _Places(text.marks, text.content()), _Lemmas(text.content(), edition.document.path)
    found: list[_Found] = []
    last: dict[str, int] = {}
    for entry in edition.placed:
        where = attribute(entry.app, "loc") or attribute(entry.app, "corresp").removeprefix("#")
        region = places.region(where)
        if region is None:
            edition.links.unlinked.append(Unlinked(entry.app, NO_PLACE))
            continue
        ours = edition.document.ours
        span = lemmas.counted(entry, region[0]) if ours else lemmas.found(entry, region, last.get(where, 0))
        if isinstance(span, str):
            edition.links.unlinked.append(Unlinked(entry.app, span))
            continue
        last[where] = span[1]
        found.append(_Found(entry, *span))
    _anchor(edition, text, found)


class _Lemmas:
    """Finds lemmas in a text."""

    def __init__(self, content: str, path: str) -> None:
        self.content, self.path = content, path
        self.looked = 0  # characters in which lemmas were looked for

    @cached_property
    def _spots(self) -> list[int]:
        """The offsets of the characters that are not white space."""
        return [place for place, char in enumerate(self.content) if not char.isspace()]

    def counted(self, entry: Entry, begin: int) -> tuple[int, int] | str:
        """The characters that Collate wrote into ``n``: those from the beginning of the line on, without space."""
        known = _OURS.fullmatch(attribute(entry.app, "n"))
        if not known:
            return NO_WORDS
        first = bisect_left(self._spots, begin)
        before, after = int(known[1]), int(known[2] or known[1])
        if not before <= after <= len(self._spots) - first:
            return NO_LEMMA
        ends = [begin, *(self._spots[first + number - 1] + 1 for number in (before, after) if number)]
        if before == after:
            return ends[-1], ends[-1]
        return self._spots[first + before], ends[-1]

    def found(self, entry: Entry, region: tuple[int, int], after: int) -> tuple[int, int] | str:
        """The words of the lemma in a part of the text, from where the last entry of the same place ended."""
        pattern = _pattern("" if entry.lemma is None else "".join(entry.lemma.itertext()))
        if pattern is None:
            return NO_WORDS
        low, high = region
        self.looked += high - low
        if self.looked > MOST_LOOKED:
            raise LimitError(
                "has too many entries to be looked for in a text of this length", path=self.path,
                hint="link them by from and to, or by the places of a smaller division",
            )  # fmt: skip
        matches = [match.span() for match in pattern.finditer(self.content, low, high)]
        if len(matches) == 1:
            return matches[0]
        if not matches:
            return NO_LEMMA
        later = [span for span in matches if span[0] >= after]
        return later[0] if after and len(later) == 1 else TWICE


def _pattern(lemma: str) -> re.Pattern[str] | None:
    """The words of a lemma, however they are spaced; between two parts with ``...`` some more. None without words."""
    parts = [_WORD.findall(part) for part in _GAP.split(lemma)]
    parts = [words for words in parts if words]
    if not parts:
        return None
    spelt = [r"\W+".join(map(re.escape, words)) for words in (parts[0], parts[-1])[: len(parts)]]
    before = "" if _wide(parts[0][0][0]) else r"(?<!\w)"
    after = "" if _wide(parts[-1][-1][-1]) else r"(?!\w)"
    return re.compile(before + r".{1,400}?".join(spelt) + after, re.IGNORECASE | re.DOTALL)


def _wide(char: str) -> bool:
    """Whether a character is one of a script without spaces."""
    return unicodedata.east_asian_width(char) in {"W", "F"}


class _Places:
    """The parts of a text by their names."""

    def __init__(self, marks: Sequence[Mark], content: str) -> None:
        self.ranges: dict[str, tuple[int, int]] = {}
        for kind in ("section", "locus", "page", "line"):
            own = sorted((mark for mark in marks if mark.kind == kind), key=lambda one: one.start)
            starts = [mark.start for mark in own]
            for mark in own:
                after = bisect_right(starts, mark.start)
                end = mark.end if mark.end > mark.start else (starts[after] if after < len(starts) else len(content))
                for name in filter(None, (mark.data.get("n"), mark.data.get("id"))):
                    self.ranges.setdefault(_plain(str(name)), (mark.start, end))

    def region(self, where: str) -> tuple[int, int] | None:
        """The part of the text that a reference names; None if there is none, or several end with it."""
        if where.startswith("urn:"):  # urn:cts:...:14.1.1@word
            where = where.split(":", 4)[-1].partition("@")[0]
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
    """Set an anchor into the tree at each end of each entry."""
    starts = [one.at for one in text.said]
    by_text: dict[int, list[int]] = {}
    for offset in sorted({offset for one in found for offset in (one.start, one.end)}):
        index = max(0, bisect_right(starts, offset) - 1)
        while index and text.said[index].node is None:  # words that are in no text of the tree
            index -= 1
        by_text.setdefault(index, []).append(offset)
    points: dict[int, Point] = {}
    for index, offsets in sorted(by_text.items(), reverse=True):
        points |= _split(edition, text.said[index], offsets)
    for entry, start, end in found:
        edition.links.add(Span(entry, points[start], points[end], end))


def _split(edition: Edition, said: Said, offsets: Sequence[int]) -> dict[int, Point]:
    """Divide a text of the tree by an anchor at each of some ascending offsets of the content."""
    raw = (said.node.tail if said.tail else said.node.text) or ""
    whole = _Raw(raw, said.words)
    cuts = [whole.offset(offset - said.at) for offset in offsets]
    anchors = [said.node.makeelement("anchor") for _ in offsets]
    for anchor, (low, high) in zip(anchors, pairwise([*cuts, len(raw)]), strict=True):
        anchor.tail = raw[low:high]
    place = said.node.getparent() if said.tail else said.node
    at = place.index(said.node) + 1 if said.tail else 0
    if said.tail:
        said.node.tail = raw[: cuts[0]]
    else:
        said.node.text = raw[: cuts[0]]
    place[at:at] = anchors
    edition.document.kept += anchors
    return {offset: (id(anchor), "end") for offset, anchor in zip(offsets, anchors, strict=True)}


class _Raw:
    """The text of a node, and its words, in which white space was made single spaces."""

    def __init__(self, raw: str, words: str) -> None:
        self.end = len(raw)
        self.spots = [place for place, char in enumerate(raw) if not char.isspace()]
        self.words = words
        self.counts = [0, *accumulate(not char.isspace() for char in words)]
        self.lost = len(self.spots) - self.counts[-1]  # what precedes the words that were said

    def offset(self, inner: int) -> int:
        """Where in the raw text an offset of the words is."""
        inner = min(max(0, inner), len(self.words))
        wanted = self.counts[inner] + self.lost
        if wanted >= len(self.spots):
            return self.spots[-1] + 1 if self.spots else self.end
        at_end = inner == len(self.words) or self.words[inner].isspace()
        return self.spots[wanted - 1] + 1 if at_end and wanted else self.spots[wanted]

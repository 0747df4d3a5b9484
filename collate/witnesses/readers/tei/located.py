"""Location-referenced entries: finds the lemma of each in the place that it names, and anchors the entry there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
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

# As Collate writes it into ``n``: characters of the line, but for space.
_OURS = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
# A character of a script without spaces, or a word of another.
_WIDE = "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_WIDE}]|(?:(?![{_WIDE}])\w)+")
MOST_LOOKED = 1_000_000  # places at which all lemmas together are looked for: some seconds
BETWEEN = 400  # characters, at most, between the two parts of a lemma
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
        if edition.document.ours:
            span = lemmas.counted(entry, region[0]) if region else NO_PLACE
        else:
            near = text.reached.get(id(entry.app)) if region is None or not where else None
            span = lemmas.found(entry, region, last.get(where, 0)) if region and near is None else NO_PLACE
            if isinstance(span, str) and id(entry.app) in text.reached:
                span = lemmas.before(entry, text.reached[id(entry.app)]) or span
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
        self.looked = 0  # places at which lemmas were looked for

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

    @cached_property
    def _words(self) -> list[tuple[str, int, int]]:
        """The words of the text, with their places."""
        return [(match[0].casefold(), *match.span()) for match in _WORD.finditer(self.content)]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The numbers of the words of one form."""
        found: dict[str, list[int]] = {}
        for number, (form, _, _) in enumerate(self._words):
            found.setdefault(form, []).append(number)
        return found

    def found(self, entry: Entry, region: tuple[int, int], after: int) -> tuple[int, int] | str:
        """The words of the lemma in a part of the text, from where the last entry of the same place ended.

        Where a lemma has ``...``, there may be other words between its first and its last part.
        """
        parts = _parts(entry)
        if not parts:
            return NO_WORDS
        matches = list(self._spans(parts, region))
        if len(matches) == 1:
            return matches[0]
        if not matches:
            return NO_LEMMA
        later = [span for span in matches if span[0] >= after]
        return later[0] if after and len(later) == 1 else TWICE

    def before(self, entry: Entry, end: int) -> tuple[int, int] | None:
        """The words of the lemma right before an entry that stands among the lines it is about."""
        parts = _parts(entry)
        spans = list(self._spans(parts, (max(0, end - BETWEEN), end))) if parts else []
        return spans[-1] if spans else None

    def _spans(self, parts: Sequence[Sequence[str]], region: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """The places of the first part, up to the end of the last one if there are several."""
        for start in self._starts(parts[0], region):
            end = self._words[start + len(parts[0]) - 1][2]
            if len(parts) == 1:
                yield self._words[start][1], end
                continue
            beyond = (end, min(region[1], end + BETWEEN))
            last = next(self._starts(parts[-1], beyond), None)
            if last is not None:
                yield self._words[start][1], self._words[last + len(parts[-1]) - 1][2]

    def _starts(self, words: Sequence[str], region: tuple[int, int]) -> Iterator[int]:
        """The numbers of the words at which some words in a row begin, in a part of the text."""
        numbers = self._index.get(words[0], [])
        for number in numbers[bisect_left(numbers, region[0], key=lambda one: self._words[one][1]) :]:
            if self._words[number][1] >= region[1]:
                return
            self.looked += 1
            if self.looked > MOST_LOOKED:
                raise LimitError(
                    "has too many entries to be looked for in a text of this length", path=self.path,
                    hint="link them by from and to, or by the places of smaller divisions",
                )  # fmt: skip
            row = self._words[number : number + len(words)]
            if [form for form, _, _ in row] == list(words) and row[-1][2] <= region[1]:
                yield number


def _parts(entry: Entry) -> list[list[str]]:
    """The words of a lemma, before and after ``...``."""
    lemma = "" if entry.lemma is None else "".join(entry.lemma.itertext())
    return [words for part in _GAP.split(lemma) if (words := [one.casefold() for one in _WORD.findall(part)])]


class _Places:
    """The parts of a text by their names."""

    def __init__(self, marks: Sequence[Mark], content: str) -> None:
        self.ranges: dict[str, tuple[int, int]] = {}
        self.whole = 0, len(content)  # where an entry that names no place is looked for
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
            return self.ranges.get(plain, self.whole if not where else None)
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

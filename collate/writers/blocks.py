"""The headings, paragraphs and stanzas of a text, for the formats that print it: what a line of the file is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

import regex

from collate.io.wording import one_line
from collate.model import Apparatus
from collate.model.edition import Lineation

PARAGRAPH = 120  # characters: a text with lines twice as long has a paragraph a line
WIDE = 70  # characters of a line
FEW = 3  # lines from which nothing can be told, ideographs that are kept together
FILLED = 0.75  # of the lines of a wrapped text have no room for the next word
_HAN = regex.compile(r"\p{P}*\p{Han}")
_BLANK = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)*\n|\n")
Span = tuple[int, int]
Kind = Literal["heading", "paragraph", "stanza"]


class Block(NamedTuple):
    """A part of a text and its lines, as offsets without the ends of lines. Stanzas keep theirs in print."""

    kind: Kind
    lines: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the first line begins."""
        return self.lines[0][0]

    @property
    def end(self) -> int:
        """Where the last line ends."""
        return self.lines[-1][1]


def blocks(content: str, headings: Collection[str] = ()) -> Iterator[Block]:
    """The blocks of a text that hold anything; `headings` are lines that are headings (on one line)."""
    kind = lineation(content)
    lines: list[Span] = []
    for start, end, ends_block in _lines(content):
        heading = one_line(content[start:end]) in headings
        if heading and lines:
            yield Block(_named(kind), tuple(lines))
            lines = []
        if content[start:end].strip():
            lines.append((start, end))
        if lines and (ends_block or heading or kind == "paragraphs"):
            yield Block("heading" if heading else _named(kind), tuple(lines))
            lines = []


def headings_of(apparatus: Apparatus) -> frozenset[str]:
    """The headings of the sections, each on one line."""
    return frozenset(one_line(section.heading) for section in apparatus.sections if section.heading)


def _named(kind: Lineation) -> Kind:
    return "stanza" if kind == "verses" else "paragraph"


def _lines(content: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each line, and whether a blank line or the end of the text follows."""
    at = 0
    for match in _BLANK.finditer(content):
        yield at, at + len(content[at : match.start()].rstrip("\r")), match.group().count("\n") > 1
        at = match.end()
    yield at, len(content), True


def lineation(content: str) -> Lineation:
    """What a line of a text is: a paragraph, a part of one that was wrapped at the edge, or a verse."""
    lines = [line.strip() for line in content.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < FEW:
        return "paragraphs"
    ended = sum(not line[-1].isalnum() and line[-1] not in ",-‐–" for line in lines if line)
    if median(lengths) > WIDE and ended < len(lengths) / 2 and not _HAN.match(next(filter(None, lines))):
        return "wrapped"  # no verse is so long, and no paragraph ends in the middle of a sentence
    if lengths[-1] > 2 * PARAGRAPH:
        return "paragraphs"
    edge = lengths[int(0.98 * (len(lengths) - 1))]  # a few lines may run over it
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    full = sum(len(line) + 1 + _first(after) > edge for line, after in pairs)
    return "wrapped" if full > FILLED * len(pairs) else "verses"


def _first(line: str) -> int:
    """The length of the first word of a line; where words are not divided, that of a few characters."""
    return min(FEW, len(line)) if _HAN.match(line) else len(line.split(maxsplit=1)[0])

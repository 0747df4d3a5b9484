"""The headings, paragraphs and stanzas of a text, for the formats that print it: what a line of the file is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

import regex

from collate.io.wording import one_line
from collate.model import Apparatus, Source
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


def blocks(apparatus: Apparatus, content: str) -> Iterator[Block]:
    """The blocks that hold anything, of the text of an apparatus or of that text with the editor's signs in it.

    Headings are those of the sections, those that the source marks, and a line without an end of a sentence that
    stands alone above a stanza.
    """
    headings = _headings(apparatus)
    structured = _structured(apparatus.words.source)
    kind = lineation(content)
    found = list(_parts(content, headings, every_line=kind == "paragraphs" and not structured))
    for number, (lines, heading) in enumerate(found):
        verses = len(lines) > 1 if structured else kind == "verses"
        title = verses and not structured and len(lines) == 1 and content[slice(*lines[0])].rstrip()[-1:].isalnum()
        if heading or (title and number + 1 < len(found) and len(found[number + 1][0]) > 1):
            yield Block("heading", lines)
        else:
            yield Block("stanza" if verses else "paragraph", lines)


def _parts(content: str, headings: Collection[str], *, every_line: bool) -> Iterator[tuple[tuple[Span, ...], bool]]:
    """The lines of each block, and whether it is a heading."""
    lines: list[Span] = []
    for start, end, ends_block in _lines(content):
        heading = one_line(content[start:end]) in headings
        if heading and lines:
            yield tuple(lines), False
            lines = []
        if content[start:end].strip():
            lines.append((start, end))
        if lines and (ends_block or heading or every_line):
            yield tuple(lines), heading
            lines = []


def _headings(apparatus: Apparatus) -> frozenset[str]:
    """The headings of the sections and those that the source marks, each on one line."""
    source = apparatus.words.source
    marked = (source.content[mark.start : mark.end] for mark in source.marks if mark.kind == "heading")
    headings = (section.heading for section in apparatus.sections)
    return frozenset(filter(None, map(one_line, (*headings, *marked))))


def _structured(source: Source) -> bool:
    """Whether each line of a text is an element of TEI, a verse or a paragraph, and no line of the page."""
    return source.origin.format == "tei" and not any(mark.kind == "line" for mark in source.marks)


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
    if not any(line and after for line, after in pairwise(lines)):
        return "paragraphs"  # every line stands by itself
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

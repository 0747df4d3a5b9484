"""Sentences and clauses of any language, with headings as structure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

import regex

from collate.model import Source
from collate.model.parallel import Segment
from collate.tokenise.sections import sections

WAYS = ("sentences", "clauses", "lines")
_LINE = regex.compile(r"[^\n]+")
_PARAGRAPH = regex.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_CLOSERS = "\"'”’»›」』）)\\]"
_END = regex.compile(rf"(?:[.!?…]+(?=[{_CLOSERS}\s]|$)|[。！？；]|(?<=\s);(?=\s)|;(?=\s))[{_CLOSERS}]*\s*")
_CLAUSE = regex.compile(rf"(?:[.!?…]+(?=[{_CLOSERS}\s]|$)|[。！？；，：]|[,;:](?=\s))[{_CLOSERS}]*\s*")
# A dot after these ends no sentence: initials, numbers of a list, and what is usually cut short.
_SHORT = regex.compile(
    r"(?:^|[\s(«“„'’])(?:\p{Lu}|\p{N}+|[IVXLC]+|art|ст|гл|г|гг|г-нъ|т|д|е|и|т\.\s?е|т\.\s?д|см|ср|mr|mrs|ms|dr|st|ste|mm|mme|mlle|me"
    r"|etc|cf|p|pp|vol|ch|chap|no|nr|bd|hr|fr|usw|z\.\s?b|d\.\s?h|bzw|vgl|jan|févr|avr|juil|sept|oct|nov|déc|mgr|sr|jr|prof)\.$",
    regex.IGNORECASE,
)


def segments(source: Source, by: str = "sentences") -> list[Segment]:
    """The segments, in order; between them is space. `by`: one of WAYS; ``lines`` takes each line as one."""
    if by == "lines":
        content = source.content.removesuffix("\n")
        starts = [0, *(match.end() for match in regex.finditer("\n", content))]
        return [_trimmed(content, start, _line_end(content, start)) for start in starts]
    ends = _END if by == "sentences" else _CLAUSE
    headings = {section.start: section for section in sections(source) if section.heading}
    found: list[Segment] = []
    for start, end in _paragraphs(source.content, headings):
        heading = headings.get(start)
        found += [
            Segment(s.start, s.end, s.text, heading.key if heading and s.text == heading.heading else "")
            for s in _sentences(source.content, start, end, ends)
        ]
    return found


def _line_end(content: str, start: int) -> int:
    end = content.find("\n", start)
    return len(content) if end < 0 else end


def _paragraphs(content: str, headings: Collection[int]) -> Iterator[tuple[int, int]]:
    """Paragraphs between blank lines; a heading is one; where lines stand for themselves, lines."""
    cuts = sorted({cut for start in headings for cut in (start, _line_end(content, start))})
    for block in _PARAGRAPH.finditer(content):
        inside = [cut for cut in cuts if block.start() < cut < block.end()]
        for start, end in pairwise([block.start(), *inside, block.end()]):
            yield from _lines(content, start, end)


def _lines(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph whole if it was broken into lines, else its lines."""
    if content[start:end].strip():
        lines = [(start + m.start(), start + m.end()) for m in _LINE.finditer(content[start:end])]
        # Lines of a poem or a list that end as sentences do, and single lines, stand for themselves.
        broken = len(lines) > 1 and any(content[b - 1] not in ".!?;:。！？；：" for _, b in lines[:-1])
        yield from ([(start, end)] if broken and len(lines) > 2 else lines)


def _sentences(content: str, start: int, end: int, ends: regex.Pattern[str]) -> Iterator[Segment]:
    at = start
    for match in ends.finditer(content, start, end):
        if match.group().lstrip().startswith(".") and _SHORT.search(
            content, max(0, at - 1, match.start() - 12), match.start() + 1
        ):
            continue
        following = content[match.end() : match.end() + 1]
        if match.group().startswith((".", "…")) and following.islower():
            continue
        if content[at : match.end()].strip():
            yield _trimmed(content, at, match.end())
        at = match.end()
    if content[at:end].strip():
        yield _trimmed(content, at, end)


def _trimmed(content: str, start: int, end: int) -> Segment:
    text = content[start:end]
    start += len(text) - len(text.lstrip())
    return Segment(start, start + len(text.strip()), text.strip())

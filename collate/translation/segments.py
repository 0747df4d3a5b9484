"""Splits a text in any language into sentences, clauses or lines; headings are segments of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

import regex

from collate.model import Source
from collate.model.parallel import Segment
from collate.witnesses.headings import sections

WAYS = ("sentences", "clauses", "lines")
_LINE = regex.compile(r"[^\n]+")
_PARAGRAPH = regex.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_CLOSERS = "\"'”’»›」』）)\\]"
_END = regex.compile(rf"(?:[.!?…]+(?=[{_CLOSERS}\s]|$)|[。！？；]|(?<=\s);(?=\s)|;(?=\s))[{_CLOSERS}]*\s*")
_CLAUSE = regex.compile(rf"(?:[.!?…]+(?=[{_CLOSERS}\s]|$)|[。！？；，：]|[,;:](?=\s))[{_CLOSERS}]*\s*")
_BEFORE = r"(?:^|[\s(«“„'’])"
# After these a dot ends no sentence: initials and what is always followed by more; titles before a capital; words
# before a number; and a number that opens a segment.
_SHORT = regex.compile(rf"{_BEFORE}(?:\p{{Lu}}|cf|bzw|vgl|см|ср|т\.\s?е|z\.\s?B|d\.\s?h|г-нъ|г-жа)\.$")
_TITLE = regex.compile(rf"{_BEFORE}(?:Mr|Mrs|Ms|Dr|St|Ste|MM|Mme|Mlle|Mgr|Prof|Hr|Fr|гр|кн)\.$")
_COUNTED = regex.compile(rf"{_BEFORE}(?:art|ст|гл|no|nr|pp?|vol|ch|chap|bd|стр)\.$", regex.IGNORECASE)
_LABEL = regex.compile(r"\s*(?:\p{N}+|[IVXLC]+|\p{L})\.$")
_COUNT = regex.compile(r"\p{N}|[IVXLC]+\b")


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


def clauses(text: str) -> list[Segment]:
    """The clauses of a passage, in order, by offsets into it."""
    return list(_sentences(text, 0, len(text), _CLAUSE))


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
        if match.group().startswith((".", "…")) and _goes_on(content, at, match):
            continue
        if content[at : match.end()].strip():
            yield _trimmed(content, at, match.end())
        at = match.end()
    if content[at:end].strip():
        yield _trimmed(content, at, end)


def _goes_on(content: str, start: int, dot: regex.Match[str]) -> bool:
    """Whether the sentence from `start` goes on after a dot: in small letters, or for what stands before it."""
    before, after = content[max(0, start - 1) : dot.start() + 1], content[dot.end() : dot.end() + 12]
    return (
        after[:1].islower()
        or _LABEL.fullmatch(before) is not None
        or _SHORT.search(before) is not None
        or (after[:1].isupper() and _TITLE.search(before) is not None)
        or (_COUNT.match(after) is not None and _COUNTED.search(before) is not None)
    )


def _trimmed(content: str, start: int, end: int) -> Segment:
    text = content[start:end]
    start += len(text) - len(text.lstrip())
    return Segment(start, start + len(text.strip()), text.strip())

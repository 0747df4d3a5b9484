"""The text of one witness while what is not text is taken out of it, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from collate.model import Mark, SetAside, Source
from collate.model.signs import Cut, taken_out

_LINE_END = regex.compile(r"\r\n|\r|\n|")


class Found(NamedTuple):
    """Something that is not text: ``text[start:end]`` of the draft is shown to the user as the first of its kind.

    `cuts` are the characters to take out, in the draft's text; `marks` what they say, each with a kind, a start, an end
    and a number or name. `kind` and `became` are as in `SetAside`.
    """

    kind: str
    became: str
    start: int
    end: int
    cuts: Sequence[Cut]
    marks: Sequence[tuple[str, int, int, str]] = ()


@dataclass(slots=True)
class Draft:
    """A source, what is left of its text, and for each character of that where it stands in the source's content.

    A character that stands in the place of others (a space for a bar) has no place of its own there: -1.
    """

    source: Source
    text: str
    origin: npt.NDArray[np.int32]
    cuts: list[Cut] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    found: list[tuple[str, str, str, int]] = field(default_factory=list)

    @classmethod
    def of(cls, source: Source) -> Draft:
        """The draft from which nothing has been taken yet."""
        return cls(source, source.content, np.arange(len(source.content) + 1, dtype=np.int32))

    def take(self, found: Iterable[Found]) -> None:
        """Take out what was found, in ascending order; what overlaps something before it stays."""
        chosen: list[Cut] = []
        for one in found:
            if chosen and one.cuts[0].start < chosen[-1].end:
                continue
            chosen += one.cuts
            self.found.append((one.kind, one.became, self.text[one.start : one.end], self._original(one.start)))
            self.marks += [self._mark(*mark) for mark in one.marks]
        if not chosen:
            return
        parts: list[str] = []
        origin: list[npt.NDArray[np.int32]] = []
        at = 0
        for cut in chosen:
            self.cuts += self._pieces(cut)
            parts += [self.text[at : cut.start], cut.reads]
            origin += [self.origin[at : cut.start], np.full(len(cut.reads), -1, dtype=np.int32)]
            at = cut.end
        self.text = "".join([*parts, self.text[at:]])
        self.origin = np.concatenate([*origin, self.origin[at:]])

    def _original(self, offset: int) -> int:
        """Where a character of the draft stands in the content; the next that does, if it stands for others."""
        while self.origin[offset] < 0:
            offset += 1
        return int(self.origin[offset])

    def _mark(self, kind: str, start: int, end: int, name: str) -> Mark:
        data: Mapping[str, Any] = {"n": name} if name else {}
        low = self._original(start)
        return Mark(kind, low, int(self.origin[end - 1]) + 1 if end > start else low, data)

    def here(self, kind: str) -> list[int]:
        """Where in the draft's text marks of a kind stand that earlier steps have found, ascending."""
        own = [mark.start for mark in (*self.source.marks, *self.marks) if mark.kind == kind]
        known = np.flatnonzero(self.origin >= 0)
        found: list[int] = sorted(known[np.searchsorted(self.origin[known], own)].tolist()) if own else []
        return found

    def joined(self, start: int, end: int) -> bool:
        """Whether something was taken out between two characters that follow each other in ``text[start:end]``."""
        return bool((np.diff(self.origin[start:end]) != 1).any())

    def _pieces(self, cut: Cut) -> list[Cut]:
        """The stretches of the content that a cut takes out: what earlier steps took out inside it stays theirs."""
        pieces: list[Cut] = []
        for place in self.origin[cut.start : cut.end].tolist():
            if place < 0:
                continue
            if pieces and pieces[-1].end == place:
                pieces[-1] = pieces[-1]._replace(end=place + 1)
            else:
                pieces.append(Cut(place, place + 1, cut.kind, "" if pieces else cut.reads, cut.opens))
        return pieces

    def finished(self) -> Source:
        """The source without what was taken out of it, and with the marks that were found."""
        if not self.cuts and not self.marks:
            return self.source
        source = self.source
        content, signs, places = taken_out(source.content, sorted(self.cuts))
        marks = [
            replace(mark, start=int(places[mark.start]), end=int(max(places[mark.start], places[mark.end])))
            for mark in (*source.marks, *self.marks)
        ]
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        return replace(
            source, content=content, signs=signs, marks=tuple(marks), set_aside=(*source.set_aside, *self._counted())
        )

    def _counted(self) -> list[SetAside]:
        kinds: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for kind, became, text, place in self.found:
            kinds.setdefault((kind, became), []).append((text, place))
        return [
            SetAside(kind, len(own), min(own, key=lambda one: one[1])[0], self._where(min(place for _, place in own)),
                     became)
            for (kind, became), own in kinds.items()
        ]  # fmt: skip

    def _where(self, place: int) -> str:
        return f"line {self.source.place(place)[0]}"


def place(text: str, offset: int) -> int:
    """Where what follows an offset begins: the next character that is no white space."""
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def before(text: str, offset: int) -> str:
    """The last character before an offset that is no white space; "" if there is none."""
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return text[offset - 1 : offset]


def begins_line(text: str, offset: int) -> bool:
    """Whether nothing but white space stands before an offset on its line."""
    at = _back(text, offset)
    return at == 0 or text[at - 1] in "\r\n"


def snug(text: str, start: int, end: int) -> tuple[int, int]:
    """A sign with the white space that would be left over: its whole line if it stands alone there, else one side's."""
    low, high = _back(text, start), end
    while high < len(text) and text[high] in " \t":
        high += 1
    first = low == 0 or text[low - 1] in "\r\n"
    last = high == len(text) or text[high] in "\r\n"
    if first and last:
        return low, high + len(_LINE_END.match(text, high).group())  # type: ignore[union-attr]
    if last and low < start:
        return low, end
    return start, high if first or low < start else end


def _back(text: str, offset: int) -> int:
    while offset > 0 and text[offset - 1] in " \t":
        offset -= 1
    return offset

"""Collects the running text of a file, its marks, and what is set aside, while a reader goes through the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import regex

from collate.model import Mark

_SPACE = regex.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uffef]"
# These stand beside wide characters and beside narrow ones.
_EITHER = r"[\u2014\u2018\u2019\u201c\u201d\u2026]"
_NO_BLANK = regex.compile(rf"{_WIDE}(?:{_WIDE}|{_EITHER})|{_EITHER}{_WIDE}")


class Break(IntEnum):
    """What stands between two pieces of text; of several in a row the strongest counts."""

    NONE = 0
    WRAP = 1  # the line of the file ended: a space, but nothing between two Chinese or Japanese characters
    SPACE = 2
    LINE = 3
    PARAGRAPH = 4


_SIGNS = {Break.NONE: "", Break.SPACE: " ", Break.LINE: "\n", Break.PARAGRAPH: "\n\n"}


@dataclass(slots=True)
class Aside:
    """Something that stands in the file and is not running text: its kind, its text, and the offset where it stood."""

    kind: str
    text: str
    at: int


@dataclass(slots=True)
class Opened:
    """A mark that has begun; `start` is the offset of its first character, or None before there is any."""

    kind: str
    data: Mapping[str, Any]
    start: int | None = None


@dataclass(slots=True)
class TextBuilder:
    """The text so far. Call `say` or `flow` for text and `owe` for breaks; `content` is the result."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    pending: Break = Break.NONE
    waiting: list[Opened] = field(default_factory=list)
    points: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)  # marks without width that wait for text

    def content(self) -> str:
        """The text collected so far."""
        return "".join(self.parts)

    def owe(self, kind: Break) -> None:
        """Put a break before the next text; the strongest of those asked for counts."""
        self.pending = max(self.pending, kind)

    def line_end(self) -> None:
        """End a line; a line end that follows another leaves an empty line."""
        self.owe(Break.PARAGRAPH if self.pending >= Break.LINE else Break.LINE)

    def say(self, text: str) -> None:
        """Add text as it is."""
        if not text:
            return
        if self.parts:
            sign = self._between(text)
            self.parts.append(sign)
            self.length += len(sign)
        self.pending = Break.NONE
        for opened in self.waiting:
            opened.start = self.length
        self.marks += [Mark(kind, self.length, self.length, data) for kind, data in self.points]
        self.waiting, self.points = [], []
        self.parts.append(text)
        self.length += len(text)

    def flow(self, text: str) -> None:
        """Add text whose white space only divides words: a run of it is one space, and none at the ends of lines."""
        words = regex.sub(_SPACE, lambda run: _blank(run, text), text)
        if not words.strip(" "):
            self.owe(_strength(text))
            return
        if words[0] == " " or text[0] in " \t\r\n\f":
            self.owe(_strength(text[: len(text) - len(text.lstrip(" \t\r\n\f"))]))
        self.say(words.strip(" "))
        if text[-1] in " \t\r\n\f":
            self.owe(_strength(text[len(text.rstrip(" \t\r\n\f")) :]))

    def begin(self, kind: str, data: Mapping[str, Any] | None = None) -> Opened:
        """Begin a mark at the next character of text."""
        opened = Opened(kind, data or {})
        self.waiting.append(opened)
        return opened

    def point(self, kind: str, data: Mapping[str, Any]) -> None:
        """Mark the place of the next character of text: a page or a line begins there."""
        self.points.append((kind, data))

    def end(self, opened: Opened) -> None:
        """End a mark after the last character of text; it is dropped if it holds none."""
        if opened.start is None:
            self.waiting = [one for one in self.waiting if one is not opened]
        else:
            self.marks.append(Mark(opened.kind, opened.start, self.length, opened.data))

    def set_aside(self, kind: str, text: str) -> None:
        """Record text that is not running text; text without a letter or sign is dropped."""
        if text.strip():
            self.asides.append(Aside(kind, text.strip(), self.length))

    def cut(self, start: int, end: int) -> TextBuilder:
        """``content[start:end]`` without white space at its ends, with its marks and all that was set aside."""
        content = self.content()
        start += len(content[start:end]) - len(content[start:end].lstrip())
        end = start + len(content[start:end].rstrip())
        marks = [
            Mark(one.kind, one.start - start, one.end - start, one.data)
            for one in self.marks
            if start <= one.start <= one.end <= end
        ]
        asides = [Aside(one.kind, one.text, min(max(one.at - start, 0), end - start)) for one in self.asides]
        return TextBuilder([content[start:end]], end - start, marks, asides)

    def _between(self, text: str) -> str:
        if self.pending == Break.WRAP:
            return "" if _NO_BLANK.fullmatch(self.parts[-1][-1:] + text[0]) else " "
        if self.pending == Break.SPACE and (text[0].isspace() or self.parts[-1][-1:].isspace()):
            return ""
        return _SIGNS[self.pending]


def _strength(space: str) -> Break:
    return Break.WRAP if "\n" in space or "\r" in space else Break.SPACE if space else Break.NONE


def _blank(run: Any, text: str) -> str:
    """What a run of white space inside a text becomes."""
    start, end = run.span()
    if not start or end == len(text):
        return " "
    wide = _strength(run.group()) == Break.WRAP and _NO_BLANK.fullmatch(text[start - 1] + text[end])
    return "" if wide else " "

"""Pages as they were recognised: regions with lines, and where they stand, in pixels from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Box(NamedTuple):
    """The rectangle around something on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The box around several; None if there are none."""
    found = [box for box in boxes if box]
    if not found:
        return None
    left, top, right, bottom = zip(*found, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


@dataclass(slots=True)
class Line:
    """A line: its text ("" if it was not read), its place, and what it is if it is not running text.

    `confidence` holds, for stretches of the text, how sure the program was (0 to 1).
    """

    text: str
    box: Box | None = None
    kind: str = ""
    confidence: tuple[tuple[int, int, float], ...] = ()
    order: int | None = None  # as the file states it
    marks: tuple[tuple[str, int, int], ...] = ()  # what the transcriber says of stretches of the text, as in `Mark`

    def begin_with(self, letters: str) -> None:
        """Put letters before the text."""
        by = len(letters)
        self.text = letters + self.text
        self.confidence = tuple((start + by, end + by, sure) for start, end, sure in self.confidence)
        self.marks = tuple((kind, start + by, end + by) for kind, start, end in self.marks)


@dataclass(slots=True)
class Region:
    """A block of lines, in reading order; `kind` as in a line. `ordered`: the order of lines is stated or meant."""

    lines: list[Line]
    box: Box | None = None
    kind: str = ""
    ordered: bool = False


@dataclass(slots=True)
class Page:
    """A page: its name, its regions in reading order, what is to be said of how it was read, and what is set aside."""

    name: str
    regions: list[Region] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)  # kind and text


def in_order(region: Region) -> list[Line]:
    """The lines of a region in reading order: as stated, else as in the file unless that jumps up the page.

    Lines of vertical scripts stay as they are in the file.
    """
    lines = region.lines
    stated = [line.order for line in lines]
    if len(lines) > 1 and None not in stated and len(set(stated)) == len(stated):
        return sorted(lines, key=lambda line: line.order or 0)
    if region.ordered or _vertical(lines) or not _jumps_up(lines):
        return lines
    return sorted(lines, key=lambda line: line.box.middle if line.box else 0.0)


def _vertical(lines: Sequence[Line]) -> bool:
    boxes = [line.box for line in lines if line.box and len(line.text) > 1]
    return sum(box.height > box.width for box in boxes) > len(boxes) / 2


def _jumps_up(lines: Sequence[Line]) -> bool:
    """Whether a line stands more than half its height above the line before it."""
    boxes = [line.box for line in lines]
    if None in boxes:
        return False
    known = [box for box in boxes if box]
    pairs = pairwise(known)
    return any(two.middle < one.middle - min(one.height, two.height) / 2 for one, two in pairs)

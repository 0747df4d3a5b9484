"""A text and its translation: segments, beads that join them, and what a comparison finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, clause or line: ``content[start:end]`` of a source, without space around it.

    `heading` is what a heading means in any language (``article 2``), "" for running text.
    """

    start: int
    end: int
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of the original, `source`, and those of the translation that say the same, `target`: half-open ranges.

    An empty side is an omission or an addition. `score` is the evidence for the bead in nats against chance, `evidence`
    what it rests on: pairs of forms with their weights, the strongest first, and the length.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    score: float
    evidence: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """``1:1``, ``2:1``, ``1:0`` (an omission), ``0:1`` (an addition), ..."""
        return f"{self.source[1] - self.source[0]}:{self.target[1] - self.target[0]}"


@dataclass(frozen=True, slots=True)
class Parallel:
    """An original and a translation, aligned. Invariant: every segment of both stands in one bead, in order.

    `links` are pairs of forms that the texts, dictionaries and termbases join, with their weight and where it comes
    from. `recipe` says what made it.
    """

    original: str
    translation: str
    languages: tuple[str, str]
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    beads: tuple[Bead, ...]
    recipe: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for side, segments in (("source", self.source), ("target", self.target)):
            ends = [getattr(bead, side) for bead in self.beads]
            if [number for low, high in ends for number in range(low, high)] != list(range(len(segments))):
                raise ValueError(f"beads lose or reorder the segments of the {side}")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a translation omits, adds or changes, or in which it makes the original suspect.

    `kind` is a translator's name for it (``number``, ``omitted-unit``, ...), `weight` orders findings, `confidence` lies
    between 0 and 1. Both passages are given with line and column in their files; one may be empty.
    """

    kind: str
    because: str
    confidence: float
    source: str
    source_at: str
    target: str
    target_at: str
    bead: int
    weight: float = 1.0
    suspect: str = "translation"

"""A text and its translation: segments, and the beads (groups of corresponding segments) that align them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from collate.model import notebook
from collate.model.export import Exported
from collate.model.text import Source


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, clause or line: ``content[start:end]`` of a source, without space around it.

    `heading` is what a heading means in any language (``article 2``), "" for running text.
    """

    start: int
    end: int
    text: str
    heading: str = ""


class Link(NamedTuple):
    """A form of the original, one of the translation, how likely the one translates the other, and how that is known.

    ``given``: they are the same, sound alike, or are in a dictionary; ``learnt``: they occur together in these texts.
    """

    source: str
    target: str
    weight: float
    known: str


Shares = Mapping[str, Mapping[str, float]]


class Lexicon(NamedTuple):
    """Translation probabilities of word forms: from original to translation, back, and as given by dictionaries."""

    there: Shares
    back: Shares
    given: Shares


@dataclass(frozen=True, slots=True)
class Bead:
    """Corresponding segments: half-open ranges of the original's (`source`) and of the translation's (`target`).

    An empty side is an omission or an addition. `score` is the evidence for the bead in nats against chance, `evidence`
    the pairs of forms it rests on, the strongest first.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    score: float
    evidence: tuple[Link, ...] = ()

    @property
    def kind(self) -> str:
        """``1:1``, ``2:1``, ``1:0`` (an omission), ``0:1`` (an addition), ..."""
        return f"{self.source[1] - self.source[0]}:{self.target[1] - self.target[0]}"


@dataclass(frozen=True, slots=True)
class Parallel(Exported):
    """An original and a translation, aligned. Invariant: every segment of both stands in one bead, in order.

    `lexicon` holds the learnt and given word pairs; `recipe` says what is needed to reproduce the alignment.
    """

    original: Source
    translation: Source
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    beads: tuple[Bead, ...]
    recipe: Mapping[str, object] = field(default_factory=dict, hash=False)
    lexicon: Lexicon = field(default=Lexicon({}, {}, {}), repr=False, hash=False)

    def texts(self, bead: Bead) -> tuple[str, str]:
        """The texts of the two sides of a bead, segments joined by a space."""
        return (
            " ".join(segment.text for segment in self.source[slice(*bead.source)]),
            " ".join(segment.text for segment in self.target[slice(*bead.target)]),
        )

    def _repr_html_(self) -> str:
        """An HTML table of the first beads, for notebooks."""
        rows = [[bead.kind, *self.texts(bead)] for bead in self.beads[: notebook.SHOWN]]
        sides = self.original, self.translation
        heads = ["bead", *(source.siglum for source in sides)]
        return notebook.table(heads, rows, len(self.beads), ["", *(source.language.code for source in sides)])

    def __post_init__(self) -> None:
        for side, segments in (("source", self.source), ("target", self.target)):
            ends = [getattr(bead, side) for bead in self.beads]
            if [number for low, high in ends for number in range(low, high)] != list(range(len(segments))):
                raise ValueError(f"beads lose or reorder the segments of the {side}")

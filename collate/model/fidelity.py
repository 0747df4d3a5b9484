"""Findings of the fidelity check: places where a translation may differ from its original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from collate.model import notebook
from collate.model.export import Exported
from collate.model.parallel import Parallel


class Passage(NamedTuple):
    """A place in a text: siglum, file, line and column (from 1), and the sentences around it.

    ``text[span[0]:span[1]]`` are the words meant; an empty span means the whole text.
    """

    siglum: str
    file: str
    line: int
    column: int
    text: str
    span: tuple[int, int] = (0, 0)

    @property
    def words(self) -> str:
        """The words meant, "" for the whole text."""
        return self.text[slice(*self.span)]


class Doubt(NamedTuple):
    """The result of a check for one bead (sentence pair): the kind of finding, its confidence, and why.

    `one` and `other` are the spans meant in the two passages, by offsets; None means the whole passage.
    """

    kind: str
    confidence: float
    because: str
    one: tuple[int, int] | None = None
    other: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt with its place. `weight` is how much it matters, times `confidence`, how sure it is.

    `bead` counts from 1, 0 is the whole text. `suspect` says which text is in doubt: the translation, or the original
    if all translations agree against it. `translations` are the sigla of the translations concerned;
    `original` and `passages` are the two sides, a passage for each of them.
    """

    kind: str
    bead: int
    confidence: float
    weight: float
    because: str
    original: Passage
    passages: tuple[Passage, ...]
    translations: tuple[str, ...]
    suspect: str = "translation"


@dataclass(frozen=True, slots=True)
class Fidelity(Exported):
    """An original, its translations aligned with it, and the findings, the weightiest first.

    What several translations have at one sentence stands together. `quiet` are checks that were switched off for a
    translation, and why; `unsure` are the findings that are not among `findings`: less sure, or more than a reader can
    use.
    """

    parallels: tuple[Parallel, ...]
    findings: tuple[Finding, ...]
    quiet: tuple[str, ...] = ()
    unsure: tuple[Finding, ...] = ()
    recipe: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def left_out(self) -> int:
        """The number of findings that are left out of `findings`."""
        return len(self.unsure)

    def sentences(self, finding: Finding) -> tuple[int, int]:
        """The segments of the original that a finding is about, as a half-open range; empty for an addition."""
        made = next(one for one in self.parallels if one.translation.siglum == finding.translations[0])
        return made.beads[finding.bead - 1].source

    def place(self, finding: Finding, siglum: str) -> tuple[int, int]:
        """The words that a finding means in a translation, by offsets: the whole passage if it means no words of it.

        Where the translation has nothing, both are the offset at which it would stand.
        """
        made = next(one for one in self.parallels if one.translation.siglum == siglum)
        passage = next(one for one in finding.passages if one.siglum == siglum)
        content, segments = made.translation.content, made.target
        source = self.sentences(finding)
        for bead in made.beads:
            low, high = bead.target
            start = segments[low].start if low < len(segments) else len(content)
            end = segments[high - 1].end if low < high else start
            if bead.source == source and content[start:end] == passage.text:
                return (start + passage.span[0], start + passage.span[1]) if passage.words else (start, end)
        raise ValueError(f"{siglum} has no such finding")

    def _repr_html_(self) -> str:
        """An HTML table of the weightiest findings, for notebooks: kind, place, both texts, and why."""
        rows = [
            [
                one.kind,
                f"{one.original.siglum}:{one.original.line}",
                one.original.words or one.original.text,
                " | ".join(f"{passage.siglum}: {passage.words or passage.text}" for passage in one.passages),
                one.because,
            ]
            for one in self.findings[: notebook.SHOWN]
        ]
        return notebook.table(["kind", "place", "original", "translations", "why"], rows, len(self.findings))

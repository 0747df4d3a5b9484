"""Originals and translations of one text, aligned for display side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from collate.model.apparatus import Apparatus
from collate.model.fidelity import Fidelity, Finding
from collate.model.text import Source

Span = tuple[int, int]


class Row(NamedTuple):
    """Corresponding passages of several texts, by offsets; None if a text has none.

    `headings`: what each means, if it is a heading, else "".
    """

    spans: tuple[Span | None, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """Two translations into one language, the `later` after the `earlier`, and what became of the findings.

    `mended` are findings of the earlier alone, in sentences that the later changed; `made` those of the later alone;
    `kept` stand in both. `mends` and `makes` are the findings by the number of the unit that mends or makes them,
    `wording` and `formal` the numbers of the units in which the two differ and nothing is mended or made: in substance,
    and in form only.
    """

    earlier: str
    later: str
    mended: tuple[Finding, ...]
    made: tuple[Finding, ...]
    kept: tuple[Finding, ...]
    mends: Mapping[int, tuple[Finding, ...]] = field(hash=False)
    makes: Mapping[int, tuple[Finding, ...]] = field(hash=False)
    wording: tuple[int, ...]
    formal: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Collated:
    """The translations into one language, collated with each other passage by passage.

    `original` has by the number of a unit the words of the original that are translated there, where that is known;
    `rows` by the number of a unit the number of its passage. `revisions` are of each translation and the next.
    """

    apparatus: Apparatus
    original: Mapping[int, str] = field(hash=False)
    rows: Mapping[int, int] = field(hash=False)
    revisions: tuple[Revision, ...] = ()

    def said(self, number: int) -> list[str]:
        """What is known at a unit besides its readings: the words of the original, what a revision mends or makes."""
        found = [self.original[number]] if number in self.original else []
        for revision in self.revisions:
            for verb, findings in (("mends", revision.mends), ("makes", revision.makes)):
                kinds = ", ".join(one.kind for one in findings.get(number, ()))
                found += [f"{revision.later} {verb} {kinds}"] if kinds else []
        return found


@dataclass(frozen=True, slots=True)
class Versions:
    """An original, its other witnesses collated with it, and its translations aligned with it.

    `passages` cover all texts; their spans are of the original and then of each translation, in the order of
    `fidelity.parallels`. `apparatus` is None where there is only one witness in the language of the original.
    `collated` are the translations of each language that has several; `base` is the text that is read from.
    """

    passages: tuple[Row, ...]
    fidelity: Fidelity
    base: str
    apparatus: Apparatus | None = None
    collated: tuple[Collated, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The original and its translations, in the order of the spans."""
        made = self.fidelity.parallels
        return made[0].original, *(one.translation for one in made)

    def findings(self) -> list[list[Finding]]:
        """The findings of each passage, the weightiest first."""
        found: list[list[Finding]] = [[] for _ in self.passages]
        order = [one.translation.siglum for one in self.fidelity.parallels]
        for finding in self.fidelity.findings:
            side = order.index(finding.translations[0])
            made = self.fidelity.parallels[side]
            bead = made.beads[finding.bead - 1]
            if bead.source[0] < bead.source[1]:
                column, at = 0, made.source[bead.source[0]].start
            else:
                column, at = side + 1, made.target[bead.target[0]].start
            spans = ((number, passage.spans[column]) for number, passage in enumerate(self.passages))
            found[next(number for number, span in spans if span and span[0] <= at < span[1])].append(finding)
        return found

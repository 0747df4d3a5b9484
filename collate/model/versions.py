"""Originals and translations of one text, aligned for display side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from collate.model.apparatus import Apparatus
from collate.model.fidelity import Fidelity, Finding

Span = tuple[int, int]


class Row(NamedTuple):
    """Corresponding passages of several texts, by offsets; None if a text has none.

    `headings`: what each means, if it is a heading, else "".
    """

    spans: tuple[Span | None, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """A base text, its other witnesses collated with it, and its translations aligned with it.

    `passages` cover all texts; their spans are of the base and then of each translation, in the order of
    `fidelity.parallels`. `apparatus` is None where there is only one witness in the language of the base.
    """

    passages: tuple[Row, ...]
    fidelity: Fidelity
    apparatus: Apparatus | None = None

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

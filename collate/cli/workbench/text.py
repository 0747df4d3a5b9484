"""The text by blocks, its units and the editor's signs marked, each block with its apparatus as it will print."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from collate.cli.workbench.rows import Row
from collate.io.wording import visible
from collate.model import Apparatus, Profile, Unit
from collate.model.edition import Band
from collate.variants.decisions.edited import CRUX, SUPPLIED, SURPLUS
from collate.variants.entries import Placed, entries
from collate.writers.page.edition import paragraphs

MARKS = {SUPPLIED: "supplied", SURPLUS: "surplus", CRUX: "crux"}
Bands = Sequence[Band]


def bands(apparatus: Apparatus) -> list[Band]:
    """The blocks of the text: a heading or a paragraph of the base each."""
    return list(paragraphs(apparatus, apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)]))


def touched(found: Bands, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The numbers of the blocks in which something at these positions is shown."""
    return [
        number
        for number, band in enumerate(found)
        if any(start <= band.end and band.start <= end for start, end in spans)
    ]


class Blocks:
    """The blocks of an apparatus, made when they are asked for."""

    def __init__(self, apparatus: Apparatus, rows: dict[int, Row], profile: Profile, found: Bands) -> None:
        self.apparatus, self.rows, self.bands = apparatus, rows, found
        self.profile = profile
        spans = sorted((unit.start, -unit.end) for unit in apparatus.units)
        holding = {one for one, other in pairwise(spans) if other[0] < -one[1] and other != one}
        self.long = [unit for unit in apparatus.units if (unit.start, -unit.end) in holding]
        self.leaves = [unit for unit in apparatus.units if (unit.start, -unit.end) not in holding]

    def block(self, number: int) -> dict[str, Any]:
        """A block: its pieces of text and the entries of its apparatus."""
        band = self.bands[number]
        return {
            "number": number,
            "heading": band.heading,
            "pieces": list(self._pieces(band)),
            "entries": [self._entry(one) for one in entries(self.apparatus, self.profile, band[:2])],
        }

    def _of(self, units: Sequence[Unit], band: Band) -> Sequence[Unit]:
        """Those of some units, in the order of the text, that begin in a block."""
        first, last = (bisect_left(units, edge, key=lambda unit: unit.start) for edge in band[:2])
        return units[first:last]

    def _entry(self, placed: Placed) -> dict[str, Any]:
        runs = [[run.text, run.style] for run in placed.entry.runs]
        return {"u": placed.entry.unit, "where": visible(placed.about.where), "runs": runs, "layer": placed.entry.layer}

    def _pieces(self, band: Band) -> Iterator[dict[str, Any]]:
        """The text of a block, cut wherever a unit, a sign of the editor or a long unit begins or ends."""
        text, words = self.apparatus.text, self.apparatus.words
        content, starts, ends = words.source.content, words.starts, words.ends
        last_band = band.end == len(self.apparatus.collation)
        first, last = text.span(band.start, band.end)
        low = int(starts[first]) if first < len(words) else len(content)
        high = len(content) if last_band or last >= len(words) else int(starts[last])
        at: dict[int, list[dict[str, Any]]] = {}
        spans: list[tuple[int, int, Unit]] = []
        for unit in self._of(self.leaves, band):
            a, b = text.span(unit.start, unit.end)
            if a == b:
                after = int(ends[a - 1]) if a > first else low
                at.setdefault(after, []).append(self._unit(unit) | {"t": "", "o": after})
            else:
                spans.append((int(starts[a]), min(high, int(ends[b - 1])), unit))
        for unit in self.long:
            a, b = text.span(unit.start, unit.end)
            for place, opens in ((unit.start, True), (unit.end - 1, False)):
                if band.start <= place < band.end and len(words):
                    there = int(starts[min(a, len(words) - 1)]) if opens else int(ends[max(0, b - 1)])
                    there = min(high, max(low, there))
                    at.setdefault(there, []).append({"t": "", "o": there, "bound": unit.number, "opens": opens})
        marks = [(m.start, m.end, MARKS[m.kind]) for m in words.source.marks if m.kind in MARKS]
        marks = [(max(low, a), min(high, b), kind) for a, b, kind in marks if a < high and low < b]
        edges = {low, high, *at, *(edge for a, b, _ in spans for edge in (a, b))}
        edges |= {edge for a, b, _ in marks for edge in (a, b)}
        cuts = sorted(edge for edge in edges if low <= edge <= high)
        for a, b in pairwise([*cuts, high]):
            yield from at.get(a, ())
            if a < b:
                held = next((own for x, y, own in spans if x <= a and b <= y), None)
                kinds = [(kind, a == x, b == y) for x, y, kind in marks if x <= a and b <= y]
                yield {
                    "t": visible(content[a:b].replace("\r\n", "\n"), "\n\t"),
                    "o": a,
                    **(self._unit(held) if held else {}),
                    **({"marks": kinds} if kinds else {}),
                }

    def _unit(self, unit: Unit) -> dict[str, Any]:
        row = self.rows[unit.number]
        return {"u": unit.number, "k": "substantive" if row.substantive else "formal", "d": row.decided}

"""What a later translation changed of an earlier one: which findings each change mends, and which it makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from collate.io.wording import count, visible
from collate.model import Unit
from collate.model.fidelity import Fidelity, Finding
from collate.model.versions import Collated, Revision, Row, Span


def traced(made: Collated, found: Fidelity, rows: Sequence[Row]) -> Collated:
    """The collated translations, with what each changes of the one before it. `rows`: the passages of all texts."""
    pairs = pairwise(made.apparatus.collation.sigla)
    return replace(made, revisions=tuple(_Pair(made, found, rows, *pair).revision() for pair in pairs))


def summary(revision: Revision) -> str:
    """What became of the findings of a translation in the next, in a line."""
    there = len(revision.mended) + len(revision.kept)
    mended = f"{len(revision.mended)} of {count(there, 'finding')} mended, " if there else ""
    formal = f", {len(revision.formal)} in form only" if revision.formal else ""
    return (
        f"{visible(revision.earlier)} → {visible(revision.later)}: {mended}{len(revision.made)} new, "
        f"{count(len(revision.wording), 'other change')} of wording{formal}"
    )


@dataclass(frozen=True)
class _Pair:
    """Two translations into one language, the one after the other."""

    made: Collated
    found: Fidelity
    rows: Sequence[Row]
    earlier: str
    later: str

    def revision(self) -> Revision:
        """What became of the findings.

        A finding is mended or made only where the wording changed, and only if the other has nothing like it, not
        even among what is less sure.
        """
        changed = self._changed()
        mends, makes = (self._at(siglum, other, changed) for siglum, other in self._sides())
        before = [one for one in self.found.findings if self.earlier in one.translations]
        mended, fresh = (_in_order(self.found, by_unit) for by_unit in (mends, makes))
        kept = tuple(one for one in before if one.suspect == "translation" and one not in mended)
        others = [
            unit for own in changed.values() for unit in own if unit.number not in mends and unit.number not in makes
        ]
        wording = tuple(unit.number for unit in others if self._substantive(unit))
        formal = tuple(unit.number for unit in others if not self._substantive(unit))
        return Revision(self.earlier, self.later, mended, fresh, kept, mends, makes, wording, formal)

    def _substantive(self, unit: Unit) -> bool:
        """Whether one of the two differs from the base in more than form."""
        own = [one for one in unit.readings if {self.earlier, self.later} & set(one.sigla)]
        return any(self.made.apparatus.substantive(one) for one in own)

    def _sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return (self.earlier, self.later), (self.later, self.earlier)

    def _changed(self) -> dict[int, list[Unit]]:
        """The units in which the two differ, by the number of their passage."""
        found: dict[int, list[Unit]] = defaultdict(list)
        for unit in self.made.apparatus.units:
            if not any({self.earlier, self.later} <= set(reading.sigla) for reading in unit.readings):
                found[self.made.rows[unit.number]].append(unit)
        return found

    def _at(self, siglum: str, other: str, changed: Mapping[int, Sequence[Unit]]) -> dict[int, tuple[Finding, ...]]:
        """The findings of one of the two alone, by the units of their words, else by all of their passage."""
        by_unit: dict[int, tuple[Finding, ...]] = {}
        for one in self.found.findings:
            if siglum in one.translations and one.suspect == "translation" and not self._like(one, other):
                row, place = self._place(one, siglum)
                own = changed.get(row, ())
                for unit in [unit for unit in own if place and self._meets(unit, siglum, place)] or own:
                    by_unit[unit.number] = (*by_unit.get(unit.number, ()), one)
        return by_unit

    def _like(self, finding: Finding, siglum: str) -> bool:
        """Whether a translation has a finding of the same kind about the same words of the original, however sure."""
        place = self.found.sentences(finding)
        return any(
            siglum in one.translations
            and (one.kind, one.original.words) == (finding.kind, finding.original.words)
            and self.found.sentences(one) == place
            for one in (*self.found.findings, *self.found.unsure)
        )

    def _place(self, finding: Finding, siglum: str) -> tuple[int, Span | None]:
        """The passage of a finding, and the offsets of the words it means in a translation, if it means any."""
        sides = [one.translation.siglum for one in self.found.parallels]
        own = self.found.place(finding, siglum)
        low, high = self.found.sentences(finding)
        at, side = (self.found.parallels[0].source[low].start, 0) if low < high else (own[0], 1 + sides.index(siglum))
        row = next(k for k, row in enumerate(self.rows) if (span := row.spans[side]) and span[0] <= at < span[1])
        passage = next(one for one in finding.passages if one.siglum == siglum)
        return row, own if passage.words else None

    def _meets(self, unit: Unit, siglum: str, place: Span) -> bool:
        """Whether a translation has words of a unit at some offsets."""
        collation = self.made.apparatus.collation
        witness = collation.witnesses[collation.row(siglum)]
        first, last = collation.tokens(collation.row(siglum), unit.start, unit.end)
        return first < last and int(witness.starts[first]) < place[1] and place[0] < int(witness.ends[last - 1])


def _in_order(found: Fidelity, by_unit: Mapping[int, Iterable[Finding]]) -> tuple[Finding, ...]:
    """The findings of some units, each once, the weightiest first."""
    there = {id(one) for own in by_unit.values() for one in own}
    return tuple(one for one in found.findings if id(one) in there)

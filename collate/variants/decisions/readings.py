"""Applies decisions about readings: the lemma, conjectures, labels, and readings regularised to the lemma."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from collate.model import Absent, Apparatus, Decision, Label, Reading, Stale, Unit
from collate.model.decision import RULE
from collate.variants.decisions.place import located, reading_of, spelt, unit_at

Change = Callable[[Unit], Unit | str]
REGULARISED = "regularised"


def lemmas(apparatus: Apparatus, decisions: Sequence[Decision]) -> tuple[Apparatus, list[Stale]]:
    """The apparatus with the lemmas and conjectures that were decided; labels are given after it."""
    return _replayed(apparatus, [d for d in decisions if d.do in {"lemma", "conjecture"}])


def verdicts(apparatus: Apparatus, decisions: Sequence[Decision]) -> tuple[Apparatus, list[Stale]]:
    """The apparatus with the labels that were decided and without what was regularised, which is counted."""
    before = {unit.number: unit for unit in apparatus.units}
    after, stale = _replayed(apparatus, [d for d in decisions if d.do in {"label", "regularise"}])
    merged = sum(len(before[unit.number].readings) - len(unit.readings) for unit in after.units)
    counts = Counter(after.ignored)
    if merged:
        counts[REGULARISED] += merged
    units = tuple(unit for unit in after.units if before[unit.number].still(unit.readings))
    return replace(after, units=units, ignored=dict(sorted(counts.items()))), stale


def _replayed(apparatus: Apparatus, decisions: Sequence[Decision]) -> tuple[Apparatus, list[Stale]]:
    units = {unit.number: unit for unit in apparatus.units}
    stale = []
    for decision in decisions:
        now = replace(apparatus, units=tuple(units.values()))
        targets, because = _targets(now, decision)
        changed = 0
        for target in targets:
            after = CHANGES[decision.do](units[target.number], decision)
            if isinstance(after, str):
                because = after
            else:
                units[target.number] = after
                changed += 1
        if not changed:
            stale.append(Stale(decision, because))
    return replace(apparatus, units=tuple(units.values())), stale


def _targets(apparatus: Apparatus, decision: Decision) -> tuple[list[Unit], str]:
    """The units that a decision speaks of, and why there is none."""
    if decision.scope == "here":
        found = located(decision, apparatus.collation)
        if found.missing:
            return [], found.missing
        unit = unit_at(apparatus, found, decision)
        return ([unit] if unit else []), f"no unit holds just {decision.at!r} there"
    same = [unit for unit in apparatus.units if _words_of(apparatus, unit, decision.base) == decision.at]
    if decision.scope == "section":
        same = [unit for unit in same if unit.section == decision.section]
    return same, f"no unit of {decision.base} has {decision.at!r}"


def _words_of(apparatus: Apparatus, unit: Unit, siglum: str) -> str | None:
    if siglum not in apparatus.collation.sigla:
        return None
    row = apparatus.collation.row(siglum)
    return spelt(apparatus.collation.normals(row, unit.start, unit.end))


def _missing(decision: Decision) -> str:
    return f"no witness has {decision.reading or 'an omission'!r} there any more"


def _lemma(unit: Unit, decision: Decision) -> Unit | str:
    chosen = reading_of(unit, decision)
    if chosen is None:
        return _missing(decision)
    rest = (reading for reading in unit.readings if reading is not chosen and reading.sigla)
    return replace(unit, readings=(chosen, *rest))


def _conjecture(unit: Unit, decision: Decision) -> Unit | str:
    return replace(unit, conjecture=decision.value, conjecture_by=decision.who)


def _differing(unit: Unit, decision: Decision) -> Reading | str:
    """The reading that a decision speaks of, or why it does not differ from the lemma as it did."""
    chosen = reading_of(unit, decision)
    if chosen is None:
        return _missing(decision)
    if chosen is unit.lemma:
        return f"{decision.reading or 'the omission'!r} is the lemma"
    if unit.lemma.normal != (decision.lemma or decision.at):
        return f"the lemma is {unit.lemma.normal!r}, and was {decision.lemma or decision.at!r}"
    return chosen


def _label(unit: Unit, decision: Decision) -> Unit | str:
    chosen = _differing(unit, decision)
    if isinstance(chosen, str):
        return chosen
    return _with(unit, chosen, replace(chosen, labels=(Label(decision.value, RULE, decision.said),)))


def _regularise(unit: Unit, decision: Decision) -> Unit | str:
    chosen = _differing(unit, decision)
    if isinstance(chosen, str):
        return chosen
    rest = (reading for reading in unit.readings[1:] if reading is not chosen)
    if chosen.kind != unit.lemma.kind:  # who has nothing is not reported, but does not support the words either
        absent = (*unit.absent, *(Absent(siglum, unit.number) for siglum in chosen.sigla))
        return replace(unit, readings=(unit.lemma, *rest), absent=absent)
    lemma = replace(unit.lemma, sigla=(*unit.lemma.sigla, *chosen.sigla))
    return replace(unit, readings=(lemma, *rest))


def _with(unit: Unit, old: Reading, new: Reading) -> Unit:
    return replace(unit, readings=tuple(new if reading is old else reading for reading in unit.readings))


CHANGES: dict[str, Callable[[Unit, Decision], Unit | str]] = {
    "lemma": _lemma,
    "conjecture": _conjecture,
    "label": _label,
    "regularise": _regularise,
}

"""Applies decisions about readings and the text: lemmata, conjectures, annotations, labels, regularised readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from collate.model import Absent, Annotation, Apparatus, Decision, Label, Reading, Stale, Taken, Unit
from collate.model.decision import RULE
from collate.variants.decisions.edited import established, unbracketed
from collate.variants.decisions.place import columns, reading_of
from collate.variants.decisions.standing import Standing, reordered, rest_differs
from collate.variants.units import located
from collate.witnesses.tokenisers.words import word_forms

REGULARISED = "regularised"
NOTES = "notes"  # the layer of notes that name none
ANNOTATIONS = frozenset({"crux", "deletion", "note"})
OF_TEXT = frozenset({"lemma", "conjecture", *ANNOTATIONS})
Form = Callable[[str], str]
Changed = tuple[Unit, tuple[str, ...]] | str  # the unit and whose reading was changed, or why it was not


def lemmas(
    apparatus: Apparatus, decisions: Sequence[Decision], form: Form = str
) -> tuple[Apparatus, list[Stale], list[Taken]]:
    """The apparatus with the text that was decided: lemmata, conjectures, cruces, deletions, notes.

    Labels are given after it. `form` makes the compared form of a word of a conjecture.
    """
    own = [one for one in decisions if one.do in OF_TEXT]
    if not own:
        return apparatus, [], []
    standing = Standing(apparatus)
    stale: list[Stale] = []
    taken: list[Taken] = []
    annotations: list[Annotation] = []
    for decision in own:
        if decision.do in ANNOTATIONS:
            made = _annotation(standing, decision)
            if isinstance(made, str):
                stale.append(_stale(standing, decision, made))
            else:
                annotations.append(made)
        else:
            _apply(standing, decision, stale, taken, form)
    decided = {one.unit for one in taken if one.decision.status != "proposed"}
    result = replace(
        apparatus,
        units=_followed(standing.in_order, decided, apparatus.base),
        annotations=tuple(sorted(annotations, key=lambda one: (one.start, one.end))),
    )
    return replace(result, edited=established(result)), stale, taken


def verdicts(apparatus: Apparatus, decisions: Sequence[Decision]) -> tuple[Apparatus, list[Stale], list[Taken]]:
    """The apparatus with the labels that were decided and without what was regularised, which is counted."""
    own = [one for one in decisions if one.do in {"label", "regularise"}]
    if not own:
        return apparatus, [], []
    standing = Standing(apparatus)
    stale: list[Stale] = []
    taken: list[Taken] = []
    for decision in own:
        _apply(standing, decision, stale, taken, str)
    before = {unit.number: unit for unit in apparatus.units}
    merged = sum(len(before[unit.number].readings) - len(unit.readings) for unit in standing.units.values())
    counts = Counter(apparatus.ignored)
    if merged:
        counts[REGULARISED] += merged
    units = tuple(unit for unit in standing.in_order if before[unit.number].still(unit.readings))
    return replace(apparatus, units=units, ignored=dict(sorted(counts.items()))), stale, taken


def _apply(standing: Standing, decision: Decision, stale: list[Stale], taken: list[Taken], form: Form) -> None:
    """Let a decision change the units that it speaks of; if there is none it is stale."""
    targets, because = _targets(standing, decision)
    changed = False
    for unit, chosen in targets:
        after = _changed(unit, decision, chosen, form)
        if isinstance(after, str):
            because = after
            continue
        standing.units[unit.number] = after[0]
        taken.append(Taken(decision, unit.number, after[1]))
        changed = True
    if not changed:
        stale.append(_stale(standing, decision, because))


def _stale(standing: Standing, decision: Decision, because: str) -> Stale:
    return Stale(decision, because, standing.finder.offered(decision) if decision.scope == "here" else None)


def _targets(standing: Standing, decision: Decision) -> tuple[list[tuple[Unit, list[Reading]]], str]:
    """The units that a decision speaks of with the readings it means there, and why there is none."""
    if decision.scope != "here":
        if decision.base not in standing.apparatus.collation.sigla:
            return [], f"there is no witness {decision.base!r}"
        return list(standing.like(decision)), f"no unit has {decision.reading or 'nothing'!r} for {decision.at!r}"
    found = standing.finder.located(decision)
    if found.missing:
        return [], found.missing
    unit: Unit | str | None = standing.at(found, decision)
    if unit is None and decision.do == "conjecture" and found.last > found.first:
        unit = standing.made(found)
    if isinstance(unit, Unit):
        return [(unit, [])], ""
    return [], unit or f"no unit holds just {decision.at!r} there"


def _changed(unit: Unit, decision: Decision, chosen: Sequence[Reading], form: Form) -> Changed:
    if decision.do == "conjecture":
        return _conjecture(unit, decision, form)
    meant = list(chosen) or [one for one in (reading_of(unit, decision),) if one is not None]
    if not meant:
        return f"no witness has {decision.reading or 'an omission'!r} there any more"
    if decision.do == "lemma":
        return reordered(unit, meant[0]), meant[0].sigla
    for reading in meant:
        because = _no_difference(unit, reading, decision, known=bool(chosen))
        if because:
            return because
    for reading in meant:
        unit = _labelled(unit, reading, decision) if decision.do == "label" else _regularised(unit, reading, decision)
    whose = [siglum for reading in meant for siglum in reading.sigla]
    return unit, tuple(siglum for siglum in whose if not decision.witnesses or siglum in decision.witnesses)


def _conjecture(unit: Unit, decision: Decision, form: Form) -> Changed:
    words, _ = unbracketed(decision.value)
    normal = " ".join(form(word) for word in word_forms(words))
    has = next((one for one in unit.readings if one.sigla and one.kind != "lacuna" and one.normal == normal), None)
    if has is not None:
        return f"{', '.join(has.sigla)} has that: choose it as the lemma"
    by = decision.by or decision.who or "ed."
    made = Reading(decision.value, normal, (), "words" if normal else "omission", by=by)
    if decision.status != "proposed":
        return reordered(unit, made), ()
    return replace(unit, readings=(*unit.readings, made)), ()


def _no_difference(unit: Unit, reading: Reading, decision: Decision, *, known: bool) -> str:
    """Why a reading does not differ from the lemma as it did when it was decided upon; "" if it does."""
    if reading is unit.lemma:
        return f"{decision.reading or 'the omission'!r} is the lemma"
    if not known and unit.lemma.normal != (decision.lemma or decision.at):
        return f"the lemma is {unit.lemma.normal!r}, and was {decision.lemma or decision.at!r}"
    return ""


def _labelled(unit: Unit, reading: Reading, decision: Decision) -> Unit:
    """The reading with the label, beside it what it differs in besides the words that were decided upon."""
    rest = _rest(unit, reading, decision) if decision.scope != "here" else ()
    labels = (Label(decision.value, RULE, decision.said), *rest)
    made = replace(reading, labels=labels)
    return replace(unit, readings=tuple(made if one is reading else one for one in unit.readings))


def _rest(unit: Unit, reading: Reading, decision: Decision) -> tuple[Label, ...]:
    """Labels for what two readings differ in besides the words that a decision is about."""
    if decision.exact:
        return ()
    left = rest_differs(unit.lemma, reading) if decision.value not in {"punctuation", "capitalisation"} else ()
    own = {label.name: label for label in reading.labels}
    because = f"{unit.lemma.text} / {reading.text}"
    return tuple(own.get(name) or Label(name, "what is left when the words are the same", because) for name in left)


def _regularised(unit: Unit, reading: Reading, decision: Decision) -> Unit:
    named = set(decision.witnesses)
    moving = tuple(siglum for siglum in reading.sigla if not named or siglum in named)
    left = replace(reading, sigla=tuple(siglum for siglum in reading.sigla if siglum not in moving))
    exact = decision.exact or decision.scope == "here"
    kept = () if exact else _rest(unit, reading, decision)
    if kept:  # the words are regularised, other differences are reported
        others = [replace(reading, sigla=moving, labels=kept), *([left] if left.sigla else [])]
        return _exchanged(unit, reading, others)
    rest = _exchanged(unit, reading, [left] if left.sigla else [])
    if reading.kind != unit.lemma.kind:  # who has nothing is not reported, but does not support the words either
        return replace(rest, absent=(*unit.absent, *(Absent(siglum, unit.number) for siglum in moving)))
    lemma = replace(unit.lemma, sigla=(*unit.lemma.sigla, *moving))
    return replace(rest, readings=(lemma, *rest.readings[1:]))


def _exchanged(unit: Unit, old: Reading, new: Sequence[Reading]) -> Unit:
    return replace(unit, readings=tuple(two for one in unit.readings for two in (new if one is old else [one])))


def _annotation(standing: Standing, decision: Decision) -> Annotation | str:
    """What the editor says of some words; or why they are not there."""
    found = standing.finder.located(decision)
    if found.missing:
        return found.missing
    apparatus = standing.apparatus
    unit = standing.at(found, decision)
    span = (unit.start, unit.end) if unit else columns(apparatus.collation, found)
    if span[0] == span[1]:
        return "there are no words"
    here = located(apparatus.collation, apparatus.base, apparatus.sections, span)
    by = decision.by or decision.who
    layer = (decision.layer or NOTES) if decision.do == "note" else decision.do
    text = decision.value if decision.do == "note" else decision.why
    return Annotation(layer, *span, text, by, here.section, here.line, here.word, here.place)


def _followed(units: Sequence[Unit], decided: set[int], base: str) -> tuple[Unit, ...]:
    """Units inside a longer one whose lemma was chosen: their lemma is what stands in the text there.

    That is the reading of the witness that the longer lemma is copied from, or nothing.
    """
    result: list[Unit] = []
    around: list[Unit] = []
    for unit in units:
        around = [one for one in around if one.end > unit.start]
        outer = next((one for one in reversed(around) if one.end >= unit.end and base not in one.lemma.sigla), None)
        if outer is not None and unit.number not in decided and outer.number in decided:
            unit = _inside(unit, outer)
        around.append(unit)
        result.append(unit)
    return tuple(result)


def _inside(unit: Unit, outer: Unit) -> Unit:
    if outer.lemma.kind == "words" and outer.lemma.sigla:
        copied = next((one for one in unit.readings if outer.lemma.sigla[0] in one.sigla), None)
        return reordered(unit, copied) if copied else unit
    empty = next((one for one in unit.readings if one.kind == "omission"), None)
    return reordered(unit, empty or Reading("", "", (), "omission"))

"""Labels for every reading of an apparatus."""

from __future__ import annotations

from collections import Counter
from collections.abc import MutableMapping, Sequence
from dataclasses import replace

from collate.languages.letters import is_word, unmarked
from collate.model import Apparatus, Collation, Label, Reading, Unit
from collate.variants.classify.analysed import Analysed
from collate.variants.classify.evidence import Evidence
from collate.variants.classify.readings import Place, compared, moved

SAMPLE = 2_000  # words that a dictionary is tried on
FEWEST_KNOWN = (
    0.88  # of them, for the dictionary to be trusted about the others (French 0.90, English 0.99, Greek 0.87)
)
ACCENTED = 0.5  # of the accents of the witness that writes most of them, those that every other must write
AROUND = 12  # tokens on either side of a place that a cause is looked for in


def counted(collation: Collation, evidence: Evidence) -> Evidence:
    """The evidence with the words of all witnesses counted, and the dictionary tried on them."""
    forms: set[str] = set()
    marked: list[float] = []
    for witness in collation.witnesses:
        words = [form for form in witness.normals if is_word(form)]
        evidence.count(words)
        forms.update(form for form in words if form.isalpha())
        marked.append(sum(unmarked(form) != form for form in words) / max(1, len(words)))
    evidence.accented = min(marked, default=0) >= ACCENTED * max(marked, default=0)
    if evidence.dictionary:
        sample = sorted(forms)[:: max(1, len(forms) // SAMPLE)]
        evidence.trusted = sum(bool(evidence.lemma_of(form)) for form in sample) >= FEWEST_KNOWN * len(sample)
    return evidence


Labelled = MutableMapping[Unit, tuple[Reading, ...]]  # by the unit without its number, which a join or split changes


def labelled(apparatus: Apparatus, evidence: Evidence, before: Labelled | None = None) -> Apparatus:
    """The same apparatus, each reading with the labels of its difference from the lemma.

    `before`: readings of this collation, read from this base, that were labelled before; those labelled now are added.
    """
    known = {} if before is None else before
    units = []
    for unit in apparatus.units:
        key = replace(unit, number=0, absent=())
        if key not in known:
            known[key] = _readings(apparatus, unit, evidence)
        units.append(replace(unit, readings=known[key]))
    return replace(apparatus, units=tuple(units))


def _readings(apparatus: Apparatus, unit: Unit, evidence: Evidence) -> tuple[Reading, ...]:
    lemma, *others = unit.readings
    here = standing(apparatus.collation, unit, evidence)
    labels = (() if r.by else difference(apparatus, unit, unit.lemma, r, evidence, here) for r in others)
    return (lemma, *(replace(reading, labels=own) for reading, own in zip(others, labels, strict=True)))


def difference(
    apparatus: Apparatus,
    unit: Unit,
    one: Reading,
    other: Reading,
    evidence: Evidence,
    here: Counter[str] | None = None,
) -> tuple[Label, ...]:
    """Why two readings of a unit differ, the first taken for the lemma; `here` is what stands there, if it is known."""
    for reading in (one, other):
        if reading.kind == "lacuna":
            return (_silence(apparatus, unit, reading),)
    here = standing(apparatus.collation, unit, evidence) if here is None else here
    base, there = (place(apparatus.collation, unit, own, evidence)._replace(standing=here) for own in (one, other))
    transposed = apparatus.transposition(unit, other)
    if transposed is not None:
        words = [word for number in unit.moves for word in apparatus.moves[number].text.split()]
        return moved(base, there, transposed[0].because, words, evidence)
    return compared(base, there, evidence)


def _silence(apparatus: Apparatus, unit: Unit, reading: Reading) -> Label:
    over = (
        lacuna.because
        for lacuna in apparatus.lacunae
        if lacuna.siglum in reading.sigla and lacuna.start <= unit.start and unit.end <= lacuna.end
    )
    reason = next(over, "the witness is not there")
    return Label("lacuna", reason, f"{', '.join(reading.sigla)}: {reason}")


def place(collation: Collation, unit: Unit, reading: Reading, evidence: Evidence) -> Place:
    """A reading with the words around it, as the first of its witnesses has them; nobody's lemma has none of these,
    and the words of a conjecture stand alone.
    """
    if not reading.sigla:
        return Place(tuple(_spread(reading.normal.split(), unit.end - unit.start)), holders=0)
    row = collation.row(reading.sigla[0])
    first, last = collation.tokens(row, unit.start, unit.end)
    normals = collation.witnesses[row].normals
    forms = tuple(normals[k] if k >= 0 else "" for k in collation.columns[unit.start : unit.end, row].tolist())
    known = evidence.analyses.get(reading.sigla[0])
    if known:
        tokens = collation.columns[unit.start : unit.end, row].tolist()
        forms = tuple(Analysed(form, known[k]) if k >= 0 else "" for form, k in zip(forms, tokens, strict=True))
    before, after = tuple(normals[max(0, first - AROUND) : first]), tuple(normals[last : last + AROUND])
    return Place(forms, before, after, len(reading.sigla))


def _spread(words: Sequence[str], width: int) -> list[str]:
    """The words of a conjecture over so many positions of the table, those for which there is none with the last."""
    if len(words) <= width:
        return [*words, *[""] * (width - len(words))]
    return [*words[: width - 1], " ".join(words[width - 1 :])]


def standing(collation: Collation, unit: Unit, evidence: Evidence) -> Counter[str]:
    """How often each word stands in a unit, in all witnesses."""
    rows = range(len(collation.witnesses))
    return Counter(evidence.bare(form) for row in rows for form in collation.normals(row, unit.start, unit.end))

"""The units of an apparatus while decisions are applied to it: found by place or by words, changed, and made anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collate.languages.letters import is_word
from collate.model import Apparatus, Decision, Reading, Unit
from collate.model.edited import base_text
from collate.variants.decisions.place import Finder, Found, bare, columns, reading_of
from collate.variants.units import Span, unit_at_span

OF_READINGS = frozenset({"label", "regularise", "lemma"})


class Standing:
    """The units as they are now, by number, and where each stands in a witness."""

    def __init__(self, apparatus: Apparatus) -> None:
        self.apparatus, self.finder = apparatus, Finder(apparatus.collation)
        self.units = {unit.number: unit for unit in apparatus.units}
        self._by_place: dict[int, dict[Span, list[int]]] = {}
        self._by_word: dict[str, list[int]] | None = None

    @property
    def in_order(self) -> tuple[Unit, ...]:
        """The units in the order of the table, the longer first."""
        return tuple(sorted(self.units.values(), key=lambda unit: (unit.start, -unit.end, unit.number)))

    def at(self, found: Found, decision: Decision) -> Unit | None:
        """The smallest unit in which the witness has just those words, and which has the decision's reading."""
        numbers = self._places(found.row).get((found.first, found.last), ())
        fitting = [self.units[number] for number in numbers if number in self.units]
        wanted = decision.do in OF_READINGS
        having = [unit for unit in fitting if not wanted or reading_of(unit, decision) is not None]
        choose = max if decision.do == "conjecture" and not decision.at else min  # what is added stands in no reading
        return choose(having or fitting, key=lambda unit: unit.end - unit.start, default=None)

    def _places(self, row: int) -> dict[Span, list[int]]:
        if row not in self._by_place:
            text = base_text(self.apparatus.collation, self.apparatus.collation.sigla[row])
            places: dict[Span, list[int]] = {}
            for unit in self.units.values():
                places.setdefault(text.span(unit.start, unit.end), []).append(unit.number)
            self._by_place[row] = places
        return self._by_place[row]

    def made(self, found: Found) -> Unit | str:
        """A new unit of the words of a place where no unit is; or why it cannot be made."""
        start, end = columns(self.apparatus.collation, found)
        over = [unit for unit in self.units.values() if unit.start < end and start < unit.end]
        across = [unit for unit in over if unit.start < start or end < unit.end]
        if across:
            return f"{across[0].id} goes beyond these words"
        number = max(self.units, default=0) + 1
        for unit in over:
            del self.units[unit.number]
        apparatus = self.apparatus
        lacunae = [one for one in apparatus.lacunae if one.start <= start and end <= one.end]
        unit = unit_at_span(apparatus.collation, apparatus.base, apparatus.sections, (start, end), number, lacunae)
        self.units[number] = unit
        self._by_place.clear()
        return unit

    def like(self, decision: Decision) -> Iterator[tuple[Unit, list[Reading]]]:
        """The units, and their readings, in which this word stands for that word."""
        lemma, reading = decision.lemma or decision.at, decision.reading
        exact = decision.exact or bare(lemma) == bare(reading)
        for number in sorted(set(self._words().get(next(iter(bare(lemma)), ""), ()))):
            unit = self.units.get(number)
            if unit is None or (decision.scope == "section" and unit.section != decision.section):
                continue
            others = unit.readings[1:] if decision.do != "lemma" else unit.readings
            same = [
                one
                for one in others
                if one.kind != "lacuna" and _allowed(one, decision)
                and (_just(unit.lemma, one, lemma, reading) if exact else _words(unit.lemma, one, lemma, reading))
            ]  # fmt: skip
            if same:
                yield unit, same

    def _words(self) -> dict[str, list[int]]:
        """The units by each word of their lemma, without capitals; those without words under ""."""
        if self._by_word is None:
            self._by_word = {}
            for unit in self.units.values():
                for word in bare(unit.lemma.normal) or ("",):
                    self._by_word.setdefault(word, []).append(unit.number)
        return self._by_word


def _allowed(reading: Reading, decision: Decision) -> bool:
    """Whether the limits of a decision (witnesses, label) let it speak of a reading."""
    if decision.labelled and decision.labelled not in {label.name for label in reading.labels}:
        return False
    if not decision.witnesses:
        return True
    named = set(decision.witnesses)
    return bool(named & set(reading.sigla)) if decision.do == "regularise" else set(reading.sigla) <= named


def _just(lemma: Reading, other: Reading, wanted: str, reading: str) -> bool:
    return (lemma.normal, other.normal) == (wanted, reading)


def _words(lemma: Reading, other: Reading, wanted: str, reading: str) -> bool:
    """Whether the words are the same but for one that stands for the other, as decided."""
    one, two = bare(lemma.normal), bare(other.normal)
    if (one, two) == (bare(wanted), bare(reading)):
        return True
    differing = {pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]}
    return len(one) == len(two) and differing == {(" ".join(bare(wanted)), " ".join(bare(reading)))}


def rest_differs(lemma: Reading, other: Reading) -> tuple[str, ...]:
    """What two readings differ in besides their words: ``punctuation``, ``capitalisation``."""
    one, two = ([*reading.normal.split(" ")] for reading in (lemma, other))
    signs = [[form for form in forms if not is_word(form)] for forms in (one, two)]
    capitals = [[form[:1].isupper() for form in forms if is_word(form)] for forms in (one, two)]
    return (
        *(("punctuation",) if signs[0] != signs[1] else ()),
        *(("capitalisation",) if capitals[0] != capitals[1] else ()),
    )


def reordered(unit: Unit, first: Reading) -> Unit:
    """The unit with another lemma. The empty reading of a base that is absent goes."""
    rest = (one for one in unit.readings if one is not first and (one.sigla or one.by))
    return replace(unit, readings=(first, *rest))

"""The elements of a TEI apparatus: an ``app`` for a unit, with its ``lem`` and its ``rdg``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collate.model import Apparatus, Reading, Unit, Witness, vocabulary
from collate.writers.apparatus.tei_header import XML, E, clean, people
from collate.writers.apparatus.tei_text import say, say_conjecture, space_after, taken_space

LACUNA = "lac"  # the type of the reading of a witness whose text is lost


class Apps:
    """Makes the apps of one apparatus. `ids` are those of the witnesses; with `prefix` the others begin."""

    def __init__(self, apparatus: Apparatus, ids: Mapping[str, str], prefix: str = "") -> None:
        self.apparatus, self.ids, self.prefix = apparatus, ids, prefix
        self.row = apparatus.collation.row(apparatus.base)
        self.base: Witness = apparatus.collation.witnesses[self.row]
        self.people = people(apparatus)
        self.units = {unit.number: unit for unit in apparatus.units}

    def before(self, position: int) -> int:
        """How many of the base's words stand before a position."""
        return int((self.apparatus.collation.columns[:position, self.row] >= 0).sum())

    def app(self, unit: Unit, *, place: bool = False, spaced: bool = False) -> Any:
        """A unit. With `spaced` each reading holds the space after it; with `place` the app stands apart."""
        app = E.app()
        app.set(f"{XML}id", self.prefix + unit.id)
        if unit.place:
            app.set("n", clean(unit.place))
        app.append(self.lem(unit, apart=place, spaced=spaced))
        spoken = [reading for reading in unit.readings[1:] if reading.kind != "lacuna" or place]
        made = {id(one): self.rdg(unit, one, apart=place, spaced=spaced) for one in spoken}
        formal = [one for one in spoken if one.labels and one.kind == "words" and not self.apparatus.substantive(one)]
        if formal:
            app.append(E.rdgGrp(*(made[id(one)] for one in formal), type="orthographic"))
        app.extend(made[id(one)] for one in spoken if one not in formal)
        return app

    def lem(self, unit: Unit, *, apart: bool, spaced: bool) -> Any:
        """The lemma: a child of its app, whatever the other readings are."""
        lemma = E.lem(**self.wit(unit.lemma))
        self._fill_reading(lemma, unit, unit.lemma, apart=apart, spaced=spaced)
        return lemma

    def rdg(self, unit: Unit, reading: Reading, *, apart: bool, spaced: bool) -> Any:
        """Another reading, with the kind and the cause of its difference."""
        rdg = E.rdg(**self.wit(reading))
        rdg.set(f"{XML}id", self.rdg_id(unit, reading))
        kinds = self.apparatus.classes
        for label in sorted(reading.labels, key=lambda label: kinds.get(label.name, "formal") == "formal"):
            term = vocabulary.term(label.name, kinds.get(label.name, vocabulary.SUBSTANTIVE))
            cause = label.rule if label.name == "eye-skip" else term.tei_cause
            if rdg.get("type") is None:
                rdg.set("type", term.tei_type)
            if cause and rdg.get("cause") is None:
                rdg.set("cause", cause)
        if reading.kind == "lacuna":
            rdg.set("type", LACUNA)
            rdg.append(E.gap(reason="lacuna"))
        self._fill_reading(rdg, unit, reading, apart=apart, spaced=spaced)
        return rdg

    def _fill_reading(self, element: Any, unit: Unit, reading: Reading, *, apart: bool, spaced: bool) -> None:
        before, after = ("", "") if apart else self.spaces(unit, reading)
        say(element, before)
        if reading.by:
            if reading.by in self.people:
                element.set("type", "conjecture")
                element.set("resp", f"#{self.prefix}{self.people[reading.by]}")
            say_conjecture(element, reading.text)
        else:
            say(element, reading.text)
        say(element, after if spaced else "")

    def rdg_id(self, unit: Unit, reading: Reading) -> str:
        """The id of a reading, by which the header says why it has its label."""
        known = self.units[unit.number].readings
        found = [n for n, one in enumerate(known) if one is reading or (reading.sigla and one == reading)]
        if not found:  # a unit that was made of two has readings of its own besides; two conjectures may be equal
            found = [len(known) + n for n, one in enumerate(unit.readings) if one is reading]
        number = found[0]
        return f"{self.prefix}{unit.id}r{number}"

    def wit(self, reading: Reading) -> dict[str, str]:
        """The attribute that names its witnesses; none for a reading that nobody has."""
        return {"wit": " ".join(f"#{self.ids[siglum]}" for siglum in reading.sigla)} if reading.sigla else {}

    def space_of_addition(self, unit: Unit, parent: Any) -> str | None:
        """The base's space before words that it lacks, taken from before them if others add a sign to its word there.

        None if the space stays, and each reading holds the space after it.
        """
        spoken = (reading for reading in unit.readings if reading.kind == "words" and reading.sigla)
        own = [self.spaces(unit, reading, written=False)[0] for reading in spoken]
        return (taken_space(parent) or None) if not any(own) and self.before(unit.start) else None

    def common_space(self, unit: Unit) -> str | None:
        """The space after a unit where all readings have some; None if each has to hold its own.

        Of a line end and a space the one of the text is taken: where lines end is the text's.
        """
        shown = (one for one in unit.readings if one.kind == "words" and (one.sigla or one is unit.lemma))
        spaces = list(dict.fromkeys(self.spaces(unit, reading)[1] for reading in shown))
        one = len(spaces) == 1 or all(space.isspace() for space in spaces)
        return spaces[0] if spaces and one else None

    def spaces(self, unit: Unit, reading: Reading, *, written: bool = True) -> tuple[str, str]:
        """The space before a reading and that after it, as its first witness has them that goes on there.

        With `written`, none before it where the base has one.
        """
        before = self.before(unit.start)
        there = (space_after(self.base, before - 1) if before else " ") if written else ""
        if reading.by and reading is unit.lemma:  # the text says what stands around its conjecture
            words, (first, last) = self.apparatus.words, self.apparatus.span(unit)
            space = space_after(words, first - 1) if first else ""
            return "" if there else space, space_after(words, last - 1) if last > first else ""
        whose = reading.sigla or (self.apparatus.base,)
        found = [self._tokens(unit, siglum) for siglum in whose]
        going_on = sorted(found, key=lambda one: one[2] == len(one[0]))
        befores = [space_after(witness, first - 1) for witness, first, _ in found if first]
        afters = [space_after(witness, last - 1) for witness, first, last in going_on if last > first]
        after = next(iter(afters), "")
        if not after and reading is unit.lemma and self.apparatus.edited:  # its witness ends here; the text goes on
            words, (first, last) = self.apparatus.words, self.apparatus.span(unit)
            after = space_after(words, last - 1) if last > first else ""
        return "" if there or not befores else befores[0], after

    def _tokens(self, unit: Unit, siglum: str) -> tuple[Witness, int, int]:
        """The tokens of a witness in a unit; where it has none, twice the number of those before."""
        collation = self.apparatus.collation
        row = collation.row(siglum)
        first, last = collation.tokens(row, unit.start, unit.end)
        if first == last:
            first = last = int((collation.columns[: unit.start, row] >= 0).sum())
        return collation.witnesses[row], first, last

"""The critical apparatus: variation units, their readings and labels, as writers and views receive them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from collate.model import notebook
from collate.model.collation import Collation, Move
from collate.model.decision import Stale, Taken
from collate.model.edited import EditedText, base_text
from collate.model.export import Exported
from collate.model.text import Section, Witness

SIGNS = 4  # of the tokens before an addition one is a word, or no word is near
ReadingKind = Literal["words", "omission", "lacuna"]


@dataclass(frozen=True, slots=True)
class Label:
    """How a reading differs from the lemma: the label's name, the rule that gave it, and the evidence in a sentence."""

    name: str
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Lacuna:
    """Positions `start` to `end` of the table at which a witness has no text, and how that is known."""

    siglum: str
    start: int
    end: int
    because: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that one or more witnesses have in a unit; `kind` distinguishes an omission from a lacuna.

    `text` is as the base writes it, if it has the reading, else as the first witness does; `normal` is the normalised
    form that they share. `labels` say how it differs from the lemma; the lemma has none. A conjecture is a reading
    without witnesses: `by` says whose it is, and its `text` may hold ``⟨`` and ``⟩`` around words that are added.
    """

    text: str
    normal: str
    sigla: tuple[str, ...]
    kind: ReadingKind = "words"
    labels: tuple[Label, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the editor says of the words at positions `start` to `end` (half-open) of the table, besides the variants.

    `layer` is ``crux`` (the words are corrupt and not healed), ``deletion`` (the editor brackets them), ``note``, or
    the name of an apparatus of the editor's own (``fontes``). `text` is what is printed, `by` whose it is. `section`,
    `line` and `word` locate it in the base as they do a unit.
    """

    layer: str
    start: int
    end: int
    text: str = ""
    by: str = ""
    section: str = ""
    line: int = 0
    word: int = 0
    place: str = ""

    @property
    def where(self) -> str:
        """The best name of the place: as a `Unit` has it."""
        return self.place or str(self.line)


class Absent(NamedTuple):
    """A witness that supports no reading of a unit, and the number of the unit that says why.

    That is the enclosing unit in which the witness has an omission or a lacuna; or the unit itself, if its omission
    or addition is not reported (``--ignore omission``, or an editor regularised it).
    """

    siglum: str
    unit: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A place where witnesses differ: the positions `start` to `end` (half-open) of the table.

    Invariant: `readings` are at least two, the first is the lemma (the base's, unless the editor chose another).
    Their sigla and those of `absent` together are the sigla of the collation, each once. A witness that lacks a
    longer passage, which is a unit of its own, is absent in the units inside it: it supports no reading there. Where
    the base is absent, the lemma is the empty reading, with the sigla of the witnesses that have nothing; only this
    reading and conjectures can have no sigla. `section`, `line` and `word` locate the place in the base: the heading
    it stands under, the line of the file, the base's word (counting from 1) it starts at. `place` is the canonical
    reference (``1:12``), or page and line of the witness (``fol. 1r, 3``), "" where the source marks neither. `moves`
    are the indices of the collation's moves that start or end here.
    """

    number: int
    start: int
    end: int
    section: str
    line: int
    word: int
    readings: tuple[Reading, ...]
    moves: tuple[int, ...] = ()
    absent: tuple[Absent, ...] = ()
    place: str = ""

    @property
    def where(self) -> str:
        """The best name of the place: its reference, or the line of the file where there is nothing better."""
        return self.place or str(self.line)

    @property
    def locus(self) -> str:
        """The place for a sentence: its reference, or ``line 3``."""
        return self.place or f"line {self.line}"

    @property
    def id(self) -> str:
        """The name by which documents and links refer to the unit."""
        return f"u{self.number}"

    @property
    def lemma(self) -> Reading:
        """The reading of the base, or the one that the editor chose."""
        return self.readings[0]

    @property
    def conjectures(self) -> tuple[Reading, ...]:
        """The readings that no witness has: the lemma if the editor's text is one, and those that were proposed."""
        return tuple(reading for reading in self.readings if reading.by)

    @property
    def conjecture(self) -> str:
        """The text of the first conjecture, "" if there is none."""
        return self.conjectures[0].text if self.conjectures else ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the labels of its readings, each once."""
        return tuple(dict.fromkeys(label.name for reading in self.readings for label in reading.labels))

    def still(self, readings: Sequence[Reading]) -> bool:
        """Whether the unit remains if it has these readings only: they differ, or there is a conjecture.

        An omission alone is not a difference, unless the unit had no other.
        """
        here = [[reading for reading in some if reading.sigla] for some in (self.readings, readings)]
        spoken = [sum(reading.kind != "lacuna" for reading in some) for some in here]
        return bool(self.conjectures) or (len(here[1]) > 1 and (spoken[1] > 1 or spoken[0] <= 1))

    @property
    def omission(self) -> bool:
        """Whether some witness has an omission here (not a lacuna)."""
        return any(reading.kind == "omission" and reading.sigla for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Apparatus(Exported):
    """A collation, its variation units read from a base, and the recipe: the input of all writers and views.

    `classes` maps each label to formal or substantive; `ignored` counts, by label, the readings that were left out
    because they differ in nothing else. `sections` are those of the base's source. `annotations` are the editor's, in
    the order of the table. `edited` is the text that the decisions establish; None where it is the base's. `stale` are
    decisions without effect, `taken` the places that the others took.
    """

    collation: Collation
    base: str
    units: tuple[Unit, ...]
    lacunae: tuple[Lacuna, ...] = ()
    recipe: Mapping[str, Any] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict, hash=False)
    ignored: Mapping[str, int] = field(default_factory=dict, hash=False)
    sections: tuple[Section, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    edited: EditedText | None = None
    stale: tuple[Stale, ...] = ()
    taken: tuple[Taken, ...] = ()

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __getitem__(self, name: str) -> Unit:
        """The unit of that name (``u12``); KeyError if there is none."""
        for unit in self.units:
            if unit.id == name:
                return unit
        raise KeyError(name)

    def section(self, name: str) -> Apparatus:
        """The part of the apparatus in a section of the base, by its heading or key; KeyError if there is none."""
        keys = {section.heading: section.key for section in self.sections}
        found = tuple(unit for unit in self.units if name in {unit.section, keys.get(unit.section)})
        if not found and name not in {own for one in self.sections for own in (one.heading, one.key)}:
            raise KeyError(name)
        return replace(self, units=found)

    def lines(self, first: int, last: int) -> Apparatus:
        """The part of the apparatus on lines `first` to `last` of the base, both counted from 1 and included."""
        return replace(self, units=tuple(unit for unit in self.units if first <= unit.line <= last))

    def __repr__(self) -> str:
        sigla = ", ".join(self.collation.sigla)
        return f"<Apparatus of {sigla}: {len(self.units)} units, base {self.base}>"

    @property
    def text(self) -> EditedText:
        """The text above the apparatus: the one that the decisions establish, or the base's."""
        return self.edited or base_text(self.collation, self.base)

    def span(self, about: Unit | Annotation) -> tuple[int, int]:
        """The words of the text in a unit, half-open; where it has none, twice the number of those before."""
        if self.edited is not None:
            return self.edited.span(about.start, about.end)
        first, last = self.collation.tokens(self.collation.row(self.base), about.start, about.end)
        return (first, last) if first < last else (about.word - 1, about.word - 1)

    def _repr_html_(self) -> str:
        """An HTML table of the first units, for notebooks: name, line, lemma, readings with sigla and labels."""
        rows = []
        for unit in self.units[: notebook.SHOWN]:
            others = (
                f"{reading.text or reading.kind} {' '.join(reading.sigla)}"
                + (f" ({', '.join(label.name for label in reading.labels)})" if reading.labels else "")
                for reading in unit.readings[1:]
            )
            rows.append([unit.id, str(unit.line), unit.lemma.text or unit.lemma.kind, "; ".join(others)])
        return notebook.table(["unit", "line", f"lemma ({self.base})", "readings"], rows, len(self.units))

    @property
    def moves(self) -> tuple[Move, ...]:
        """The transpositions of the collation."""
        return self.collation.moves

    def transposition(self, unit: Unit, reading: Reading) -> tuple[Move, Unit | None] | None:
        """The move that explains a reading of a unit, and the unit at its other place if that is a different one.

        None unless all witnesses of the reading share the move. The side without the lemma counts as moved.
        """
        if reading.by:
            return None
        for number in unit.moves:
            move = self.moves[number]
            holders = unit.lemma.sigla
            of_lemma = self.base if not holders or self.base in holders else holders[0]
            side = move.stay if of_lemma in move.sigla else move.sigla
            if not set(reading.sigla) <= set(side):
                continue
            at = [other for other in self.units if number in other.moves and other is not unit]
            return move, at[0] if at else None
        return None

    def substantive(self, reading: Reading) -> bool:
        """Whether a reading differs from the lemma in more than form."""
        return any(self.classes.get(label.name, "formal") != "formal" for label in reading.labels)

    def before(self, unit: Unit) -> str:
        """The word of the text before a unit, used to locate an addition; "" at the beginning of the text.

        A sign only if no word comes before it.
        """
        first, _ = self.span(unit) if self.edited else (unit.word - 1, 0)
        before = [self.words.surface(token, token + 1) for token in range(max(0, first - SIGNS), first)]
        words = [word for word in before if any(map(str.isalnum, word))]
        return (words or before or [""])[-1]

    @property
    def words(self) -> Witness:
        """The words of the text: those that the decisions establish, or the base's."""
        return self.edited.witness if self.edited else self.collation.witnesses[self.collation.row(self.base)]

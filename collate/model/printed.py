"""The printed apparatus: print conventions (profiles), and the entries made by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Style = Literal["", "lemma", "reading", "note", "sigla"]


class Run(NamedTuple):
    """A part of an entry in one style: quoted text, the editor's words (`note`), or sigla."""

    text: str
    style: Style = ""


class Entry(NamedTuple):
    """One printed entry: unit number, line of the base, head (lemma) and body (readings), as runs.

    `substantive`: whether any of its readings is substantive. `layer` is "" for variants, else the apparatus of the
    editor's own that the entry belongs to; `unit` is then 0.
    """

    unit: int
    line: int
    head: tuple[Run, ...]
    body: tuple[Run, ...]
    substantive: bool
    layer: str = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """Head and body."""
        return (*self.head, *self.body)

    @property
    def text(self) -> str:
        """The entry without styles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Profile:
    """Print conventions. Templates hold ``{lemma}``, ``{reading}``, ``{sigla}``, ``{before}``, ``{by}``, ``{sign}``,
    ``{text}`` (of a note, or the words within signs) and ``{other}``, the unit where moved words have their other
    place, with a space before it; ``*om.*`` is set as a note.

    `head` stands before the readings, `head_nothing` where the text has nothing and `before` is its word there,
    `head_first` where there is none, `head_conjecture` where the lemma is the editor's. `agreeing`: how those who have
    the lemma are shown, "" in a negative apparatus; `agreeing_last` puts them behind the others. `supplied`, `surplus`
    and `crux`: with which signs words stand in the text that the editor adds, brackets or gives up. `sigla`:
    ``given``, ``alphabetical``, ``chronological``, or those of `order` first. `groups`: a siglum for several. `cett`:
    the word for all others, used for a reading that more than half of the witnesses there have, if they are
    `cett_from` or more and the entry names all the others (the base need not be named); `codd`: that for all, against
    whom a conjecture stands. `occurrence`: whether a word
    that its line repeats is numbered. `omission_by_sign`: an omission whose sign says it all (default: as `omission`).
    `longest`: words of a lemma from which on only the first and the last are printed. `signs`: by kind of change.
    `hands`: how the state of a corrected manuscript is named, before and after; where both have a reading it is the
    manuscript's. `labels`: whether labels are printed.
    """

    name: str = "plain"
    head: str = "{lemma}] "
    head_nothing: str = "after {before}] "
    head_first: str = "at the beginning] "
    head_conjecture: str = "{lemma} conj. {by}] "
    agreeing: str = ""
    agreeing_last: bool = False
    substitution: str = "{reading} {sigla}"
    omission: str = "om. {sigla}"
    omission_by_sign: str = ""
    addition: str = "add. {reading} {sigla}"
    transposition: str = "{reading} {sigla} (transp.{other})"
    transposition_away: str = "om. {sigla} (transp.{other})"
    transposition_here: str = "add. {reading} {sigla} (transp.{other})"
    lacuna: str = "def. {sigla}"
    conjecture: str = "{reading} conj. {by}"
    deletion: str = "del. {by}"
    note: str = "{text}"
    supplied: str = "⟨{text}⟩"
    surplus: str = "[{text}]"
    crux: str = "†{text}†"
    between: str = "; "
    end: str = ""
    sigla: str = "given"
    order: tuple[str, ...] = ()
    sigla_between: str = " "
    sigla_each: str = "{siglum}"
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cett: str = ""
    codd: str = ""
    cett_from: int = 4
    occurrence: bool = False
    longest: int = 8
    ellipsis: str = " … "
    signs: Mapping[str, str] = field(default_factory=dict)
    hands: tuple[str, str] = ("{siglum} a.c.", "{siglum} p.c.")
    labels: bool = True

"""The state of the `decide` commands: witnesses aligned once, the current apparatus, the decisions file."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from collate import pipeline
from collate.cli import console
from collate.cli.aligning import read
from collate.cli.option_groups import AlignmentOptions, DecisionOptions, UnitOptions, WitnessOptions
from collate.cli.settings import settings
from collate.config import DECISIONS
from collate.errors import UsageError
from collate.io import paths
from collate.model import Decision
from collate.variants import labelling
from collate.variants.classify.explain import numbered
from collate.variants.decisions import file, place, replay
from collate.variants.decisions.locked import DecisionsFile

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Apparatus, Unit


class Session:
    """The witnesses, aligned once, the current apparatus, and the decisions file."""

    def __init__(
        self,
        witnesses: Sequence[str],
        base: str | None,
        decisions: DecisionOptions,
        *how: WitnessOptions | AlignmentOptions | UnitOptions,
    ) -> None:
        self.settings = _settings(decisions, *how)
        self.file = _file(self.settings, named=bool(decisions.decisions))
        sources = read(witnesses, self.settings)
        self.base = base or sources[0].siglum
        self.collation = pipeline.collate(pipeline.witnesses(sources, self.settings), self.settings)
        self.known = labelling.evidence(self.collation, self.settings)
        self.standing = replay.decisions(self.settings)  # at the start, and those made here; not what others add
        self.apparatus = self.judged()
        for note in self.apparatus.notes:
            console.talk(note)

    @property
    def path(self) -> Path:
        """The file of decisions, there or not."""
        return self.settings.project.decisions or Path(DECISIONS)

    def judged(self) -> Apparatus:
        """The apparatus with the current decisions."""
        self.apparatus = pipeline.apparatus(self.collation, self.base, self.settings, self.known)
        return self.apparatus

    def unit(self, name: str) -> Unit:
        """The unit of that name."""
        found = numbered(self.apparatus.units, name)
        if found is None:
            raise UsageError(f"there is no unit {name!r}", hint="collate diff shows them")
        return found

    def reading(self, unit: Unit, text: str | None) -> str:
        """The reading of that name; UsageError if there is none, or if several match."""
        others = [reading.normal for reading in unit.readings[1:]]
        if text is None and len(others) == 1:
            return others[0]
        if text is None:
            raise UsageError(f"{unit.id} has several readings", hint=f"--reading {' | '.join(map(repr, others))}")
        known = {form: reading.normal for reading in unit.readings for form in (reading.normal, reading.text)}
        if text not in known:
            raise UsageError(
                f"{unit.id} has no reading {text!r}", hint=f"it has: {', '.join(map(repr, sorted(known)))}"
            )
        return known[text]

    def decide(self, unit: Unit | None, decision: Decision) -> str:
        """Write a decision about a unit (a join: with the next one); returns it in words."""
        if unit is not None:
            following = [other for other in self.apparatus.units if other.start >= unit.end][:1]
            if decision.do == "join" and not following:
                raise UsageError(f"{unit.id} is the last unit")
            decision = place.about(self.apparatus, unit, decision, following if decision.do == "join" else ())
        if decision.do == "realign":
            self.file.add(decision)
        else:
            self.file.add(decision, self._refuse_stale)
        self.standing.append(decision)
        return file.said([decision])[0]

    def undo(self) -> str:
        """Take back the last decision of this session, or of the file; returns it in words."""
        if not self.standing:
            raise UsageError("there is no decision to take back")
        taken = taken_back(self.file, self.standing[-1])
        del self.standing[-1]
        return taken

    def _refuse_stale(self, proposed: Sequence[Decision]) -> None:
        """UsageError if the last of some decisions has no effect on the apparatus."""
        settings = replace(self.settings, project=replace(self.settings.project, decided=tuple(proposed)))
        mark = f"{replay.decisions_name(settings)}:{proposed[-1].line}: stale decision"
        notes = pipeline.apparatus(self.collation, self.base, settings, self.known).notes
        because = next((note for note in notes if note.startswith(mark)), None)
        if because is not None:
            raise UsageError(f"that has no effect: {because.partition('without effect: ')[2]}")


def decisions_file(decisions: DecisionOptions) -> DecisionsFile:
    """The file that decisions go to; it may lie anywhere if the command line names it."""
    return _file(_settings(decisions), named=bool(decisions.decisions))


def _settings(decisions: DecisionOptions, *how: WitnessOptions | AlignmentOptions | UnitOptions) -> Settings:
    """The settings of a session; the file of decisions need not be there yet."""
    named = decisions.decisions
    there = decisions if named is None or Path(named).exists() else DecisionOptions()
    asked = settings(*how, there)
    path = Path(named) if named else asked.project.decisions
    return replace(asked, project=replace(asked.project, decisions=path))


def made(do: str, *, who: str | None = None, why: str = "", when: str | None = None, **what: str) -> Decision:
    """A decision without its place: its author, date and reason."""
    if when is not None and not _is_day(when):
        raise UsageError(f"{when!r} is no date", hint="write 2026-11-24")
    return Decision(
        do, "", "", why=why, who=who if who is not None else _user(),
        when=when or datetime.now(UTC).date().isoformat(), **what,  # type: ignore[arg-type]
    )  # fmt: skip


def _user() -> str:
    """The user's name, or nothing where the system has none for this user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _file(settings: Settings, *, named: bool) -> DecisionsFile:
    """The file of decisions, under the project's folder, or its own, unless it was `named` or others were allowed."""
    path, folder = settings.project.decisions or Path(DECISIONS), settings.project.folder
    if folder is None:
        folder = path.parent
    elif paths.outside(folder, [path]):
        folder = None
    return DecisionsFile(path, None if named else folder, settings.max_bytes)


def taken_back(decisions: DecisionsFile, decision: Decision | None = None) -> str:
    """Take a decision of a file back, the last one if none is named; returns it in words."""
    return file.said([decisions.take_back(decision)])[0]

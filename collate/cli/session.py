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
from collate.cli.option_groups import AlignmentOptions, CollatingOptions, DecisionOptions, UnitOptions, WitnessOptions
from collate.cli.settings import settings
from collate.config import DECISIONS
from collate.errors import UsageError
from collate.io import paths
from collate.model import Decision
from collate.variants import labelling
from collate.variants.decisions import deciding, file, replay
from collate.variants.decisions.locked import DecisionsFile, refuse_what_is_no_text

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Apparatus, Unit


class Session:
    """The witnesses, aligned once, the current apparatus, and the decisions file."""

    def __init__(self, witnesses: Sequence[str], base: str | None, how: CollatingOptions) -> None:
        self.settings = _settings(how.decisions, how.reading, how.alignment, how.units)
        self.file = _file(self.settings, named=bool(how.decisions.decisions))
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
        """The unit of that name, or at that place."""
        return deciding.unit_named(self.apparatus, name)

    def spot(self, name: str) -> deciding.Spot:
        """The place of that name."""
        return deciding.spot(self.apparatus, name)

    def decide(self, decision: Decision) -> str:
        """Write a decision; returns it in words. UsageError if it has no effect."""
        self.file.add(decision, (lambda _: None) if decision.do == "realign" else self._refuse_stale)
        self.standing.append(decision)
        return file.said([decision])[0]

    def tried(self, decision: Decision) -> Apparatus:
        """The apparatus as it would be with one more decision, which is not written."""
        refuse_what_is_no_text(decision)
        return self._with([*self.standing, decision])

    def undo(self) -> str:
        """Take back the last decision of this session, or of the file; returns it in words."""
        if not self.standing:
            raise UsageError("there is no decision to take back")
        taken = taken_back(self.file, self.standing[-1])
        del self.standing[-1]
        return taken

    def _with(self, decisions: Sequence[Decision]) -> Apparatus:
        settings = replace(self.settings, project=replace(self.settings.project, decided=tuple(decisions)))
        return pipeline.apparatus(self.collation, self.base, settings, self.known)

    def _refuse_stale(self, proposed: Sequence[Decision]) -> None:
        """UsageError if the last of some decisions has no effect on the apparatus."""
        because = next((one.because for one in self._with(proposed).stale if one.decision is proposed[-1]), None)
        if because is not None:
            raise UsageError(f"that has no effect: {because}")


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


def record(*, who: str | None = None, why: str = "", when: str | None = None) -> dict[str, str]:
    """What is recorded of a decision besides the decision: whose, of what day, and why."""
    if when is not None and not _is_day(when):
        raise UsageError(f"{when!r} is no date", hint="write 2026-11-24")
    today = datetime.now(UTC).date().isoformat()
    return {"who": who if who is not None else _user(), "when": when or today, "why": why}


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
    return DecisionsFile(path, None if named else folder, settings.max_bytes, tuple(settings.classes()))


def taken_back(decisions: DecisionsFile, decision: Decision | None = None) -> str:
    """Take a decision of a file back, the last one if none is named; returns it in words."""
    return file.said([decisions.take_back(decision)])[0]

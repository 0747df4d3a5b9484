"""The session of a `decide` command: its witnesses read and introduced, its decisions file as the options name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from collate.api import session
from collate.api.session import decisions_file as file_of
from collate.cli import console
from collate.cli.aligning import read
from collate.cli.option_groups import AlignmentOptions, CollatingOptions, DecisionOptions, UnitOptions, WitnessOptions
from collate.cli.settings import settings
from collate.config import DECISIONS
from collate.variants.decisions import deciding

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Unit
    from collate.variants.decisions.locked import DecisionsFile


class Session(session.Session):
    """The session of a command; what has to be said of its apparatus goes to stderr."""

    def __init__(self, witnesses: Sequence[str], base: str | None, how: CollatingOptions) -> None:
        asked = settings_for_deciding(how.decisions, how.reading, how.alignment, how.units)
        sources = read(witnesses, asked)
        decisions = file_of(asked, named=bool(how.decisions.decisions))
        super().__init__(sources, base or sources[0].siglum, asked, decisions)
        for note in self.apparatus.notes:
            console.talk(note)

    @property
    def path(self) -> Path:
        """The file of decisions, there or not."""
        return self.settings.project.decisions or Path(DECISIONS)

    def unit(self, name: str) -> Unit:
        """The unit of that name, or at that place."""
        return deciding.unit_named(self.apparatus, name)

    def spot(self, name: str) -> deciding.Spot:
        """The place of that name."""
        return deciding.spot(self.apparatus, name)


def decisions_file(decisions: DecisionOptions) -> DecisionsFile:
    """The file that decisions go to; it may lie anywhere if the command line names it."""
    return file_of(settings_for_deciding(decisions), named=bool(decisions.decisions))


def settings_for_deciding(
    decisions: DecisionOptions, *how: WitnessOptions | AlignmentOptions | UnitOptions
) -> Settings:
    """The settings of a session; the file of decisions need not be there yet."""
    named = decisions.decisions
    there = decisions if named is None or Path(named).exists() else DecisionOptions()
    asked = settings(*how, there)
    path = Path(named) if named else asked.project.decisions
    return replace(asked, project=replace(asked.project, decisions=path))

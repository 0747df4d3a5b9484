"""The work of deciding: witnesses aligned once, the apparatus as the decisions make it, and the file they stand in.

A `Session` is what the `decide` commands, their view in the terminal and the workbench in the browser have in common.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from collate import pipeline
from collate.config import DECISIONS, Settings
from collate.errors import UsageError
from collate.io import paths
from collate.model import Apparatus, Collation, Decision, Reading, Source, Unit
from collate.pipeline import Progress
from collate.variants import labelling
from collate.variants.decisions import file, replay
from collate.variants.decisions.locked import DecisionsFile, refuse_what_is_no_text

CUTTING = frozenset({"split", "join"})
Own = Callable[[Sequence[Decision]], Sequence[Decision]]


class Session:
    """Witnesses aligned once, the apparatus with the decisions that stand, and the file of decisions.

    `settings.project.decisions` names the file. `own` are those of its decisions that concern these witnesses: a
    chapter of a project has nothing to do with those of other chapters. UsageError for a base that is not there.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        base: str,
        settings: Settings,
        decisions: DecisionsFile,
        progress: Progress | None = None,
        own: Own = list,
    ) -> None:
        self.settings, self.base, self.file = settings, base, decisions
        self.sources, self._own = tuple(sources), own
        self.standing = replay.decisions(settings)  # at the start, and those made here; not what others add
        self.collation: Collation
        self.align(progress)

    def align(self, progress: Progress | None = None) -> None:
        """Align the witnesses by the decisions that stand, of which `realign` has a say in it."""
        settings = self._holding(self.standing)
        read = pipeline.witnesses(self.sources, settings)
        self.collation = pipeline.alone(read[0]) if len(read) == 1 else pipeline.collate(read, settings, progress)
        self._known = labelling.evidence(self.collation, settings)
        self._cut: tuple[list[Decision], Apparatus] | None = None
        self._labelled: dict[Unit, tuple[Reading, ...]] = {}
        self.apparatus = self.with_decisions(self.standing)

    def judged(self) -> Apparatus:
        """The apparatus with the decisions that stand."""
        self.apparatus = self.with_decisions(self.standing)
        return self.apparatus

    def tried(self, decision: Decision) -> Apparatus:
        """The apparatus as it would be with one more decision, which is not written."""
        refuse_what_is_no_text(decision)
        return self.with_decisions([*self.standing, decision])

    def with_decisions(self, decisions: Sequence[Decision]) -> Apparatus:
        """The apparatus as decisions make it; units and labels that they leave as they were are not made anew."""
        settings = self._holding(decisions)
        cutting = [one for one in settings.project.decided or () if one.do in CUTTING]
        if self._cut is None or self._cut[0] != cutting:
            cut = pipeline.unjudged(self.collation, self.base, settings, self._known)
            self._cut = cutting, cut
        cut = replace(self._cut[1], recipe=pipeline.recipe(self._cut[1].collation, settings))
        return labelling.judged(cut, settings, self._known, self._labelled)

    @property
    def cut(self) -> Sequence[Unit]:
        """The units before any decision about their readings: also those that decisions have made one reading of."""
        return self._cut[1].units if self._cut else ()

    def decide(self, decision: Decision) -> str:
        """Write a decision; returns it in words. UsageError if it has no effect."""
        self.write((), (decision,))
        self.standing.append(decision)
        return file.said([decision])[0]

    def write(
        self, gone: Sequence[Decision], new: Sequence[Decision], *, idle: bool = False
    ) -> tuple[list[Decision], Apparatus]:
        """Take decisions out of the file and write others, all or nothing.

        Returns what the file then holds, also what others have written, and the apparatus by it. UsageError if a
        decision has no effect, unless it may be `idle`, or if one that should go is not there any more.
        """
        result: list[tuple[list[Decision], Apparatus]] = []

        def check(held: list[Decision]) -> None:
            apparatus = self.with_decisions(held)
            fresh = held[len(held) - len(new) :]
            because = next((one.because for one in apparatus.stale if any(one.decision is own for own in fresh)), None)
            if because is not None and not idle:
                raise UsageError(f"that has no effect: {because}")
            result.append((held, apparatus))

        self.file.change(gone, new, check)
        return result[0]

    def undo(self) -> str:
        """Take back the last decision of this session, or of the file; returns it in words."""
        if not self.standing:
            raise UsageError("there is no decision to take back")
        taken = taken_back(self.file, self.standing[-1])
        del self.standing[-1]
        return taken

    def _holding(self, decisions: Sequence[Decision]) -> Settings:
        return replace(self.settings, project=replace(self.settings.project, decided=tuple(self._own(decisions))))


def record(*, who: str | None = None, why: str = "", when: str | None = None) -> dict[str, str]:
    """What is recorded of a decision besides the decision: whose (by default the user's), of what day, and why."""
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


def decisions_file(settings: Settings, *, named: bool = False) -> DecisionsFile:
    """The file of decisions of a project, under its folder, unless the user `named` it or allowed another place."""
    path, folder = settings.project.decisions or Path(DECISIONS), settings.project.folder
    if folder is None:
        folder = path.parent
    elif paths.outside(folder, [path]):
        folder = None
    return DecisionsFile(path, None if named else folder, settings.max_bytes, tuple(settings.classes()))


def taken_back(decisions: DecisionsFile, decision: Decision | None = None) -> str:
    """Take a decision of a file back, the last one if none is named; returns it in words."""
    return file.said([decisions.take_back(decision)])[0]

"""What was opened: the witnesses of a text, or a project, whose chapters come to the desk one at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from threading import RLock

from collate import pipeline
from collate.api.project import Project
from collate.api.session import Session, decisions_file
from collate.cli.workbench.desk import Desk
from collate.cli.workbench.findings import Findings
from collate.cli.workbench.history import History
from collate.config import Settings, with_decisions
from collate.errors import UsageError
from collate.model import Decision, Source
from collate.pipeline import Progress
from collate.projects.decided import concerning
from collate.projects.work import Task
from collate.variants.decisions.locked import DecisionsFile

KEPT = 4  # chapters that stay aligned: who goes back to one need not wait


class Opened(ABC):
    """The desks of what was opened, made when they are asked for; all of them share what can be undone."""

    def __init__(self, title: str, names: Sequence[str]) -> None:
        self.title, self.names = title, tuple(names)
        self.history = History()
        self.lock = RLock()
        self._desks: dict[str, Desk] = {}

    def desk(self, name: str = "", progress: Progress | None = None) -> Desk:
        """The desk of a chapter, the first if none is named. UsageError if there is none of that name."""
        name = name or self.names[0]
        if name not in self.names:
            raise UsageError(f"there is no chapter {name!r}", hint=f"there are: {', '.join(self.names[:12])}")
        found = self._desks.pop(name, None) or self._made(name, progress)
        self._desks[name] = found
        for old in list(self._desks)[:-KEPT]:
            del self._desks[old]
        return found

    def anew(self) -> None:
        """Read the witnesses again when a desk is next asked for. Errors as when they were first read."""
        self._desks.clear()

    @abstractmethod
    def _made(self, name: str, progress: Progress | None) -> Desk:
        """The desk of a chapter."""


class OpenedTexts(Opened):
    """Witnesses named one by one; those in another language than the base are its translations."""

    def __init__(self, sources: Sequence[Source], base: str, settings: Settings, decisions: DecisionsFile) -> None:
        super().__init__("", [""])
        self.base, self.settings, self.file = base, settings, decisions
        self.sources = tuple(sources)

    def anew(self) -> None:
        """As for all."""
        named = [pipeline.Named.parse(f"{one.siglum}={one.origin.path}") for one in self.sources]
        self.sources = tuple(pipeline.sources(named, self.settings))
        super().anew()

    def _made(self, name: str, progress: Progress | None) -> Desk:  # noqa: ARG002  there is one
        own, others = by_language(self.sources, self.base)
        session = Session(own, self.base, self.settings, self.file, progress)
        original = next(one for one in own if one.siglum == self.base)
        return Desk(session, Findings(original, others, own, self.settings), self.history)


class OpenedProject(Opened):
    """The chapters of a project."""

    def __init__(self, project: Project, profile: str = "") -> None:
        self.project, self.profile = project, profile
        self.tasks = _tasks(project)
        super().__init__(project.folder.resolve().name, list(self.tasks))

    def anew(self) -> None:
        """As for all."""
        self.tasks = _tasks(Project(self.project.folder))
        super().anew()

    def _made(self, name: str, progress: Progress | None) -> Desk:
        task = self.tasks[name]
        folder = self.project.folder
        own = with_decisions(task.settings.project, folder)
        known = replace(own, folder=own.folder or folder, decided=None)
        settings = replace(task.settings, project=known, profile=self.profile)
        sigla = [source.siglum for source in task.sources]
        base = task.base if task.base in sigla else sigla[0]

        def concerned(made: Sequence[Decision]) -> Sequence[Decision]:
            return concerning(made, task.sources, settings)

        session = Session(task.sources, base, settings, decisions_file(settings), progress, concerned)
        original = next(one for one in task.sources if one.siglum == base)
        return Desk(session, Findings(original, (), task.sources, settings), self.history)


def _tasks(project: Project) -> dict[str, Task]:
    found = project.status()
    if found.nothing:
        raise UsageError(
            f"nothing to collate: {found.nothing}", path=str(project.folder), hint="collate status says more"
        )
    return {task.name: task for task in found.tasks}


def by_language(sources: Sequence[Source], base: str) -> tuple[list[Source], list[Source]]:
    """The witnesses in the language of the base, and its translations. UsageError if there is no such base."""
    known = {source.siglum: source for source in sources}
    if base not in known:
        raise UsageError(f"there is no witness {base!r} to be a base", hint=f"there are: {', '.join(known)}")
    if not pipeline.languages(sources):
        return list(sources), []
    language = known[base].language.base
    own = [one for one in sources if one.language.base == language]
    return own, [one for one in sources if one.language.base != language]

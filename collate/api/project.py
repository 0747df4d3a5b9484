"""`project`: the many chapters of a `collate.toml`, section by section."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from collate.api import witnesses as sources
from collate.config import NAME, Settings
from collate.errors import UsageError
from collate.io import paths
from collate.model import Apparatus, Source
from collate.model.joined import joined_source
from collate.model.plan import Outcome, Plan
from collate.pipeline import Progress
from collate.projects import crew, file, proposing, running, sections, store, whole

HINT = (
    "collate status shows the sections; [sections] in collate.toml says how texts are cut and what is matched by hand"
)


def project(folder: str | os.PathLike[str] = ".") -> Project:
    """The project that the `collate.toml` of a folder describes. InputError if there is none, or if it is not valid."""
    return Project(Path(sources.path("folder", folder)))


def init(folder: str | os.PathLike[str] = ".") -> Path:
    """Write a `collate.toml`, with comments, for the texts, or the folders of texts, that a folder holds.

    Returns its path. UsageError if the folder has one already, or if there is no such folder.
    """
    here = Path(sources.path("folder", folder))
    if not here.is_dir():
        raise UsageError(f"{here} is no folder")
    path = here / NAME
    if path.exists():
        raise UsageError("is there already", path=str(path), hint="edit it, or remove it first")
    text = proposing.proposed(here)
    paths.write(here, path, lambda out: out.write(text))
    return path


class Project:
    """A project: its plan, its settings, the state of its sections, and the run that brings them up to date."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan: Plan
        self.settings: Settings
        self.plan, self.settings = file.plan(folder)
        self._ready: running.State | None = None
        self._made: Mapping[str, Any] | None = None

    def __repr__(self) -> str:
        return f"<Project {str(self.folder)!r}: {len(self.plan.witnesses)} witnesses>"

    def status(self) -> running.State:
        """Read the witnesses and match their sections: which there are, which are stale, and why."""
        return running.state(self.plan, self.settings)

    def prepare(self) -> running.State | None:
        """What `run` will do: the state of the project; None if nothing has changed since the last run.

        UsageError if there is nothing to collate, OutputError if the folder cannot be written to.
        """
        store.writable(self.plan)
        store.sweep(self.plan)
        if running.as_it_was(self.plan, self.settings) is not None:
            return None
        self._ready = self._some()
        return self._ready

    def run(self, workers: int | None = None, scheduler: str = "") -> Iterator[Outcome]:
        """Collate the stale sections and write their outputs; each outcome comes when its section is done.

        `workers`: how many processes, by default as many as there are cores; `scheduler`: the address of a Dask
        scheduler. To stop, leave the loop: what is done stays done. Errors are those of `prepare`.
        """
        number = crew.workers(workers)
        found, self._ready = self._ready or self.prepare(), None
        if found is None:
            return
        alone = number > 1 and not scheduler and crew.alone()
        yield from running.run(found, 1 if alone else number, scheduler)
        self._made = running.summary(found)

    def apparatus(self, progress: Progress | None = None) -> Apparatus:
        """The apparatus of all sections that the base has, end to end: to be printed as one, or given to `page`.

        Nothing is written. A witness without a section has a lacuna there. What is left out is among the `notes`.
        `progress` is called with the share done, from 0 to 1. UsageError if there is nothing to collate.
        """
        return whole.whole(self._some(), progress)

    def texts(self) -> list[Source]:
        """The whole texts of the project, the files of each joined; the original, or else the base, first."""
        found, _ = sections.read(self.plan, self.settings)
        first = self.plan.original or self.plan.base
        order = [first, *(siglum for siglum in found if siglum != first)]
        return [joined_source(found[siglum]) for siglum in order]

    def _some(self) -> running.State:
        """The state of the project; UsageError if there is nothing to collate."""
        found = self.status()
        if found.nothing:
            raise UsageError(f"nothing to collate: {found.nothing}", path=str(self.folder), hint=HINT)
        return found

    def summary(self) -> Mapping[str, Any]:
        """What there is now: units by section and label, what failed, what only one witness has."""
        if self._made is None:
            self._made = running.as_it_was(self.plan, self.settings) or running.summary(self.status())
        return self._made

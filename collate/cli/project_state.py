"""Opens a project for `run` and `status`, and reports oddities on stderr."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from collate.api.project import Project, project
from collate.cli import console
from collate.io import paths
from collate.io.wording import count

if TYPE_CHECKING:
    from collate.projects.running import State


def opened(folder: Path) -> Project:
    """The project of a folder; witnesses that lie elsewhere are named."""
    found = project(folder)
    asked = found.plan
    away = paths.outside(asked.folder, (path for files in asked.witnesses.values() for path in files))
    if away:
        more = f" and {count(len(away) - 1, 'other file')}" if len(away) > 1 else ""
        console.talk(f"witnesses are read outside the project: {away[0].resolve()}{more}")
    return found


def tell(found: State) -> State:
    """Say what is odd about the languages of a project, and which witness takes part in nothing. Returns its state."""
    if found.said:
        console.talk(found.said)
    for siglum in found.silent:
        console.talk(f"{siglum} has no text")
    for siglum in found.apart if found.tasks else ():
        console.talk(f"{siglum} stands apart: none of its sections belongs to one of another witness")
    return found

"""Loads the plan and the state of a project for `run` and `status`, and reports oddities on stderr."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from collate.cli import console
from collate.io import paths
from collate.io.wording import count
from collate.projects import running
from collate.projects.file import plan

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model.plan import Plan
    from collate.projects.running import State


def plan_of(folder: Path) -> tuple[Plan, Settings]:
    """What the project asks for, and its settings; witnesses that lie elsewhere are named."""
    asked, settings = plan(folder)
    away = paths.outside(asked.folder, (path for files in asked.witnesses.values() for path in files))
    if away:
        more = f" and {count(len(away) - 1, 'other file')}" if len(away) > 1 else ""
        console.talk(f"witnesses are read outside the project: {away[0].resolve()}{more}")
    return asked, settings


def state(asked: Plan, settings: Settings) -> State:
    """The project as it stands; what is odd about its languages, and a witness that takes part in nothing, is said."""
    found = running.state(asked, settings)
    if found.said:
        console.talk(found.said)
    for siglum in found.silent:
        console.talk(f"{siglum} has no text")
    for siglum in found.apart if found.tasks else ():
        console.talk(f"{siglum} stands apart: none of its sections belongs to one of another witness")
    return found

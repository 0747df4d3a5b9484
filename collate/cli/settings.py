"""The Settings of a run, from the options of its command and the project's collate.toml."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collate.alignment.constraints import anchor_lines
from collate.cli import console
from collate.cli.option_groups import (
    DEFAULT,
    MAX_SIZE,
    AlignmentOptions,
    DecisionOptions,
    FileOptions,
    LabelOptions,
    PrintOptions,
    UnitOptions,
)
from collate.config import MEGABYTE, NAME, Project, Settings, project, with_decisions
from collate.errors import UsageError

Group = FileOptions | AlignmentOptions | LabelOptions | DecisionOptions | PrintOptions | UnitOptions


def settings(*groups: Group) -> Settings:
    """The Settings that the options of a command add up to; UsageError names what cannot be."""
    asked = {name: value for group in groups for name, value in vars(group).items()}
    anchors = asked.get("anchor")
    own = _project(asked.get("decisions"), asked.get("spelling"))
    return Settings(
        languages=tuple(asked.get("language") or ()),
        encoding=asked.get("encoding"),
        normalise=names(asked.get("normalise")),
        ignore=names(asked.get("ignore")),
        only=names(asked.get("only")),
        cjk=asked.get("cjk", DEFAULT.cjk),
        aligner=asked.get("aligner", DEFAULT.aligner),
        sections=asked.get("sections", DEFAULT.sections),
        anchors=anchor_lines(anchors) if anchors else (),
        max_bytes=asked.get("max_size", MAX_SIZE) * MEGABYTE,
        profile=asked.get("profile", ""),
        hands=asked.get("hands", False),
        aside=asked.get("aside", DEFAULT.aside),
        prefer=names(asked.get("prefer")),
        convention=asked.get("convention", DEFAULT.convention),
        ends=asked.get("ends", DEFAULT.ends),
        by=asked.get("by", DEFAULT.by),
        units=asked.get("units") or own.units,
        project=own,
    )


def names(given: list[str] | None) -> tuple[str, ...]:
    """Names that were given one by one, or several separated by commas."""
    return tuple(name.strip() for part in given or () for name in part.split(",") if name.strip())


def _project(decisions: str | None, spelling: str | None = None) -> Project:
    """The project of the working folder; its decisions are those named, its own, or a `decisions.toml` in it."""
    here = Path.cwd()
    found = project(here)
    if found.folder and found.folder != here:
        console.talk(f"the settings are those of {found.folder / NAME}")
    if spelling:
        found = replace(found, spelling=Path(spelling))
    if decisions is not None and not Path(decisions).exists():
        raise UsageError(f"there is no file {decisions!r} of decisions", hint="collate decide writes one")
    if decisions:
        return replace(found, decisions=Path(decisions))
    return with_decisions(found, found.folder or Path())

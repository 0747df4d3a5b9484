"""The editor's decisions in a run: reads them once, applies them, and reports those without effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from hashlib import sha256

from collate.alignment import constraints
from collate.config import DECISIONS, Settings
from collate.errors import UsageError
from collate.io.wording import json_text
from collate.model import (
    Collation,
    Decision,
    Stale,
    Witness,
)
from collate.variants.decisions import bounds as bounds_decided
from collate.variants.decisions.bounds import Bounds
from collate.variants.decisions.locked import read

_SAID = tuple(field.name for field in fields(Decision) if field.name != "line")


def decisions(settings: Settings) -> list[Decision]:
    """The editor's decisions, none if there is no file of them."""
    if settings.project.decided is not None:
        return list(settings.project.decided)
    path = settings.project.decisions
    return [] if path is None else read(path, settings.max_bytes, settings.classes())


def digest(settings: Settings) -> dict[str, object]:
    """How many decisions were replayed, and the digest of their file, or of those that a section was given."""
    path = settings.project.decisions
    made = decisions(settings)
    if settings.project.decided is not None:
        return {"number": len(made), "sha256": decisions_digest(made)} if made else {"number": 0}
    return {"number": len(made), "sha256": sha256(path.read_bytes()).hexdigest()} if path and made else {"number": 0}


def decisions_digest(made: Sequence[Decision]) -> str:
    """A digest of decisions, wherever they stand in their file."""
    said = [{key: getattr(one, key) for key in _SAID} for one in made]
    return sha256(json_text(said).encode()).hexdigest()


def not_realigned(settings: Settings) -> dict[str, list[str]]:
    """Notes on decisions that a table read as a table cannot obey."""
    because = "the table is read as it stands"
    stale = [Stale(decision, because) for decision in decisions(settings) if decision.do == "realign"]
    return {"notes": noted(stale, settings)} if stale else {}


def decisions_name(settings: Settings) -> str:
    """The file of decisions as notes name it: within its project, so that they are the same wherever that stands."""
    path, folder = settings.project.decisions, settings.project.folder
    return str(path.relative_to(folder) if path and folder and path.is_relative_to(folder) else path)


def missing(settings: Settings) -> list[str]:
    """A note if the file of decisions that collate.toml names is not there; the one it need not name may be."""
    path = settings.project.decisions
    if path is None or path.exists() or path.name == DECISIONS:
        return []
    return [f"{decisions_name(settings)}: there are no decisions here yet"]


def noted(stale: Sequence[Stale], settings: Settings) -> list[str]:
    """Stale decisions as notes, with file and line."""
    name = decisions_name(settings)
    return [
        f"{name}:{one.decision.line}: stale decision to {one.decision.do}, without effect: {one.because}"
        for one in stale
    ]


def bounds(collation: Collation, settings: Settings) -> Bounds:
    """Where the decisions cut and join units."""
    return bounds_decided.bounds(collation, decisions(settings))


def realigned(found: Sequence[Witness], settings: Settings) -> tuple[Settings, list[str]]:
    """The settings with the anchors that were decided, and notes on those whose words have changed."""
    anchors, stale = [], []
    for decision in decisions(settings):
        if decision.do == "realign":
            try:
                anchors.append(constraints.anchor_of(decision.value, decision.at, found))
            except UsageError as problem:
                stale.append(Stale(decision, problem.what))
    return replace(settings, anchors=(*settings.anchors, *anchors)), noted(stale, settings)

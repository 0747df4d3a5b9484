"""A project as it stands: its sections, which of them are stale and why, and the work that makes them fresh."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from collate.config import Settings
from collate.model import Source
from collate.model.plan import Matched, Outcome, Piece, Plan
from collate.model.text import digest
from collate.project import crew, file, matching, sections, store, work
from collate.project.work import Task
from collate.whole import written_whole
from collate.wording import json_text

SUMMARY = "summary.json"


@dataclass(frozen=True, slots=True)
class State:
    """A project read and matched. `tasks` are the rows that two witnesses or more have; `stale` says why, by name."""

    plan: Plan
    settings: Settings
    rows: Sequence[Matched]
    pieces: Mapping[str, Sequence[Piece]]
    tasks: Sequence[Task]
    causes: Mapping[str, Mapping[str, Any]]
    stale: Mapping[str, str]
    made_from: str

    @property
    def silent(self) -> list[str]:
        """The witnesses that have no words at all."""
        return [siglum for siglum, own in self.pieces.items() if not own]

    @property
    def alone(self) -> list[Matched]:
        """The rows that only one witness has: there is nothing to collate."""
        return [row for row in self.rows if len(row.pieces) == 1]


def as_it_was(folder: Path) -> dict[str, Any] | None:
    """The summary of a project in which nothing has changed since everything was made; None if anything has."""
    plan, settings = file.plan(folder)
    if not store.settled(folder, plan.target, store.inputs(plan, settings, store.code())):
        return None
    try:
        found: dict[str, Any] = json.loads((plan.target / SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def state(folder: Path) -> State:
    """Read a project, match its sections and see what is stale. InputError and UsageError say what cannot be."""
    plan, settings = file.plan(folder)
    program = store.code()
    made_from = store.inputs(plan, settings, program)
    rows, pieces = matching.matched(sections.pieces(plan, settings), plan.base, plan.matches)
    texts = [
        (row.key, {siglum: joined([pieces[siglum][k] for k in row.pieces[siglum]]) for siglum in plan.witnesses
                   if siglum in row.pieces})
        for row in rows
    ]  # fmt: skip
    tasks = work.tasks(texts, plan.base, settings, plan.outputs, plan.target)
    causes = {task.name: store.cause(task, program) for task in tasks}
    why = {task.name: store.stale(folder, task, causes[task.name]) for task in tasks}
    return State(
        plan, settings, rows, pieces, tasks, causes, {name: reason for name, reason in why.items() if reason}, made_from
    )


def joined(own: Sequence[Piece]) -> Source:
    """Sections that follow each other as one source; the end of a file is the end of a line."""
    first = own[0].source
    if len(own) == 1:
        return first
    content, marks, files = "", list(first.marks[:0]), [first.origin.path]
    for piece in own:
        if content and not content[-1].isspace() and piece.source.origin.path != files[-1]:
            content += "\n"
        if piece.source.origin.path != files[-1]:
            files.append(piece.source.origin.path)
        marks += [
            replace(mark, start=mark.start + len(content), end=mark.end + len(content)) for mark in piece.source.marks
        ]
        content += piece.source.content
    path = " + ".join([files[0], *(Path(name).name for name in files[1:])])
    origin = replace(first.origin, path=path, sha256=digest(content))
    return replace(first, content=content, marks=tuple(marks), origin=origin)


def run(found: State, number: int, scheduler: str = "") -> Iterator[Outcome]:
    """Do what is stale, and keep a record of each section as it comes. UsageError if there is no such scheduler."""
    waiting = {task.name: task for task in found.tasks if task.name in found.stale}
    outcomes = (
        crew.there(list(waiting.values()), scheduler, number)
        if scheduler
        else crew.here(list(waiting.values()), number)
    )
    for outcome in outcomes if waiting else ():
        task = waiting[outcome.name]
        store.keep(found.plan.folder, task, outcome, found.causes[task.name])
        yield outcome


def summary(found: State) -> dict[str, Any]:
    """What the project has come to, written to `summary.json` beside the outputs: units by section and label."""
    sections_: dict[str, Any] = {}
    failed: dict[str, str] = {}
    notes: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for task in found.tasks:
        record = store.read(found.plan.folder, task.name)
        if record is None:
            continue
        if record["failed"]:
            failed[task.name] = record["failed"]
            continue
        sigla = [one.siglum for one in task.sources]
        sections_[task.name] = {"witnesses": sigla, "units": record["units"], "labels": record["labels"]}
        labels.update(record["labels"])
        notes.update(record["notes"])
    document = {
        "form": "collate-project-1",
        "sections": sections_,
        "labels": dict(sorted(labels.items(), key=lambda own: (-own[1], own[0]))),
        "failed": failed,
        "alone": [{"key": row.key, "witness": next(iter(row.pieces))} for row in found.alone],
        # A decision that fits in one section is stale in all others: only what every section says is worth saying.
        "notes": sorted(note for note, times in notes.items() if times == len(sections_) or "stale" not in note),
    }
    store.clear(found.plan.folder, found.plan.target, {task.name for task in found.tasks})
    found.plan.target.mkdir(parents=True, exist_ok=True)
    text = json_text(document, indent=1) + "\n"
    written_whole(found.plan.target / SUMMARY, lambda out: out.write(text))
    if not failed and len(sections_) == len(found.tasks):
        store.settle(found.plan.folder, list(sections_), found.made_from)
    return document

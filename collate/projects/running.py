"""The state of a project (its sections, which are stale and why), and the run that brings it up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collate.config import Settings
from collate.io import paths
from collate.io.wording import json_text
from collate.model import Decision
from collate.model.joined import joined_source
from collate.model.plan import Matched, Outcome, Piece, Plan
from collate.projects import across, causes, cluster, crew, decided, matching, sections, store, work
from collate.projects.causes import Cause
from collate.projects.likeness import alike
from collate.projects.work import Task
from collate.variants.decisions import replay


@dataclass(frozen=True, slots=True)
class State:
    """A project read and matched. `tasks` are the rows that two witnesses or more have; `stale` says why, by name.

    `said` is what a reader should know of the languages of the texts, or nothing.
    """

    plan: Plan
    settings: Settings
    rows: Sequence[Matched]
    pieces: Mapping[str, Sequence[Piece]]
    tasks: Sequence[Task]
    causes: Mapping[str, Cause]
    stale: Mapping[str, str]
    decisions: Sequence[Decision]
    made_from: str
    said: str = ""

    @property
    def silent(self) -> list[str]:
        """Return the witnesses without any words."""
        return [siglum for siglum, own in self.pieces.items() if not own]

    @property
    def apart(self) -> list[str]:
        """Return the witnesses with words of which no section matches one of another witness."""
        together = {siglum for row in self.rows if len(row.pieces) > 1 for siglum in row.pieces}
        return [siglum for siglum, own in self.pieces.items() if own and siglum not in together]

    @property
    def nothing(self) -> str:
        """Say why there is nothing to collate; "" if there is something."""
        if len(self.pieces) - len(self.silent) < 2:
            return "there are not two witnesses that have text"
        if not self.tasks:
            return "no section of a witness belongs to one of another"
        if self.plan.original:
            return ""
        if not any(alike([source.content for source in task.sources]) for task in self.tasks):
            return "the witnesses have no words in common"
        return ""

    @property
    def alone(self) -> list[Matched]:
        """Return the rows that only one witness has."""
        return [row for row in self.rows if len(row.pieces) == 1]


def as_it_was(plan: Plan, settings: Settings) -> store.Summary | None:
    """Return the last summary if nothing has changed since the last run; otherwise None."""
    return store.settled(plan, causes.inputs(plan, settings))


def state(plan: Plan, settings: Settings) -> State:
    """Read a project, match its sections and find what is stale. InputError or UsageError if that fails."""
    made_from = causes.inputs(plan, settings)
    made = replay.decisions(settings)
    cut, said = sections.pieces(plan, settings)
    rows, pieces = across.matched(cut, plan) if plan.original else matching.matched(cut, plan.base, plan.matches)
    texts = [
        (row.key, {siglum: joined_source([pieces[siglum][k].source for k in row.pieces[siglum]])
                   for siglum in plan.witnesses if siglum in row.pieces})
        for row in rows
    ]  # fmt: skip
    tasks = [decided.with_decisions(task, made) for task in work.tasks(texts, settings, plan)]
    known = {task.name: causes.cause(task) for task in tasks}
    why = {task.name: store.stale(plan, task, known[task.name]) for task in tasks}
    stale = {name: reason for name, reason in why.items() if reason}
    return State(plan, settings, rows, pieces, tasks, known, stale, made, made_from, said)


def run(found: State, number: int, scheduler: str = "") -> Iterator[Outcome]:
    """Collate the stale sections, and write a record of each when it is done.

    UsageError if there is no such scheduler; WorkerError if its workers cannot do the work: what is done stays done.
    """
    waiting = {task.name: task for task in found.tasks if task.name in found.stale}
    number = max(1, min(number, len(waiting)))  # each worker is a process, whether it has work or not
    outcomes = (
        cluster.there(list(waiting.values()), found.causes, scheduler, number)
        if scheduler
        else crew.here(list(waiting.values()), number)
    )
    try:
        for outcome in outcomes if waiting else ():
            task = waiting[outcome.name]
            yield store.keep(found.plan, task, outcome, found.causes[task.name])
    finally:
        store.sweep(found.plan)  # what a worker that was killed has left half-written


def summary(found: State) -> store.Summary:
    """Write `summary.json` beside the outputs (units by section and label), and return its content."""
    sections_: dict[str, Any] = {}
    failed: dict[str, str] = {}
    told: dict[str, Sequence[str]] = {}
    labels: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    for task in found.tasks:
        record = store.read(found.plan.folder, task.name)
        if record is None:
            continue
        if record["failed"]:
            failed[task.name] = record["failed"]
            continue
        sigla = [one.siglum for one in task.sources]
        sections_[task.name] = {"witnesses": sigla, "units": record["units"], "labels": record["labels"]}
        if task.original:
            sections_[task.name]["findings"] = record["findings"]
            findings.update(record["findings"])
        labels.update(record["labels"])
        told[task.name] = decided.lines_now(task, record)
    made = [task for task in found.tasks if task.name in told]
    document: store.Summary = {
        "form": "collate-project-1",
        "sections": sections_,
        "labels": _commonest_first(labels),
        "failed": failed,
        "alone": [{"key": row.key, "witness": next(iter(row.pieces))} for row in found.alone],
        "notes": decided.notes(found.decisions, made, told, found.settings),
    }
    if found.plan.original:
        document["findings"] = _commonest_first(findings)
    store.clear(found.plan, {task.name for task in found.tasks})
    text = json_text(document, indent=1) + "\n"
    paths.write(found.plan.folder, found.plan.target / store.SUMMARY, lambda out: out.write(text))
    if not failed and len(sections_) == len(found.tasks):
        store.settle(found.plan, list(sections_), found.made_from, text)
    return document


def _commonest_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda own: (-own[1], own[0])))

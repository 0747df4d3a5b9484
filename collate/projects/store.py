"""Records the inputs and outputs of each section, so that the next run redoes only what has changed.

A record is one small file for each section in `.collate/`, written atomically: two runs can share the folder, and a run
that was stopped keeps what was done. Records are not trusted: only files that their section can have written are read
or removed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NotRequired, TypedDict, TypeVar

from collate import registry
from collate.config import DECISIONS, NAME
from collate.errors import CollateError
from collate.io import paths
from collate.io.documents import Count, json_object, shaped
from collate.io.wording import json_text
from collate.model.plan import Outcome, Plan
from collate.projects.causes import Cause, changed
from collate.projects.file import GROUPS
from collate.projects.work import RECIPES, Task, folder_of

FOLDER = ".collate"
SECTIONS = f"{FOLDER}/sections"
STATE = f"{FOLDER}/state.json"
SUMMARY = "summary.json"
T = TypeVar("T")


class Record(TypedDict):
    """The record of a section.

    What it was made from; by file its digest, size and time; what there is in it; the lines of its decisions; why it
    failed, if it did.
    """

    cause: dict[str, Any]
    files: dict[str, tuple[str, int, int]]
    units: Count
    labels: dict[str, Count]
    findings: dict[str, Count]
    notes: list[str]
    lines: list[Count]
    failed: str


class _State(TypedDict):
    """The digest of all inputs, and the digests of the records and of the summary."""

    inputs: str
    sections: dict[str, str]
    summary: str


class _Made(TypedDict):
    """The entry of a section in a summary."""

    witnesses: list[str]
    units: Count
    labels: dict[str, Count]
    findings: NotRequired[dict[str, Count]]


class _Alone(TypedDict):
    """The entry of a section that only one witness has."""

    key: str
    witness: str


class Summary(TypedDict):
    """The content of `summary.json`."""

    form: Literal["collate-project-1"]
    sections: dict[str, _Made]
    labels: dict[str, Count]
    findings: NotRequired[dict[str, Count]]
    failed: dict[str, str]
    alone: list[_Alone]
    notes: list[str]


def writable(plan: Plan) -> None:
    """Raise OutputError unless the folders of records and outputs can be written, without symbolic links."""
    for place in (FOLDER, SECTIONS):
        paths.refuse(plan.folder, plan.folder / place, a_folder=True)
    paths.refuse(plan.folder, plan.target, a_folder=True)
    for path in (plan.folder / STATE, plan.target / SUMMARY):
        paths.refuse(plan.folder, path)


def sweep(plan: Plan) -> None:
    """Remove temporary files of killed runs from the folders that runs write to.

    In the folder of the project itself only those of its settings and decisions.
    """
    paths.sweep(plan.folder, plan.folder, lambda name: name in {NAME, DECISIONS})
    formats = [folder_of(group, name) for group, points in GROUPS.items() for name in registry.names(points)]
    for place in (FOLDER, SECTIONS):
        paths.sweep(plan.folder, plan.folder / place)
    for inner in ("", RECIPES, *formats):
        paths.sweep(plan.folder, plan.target / inner)


def stale(plan: Plan, task: Task, now: Cause) -> str:
    """Say why a section has to be collated; "" if all its outputs exist and are unchanged."""
    record = read(plan.folder, task.name)
    return "new" if record is None else changed(record["cause"], now) or missing(plan, record)


def missing(plan: Plan, record: Record) -> str:
    """Name an output of a section that is missing or was changed."""
    if record["failed"]:
        return f"failed before: {record['failed']}"
    for name, (written, size, modified) in record["files"].items():
        path = plan.target / name
        state = paths.state(plan.folder, path)
        if state is None:
            return f"{name} is missing"
        same = state.st_size == size and (state.st_mtime_ns == modified or paths.digest(plan.folder, path) == written)
        if not same:
            return f"{name} was changed"
    return ""


def read(folder: Path, name: str) -> Record | None:
    """Read the record of a section; None if there is no valid one. InputError if it is a pipe or a link."""
    record = _document(folder, _place(folder, name), Record)
    return record if record is not None and all(_own(name, path) for path in record["files"]) else None


def _own(name: str, path: str) -> bool:
    """Whether a path has the form of an output of a section: ``FORMAT/NAME.END`` in the output folder."""
    return re.fullmatch(rf"\w[\w-]{{0,99}}/{re.escape(name)}\.\w{{1,20}}", path) is not None


def _document(folder: Path, path: Path, kind: type[T]) -> T | None:
    """Read a JSON object of the given form; None if it has another form."""
    data = paths.read(folder, path) or b""
    try:
        return shaped(json_object(data.decode("utf-8"), str(path)), kind, str(path))
    except (UnicodeDecodeError, CollateError):
        return None


def _place(folder: Path, name: str) -> Path:
    return folder / SECTIONS / f"{name}.json"


def keep(plan: Plan, task: Task, outcome: Outcome, now: Cause) -> Outcome:
    """Write the record of a section, and remove outputs that only the earlier record lists.

    Returns the outcome: a section whose outputs somebody has taken away meanwhile has failed.
    """
    states: dict[str, list[object]] = {}
    for name, written in outcome.files.items():
        state = paths.state(plan.folder, plan.target / name)
        if state is None:
            outcome = outcome._replace(failed=f"{name} was removed while the project was being made")
            continue
        states[name] = [written, state.st_size, state.st_mtime_ns]
    record = {
        "cause": now, "files": states, "units": outcome.units, "labels": dict(outcome.labels),
        "findings": dict(outcome.findings), "notes": list(outcome.notes), "failed": outcome.failed,
        "lines": [one.line for one in task.settings.project.decided or ()],
    }  # fmt: skip
    _remove(plan, read(plan.folder, task.name), set(states))
    text = json_text(record) + "\n"
    paths.write(plan.folder, _place(plan.folder, task.name), lambda out: out.write(text))
    return outcome


def clear(plan: Plan, names: Collection[str]) -> None:
    """Remove the outputs of sections that no longer exist, if the files are unchanged."""
    for file in paths.names(plan.folder, plan.folder / SECTIONS):
        name, dot, end = file.rpartition(".")
        if dot and end == "json" and name not in names and paths.state(plan.folder, _place(plan.folder, name)):
            _remove(plan, read(plan.folder, name), set())
            paths.remove(plan.folder, _place(plan.folder, name))


def _remove(plan: Plan, record: Record | None, kept: Collection[str]) -> None:
    for name, (written, size, _) in (record["files"] if record else {}).items():
        state = paths.state(plan.folder, plan.target / name)
        if name not in kept and state is not None and state.st_size == size:
            paths.remove(plan.folder, plan.target / name, written)


def settled(plan: Plan, made_from: str) -> Summary | None:
    """Return the summary of the last run if its inputs were the same and all outputs still exist; else None."""
    kept = _document(plan.folder, plan.folder / STATE, _State)
    if kept is None or kept["inputs"] != made_from:
        return None
    for name, written in kept["sections"].items():
        if "/" in name or "\0" in name or paths.digest(plan.folder, _place(plan.folder, name)) != written:
            return None
        record = read(plan.folder, name)
        if record is None or missing(plan, record):
            return None
    if paths.digest(plan.folder, plan.target / SUMMARY) != kept["summary"]:
        return None
    return _document(plan.folder, plan.target / SUMMARY, Summary)


def settle(plan: Plan, names: Sequence[str], made_from: str, summary: str) -> None:
    """Record that everything was made from these inputs; `summary` is the text of the summary."""
    # A run that was stopped may write another record since: by the digests that shows.
    digests = {name: paths.digest(plan.folder, _place(plan.folder, name)) for name in names}
    document = {"inputs": made_from, "sections": digests, "summary": sha256(summary.encode()).hexdigest()}
    paths.write(plan.folder, plan.folder / STATE, lambda out: out.write(json_text(document) + "\n"))

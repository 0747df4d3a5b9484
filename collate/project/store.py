"""What was made of each section, and from what: so that the next run does only what has changed.

A record is one small file for each section in `.collate/`, written whole or not at all: two runs can share the folder,
and a run that was stopped has lost nothing that was done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from collate import judge, pipeline
from collate.config import NAME, Settings
from collate.model import Source
from collate.model.plan import Outcome, Plan
from collate.model.text import digest
from collate.project.work import Task
from collate.readers.described import NAME as DESCRIBED
from collate.whole import written_whole
from collate.wording import json_text

FOLDER = ".collate"
SECTIONS = f"{FOLDER}/sections"
STATE = f"{FOLDER}/state.json"


def code() -> str:
    """A digest of the program: its own files, and the versions of all that is installed beside it."""
    whole = sha256()
    root = Path(str(files("collate")))
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        whole.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    # Their names hold the versions: plug-ins, and the libraries of writers, are among them.
    installed = {one.name for place in sys.path for one in Path(place or ".").glob("*.dist-info")}
    whole.update(json_text(sorted(installed)).encode())
    return whole.hexdigest()


def cause(task: Task, program: str) -> dict[str, Any]:
    """What a section is made from: all that is known of each text, the settings with what they name, the program."""
    codes = sorted({one.language.code for one in task.sources})
    settings = {
        **task.settings.recipe(),
        "decisions": judge.digest(task.settings),
        "base": task.base,
        "packs": {code: dict(judge.pack(code, task.settings).digests) for code in codes},
    }
    return {
        "texts": {one.siglum: _known(one) for one in task.sources},
        "settings": sha256(json_text(settings).encode()).hexdigest(),
        "outputs": [list(one) for one in task.outputs],
        "program": program,
    }


def _known(source: Source) -> str:
    """A digest of a text and of everything that a writer may say of it."""
    marks = [[mark.kind, mark.start, mark.end, dict(mark.data)] for mark in source.marks]
    about = [
        pipeline.source_record(source), source.content, source.title, source.status, source.date, source.line, marks,
        list(source.origin.notes), source.manuscript, source.hand,
    ]  # fmt: skip
    return digest(json.dumps(about, default=str))


def stale(folder: Path, task: Task, now: Mapping[str, Any]) -> str:
    """Why a section has to be collated; "" if all that is wanted of it is there and unchanged."""
    record = read(folder, task.name)
    return "new" if record is None else _changed(record["cause"], now) or missing(task.target, record)


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What of the causes of a section is not what it was."""
    if before["program"] != now["program"]:
        return "another version of Collate"
    if before["settings"] != now["settings"]:
        return "settings or decisions changed"
    if before["outputs"] != now["outputs"]:
        return "other outputs are wanted"
    changed = [siglum for siglum in now["texts"] if before["texts"].get(siglum) != now["texts"][siglum]]
    gone = [siglum for siglum in before["texts"] if siglum not in now["texts"]]
    if changed or gone or list(before["texts"]) != list(now["texts"]):
        return f"text changed: {', '.join([*changed, *gone]) or 'the order of witnesses'}"
    return ""


def missing(target: Path, record: Mapping[str, Any]) -> str:
    """What of the results of a section is not there, or not as it was written."""
    if record["failed"]:
        return f"failed before: {record['failed']}"
    for name, (written, size, modified) in record["files"].items():
        path = target / name
        if not path.is_file():
            return f"{name} is missing"
        state = path.stat()
        if [state.st_size, state.st_mtime_ns] != [size, modified] and sha256(path.read_bytes()).hexdigest() != written:
            return f"{name} was changed"
    return ""


def read(folder: Path, name: str) -> dict[str, Any] | None:
    """The record of a section; None if there is none that can be understood."""
    try:
        record = json.loads((folder / SECTIONS / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    wanted = {"cause", "files", "units", "labels", "notes", "failed"}
    return record if isinstance(record, dict) and wanted <= set(record) else None


def keep(folder: Path, task: Task, outcome: Outcome, now: Mapping[str, Any]) -> None:
    """Write the record of a section; what an earlier one wrote and this did not is removed."""
    states = {}
    for name, written in outcome.files.items():
        state = (task.target / name).stat()
        states[name] = [written, state.st_size, state.st_mtime_ns]
    record = {
        "cause": now, "files": states, "units": outcome.units, "labels": dict(outcome.labels),
        "notes": list(outcome.notes), "failed": outcome.failed,
    }  # fmt: skip
    _remove(task.target, read(folder, task.name), set(states))
    (folder / SECTIONS).mkdir(parents=True, exist_ok=True)
    written_whole(folder / SECTIONS / f"{task.name}.json", lambda out: out.write(json_text(record) + "\n"))


def clear(folder: Path, target: Path, names: Collection[str]) -> None:
    """Remove what was made of sections that are no more, as long as it is as it was written."""
    for path in sorted((folder / SECTIONS).glob("*.json")):
        if path.stem not in names:
            _remove(target, read(folder, path.stem), set())
            path.unlink(missing_ok=True)


def _remove(target: Path, record: Mapping[str, Any] | None, kept: Collection[str]) -> None:
    for name, (written, *_) in (record["files"] if record else {}).items():
        path = target / name
        if name not in kept and path.is_file() and sha256(path.read_bytes()).hexdigest() == written:
            path.unlink()


def inputs(plan: Plan, settings: Settings, program: str) -> str:
    """A digest of all that a project is made from: where it is as it was, nothing has to be read again."""
    project = settings.project
    named = [path for paths in plan.witnesses.values() for path in paths]
    beside = sorted({path.parent / DESCRIBED for path in named})
    packs = sorted(project.languages.rglob("*")) if project.languages else []
    whole = sha256(program.encode())
    for path in (plan.folder / NAME, *named, *beside, *([project.decisions] if project.decisions else []), *packs):
        whole.update(str(path).encode("utf-8", "surrogateescape") + b"\0")
        if path.is_file():
            whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def settled(folder: Path, target: Path, made_from: str) -> bool:
    """Whether the last run made everything from just this, and all of it is still there."""
    try:
        kept = json.loads((folder / STATE).read_text(encoding="utf-8"))
        digests, inputs_ = dict(kept["sections"]), kept["inputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if inputs_ != made_from:
        return False
    for name, written in digests.items():
        record = read(folder, name)
        if record is None or _digest_of(folder, name) != written or missing(target, record):
            return False
    return True


def _digest_of(folder: Path, name: str) -> str:
    """The digest of the record of a section: a run that was stopped may have written another since."""
    return sha256((folder / SECTIONS / f"{name}.json").read_bytes()).hexdigest()


def settle(folder: Path, names: Sequence[str], made_from: str) -> None:
    """Remember that everything was made from this."""
    (folder / FOLDER).mkdir(exist_ok=True)
    digests = {name: _digest_of(folder, name) for name in names}
    text = json_text({"inputs": made_from, "sections": digests}) + "\n"
    written_whole(folder / STATE, lambda out: out.write(text))

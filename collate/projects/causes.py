"""The inputs of a section, and which of them have changed since it was made (why it is stale)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from collate import pipeline, registry
from collate.config import NAME, Settings
from collate.io.wording import json_text
from collate.languages.packs import pack
from collate.model import Source
from collate.model.plan import Plan
from collate.model.text import digest
from collate.projects.file import GROUPS
from collate.projects.work import Task
from collate.variants.decisions import replay
from collate.witnesses.described import NAME as DESCRIBED

Cause = dict[str, Any]
# The packages behind components of ours that are extras.
EXTRAS = {"docx": "python-docx", "xlsx": "xlsxwriter", "parquet": "duckdb", "cjk-words": "icu4py"}
PACKS = "languages"
SEAMS = (registry.READERS, registry.TOKENISERS, registry.NORMALISERS, registry.ALIGNERS, *GROUPS.values())
TEXT = {"text": "text", "line": "first line", "file": "file", "encoding": "encoding", "language": "language",
        "about": "description"}  # fmt: skip


@cache  # the program does not change while it runs
def program() -> str:
    """Return a digest of Collate's own source files."""
    whole = sha256()
    root = Path(str(files("collate")))
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        whole.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def cause(task: Task) -> Cause:
    """Return the inputs of a section: a value for each input that can be the reason why the section is stale."""
    made = replay.decisions(task.settings)
    found = {
        "program": program(),
        "versions": _versions(task),
        "outputs": [list(one) for one in task.outputs],
        "settings": _settings(task),
        "decisions": replay.decisions_digest(made),
        "texts": {one.siglum: _text(one) for one in task.sources},
    }
    kept: Cause = json.loads(json.dumps(found, default=str))  # as it will be read again
    return kept


def _settings(task: Task) -> dict[str, Any]:
    """Return the settings by their names in `collate.toml`."""
    asked, codes = task.settings, sorted({one.language.code for one in task.sources})
    sigla = [one.siglum for one in task.sources]
    return {
        "base": task.base if task.base in sigla else sigla[0], "original": task.original,
        "language": asked.languages, "encoding": asked.encoding, "normalise": asked.normalise, "cjk": asked.cjk,
        "ignore": sorted(asked.ignore), "only": sorted(asked.only), "aligner": asked.aligner, "profile": asked.profile,
        "anchors": asked.anchors, "sections": asked.sections, "hands": asked.hands, "prefer": asked.prefer,
        "aside": asked.aside, "convention": asked.convention, "ends": asked.ends, "by": asked.by,
        "labels": asked.project.labels, "print": asked.project.print, "spelling": _digest(asked),
        PACKS: {
            code: {name: sha for name, sha in pack(code, asked).digests.items() if name.endswith("(project)")}
            for code in codes
        },
    }  # fmt: skip


def _text(source: Source) -> dict[str, Any]:
    """Return digests of a text and of everything about it that a writer may print."""
    record = pipeline.source_record(source)
    marks = [[mark.kind, mark.start, mark.end, dict(mark.data)] for mark in source.marks]
    signs = [[sign.at, sign.text, sign.reads] for sign in source.signs]
    about = [
        source.title, source.status, source.date, list(source.origin.notes), source.manuscript, source.hand,
        record["language_from"],
    ]  # fmt: skip
    return {
        "text": digest(json.dumps([record["sha256"], source.content, marks, signs], default=str)),
        "line": source.line, "file": record["file"], "encoding": record["encoding"], "language": record["language"],
        "about": digest(json.dumps(about, default=str)),
    }  # fmt: skip


def _versions(task: Task) -> dict[str, str]:
    """Return the versions of all packages that a section uses: those in its recipe, and those of other components."""
    found = {part: registry.version(part) for part in pipeline.PARTS if part != "collate"}
    writers = ((GROUPS[wanted.group], wanted.format) for wanted in task.outputs)
    for group, name in (*components(task.sources, task.settings), *writers):
        found |= registry.provider(group, name)
        if name in EXTRAS and not registry.provider(group, name):
            found[EXTRAS[name]] = registry.installed(EXTRAS[name])
    return found


def components(sources: Sequence[Source], settings: Settings) -> list[tuple[str, str]]:
    """Group and name of each component that aligns some sources or prepares them."""
    return [
        (registry.ALIGNERS, settings.aligner),
        *((registry.NORMALISERS, name) for name in settings.normalise),
        *((registry.TOKENISERS, pipeline.tokeniser(one, settings)) for one in sources),
    ]


def changed(before: object, now: Cause) -> str:
    """Name the inputs of a section that have changed; "" if none has."""
    if not isinstance(before, dict) or before.get("program") != now["program"]:
        return "another version of Collate"
    if not _understood(before, now):
        return "its record cannot be understood"
    settings = _other_settings(before["settings"], now["settings"])
    reasons = ["other outputs are wanted"] if before["outputs"] != now["outputs"] else []
    reasons += [f"settings changed: {', '.join(settings)}"] if settings else []
    reasons += _other_versions(before["versions"], now["versions"], new=not reasons)
    reasons += ["decisions changed"] if before["decisions"] != now["decisions"] else []
    return "; ".join([*reasons, *_other_texts(before["texts"], now["texts"], settings)])


def _other_settings(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Name the settings that changed. Language packs count only for the languages of the texts, old and new."""
    then: Any = before.get(PACKS)
    then = then if isinstance(then, dict) else {}
    packs = any(then[code] != digests for code, digests in now[PACKS].items() if code in then)
    others = [key for key in now if key != PACKS and before.get(key) != now[key]]
    return [*others, *([PACKS] if packs else [])]


def _other_versions(before: Mapping[str, str], now: Mapping[str, str], *, new: bool) -> list[str]:
    """Name the packages whose version changed; with `new` also those that are used now and were not, or the reverse."""
    reasons = []
    for part in sorted({*before, *now}):
        if part in before and part in now and before[part] != now[part]:
            reasons.append(f"another version of {part}")
        elif new and (part in before) != (part in now):
            reasons.append(f"{part} {'takes part' if part in now else 'takes no part any more'}")
    return reasons


def _understood(before: Mapping[str, Any], now: Cause) -> bool:
    """Whether a recorded value has a form that can be compared."""
    return all(isinstance(before.get(key), type(value)) for key, value in now.items()) and all(
        isinstance(text, dict) for text in before["texts"].values()
    )


def _other_texts(before: Mapping[str, Any], now: Mapping[str, Any], settings: Sequence[str]) -> list[str]:
    """Name the texts that changed, by witness, unless a changed setting explains it."""
    others = [siglum for siglum in {**now, **before} if (siglum in before) != (siglum in now)]
    reasons = [f"witnesses changed: {', '.join(others)}"] if others else []
    for key, name in TEXT.items():
        own = [siglum for siglum in now if siglum in before and before[siglum].get(key) != now[siglum][key]]
        said = key in settings or (key == "about" and "language" in settings)
        if own and not said:
            reasons.append(f"{name} changed: {', '.join(own)}")
    if not others and list(before) != list(now):
        reasons.append("the order of witnesses changed")
    return reasons


def inputs(plan: Plan, settings: Settings) -> str:
    """Return a digest of all inputs of a project. If it is unchanged, no text has to be read again."""
    project = settings.project
    named = [path for files_ in plan.witnesses.values() for path in files_]
    beside = sorted({path.parent / DESCRIBED for path in named})
    packs = sorted(project.languages.rglob("*")) if project.languages else []
    whole = sha256(json_text([program(), _installed()]).encode())
    for path in (plan.folder / NAME, *named, *beside, *([project.decisions] if project.decisions else []), *packs):
        whole.update(str(path).encode("utf-8", "surrogateescape") + b"\0")
        if path.is_file():
            whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _installed() -> list[object]:
    """Return the versions of all packages that a project could use."""
    others = [(group, name, registry.provider(group, name)) for group in SEAMS for name in registry.names(group)]
    return [[registry.installed(part) for part in (*pipeline.PARTS, *EXTRAS.values())], others]


def _digest(asked: Settings) -> str:
    """The digest of the file that says what is spelling, "" if there is none."""
    path = asked.project.spelling
    return sha256(path.read_bytes()).hexdigest() if path and path.is_file() else ""

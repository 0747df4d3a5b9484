"""One section collated and written: what a worker does, whichever machine it runs on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from collate import paths, pipeline, registry
from collate.characters import names
from collate.config import Settings
from collate.errors import CollateError
from collate.model import Apparatus, Source
from collate.model.plan import Outcome, Plan, Wanted
from collate.outputs import ending
from collate.project.file import GROUPS
from collate.wording import json_text

RECIPES = "recipes"
LONGEST = 60  # characters of a file's name
_COUNT = "([1-9][0-9]{0,8})"
_PLAIN = re.compile(rf"([a-z]{{1,20}})(?: {_COUNT})?(?: \({_COUNT}\))?(?: \[{_COUNT}\])?")


@dataclass(frozen=True, slots=True)
class Task:
    """All that one section needs, to be sent anywhere: its name, its texts, what is to be written where.

    `folder` is the project's; `target`, under it, that of the outputs.
    """

    name: str
    sources: tuple[Source, ...]
    base: str
    settings: Settings
    outputs: tuple[Wanted, ...]
    folder: Path
    target: Path


def slug(key: str) -> str:
    """A file name for a key: ``chapter 3`` is ``chapter-003``; no text becomes a path, and no two keys one name."""
    known = _PLAIN.fullmatch(key)
    if known:
        word, number, again, part = known.groups()
        counts = (("", number), ("again-", again), ("part-", part))
        return "-".join([word, *(f"{what}{int(one):03}" for what, one in counts if one)])
    plain = re.sub(r"[^\w]+", "-", re.sub(r"\d+", lambda match: match.group().zfill(3), key.casefold())).strip("-_")
    return f"{plain[:LONGEST] or 'section'}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def place(task: Task, wanted: Wanted) -> Path:
    """Where an output of a section goes."""
    return task.target / folder_of(*wanted) / f"{task.name}.{ending(wanted.format)}"


def folder_of(group: str, form: str) -> str:
    """The folder, under that of the outputs, for the outputs of a format."""
    return form if group == "apparatus" else f"{group}-{form}"


def done(task: Task) -> Outcome:
    """Collate a section and write what is wanted of it. Whatever goes wrong is told in the outcome; nothing stops."""
    try:
        return _done(task)
    except CollateError as problem:
        return Outcome(task.name, {}, failed=problem.sentence())
    except MemoryError:
        return Outcome(task.name, {}, failed="out of memory; run fewer workers, or cut the section smaller")
    except OSError as problem:
        return Outcome(task.name, {}, failed=f"{problem.filename or 'a file'}: cannot be used ({problem.strerror})")
    except Exception as problem:  # noqa: BLE001  one section must not end the work on all others
        return Outcome(task.name, {}, failed=f"a fault of Collate itself ({type(problem).__name__}: {problem})")


def _done(task: Task) -> Outcome:
    witnesses = pipeline.witnesses(task.sources, task.settings)
    collation = pipeline.collate(witnesses, task.settings)
    base = task.base if task.base in collation.sigla else collation.sigla[0]
    apparatus = pipeline.apparatus(collation, base, task.settings)
    files = {}
    for wanted in task.outputs:
        path = place(task, wanted)
        _write(task, path, apparatus, wanted)
        files[path.relative_to(task.target).as_posix()] = paths.digest(task.folder, path)
    text = json_text({**apparatus.recipe, "names": names(apparatus)}, indent=1) + "\n"
    paths.write(task.folder, task.target / RECIPES / f"{task.name}.json", lambda out: out.write(text))
    files[f"{RECIPES}/{task.name}.json"] = sha256(text.encode()).hexdigest()
    labels: dict[str, int] = {}
    for unit in apparatus.units:
        for label in unit.labels:
            labels[label] = labels.get(label, 0) + 1
    return Outcome(task.name, files, len(apparatus.units), labels, tuple(apparatus.notes))


def _write(task: Task, path: Path, apparatus: Apparatus, wanted: Wanted) -> None:
    writer = registry.load(GROUPS[wanted.group], wanted.format)
    given = registry.taking(writer, profile=task.settings.print_profile())
    paths.write(task.folder, path, lambda out: writer(apparatus, out, **given))


def tasks(
    rows: Sequence[tuple[str, Mapping[str, Source]]],
    settings: Settings,
    plan: Plan,
) -> list[Task]:
    """A task for each row that two witnesses or more have; names are those of the keys, each once."""
    return [
        Task(slug(key), tuple(sources.values()), plan.base, settings, plan.outputs, plan.folder, plan.target)
        for key, sources in rows
        if len(sources) > 1
    ]

"""Collates one section and writes its outputs; runs in a worker, on any machine."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import regex

from collate import pipeline, registry
from collate.config import Settings
from collate.errors import CollateError
from collate.io import faults, paths
from collate.io.formats import ending
from collate.io.wording import json_text
from collate.languages.letters import nfc
from collate.model import Apparatus, Source
from collate.model.plan import Outcome, Plan, Wanted
from collate.projects.file import GROUPS
from collate.tradition.characters import names as character_names

RECIPES = "recipes"
LONGEST = 70  # bytes of a file's name in UTF-8, before what tells it apart
_COUNT = "([1-9][0-9]{0,8})"
# Words with single signs between them; the names that Windows keeps for devices; numbers behind a space.
_SAFE = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[ _.-][\p{L}\p{M}\p{N}]+)*")
_UNSAFE = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_RESERVED = regex.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", regex.IGNORECASE)
_LATER_NUMBER = regex.compile(r" ([1-9][0-9]?)(?= |$)")
_PLAIN = re.compile(rf"([a-z]{{1,20}})(?: {_COUNT})?(?: \({_COUNT}\))?(?: \[{_COUNT}\])?")


@dataclass(frozen=True, slots=True)
class Task:
    """All that is needed to collate one section: its name, its texts, and the outputs to write.

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
    """Return a safe file name for a key: ``chapter 3`` becomes ``chapter-003``; ``ch1`` and ``Preface`` stay.

    No text becomes a path. What is changed by more than hyphens for spaces and noughts before numbers has a digest of
    the key behind it, so that it stays apart from others.
    """
    reserved = _RESERVED.fullmatch(key)
    known = _PLAIN.fullmatch(key)
    if known and not reserved:
        word, number, again, part = known.groups()
        counts = (("", number), ("again-", again), ("part-", part))
        return "-".join([word, *(f"{what}{int(one):03}" for what, one in counts if one)])
    if _SAFE.fullmatch(key) and not reserved and key == nfc(key) and len(key.encode()) <= LONGEST:
        return _LATER_NUMBER.sub(lambda match: f"-{match[1].zfill(3)}", key).replace(" ", "-")
    plain = _UNSAFE.sub("-", nfc(key)).strip("-_.").encode("utf-8", "ignore")[:LONGEST].decode("utf-8", "ignore")
    return _apart(plain, key)


def _apart(plain: str, key: str) -> str:
    return f"{plain or 'section'}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def names(keys: Sequence[str]) -> dict[str, str]:
    """Return a file name for each key; no two are equal, also without regard to case.

    Of keys with one name that which needs the least change has it: it has it whichever others there are.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(keys, key=lambda key: (slug(key) != key, key != key.casefold(), key)):
        name = slug(key)
        found[key] = _apart(name, key) if name.casefold() in taken else name
        taken.add(found[key].casefold())
    return found


def place(task: Task, wanted: Wanted) -> Path:
    """Return the path of an output of a section."""
    return task.target / folder_of(*wanted) / f"{task.name}.{ending(wanted.format)}"


def folder_of(group: str, form: str) -> str:
    """Return the folder for the outputs of a format."""
    return form if group == "apparatus" else f"{group}-{form}"


def collated(task: Task) -> Apparatus:
    """The apparatus of a section, read from the base of the project where the section has it."""
    witnesses = pipeline.witnesses(task.sources, task.settings)
    collation = pipeline.collate(witnesses, task.settings)
    base = task.base if task.base in collation.sigla else collation.sigla[0]
    return pipeline.apparatus(collation, base, task.settings)


def done(task: Task) -> Outcome:
    """Collate a section and write its outputs. Errors are returned in the outcome, not raised."""
    try:
        return _done(task)
    except CollateError as problem:
        return Outcome(task.name, {}, failed=problem.sentence())
    except MemoryError:
        return Outcome(task.name, {}, failed="out of memory; run fewer workers, or cut the section smaller")
    except OSError as problem:
        return Outcome(task.name, {}, failed=f"{problem.filename or 'a file'}: cannot be used ({problem.strerror})")
    except Exception as problem:  # noqa: BLE001  one section must not end the work on all others
        sys.stderr.write(faults.asked_for(problem))
        return Outcome(task.name, {}, failed=faults.sentence(problem))


def _done(task: Task) -> Outcome:
    apparatus = collated(task)
    files = {}
    for wanted in task.outputs:
        path = place(task, wanted)
        _write(task, path, apparatus, wanted)
        files[path.relative_to(task.target).as_posix()] = paths.digest(task.folder, path)
    text = json_text({**apparatus.recipe, "names": character_names(apparatus)}, indent=1) + "\n"
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
    """Make a task for each row with two witnesses or more."""
    together = [(key, sources) for key, sources in rows if len(sources) > 1]
    called = names([key for key, _ in together])
    return [
        Task(called[key], tuple(sources.values()), plan.base, settings, plan.outputs, plan.folder, plan.target)
        for key, sources in together
    ]

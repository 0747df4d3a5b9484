"""Collates one section and writes its outputs; runs in a worker, on any machine."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import regex

from collate import pipeline, registry
from collate.config import Settings
from collate.errors import CollateError
from collate.io import faults, paths
from collate.io.formats import ending
from collate.io.wording import json_text
from collate.languages.letters import nfc
from collate.model import Apparatus, Source
from collate.model.fidelity import Fidelity
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

    `folder` is the project's; `target`, under it, that of the outputs. `original` is the text that those in other
    languages translate, "" if all are witnesses of one text.
    """

    name: str
    sources: tuple[Source, ...]
    base: str
    settings: Settings
    outputs: tuple[Wanted, ...]
    folder: Path
    target: Path
    original: str = ""


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


def place(task: Task, wanted: Wanted, language: str = "") -> Path:
    """Return the path of an output of a section; of the translations into a language, in a folder of their own."""
    folder = f"{folder_of(*wanted)}-{language}" if language else folder_of(*wanted)
    return task.target / folder / f"{task.name}.{ending(wanted.format)}"


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
    made = _made(task)
    files: dict[str, str] = {}
    for wanted in task.outputs:
        for part, result in made.results(wanted.group):
            path = place(task, wanted, part)
            _write(task, path, result, wanted)
            files[path.relative_to(task.target).as_posix()] = paths.digest(task.folder, path)
    text = json_text(made.recipe, indent=1) + "\n"
    paths.write(task.folder, task.target / RECIPES / f"{task.name}.json", lambda out: out.write(text))
    files[f"{RECIPES}/{task.name}.json"] = sha256(text.encode()).hexdigest()
    units = [unit for apparatus in made.apparatuses.values() for unit in apparatus.units]
    labels = Counter(label for unit in units for label in unit.labels)
    findings = Counter(one.kind for one in made.fidelity.findings) if made.fidelity else Counter[str]()
    return Outcome(task.name, files, len(units), labels, tuple(made.notes), findings=findings)


class _Made(NamedTuple):
    """What is made of a section: an apparatus for each language that has several texts ("" for that of the original),
    the findings in the translations, the recipe of all, and notes.
    """

    apparatuses: Mapping[str, Apparatus]
    fidelity: Fidelity | None
    recipe: Mapping[str, object]
    notes: Sequence[str]

    def results(self, group: str) -> list[tuple[str, Apparatus | Fidelity]]:
        """The results that are written in the formats of a group, each with its language, "" for the original's."""
        if group == "findings":
            return [("", self.fidelity)] if self.fidelity else []
        return list(self.apparatuses.items())


def _made(task: Task) -> _Made:
    if not task.original:
        apparatus = collated(task)
        recipe = {**apparatus.recipe, "names": character_names(apparatus)}
        return _Made({"": apparatus}, None, recipe, apparatus.notes)
    from collate.translation.revisions import summary  # noqa: PLC0415  slow to load
    from collate.translation.side_by_side import versions  # noqa: PLC0415

    base = task.base if task.base in {source.siglum for source in task.sources} else task.original
    found = versions(task.sources, base, task.settings, original=task.original)
    apparatuses = {"": found.apparatus} if found.apparatus else {}
    apparatuses |= {one.apparatus.collation.witnesses[0].source.language.base: one.apparatus for one in found.collated}
    recipes = {language or "original": apparatus.recipe for language, apparatus in apparatuses.items()}
    notes = [*(note for apparatus in apparatuses.values() for note in apparatus.notes), *found.fidelity.quiet]
    notes += [f"{task.name}: {summary(revision)}" for own in found.collated for revision in own.revisions]
    return _Made(apparatuses, found.fidelity, {"fidelity": found.fidelity.recipe, "apparatus": recipes}, notes)


def _write(task: Task, path: Path, result: Apparatus | Fidelity, wanted: Wanted) -> None:
    writer = registry.load(GROUPS[wanted.group], wanted.format)
    given = registry.taking(writer, profile=task.settings.print_profile())
    paths.write(task.folder, path, lambda out: writer(result, out, **given))


def tasks(
    rows: Sequence[tuple[str, Mapping[str, Source]]],
    settings: Settings,
    plan: Plan,
) -> list[Task]:
    """Make a task for each row with two witnesses or more."""
    together = [(key, sources) for key, sources in rows if len(sources) > 1]
    called = names([key for key, _ in together])
    found = []
    for key, sources in together:
        several = bool(pipeline.languages(tuple(sources.values())))
        base = plan.base if plan.base in sources else next(iter(sources))
        original = (plan.original if plan.original in sources else base) if several and plan.original else ""
        own = tuple(sources.values())
        found.append(Task(called[key], own, plan.base, settings, plan.outputs, plan.folder, plan.target, original))
    return found

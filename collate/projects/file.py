"""Reads `collate.toml` as a `Plan`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypedDict, TypeVar

from msgspec import Meta

from collate import registry
from collate.config import DECISIONS, HINT, MEGABYTE, MOST_MEGABYTES, NAME, Settings, document, project, with_decisions
from collate.errors import InputError, UsageError
from collate.io import paths
from collate.io.documents import Count, shaped
from collate.model.plan import Plan, Wanted
from collate.projects.patterns import matching

CUTS = ("headings", "ids", "loci", "files", "lines", "none")
GROUPS = {"apparatus": registry.APPARATUSES, "table": registry.TABLES, "findings": registry.FINDINGS}
TARGET = "collated"
OWN_FOLDER = f'give them a folder of their own: folder = "{TARGET}"'


T = TypeVar("T")
_Names = str | list[str]


class _Cuts(TypedDict, total=False):
    """``[sections]``."""

    by: str
    match: list[dict[str, str | Count]]


class _Outputs(TypedDict, total=False):
    """``[outputs]``."""

    folder: str
    apparatus: _Names
    table: _Names
    findings: _Names


# ``[settings]``, a key of which is no name of Python.
_Asked = TypedDict(
    "_Asked",
    {
        "base": str, "original": str, "language": _Names, "encoding": str, "normalise": _Names, "ignore": _Names,
        "only": _Names,
        "cjk": str, "aligner": str, "profile": str, "convention": str, "ends": str, "by": str,
        "max-size": Annotated[int, Meta(ge=1, le=MOST_MEGABYTES)],
    },
    total=False,
)  # fmt: skip


def plan(folder: Path) -> tuple[Plan, Settings]:
    """Read the plan and the settings from the `collate.toml` of a folder. InputError says what is invalid."""
    folder = folder.resolve()  # workers of a cluster stand elsewhere
    path = folder / NAME
    if not path.is_file():
        raise UsageError(f"there is no {NAME} in {folder}", hint="collate init writes one")
    project(folder)  # what it says of labels and print is held against what there is, and no key is unknown
    asked = document(path)
    if not isinstance(asked.get("witnesses"), dict) or not asked["witnesses"]:
        raise InputError("names no witnesses", path=str(path), hint='write [witnesses] and A = "a.txt"')
    witnesses = {str(siglum): _files(path, siglum, files) for siglum, files in asked["witnesses"].items()}
    chosen = _table(path, asked, "settings", _Asked)
    known, given = settings(path, chosen)
    sections = _table(path, asked, "sections", _Cuts)
    outputs = _table(path, asked, "outputs", _Outputs)
    by = sections.get("by", "files" if all(len(files) > 1 for files in witnesses.values()) else "headings")
    if by not in CUTS:
        raise InputError(f"sections cannot be cut by {by!r}", path=str(path), hint=f"choose {', '.join(CUTS)}")
    target = _target(path, outputs.get("folder", TARGET))
    beside = (place for place in (known.project.decisions, known.project.languages) if place)
    _apart(path, target, [*(file for files in witnesses.values() for file in files), *beside])
    original = chosen.get("original", "")
    base = chosen.get("base", original or next(iter(witnesses)))
    for named in (base, original or base):
        if named not in witnesses:
            raise InputError(
                f"there is no witness {named!r}", path=str(path), hint=f"there are: {', '.join(witnesses)}"
            )
    given["base"] = (base, NAME if "base" in chosen else "the original" if original else "the first witness")
    given["original"] = (original or "(none: all are witnesses of one text)", NAME if original else "default")
    given["sections.by"] = (by, NAME if "by" in sections else "what the files are")
    return Plan(
        folder, witnesses, base, by, _wanted(path, outputs, original), target,
        _matches(path, sections, witnesses), original, given,
    ), known  # fmt: skip


def _target(path: Path, named: str) -> Path:
    """Return the output folder. InputError unless it is inside the project's folder, without symbolic links."""
    inner = Path(named)
    if inner.is_absolute() or ".." in inner.parts:
        raise InputError(f"the outputs leave the folder of the project ({named!r})", path=str(path))
    if "\0" in named or set(inner.parts) & {".git", ".collate"}:
        raise InputError(f"the outputs cannot stand in {named!r}", path=str(path), hint=OWN_FOLDER)
    target = path.parent / inner
    try:
        taken = target.is_file() and not target.is_symlink()
    except OSError as problem:  # a name that the system does not take
        what = f"the outputs cannot stand in {named!r} ({problem.strerror})"
        raise InputError(what, path=str(path), hint=OWN_FOLDER) from None
    if taken:
        raise InputError(f"the outputs want a folder, and {target.name!r} is a file", path=str(path))
    if inner.parts:
        paths.refuse(path.parent, target, a_folder=True)
    return target


def _apart(path: Path, target: Path, others: Sequence[Path]) -> None:
    """Raise InputError unless the output folder is separate and contains no file that is read."""
    for file in others:
        if target.resolve() in (file.resolve(), *file.resolve().parents):
            raise InputError(
                f"the outputs would stand among the witnesses ({file.name})", path=str(path), hint=OWN_FOLDER
            )
    if target == path.parent:
        raise InputError("the outputs cannot stand in the project's own folder", path=str(path), hint=OWN_FOLDER)


def _table(path: Path, asked: Mapping[str, Any], name: str, kind: type[T]) -> T:
    """Return a table of the file with checked types; InputError for an unknown key."""
    found = asked.get(name, {})
    known = kind.__annotations__
    for key in found:
        if key not in known:
            raise InputError(f"[{name}] has no {key!r}", path=str(path), hint=f"keys: {', '.join(sorted(known))}")
    return shaped(found, kind, str(path), name, HINT)


def _files(path: Path, siglum: str, named: object) -> tuple[Path, ...]:
    """Return the files of a witness (one, several, or those of a pattern), sorted by their numbers."""
    patterns = [named] if isinstance(named, str) else named
    if not isinstance(patterns, list) or not all(isinstance(one, str) and one for one in patterns):
        raise InputError(f"witness {siglum!r} is no file and no list of files", path=str(path))
    found: list[Path] = []
    for pattern in patterns:
        try:
            own = matching(path.parent, pattern)
        except ValueError as problem:
            raise InputError(f"witness {siglum!r}: {pattern!r} {problem}", path=str(path)) from None
        except OSError as problem:  # a name that the system does not take
            raise InputError(
                f"witness {siglum!r}: {pattern!r} is no name ({problem.strerror})", path=str(path)
            ) from None
        if not own:
            raise InputError(f"witness {siglum!r}: there is no file {pattern!r}", path=str(path))
        found += own
    return tuple(dict.fromkeys(found))


def settings(path: Path, asked: Mapping[str, Any]) -> tuple[Settings, dict[str, tuple[str, str]]]:
    """Return the settings of a project, and for each setting its value and its origin."""
    default = Settings()
    keys = {
        "language": "languages", "encoding": "encoding", "normalise": "normalise", "ignore": "ignore", "only": "only",
        "cjk": "cjk", "units": "units", "aligner": "aligner", "profile": "profile",
        "convention": "convention", "ends": "ends", "by": "by", "max-size": "max_bytes",
    }  # fmt: skip
    changed: dict[str, Any] = {}
    given: dict[str, tuple[str, str]] = {}
    for key, name in keys.items():
        old = getattr(default, name)
        if key not in asked:
            given[key] = (_said(old // MEGABYTE if name == "max_bytes" else old), "default")
            continue
        value = asked[key]
        if isinstance(old, tuple):
            value = tuple(value) if isinstance(value, list) else (value,)
        changed[name] = value * MEGABYTE if name == "max_bytes" else value
        given[key] = (_said(value), NAME)
    own = project(path.parent)
    for key, shown in (("labels", own.labels), ("languages", own.languages), ("print", own.print)):
        given[key] = (_said(shown or ""), NAME if shown else "default")
    given["decisions"] = (_said(own.decisions or path.parent / DECISIONS), NAME if own.decisions else "default")
    try:
        made = Settings(**changed, project=with_decisions(own, path.parent))
    except UsageError as problem:
        raise InputError(problem.what, path=str(path), hint=problem.hint) from None
    return made, given


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "(none)"
    return str(value) if value not in (None, "", {}) else "(none)"


def _wanted(path: Path, outputs: Mapping[str, Any], original: str) -> tuple[Wanted, ...]:
    if outputs.get("findings") and not original:
        hint = 'say which text is the original: original = "A" in [settings]'
        raise InputError("findings are those in translations", path=str(path), hint=hint)
    found = []
    for group, entry_points in GROUPS.items():
        asked = outputs.get(group, [])
        for form in [asked] if isinstance(asked, str) else asked:
            if form not in registry.names(entry_points):
                known = ", ".join(registry.names(entry_points))
                raise InputError(f"there is no format {form!r}", path=str(path), hint=f"there are: {known}")
            found.append(Wanted(group, form))
    default = (Wanted("apparatus", "json"), *([Wanted("findings", "json")] if original else []))
    return tuple(found) or default


def _matches(path: Path, sections: Mapping[str, Any], witnesses: Mapping[str, object]) -> tuple[dict[str, str], ...]:
    found = sections.get("match", [])
    for entry in found:
        if len(entry) < 2:
            raise InputError("a match ties sections of two witnesses or more", path=str(path),
                             hint='write match = [{ A = "chapter 3", B = "chapter 4" }]')  # fmt: skip
        for siglum in entry:
            if siglum not in witnesses:
                raise InputError(f"a match names {siglum!r}, which is no witness", path=str(path))
    return tuple({siglum: str(key) for siglum, key in entry.items()} for entry in found)

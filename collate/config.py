"""What a run was asked to do: one frozen Settings, made from the command line and the project's collate.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collate import arguments, paths, registry, vocabulary
from collate.errors import InputError, UsageError

if TYPE_CHECKING:  # the nouns load numpy, and --help should not
    from collate.model import Decision, Profile

SECTIONS = ("none", "headings", "ids", "loci")
FORMS = ("case", "accents", "apostrophes", "punctuation")
NAME = "collate.toml"
DECISIONS = "decisions.toml"
MEGABYTE = 1024 * 1024
_PATHS = ("languages", "decisions")  # the keys of a collate.toml that name files which are not its witnesses
KEYS = {
    "labels": dict, "languages": str, "decisions": str, "print": dict,
    "witnesses": dict, "sections": dict, "settings": dict, "outputs": dict,  # of projects: see project/file.py
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Project:
    """What a `collate.toml` says; `folder` is where it stands, and paths in it are relative to that.

    `labels` changes the class of labels; `languages` is a folder of language packs, `decisions` the file of the
    editor's decisions, `print` a profile's name and what it has otherwise. `decided` are decisions that take the place
    of those in the file: a section of a project is given those that can change it.
    """

    folder: Path | None = None
    labels: dict[str, str] = field(default_factory=dict, hash=False)
    languages: Path | None = None
    decisions: Path | None = None
    print: dict[str, Any] = field(default_factory=dict, hash=False)
    decided: tuple[Decision, ...] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All that decides a collation, besides the texts.

    `languages`: none (detect), one for all witnesses, or one each. `normalise`: names of normalisers that run after
    NFC, ours first, so that what they merge is one form. `ignore` and `only` name labels, or classes of labels,
    whose differences are left out. `cjk` is ``characters`` or ``words``.
    `hands`: whether corrected TEI is two witnesses, before and after correction. `sections` says by what pieces of
    the witnesses are matched before their words are, `anchors` which words belong together (``A:8.3=B:9.1``: line and
    word). `max_bytes` is the most that a file may hold; all together may hold four times as much.
    """

    languages: tuple[str, ...] = ()
    encoding: str | None = None
    normalise: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    cjk: str = "characters"
    aligner: str = "anchored"
    sections: str = "none"
    anchors: tuple[str, ...] = ()
    max_bytes: int = 32 * MEGABYTE
    profile: str = ""
    hands: bool = False
    project: Project = Project()

    def __post_init__(self) -> None:
        self._check_types()
        if self.cjk not in {"characters", "words"}:
            raise UsageError(f"Chinese cannot be cut by {self.cjk!r}", hint="choose characters or words")
        if self.sections not in SECTIONS:
            raise UsageError(f"sections cannot be matched by {self.sections!r}", hint=f"choose {', '.join(SECTIONS)}")
        object.__setattr__(self, "normalise", _normalisers(self.normalise))
        if self.aligner != "anchored":  # which is there, and to look for others takes time
            registry.check(registry.ALIGNERS, self.aligner)
        if self.max_bytes <= 0:
            raise UsageError("--max-size must be more than 0")
        self.hidden()
        if self.profile or self.project.print:
            self.print_profile()

    def _check_types(self) -> None:
        """WrongTypeError for a value that is none of its field's; lists become tuples, which compare and hash."""
        for name in ("languages", "normalise", "ignore", "only", "anchors"):
            object.__setattr__(self, name, arguments.strings(name, getattr(self, name)))
        for name in ("cjk", "aligner", "sections", "profile"):
            arguments.check(name, getattr(self, name), str, "a str")
        arguments.check("encoding", self.encoding, (str, type(None)), "a str or None")
        arguments.check("max_bytes", self.max_bytes, int, "an int")
        arguments.check("hands", self.hands, bool, "True or False")
        arguments.check("project", self.project, Project, "a Project")

    def classes(self) -> dict[str, str]:
        """Whether each label is formal or substantive."""
        return vocabulary.classes(self.project.labels)

    def hidden(self) -> frozenset[str]:
        """The labels whose differences are not reported."""
        kinds = self.classes()
        shown = vocabulary.expanded(self.only, kinds) or frozenset(kinds)
        return (frozenset(kinds) - shown) | vocabulary.expanded(self.ignore, kinds)

    def print_profile(self) -> Profile:
        """The print conventions: the project's, or those named on the command line with what the project changes."""
        named = {"profile": self.profile} if self.profile else {}
        return profile({**self.project.print, **named})

    def recipe(self) -> dict[str, object]:
        """The settings that another run needs to come to the same result."""
        return {
            "languages": list(self.languages),
            "encoding": self.encoding,
            "normalise": ["nfc", *self.normalise],
            "ignore": sorted(self.hidden()),
            "cjk": self.cjk,
            "aligner": self.aligner,
            "sections": self.sections,
            "anchors": list(self.anchors),
            "hands": self.hands,
            "profile": {"name": self.print_profile().name, **self.project.print},
            "classes_changed": dict(sorted(self.project.labels.items())),
        }


def _normalisers(forms: Sequence[str]) -> tuple[str, ...]:
    """Normalisers in the order in which they run: ours, then those of other packages as they were named."""
    others = [name for name in dict.fromkeys(forms) if name not in FORMS]
    if others:
        known = [*FORMS, *(name for name in registry.names(registry.NORMALISERS) if name not in {"nfc", *FORMS})]
        for name in others:
            if name not in known:
                raise UsageError(f"there is no normaliser {name!r}", hint=f"it knows: {', '.join(known)}")
    return (*(form for form in FORMS if form in forms), *others)


def profiles() -> tuple[str, ...]:
    """The names of the print profiles."""
    folder = files("collate").joinpath("profiles")
    return ("plain", *sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


def profile(table: Mapping[str, Any]) -> Profile:
    """The profile that a ``[print]`` table names, with its other keys changed. UsageError says what cannot be."""
    from collate.model import Profile  # noqa: PLC0415

    given = dict(table)
    name = given.pop("profile", "plain")
    if name not in profiles():
        raise UsageError(f"there is no print profile {name!r}", hint=f"there are: {', '.join(profiles())}")
    known: dict[str, Any] = {}
    if name != "plain":
        known = tomllib.loads(files("collate").joinpath("profiles", f"{name}.toml").read_text(encoding="utf-8"))
    made = Profile(name=name)
    for key, value in {**known, **given}.items():
        if key == "name" or key not in {one.name for one in fields(Profile)}:
            raise UsageError(f"a print profile has no {key!r}", hint="see docs/printing.md")
        old = getattr(made, key)
        if key == "hands" and (not isinstance(value, list) or len(value) != 2):
            raise UsageError("'hands' of a print profile is no pair", hint="see docs/printing.md")
        if isinstance(old, tuple):
            value = tuple(map(str, value)) if isinstance(value, list) else value
        elif key == "groups" and isinstance(value, dict):
            value = {group: tuple(map(str, members)) for group, members in value.items()}
        if not isinstance(value, dict if key in {"groups", "signs"} else type(old)):
            raise UsageError(f"{key!r} of a print profile is no {type(old).__name__}", hint="see docs/printing.md")
        changed: dict[str, Any] = {key: value}
        made = replace(made, **changed)
    return made


def project(start: Path) -> Project:
    """The nearest `collate.toml` at or above a folder, as `paths.nearest` looks; an empty Project if there is none."""
    path = paths.nearest(start, NAME)
    return _read(path) if path else Project()


def _read(path: Path) -> Project:
    asked = document(path)
    for key, value in asked.items():
        if key not in KEYS or not isinstance(value, KEYS[key]):
            wrong = "is not known" if key not in KEYS else f"is no {'table' if KEYS[key] is dict else 'text'}"
            raise InputError(f"{key!r} {wrong}", path=str(path), hint=f"keys: {', '.join(KEYS)}")
    printed = asked.get("print", {})
    labels = {name: str(kind) for name, kind in asked.get("labels", {}).items()}
    try:
        vocabulary.classes(labels)
        profile(printed)
    except UsageError as problem:
        raise InputError(problem.what, path=str(path), hint=problem.hint) from None
    folder = path.parent
    named = {key: paths.named(folder, key, asked[key], written_in=path) for key in _PATHS if key in asked}
    return Project(folder, labels, named.get("languages"), named.get("decisions"), printed)


def with_decisions(own: Project, folder: Path) -> Project:
    """The project with the file of decisions of its folder, if its `collate.toml` names no other."""
    if own.decisions:
        return own
    path = folder / DECISIONS
    if own.folder:
        path = paths.named(folder, "decisions", DECISIONS, written_in=folder / NAME)
    return replace(own, decisions=path)


def document(path: Path) -> dict[str, Any]:
    """A `collate.toml` as it stands; InputError if it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as problem:
        raise InputError(f"cannot be understood ({problem})", path=str(path), hint="see docs/projects.md") from None

"""Settings of a run, from the command line and the project's `collate.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from collate import registry
from collate.errors import InputError, UsageError
from collate.io import arguments, paths
from collate.io.documents import each, shaped, toml_file
from collate.io.wording import visible
from collate.model import Decision, Profile, vocabulary

SECTIONS = ("none", "headings", "ids", "loci")
CONVENTIONS = ("auto", "leiden", "edition", "diplomatic", "none")
ENDS = ("lacuna", "omission")
FORMS = ("case", "accents", "apostrophes", "punctuation")
BY = ("auto", "form", "norm", "lemma")
UNITS = ("auto", "word", "phrase", "line")
NAME = "collate.toml"
DECISIONS = "decisions.toml"
HINT = "see docs/projects.md"
PRINT_HINT = "see docs/printing.md"
MOST = 1_000_000  # words, or witnesses, that a print profile counts
FILES = ("languages", "decisions", "spelling")  # the keys of a collate.toml that name files which are not its witnesses
MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 1024 * 1024  # a terabyte: what --max-size and its like can ask for
KEYS: dict[str, type[object]] = {
    "labels": dict, "languages": str, "decisions": str, "spelling": str, "print": dict,
    "witnesses": dict, "sections": dict, "settings": dict, "outputs": dict,  # of projects: see project/file.py
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Project:
    """The contents of a `collate.toml`; `folder` is the folder it is in, to which its paths are relative.

    `labels` are the classes of labels, where they are changed, and of labels of the user's own. `languages` is a folder
    of language packs, `decisions` the file of the editor's decisions, `print` the name of a print profile and the keys
    it overrides. `decided`, if given, replaces the decisions in the file: each section of a project gets only those
    that can change it. `units` says how variation units are formed. `spelling` is a file that
    says which words are spellings of one another.
    """

    folder: Path | None = None
    labels: dict[str, str] = field(default_factory=dict, hash=False)
    languages: Path | None = None
    decisions: Path | None = None
    print: dict[str, Any] = field(default_factory=dict, hash=False)
    decided: tuple[Decision, ...] | None = None
    units: str = "auto"
    spelling: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that determines a collation, besides the texts.

    `languages`: none (detect), one for all witnesses, or one each. `normalise`: names of normalisers that run after
    NFC, built-in ones first. `ignore` and `only` name labels, or classes of labels,
    whose differences are left out. `cjk` is ``characters`` or ``words``. `units` says how variation
    units are formed: one per change (``auto``), per word, per run of adjacent variants (``phrase``) or per line.
    `hands`: whether a corrected text is read as several witnesses, the stages of its correction. `aside`: what is read
    of a document or page in place of its text (``footnotes``). `prefer`: which of two
    forms is read in TEI (``abbr``, ``reg``, ``corr``; else ``expan``, ``orig``, ``sic``). `convention` says how the
    signs of a typed text are read (``auto``: what leaves no doubt, and what `witnesses.toml` says), `ends` what it is
    that a witness begins late or ends early: a ``lacuna`` or an ``omission``. `by`: whether words are
    compared by form, normal form or lemma, or by the best that all witnesses have. `sections` says how the witnesses
    are divided into sections that are matched before the words are aligned, `anchors` which words must be aligned
    (``A:8.3=B:9.1``: line and word). `max_bytes` is the largest size of a file; all files together may hold four
    times as much.
    """

    languages: tuple[str, ...] = ()
    encoding: str | None = None
    normalise: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    cjk: str = "characters"
    units: str = "auto"
    aligner: str = "anchored"
    sections: str = "none"
    anchors: tuple[str, ...] = ()
    max_bytes: int = 32 * MEGABYTE
    profile: str = ""
    hands: bool = False
    aside: str = ""
    prefer: tuple[str, ...] = ()
    convention: str = "auto"
    ends: str = "lacuna"
    by: str = "auto"
    project: Project = Project()

    def __post_init__(self) -> None:
        self._check_types()
        if self.cjk not in {"characters", "words"}:
            raise UsageError(f"Chinese cannot be cut by {self.cjk!r}", hint="choose characters or words")
        if self.units not in UNITS:
            raise UsageError(f"units cannot be {self.units!r}", hint=f"choose {', '.join(UNITS)}")
        if self.sections not in SECTIONS:
            raise UsageError(f"sections cannot be matched by {self.sections!r}", hint=f"choose {', '.join(SECTIONS)}")
        if self.convention not in CONVENTIONS:
            raise UsageError(f"there is no convention {self.convention!r}", hint=f"choose {', '.join(CONVENTIONS)}")
        if self.by not in BY:
            raise UsageError(f"words cannot be compared by {self.by!r}", hint=f"choose {', '.join(BY)}")
        if self.ends not in ENDS:
            raise UsageError(f"a late beginning cannot be {self.ends!r}", hint=f"choose {' or '.join(ENDS)}")
        object.__setattr__(self, "normalise", _normalisers(self.normalise))
        if self.aligner != "anchored":  # which is there, and to look for others takes time
            registry.check(registry.ALIGNERS, self.aligner)
        if not 0 < self.max_bytes <= MOST_MEGABYTES * MEGABYTE:
            raise UsageError(f"--max-size must be more than 0, and {MOST_MEGABYTES} at most")
        self.hidden()
        if self.profile or self.project.print:
            self.print_profile()

    def _check_types(self) -> None:
        """Raise WrongTypeError for a value of the wrong type; lists become tuples, so that settings can be hashed."""
        for name in ("languages", "normalise", "ignore", "only", "anchors", "prefer"):
            object.__setattr__(self, name, arguments.strings(name, getattr(self, name)))
        for name in ("cjk", "aligner", "sections", "profile", "convention", "ends", "aside", "by"):
            arguments.check(name, getattr(self, name), str, "a str")
        arguments.check("encoding", self.encoding, (str, type(None)), "a str or None")
        arguments.check("max_bytes", self.max_bytes, int, "an int")
        arguments.check("hands", self.hands, bool, "True or False")
        arguments.check("project", self.project, Project, "a Project")

    def classes(self) -> dict[str, str]:
        """Whether each label is formal or substantive."""
        return vocabulary.classes(self.project.labels)

    def hidden(self) -> frozenset[str]:
        """The labels of differences that are not reported."""
        kinds = self.classes()
        shown = vocabulary.expanded(self.only, kinds) or frozenset(kinds)
        return (frozenset(kinds) - shown) | vocabulary.expanded(self.ignore, kinds)

    def print_profile(self) -> Profile:
        """The print profile: the project's, or the one named on the command line with the project's changes."""
        named = {"profile": self.profile} if self.profile else {}
        return profile({**self.project.print, **named})

    def recipe(self) -> dict[str, object]:
        """The settings that another run needs to reproduce the result."""
        return {
            "languages": list(self.languages),
            "encoding": self.encoding,
            "normalise": ["nfc", *self.normalise],
            "ignore": sorted(self.hidden()),
            "cjk": self.cjk,
            "units": self.units,
            "aligner": self.aligner,
            "sections": self.sections,
            "anchors": list(self.anchors),
            "hands": self.hands,
            "aside": self.aside,
            "prefer": sorted(self.prefer),
            "convention": self.convention,
            "ends": self.ends,
            "by": self.by,
            "profile": {"name": self.print_profile().name, **self.project.print},
            "classes_changed": dict(sorted(self.project.labels.items())),
        }


def _normalisers(forms: Sequence[str]) -> tuple[str, ...]:
    """Normalisers in the order in which they run: built-in ones first, then those of plug-ins in the order given."""
    others = [name for name in dict.fromkeys(forms) if name not in FORMS]
    if others:
        known = [*FORMS, *(name for name in registry.names(registry.NORMALISERS) if name not in {"nfc", *FORMS})]
        for name in others:
            if name not in known:
                raise UsageError(f"there is no normaliser {name!r}", hint=f"it knows: {', '.join(known)}")
    return (*(form for form in FORMS if form in forms), *others)


def profiles() -> tuple[str, ...]:
    """The names of the print profiles."""
    folder = files("collate").joinpath("writers", "profiles")
    return ("plain", *sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


def profile(table: Mapping[str, Any]) -> Profile:
    """The profile that a ``[print]`` table names, changed by its other keys. UsageError for an invalid key or value."""
    given = dict(table)
    name = given.pop("profile", "plain")
    if not isinstance(name, str) or name not in profiles():
        raise UsageError(f"there is no print profile {_quoted(name)}", hint=f"there are: {', '.join(profiles())}")
    known: dict[str, Any] = {}
    if name != "plain":
        known = tomllib.loads(
            files("collate").joinpath("writers", "profiles", f"{name}.toml").read_text(encoding="utf-8")
        )
    for key in given:
        if key == "name" or key not in {one.name for one in fields(Profile)}:
            raise UsageError(f"a print profile has no {key!r}", hint=PRINT_HINT)
    try:
        made = shaped({**known, **given, "name": name}, Profile, "", "print")
    except InputError as problem:
        raise UsageError(problem.what, hint=PRINT_HINT) from None
    for key in ("longest", "cett_from"):
        if not 0 <= getattr(made, key) <= MOST:
            raise UsageError(f"print.{key}: should lie between 0 and {MOST}", hint=PRINT_HINT)
    return _printable(made)


def _printable(made: Profile) -> Profile:
    """The profile with control characters replaced by visible signs."""
    signs = {kind: visible(sign, keep="\n\t") for kind, sign in made.signs.items()}
    texts = {own.name: getattr(made, own.name) for own in fields(made)}
    shown: dict[str, Any] = {key: visible(text, keep="\n\t") for key, text in texts.items() if isinstance(text, str)}
    return replace(made, signs=signs, **shown)


def _quoted(value: object) -> str:
    """A name in quotes, for a message; for a value that is not a string, its type."""
    return repr(value) if isinstance(value, str) else f"({type(value).__name__})"


def project(start: Path) -> Project:
    """The nearest `collate.toml` at or above a folder, as `paths.nearest` looks; an empty Project if there is none."""
    path = paths.nearest(start, NAME)
    return _read(path) if path else Project()


def _read(path: Path) -> Project:
    asked = document(path)
    where = str(path)
    for key, value in asked.items():
        if key not in KEYS:
            raise InputError(f"{key!r} is not known", path=where, hint=f"keys: {', '.join(KEYS)}")
        shaped(value, KEYS[key], where, key, HINT)
    printed = asked.get("print", {})
    entries = asked.get("labels", {})
    each({name: one for name, one in entries.items() if not isinstance(one, dict)}, str, where, "labels")
    try:
        labels = vocabulary.declared(entries)
        profile(printed)
    except UsageError as problem:
        raise InputError(problem.what, path=where, hint=problem.hint) from None
    units = asked.get("settings", {}).get("units", UNITS[0])
    if units not in UNITS:
        raise InputError(f"units cannot be {units!r}", path=where, hint=f"choose {', '.join(UNITS)}")
    named = {key: paths.named(path.parent, key, asked[key], written_in=path) for key in FILES if key in asked}
    return Project(
        path.parent,
        labels,
        named.get("languages"),
        named.get("decisions"),
        printed,
        units=units,
        spelling=named.get("spelling"),
    )


def with_decisions(own: Project, folder: Path) -> Project:
    """The project with the default decisions file of its folder, if its `collate.toml` names no other."""
    if own.decisions:
        return own
    path = folder / DECISIONS
    if own.folder:
        path = paths.named(folder, "decisions", DECISIONS, written_in=folder / NAME)
    return replace(own, decisions=path)


def document(path: Path) -> dict[str, Any]:
    """The contents of a `collate.toml` as plain values; InputError if it is not valid."""
    return toml_file(path, HINT)

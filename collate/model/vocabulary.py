"""The labels of readings, their classes, and the terms of other tools for them (`labels.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from collate.errors import UsageError

FORMAL, SUBSTANTIVE = "formal", "substantive"
CLASSES = (FORMAL, SUBSTANTIVE)
ALSO_CALLED = {"case": "capitalisation", "accents": "accent", "apostrophes": "punctuation"}
_NAME = re.compile(r"\w(?:[\w -]{0,60}\w)?")  # no comma: options take lists of labels


class Term(NamedTuple):
    """One label: what it means, its class unless a project changes it, and others' terms for it."""

    name: str
    means: str
    kind: str
    tei_type: str
    tei_cause: str
    variance_viewer: str
    itsee: str
    text_tradition: str


@cache
def terms() -> dict[str, Term]:
    """Every label by its name, in the order of `labels.toml`."""
    document = tomllib.loads(files("collate.model").joinpath("labels.toml").read_text(encoding="utf-8"))
    return {name: Term(name, kind=entry.pop("class"), **entry) for name, entry in document.items()}


def term(name: str, kind: str) -> Term:
    """What is known of a label; of a user's own, what others call a difference of its class."""
    like = terms()["orthography" if kind == FORMAL else "substitution"]
    return terms().get(name) or like._replace(name=name, means="a label of this project", kind=kind)


def classes(changed: Mapping[str, str]) -> dict[str, str]:
    """The class of every label, some of them changed, and of the user's own labels, which come last.

    UsageError for a name that cannot be written on the command line, in a list of labels.
    """
    for text in (*changed, *changed.values()):
        if not _NAME.fullmatch(text):
            raise UsageError(f"a label or class cannot be called {text!r}", hint="letters, digits, spaces and hyphens")
    for name in changed:
        if name in CLASSES or name in ALSO_CALLED:
            raise UsageError(f"a label cannot be called {name!r}", hint="this name has another meaning")
    for name, kind in changed.items():
        if kind not in CLASSES and kind in {*terms(), *ALSO_CALLED, *changed}:
            raise UsageError(
                f"a class cannot be called {kind!r}", hint=f"it is a label; for {name!r} take another name"
            )
    return {name: changed.get(name, term.kind) for name, term in terms().items()} | dict(changed)


def declared(entries: Mapping[str, object]) -> dict[str, str]:
    """The labels of a ``[labels]`` table: a class for a label that is known, a table for a label of the user's own.

    UsageError for a label that is not known and is given no table, a class that is not known and is given no table,
    and a table with other keys than `class`.
    """
    found: dict[str, str] = {}
    for name, entry in entries.items():
        if isinstance(entry, Mapping):
            kind = entry.get("class")
            if set(entry) != {"class"} or not isinstance(kind, str):
                raise UsageError(f"the label {name!r} needs a class, and nothing else", hint='class = "substantive"')
            found[name] = kind
            continue
        if name not in terms():
            own = f"a label of your own is a table: [labels.{name}] with class = ..."
            raise UsageError(f"there is no label {name!r}", hint=f"there are: {', '.join(terms())}; {own}")
        if entry not in CLASSES:
            raise UsageError(f"a label is not {entry!r}", hint=f"it is {' or '.join(CLASSES)}")
        found[name] = str(entry)
    classes(found)
    return found


def expanded(names: Iterable[str], kinds: Mapping[str, str]) -> frozenset[str]:
    """The labels named, directly or by their class. UsageError for an unknown name."""
    found: set[str] = set()
    for given in names:
        name = ALSO_CALLED.get(given, given)
        if name in CLASSES or name in kinds.values():
            found |= {label for label, kind in kinds.items() if kind == name}
        elif name in kinds:
            found.add(name)
        else:
            raise UsageError(
                f"there is no label {given!r}",
                hint=f"there are: {', '.join(dict.fromkeys((*kinds, *CLASSES, *kinds.values())))}",
            )
    return frozenset(found)

"""The labels of readings, their classes, and the terms of other tools for them (`labels.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from collate.errors import UsageError

FORMAL, SUBSTANTIVE = "formal", "substantive"
CLASSES = (FORMAL, SUBSTANTIVE)
ALSO_CALLED = {"case": "capitalisation", "accents": "accent", "apostrophes": "punctuation"}


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


def classes(changed: Mapping[str, str]) -> dict[str, str]:
    """The class of every label, some of them changed. UsageError names an unknown label or class."""
    for name, kind in changed.items():
        if name not in terms():
            raise UsageError(f"there is no label {name!r}", hint=f"there are: {', '.join(terms())}")
        if kind not in CLASSES:
            raise UsageError(f"a label is not {kind!r}", hint=f"it is {' or '.join(CLASSES)}")
    return {name: changed.get(name, term.kind) for name, term in terms().items()}


def expanded(names: Iterable[str], kinds: Mapping[str, str]) -> frozenset[str]:
    """The labels named, directly or by their class. UsageError for an unknown name."""
    found: set[str] = set()
    for given in names:
        name = ALSO_CALLED.get(given, given)
        if name in CLASSES:
            found |= {label for label, kind in kinds.items() if kind == name}
        elif name in kinds:
            found.add(name)
        else:
            raise UsageError(f"there is no label {given!r}", hint=f"there are: {', '.join((*kinds, *CLASSES))}")
    return frozenset(found)

"""The kinds of findings: the meaning and weight of each, and the terms of translators' tools (`kinds.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from collate.errors import UsageError


class Kind(NamedTuple):
    """One kind of finding; `weight` from 1 to 5."""

    name: str
    means: str
    weight: int
    also: str


@cache
def every() -> dict[str, Kind]:
    """Every kind by its name, in the order of `kinds.toml`."""
    document = tomllib.loads(files("collate.translation.fidelity").joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {name: Kind(name, **entry) for name, entry in document.items()}


def kinds(only: Sequence[str]) -> frozenset[str]:
    """The kinds named, or all. UsageError for an unknown kind."""
    for name in only:
        if name not in every():
            raise UsageError(f"there is no kind of finding {name!r}", hint=f"there are: {', '.join(every())}")
    return frozenset(only or every())

"""Components by name: entry points of this package and of any other, loaded when first asked for.

A group is one kind of component (``collate.readers``, ``collate.aligners``, ...); a name leads to
``module:function``. The built-in components come through the same door.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from collate.errors import PluginError, UsageError

READERS = "collate.readers"
TOKENISERS = "collate.tokenisers"
NORMALISERS = "collate.normalisers"
ALIGNERS = "collate.aligners"
TABLES = "collate.tables"
APPARATUSES = "collate.apparatuses"
BEADS = "collate.beads"
FINDINGS = "collate.findings"
TERMS = "collate.terms"
STATS = "collate.stats"
STEMMATA = "collate.stemmata"


@cache
def _found(group: str) -> dict[str, EntryPoint]:
    points: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=group), key=lambda p: (p.name, p.value)):
        # Our own names cannot be taken over by another package by accident.
        if point.name not in points or point.value.startswith("collate."):
            points[point.name] = point
    return points


def names(group: str) -> tuple[str, ...]:
    """The registered names of a group, sorted."""
    return tuple(_found(group))


def load(group: str, name: str) -> Callable[..., Any]:
    """The component of that name. UsageError if there is none, PluginError if it cannot be loaded."""
    point = _found(group).get(name)
    kind = group.rsplit(".", maxsplit=1)[-1]
    if point is None:
        known = ", ".join(names(group)) or "none is installed"
        writers = {TABLES, APPARATUSES, BEADS, FINDINGS, TERMS, STATS, STEMMATA}
        raise UsageError(
            f"there is no {name!r} among the {'formats' if group in writers else kind}", hint=f"there are: {known}"
        )
    try:
        component: Callable[..., Any] = point.load()
    except Exception as problem:
        raise PluginError(
            f"{name!r} of the {kind} ({point.value}) cannot be loaded: {type(problem).__name__}: {problem}",
            hint="reinstall or remove the package that provides it",
        ) from problem
    return component

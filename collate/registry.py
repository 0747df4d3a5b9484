"""Finds components (readers, aligners, writers, ...) by name, through Python entry points.

A group is one kind of component (``collate.readers``, ``collate.aligners``, ...); a name leads to
``module:function``. Built-in components and plug-ins are registered in the same way and loaded on first use.
Errors in a plug-in are reported with the name of its package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, wraps
from importlib import metadata
from importlib.metadata import EntryPoint, entry_points
from inspect import signature
from typing import Any

from collate.errors import CollateError, PluginError, UsageError

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
OVERVIEWS = "collate.overviews"
STEMMATA = "collate.stemmata"
GIVEN = "collate.given-stemmata"
PAGES = "collate.pages"
EDITIONS = "collate.editions"


@cache  # reading it takes 2 ms, and the recipe of each section of a project names eight
def version(distribution: str) -> str:
    """The installed version of a package."""
    # The package that holds this program is called collate-texts: another project has the name collate.
    return metadata.version("collate-texts" if distribution == "collate" else distribution)


@cache
def installed(distribution: str) -> str:
    """The installed version of a package, or "" if it is not installed."""
    try:
        return version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def provider(group: str, name: str) -> dict[str, str]:
    """The package that provides a plug-in and its version; empty for built-in components."""
    point = _found(group).get(name)
    if point is None or _ours(point):
        return {}
    return {point.dist.name: point.dist.version} if point.dist else {point.value: ""}


@cache
def _found(group: str) -> dict[str, EntryPoint]:
    points: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=group), key=lambda p: (p.name, p.value)):
        # A plug-in cannot replace a built-in component by accident.
        if point.name not in points or _ours(point):
            points[point.name] = point
    return points


def names(group: str) -> tuple[str, ...]:
    """The registered names of a group, sorted."""
    return tuple(_found(group))


def check(group: str, name: str) -> None:
    """UsageError if no component of that name is registered."""
    if name not in _found(group):
        known = ", ".join(names(group)) or "none is installed"
        writers = {TABLES, APPARATUSES, BEADS, FINDINGS, TERMS, STATS, OVERVIEWS, STEMMATA, GIVEN, PAGES, EDITIONS}
        what = "formats" if group in writers else _kind(group)
        raise UsageError(f"there is no {name!r} among the {what}", hint=f"there are: {known}")


def _kind(group: str) -> str:
    return group.rsplit(".", maxsplit=1)[-1]


def load(group: str, name: str) -> Callable[..., Any]:
    """The component of that name. UsageError if there is none, PluginError if it cannot be loaded.

    An exception inside a plug-in is raised as PluginError.
    """
    check(group, name)
    point = _found(group)[name]
    called = f"{name!r} of the {_kind(group)} ({point.value})"
    try:
        component: Callable[..., Any] = point.load()
        signature(component)
    except (Exception, SystemExit) as problem:
        raise PluginError(
            f"{called} cannot be loaded: {type(problem).__name__}: {problem}",
            hint="reinstall or remove the package that provides it",
        ) from problem
    return component if _ours(point) else _contained(component, called, group)


def taking(component: Callable[..., object], **given: object) -> dict[str, object]:
    """The options that a component accepts, by its signature."""
    taken = signature(component).parameters
    return {name: value for name, value in given.items() if name in taken}


def _ours(point: EntryPoint) -> bool:
    return point.value.startswith("collate.")


def _contained(component: Callable[..., Any], called: str, group: str) -> Callable[..., Any]:
    """Wrap a plug-in so that its exceptions become PluginError, except errors of the stream it writes to."""

    @wraps(component)
    def run(*given: Any, **named: Any) -> Any:
        try:
            made = component(*given, **named)
        except (CollateError, OSError, MemoryError):
            raise
        except (Exception, SystemExit) as problem:
            raise PluginError(
                f"{called} failed: {type(problem).__name__}: {problem}", hint="report it to those who wrote it"
            ) from problem
        if not _kept(group, given, made):
            raise PluginError(f"{called} returned what it should not", hint="see docs/plugins.md")
        return made

    return run


def _kept(group: str, given: tuple[Any, ...], made: Any) -> bool:
    """Whether a component returned the type that its group requires."""
    from collate.model import Source, Witness  # noqa: PLC0415  the nouns load numpy, which --help should not
    from collate.model.collation import check_columns  # noqa: PLC0415

    if group == READERS:
        return isinstance(made, list) and all(isinstance(source, Source) for source in made)
    if group == TOKENISERS:
        return isinstance(made, Witness) and made.source == given[0]
    if group == ALIGNERS:
        try:
            check_columns(made.table, [len(row) for row in given[0]])
            return isinstance(made.remarks, Mapping)
        except (CollateError, AttributeError, TypeError, IndexError):
            return False
    return group != NORMALISERS or isinstance(made, str)

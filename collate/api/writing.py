"""`write`: a result in any of its formats, into a file or a stream."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from collate import pipeline, registry
from collate.api import witnesses as sources
from collate.api.reading import DEFAULT
from collate.config import Settings
from collate.errors import OutputError, UsageError
from collate.io import formats
from collate.io.arguments import check, wrong
from collate.io.files import written_whole
from collate.io.formats import BytesOut, Writes
from collate.io.wording import json_text
from collate.model import Apparatus, Collation
from collate.model.edition import Edition
from collate.model.fidelity import Fidelity
from collate.model.given_tree import ScoredTree
from collate.model.overview import Overview
from collate.model.parallel import Parallel
from collate.model.statistics import Statistics
from collate.model.table import Table
from collate.model.termbase import Termbase
from collate.model.tree import Stemma
from collate.tradition.characters import names

Result = (
    Collation | Table | Apparatus | Parallel | Fidelity | Termbase | Statistics | Overview | Stemma | ScoredTree
    | Edition
)  # fmt: skip
GROUPS: dict[type[object], str] = {
    Collation: registry.TABLES, Table: registry.TABLES, Apparatus: registry.APPARATUSES, Parallel: registry.BEADS,
    Fidelity: registry.FINDINGS, Termbase: registry.TERMS, Statistics: registry.STATS, Overview: registry.OVERVIEWS,
    Stemma: registry.STEMMATA, ScoredTree: registry.GIVEN, Edition: registry.PAGES,
}  # fmt: skip


def write(
    result: Result,
    target: str | os.PathLike[str] | IO[str] | BytesOut,
    to: str = "",
    settings: Settings = DEFAULT,
    **options: object,
) -> None:
    """Write a result to a file (atomically), or to an open stream of text or of bytes (UTF-8).

    `to` names the format; by default the file ending decides (``.xml``, ``.csv``, ...). For a format that cannot hold
    the recipe, a ``.recipe.json`` is written beside the file. `options` are those of the format, such as
    ``guard=False`` for CSV or ``method="double-end-point"`` for TEI. UsageError for an unknown format or option, and
    for a binary format (DOCX, XLSX, Parquet) in a text stream; OutputError for a file that cannot be written.
    """
    check("result", result, tuple(GROUPS), "a Collation, an Apparatus, a Parallel or another result")
    check("to", to, str, "the name of a format")
    check("settings", settings, Settings, "a Settings")
    group = next(group for kind, group in GROUPS.items() if isinstance(result, kind))
    if isinstance(target, (str, os.PathLike)):
        path = Path(sources.path("target", target))
        to = to or formats.format_of(path, registry.names(group))
        _write_file(path, result, to, _writer(result, group, to, settings, options), settings)
    elif hasattr(target, "write"):
        if not to:
            raise UsageError("a stream says no format", hint=f"name one: {', '.join(registry.names(group))}")
        formats.write_stream(target, _writer(result, group, to, settings, options))
    else:
        raise wrong("target", target, "a path (str or Path) or an open stream")


def _write_file(path: Path, result: Result, to: str, writes: Writes, settings: Settings) -> None:
    """The file, and its recipe beside it if the format has no place for one; no file that was read is replaced."""
    try:
        formats.refuse_inputs(path, _read(result, settings))
        written_whole(path, writes)
        shown = _with_a_recipe(result, settings)
        if to in formats.WITHOUT_RECIPE and not isinstance(shown, Collation | Table | Termbase | Edition):
            named = {"names": names(shown)} if isinstance(shown, Apparatus) else {}
            recipe = json_text({**shown.recipe, **named}, indent=1) + "\n"
            written_whole(path.with_name(f"{path.name}.recipe.json"), lambda out: out.write(recipe))
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: a loop of symlinks; ValueError: a NUL
        raise OutputError(formats.unwritable(problem), path=str(path)) from None


def _writer(result: Result, group: str, to: str, settings: Settings, options: dict[str, object]) -> Writes:
    """What writes the result in a format. UsageError for a format or an option that is not there."""
    writer = registry.load(group, to)
    unknown = options.keys() - registry.taking(writer, **options).keys()
    if unknown:
        raise UsageError(f"the format {to!r} has no option {min(unknown)!r}")
    ours: dict[str, object] = {"profile": settings.print_profile()}
    if isinstance(result, Parallel):
        from collate.translation.word_links import linked  # noqa: PLC0415  slow to load

        ours["links"] = lambda: (bead.links for bead in linked(result, settings))
    given = registry.taking(writer, **ours) | options
    shown = _with_a_recipe(result, settings)
    return lambda out: writer(shown, out, **given)


def _read(result: Result, settings: Settings) -> list[str | Path]:
    """The files that a result was made of."""
    found = []
    if isinstance(result, Collation | Table | Apparatus):
        collation = result if isinstance(result, Collation) else result.collation
        found = [witness.source for witness in collation.witnesses]
    elif isinstance(result, Edition):
        found = [*(witness.source for witness in result.first.collation.witnesses), *result.translations]
    elif isinstance(result, Parallel | Fidelity):
        parallels = [result] if isinstance(result, Parallel) else result.parallels
        found = [source for one in parallels for source in (one.original, one.translation)]
    decisions = settings.project.decisions
    return [*(source.origin.path for source in found), *([decisions] if decisions else [])]


def _with_a_recipe(result: Result, settings: Settings) -> Result:
    """What writers take: a collation as the table of an apparatus without units."""
    if isinstance(result, Table):
        return result.view
    if isinstance(result, Collation):
        return pipeline.tabulated(result, result.sigla[0], settings)
    return result

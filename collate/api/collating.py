"""`collate`, `apparatus`, `table`, `diff` and `convert`: witnesses aligned, and what is read off the alignment."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from collate import pipeline
from collate.api import log
from collate.api import witnesses as sources
from collate.api.reading import DEFAULT, read
from collate.api.witnesses import Given, Witnesses
from collate.config import Settings
from collate.errors import UsageError
from collate.io.arguments import check, wrong
from collate.model import Apparatus, Collation, Decision, Source
from collate.model.table import Table
from collate.pipeline import Progress

if TYPE_CHECKING:
    from collate.model.versions import Versions


# Overloads: of a union, a type checker would not see which is meant by {"A": "the text", "B": Path("b.txt")}.
@overload
def collate(witnesses: Mapping[str, Any], settings: Settings = ..., progress: Progress | None = ...) -> Collation: ...
@overload
def collate(
    witnesses: Iterable[tuple[str, Given]], settings: Settings = ..., progress: Progress | None = ...
) -> Collation: ...
@overload
def collate(witnesses: Iterable[Source], settings: Settings = ..., progress: Progress | None = ...) -> Collation: ...
def collate(witnesses: Witnesses, settings: Settings = DEFAULT, progress: Progress | None = None) -> Collation:
    """Align witnesses of one language, two or more. `progress` is called with the share done, from 0 to 1.

    `witnesses` are sources, as `read` and `text` return them; or a dict from a siglum to a text (a str or bytes), a
    file (a Path or an open file), an element of ElementTree or lxml, a list of tokens ``{"t": ..., "n": ...}`` or a
    source; or such pairs in a list; or the JSON of CollateX as it stands, witnesses to be aligned or a table, which
    keeps its alignment. The languages of texts and files are found as `read` finds them.

    >>> import collate
    >>> collate.collate({"A": "the old king", "B": [{"t": "the"}, {"t": "kyng", "n": "king"}]})
    <Collation of A, B: 3 positions>

    UsageError for fewer than two witnesses, witnesses of several languages, or two of one siglum.
    """
    check("settings", settings, Settings, "a Settings")
    if progress is not None and not callable(progress):
        raise wrong("progress", progress, "a function that takes a number")
    found = sources.given(witnesses, settings)
    sigla = [source.siglum for source in found]
    if len(found) < 2:
        raise UsageError("a collation needs two witnesses or more")
    if len(set(sigla)) < len(sigla):
        raise UsageError(f"two witnesses have one siglum ({', '.join(sigla)})")
    return pipeline.collate(pipeline.witnesses(found, settings), settings, progress)


def apparatus(
    collation: Collation,
    base: str = "",
    settings: Settings = DEFAULT,
    *,
    decisions: Sequence[Decision] | str | os.PathLike[str] = (),
) -> Apparatus:
    """The variation units of a collation, each reading with its labels and the evidence for them.

    `base` is a siglum, by default the first. `decisions` are the editor's: a file, or what `decide` returned; they
    replace those of `settings`. UsageError if there is no such witness.

    >>> import collate
    >>> found = collate.apparatus(collate.collate({"A": "the old king", "B": "the young king"}))
    >>> [(unit.id, unit.lemma.text) for unit in found]
    [('u1', 'old')]
    """
    check("collation", collation, Collation, "a Collation", "collate() returns one")
    check("base", base, str, "a siglum")
    check("settings", settings, Settings, "a Settings")
    found = pipeline.apparatus(collation, base or collation.sigla[0], decided(settings, decisions))
    log.notes(found.notes)
    return found


def decided(settings: Settings, decisions: Sequence[Decision] | str | os.PathLike[str]) -> Settings:
    """The settings with these decisions, a file or decisions themselves; as they are if there are none."""
    if isinstance(decisions, (str, os.PathLike)):
        path = Path(sources.path("decisions", decisions))
        return replace(settings, project=replace(settings.project, decisions=path, decided=None))
    for one in decisions:
        check("a decision", one, Decision, "a Decision", "decide() returns one")
    return replace(settings, project=replace(settings.project, decided=tuple(decisions))) if decisions else settings


def table(
    witnesses: Witnesses, base: str = "", settings: Settings = DEFAULT, *, progress: Progress | None = None,
    **translation: Any,
) -> Table:  # fmt: skip
    """The alignment table: a row for each position, a column for each witness.

    Texts in several languages are aligned by what translates what; `translation` are then the arguments `segments`,
    `terms`, `dictionaries` and `dictionary` of `fidelity`. UsageError as `collate`.

    >>> import collate
    >>> for row in collate.table({"A": "the old king", "B": "the king"}):
    ...     print(row)
    {'A': 'the', 'B': 'the'}
    {'A': 'old', 'B': ''}
    {'A': 'king', 'B': 'king'}
    """
    check("base", base, str, "a siglum")
    found = sources.given(witnesses, settings)
    if pipeline.languages(found):
        from collate.api.translating import across  # noqa: PLC0415  all that compares translations, slow to load
        from collate.translation import table as multilingual  # noqa: PLC0415

        how = across(settings, **translation)
        return Table(multilingual.tabulated(found, base or found[0].siglum, settings, **how))
    collation = collate(found, settings, progress)
    view = pipeline.apparatus if settings.hidden() else pipeline.tabulated
    return Table(view(collation, base or collation.sigla[0], settings))


def diff(
    witnesses: Witnesses, base: str = "", settings: Settings = DEFAULT, *, progress: Progress | None = None,
    **translation: Any,
) -> Apparatus | Versions:  # fmt: skip
    """Where witnesses differ: an apparatus; or, if they are in several languages, the base beside its translations.

    `translation` are the arguments `segments`, `terms`, `dictionaries` and `dictionary` of `fidelity`.
    """
    check("base", base, str, "a siglum")
    found = sources.given(witnesses, settings)
    if pipeline.languages(found):
        from collate.api.translating import across  # noqa: PLC0415  all that compares translations, slow to load
        from collate.translation import side_by_side  # noqa: PLC0415

        return side_by_side.versions(found, base or found[0].siglum, settings, **across(settings, **translation))
    return apparatus(collate(found, settings, progress), base, settings)


def convert(file: str | os.PathLike[str] | Iterable[Source], base: str = "", settings: Settings = DEFAULT) -> Apparatus:
    """The apparatus of a collation that was made before, with the alignment that its file holds; `write` converts it.

    `file` is a table or an apparatus in any form that `read` reads, or the sources that were read from one. UsageError
    if it holds no alignment.
    """
    found = read(file, settings=settings) if isinstance(file, (str, os.PathLike)) else list(file)
    if len(found) < 2:
        raise UsageError(
            f"{found[0].origin.path if found else file} holds no alignment",
            hint="convert takes a table, or TEI with its apparatus",
        )
    collation = pipeline.collate(pipeline.witnesses(found, settings), settings, as_read=True)
    return pipeline.apparatus(collation, base or found[0].siglum, settings)

"""Reads and aligns the witnesses of a command, and reports notes about them on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collate import pipeline
from collate.cli import console
from collate.cli.introducing import introduce
from collate.cli.progress import bar
from collate.errors import UsageError
from collate.io.wording import visible

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Apparatus, Collation, Source


def read(names: Sequence[str], settings: Settings, *, least: int = 1, repeated: bool = False) -> list[Source]:
    """The sources that were named, introduced on stderr; UsageError unless they are `least` or more."""
    sources = _sources(names, settings, least=least, repeated=repeated)
    introduce(sources)
    return sources


def read_one_language(names: Sequence[str], settings: Settings) -> list[Source]:
    """Two sources or more, all in one language, introduced on stderr; UsageError otherwise."""
    sources = _sources(names, settings, least=2)
    pipeline.same_language(sources)
    introduce(sources)
    return sources


def _sources(names: Sequence[str], settings: Settings, *, least: int, repeated: bool = False) -> list[Source]:
    sources = pipeline.sources([pipeline.Named.parse(name) for name in names], settings, repeated=repeated)
    if len(sources) < least:
        raise UsageError("a collation needs two witnesses or more", hint="name another file")
    return sources


def aligned(sources: Sequence[Source], base: str | None, settings: Settings, *, units: bool = True) -> Apparatus:
    """Align the sources and read the units off; what has to be said of it goes to stderr."""
    witnesses = pipeline.witnesses(sources, settings)
    with bar("aligning", sum(map(len, witnesses))) as progress:
        collation = pipeline.collate(witnesses, settings, progress)
    if base is None and units:
        _say_fragment(collation)
    view = pipeline.apparatus if units else pipeline.tabulated
    result = view(collation, base or sources[0].siglum, settings)
    for note in result.notes:
        console.talk(note)
    if result.ignored:
        counts = ", ".join(f"{name} {number}" for name, number in result.ignored.items())
        console.talk(f"readings left out: {counts}")
    return result


def _say_fragment(collation: Collation) -> None:
    """Name a complete witness if the first, which is the base, has less than half of its words."""
    first, *others = collation.witnesses
    longest = max(others, key=len, default=first)
    if 2 * len(first) < len(longest):
        console.talk(
            f"{visible(first.siglum)}, the base, is a fragment ({len(first)} of {len(longest)} words); "
            f"-b {visible(longest.siglum)} takes a complete witness"
        )

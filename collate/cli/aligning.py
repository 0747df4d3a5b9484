"""Reads and aligns the witnesses of a command, and reports notes about them on stderr."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from collate import pipeline
from collate.api import collating
from collate.cli import console
from collate.cli.introducing import introduce
from collate.cli.progress import LONG, bar
from collate.config import NAME
from collate.errors import UsageError
from collate.io.wording import sigla_list, visible
from collate.variants.lacunae import AFTER, BEFORE

if TYPE_CHECKING:
    from collate.api.project import Project
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
    if is_project(names, translated=True):
        sources = _of_the_original(sources, names[0])
    pipeline.same_language(sources)
    introduce(sources)
    return sources


def _sources(names: Sequence[str], settings: Settings, *, least: int, repeated: bool = False) -> list[Source]:
    if is_project(names, translated=True):
        console.talk(f"texts are those of {Path(names[0], NAME)}")
        return _project(names[0]).texts()
    sources = pipeline.sources([pipeline.Named.parse(name) for name in names], settings, repeated=repeated)
    if len(sources) < least:
        raise UsageError("a collation needs two witnesses or more", hint="name another file")
    return sources


def _of_the_original(sources: Sequence[Source], folder: str) -> list[Source]:
    """The original of a project and its witnesses in the same language. UsageError if there are none."""
    original, *others = sources
    same = [source for source in others if source.language.base == original.language.base]
    if not same:
        raise UsageError(
            f"{original.siglum} is the only text of {folder} in its language: the others are translations of it",
            hint=f"collate diff {folder} and collate stats {folder} compare them",
        )
    left = sigla_list(source.siglum for source in others if source not in same)
    console.talk(f"left out, because they are translations: {left}")
    return [original, *same]


def apparatus_of(names: Sequence[str], base: str | None, settings: Settings) -> Apparatus:
    """The apparatus of the witnesses that were named, or of the whole project whose folder was."""
    if is_project(names):
        return whole(names[0], base)
    return aligned(read_one_language(names, settings), base, settings)


def is_project(names: Sequence[str], *, translated: bool = False) -> bool:
    """Whether one folder was named, and its `collate.toml` describes witnesses of one text; or `translated` ones."""
    there = len(names) == 1 and Path(names[0], NAME).is_file()
    return there and bool(_project(names[0]).plan.original) == translated


def _project(folder: str) -> Project:
    from collate.api.project import project  # noqa: PLC0415  slow to load

    return project(folder)


def whole(folder: str, base: str | None) -> Apparatus:
    """The apparatus of all sections of a project, from its own settings; options that say otherwise have no effect."""
    found = _project(folder)
    if base not in {None, found.plan.base}:
        raise UsageError(f"the base of this project is {found.plan.base}", hint=f"name another in {folder}/{NAME}")
    console.talk(f"settings and witnesses are those of {Path(folder, NAME)}")
    with bar("collating", LONG) as progress:
        return reported(found.apparatus(progress))


def aligned(sources: Sequence[Source], base: str | None, settings: Settings) -> Apparatus:
    """Align the sources and read the units off; what has to be said of it goes to stderr."""
    with progress_of(sources) as progress:
        collation = collating.collate(sources, settings, progress)
    return reported(collating.apparatus(collation, base or sources[0].siglum, settings), base)


def progress_of(sources: Sequence[Source]) -> AbstractContextManager[Callable[[float], None] | None]:
    """The bar that shows how far the alignment of these sources is."""
    return bar("aligning", sum(len(source.content) // 6 for source in sources))


def reported(found: Apparatus, base: str | None = "") -> Apparatus:
    """Say on stderr what has to be said of an apparatus; `base` is None if the user named none. Returns it."""
    if base is None:
        _say_fragment(found.collation)
    for note in found.notes:
        console.talk(note)
    _say_lost_ends(found)
    if found.ignored:
        counts = ", ".join(f"{name} {number}" for name, number in found.ignored.items())
        console.talk(f"readings left out: {counts}")
    return found


def _say_lost_ends(result: Apparatus) -> None:
    """Name the witnesses that begin late or end early, which the apparatus prints as lacunae."""
    for where, what in ((BEFORE, "begins late"), (AFTER, "ends early")):
        lost = [lacuna for lacuna in result.lacunae if lacuna.because.endswith(where)]
        if lost:
            first = f"{visible(lost[0].siglum)} {what} ({lost[0].because})"
            others = f", so do {sigla_list(one.siglum for one in lost[1:])}" if len(lost) > 1 else ""
            console.talk(f"{first}{others}: def., not om.; --ends omission prints om.")


def _say_fragment(collation: Collation) -> None:
    """Name a complete witness if the first, which is the base, has less than half of its words."""
    first, *others = collation.witnesses
    longest = max(others, key=len, default=first)
    if 2 * len(first) < len(longest):
        console.talk(
            f"{visible(first.siglum)}, the base, is a fragment ({len(first)} of {len(longest)} words); "
            f"-b {visible(longest.siglum)} takes a complete witness"
        )

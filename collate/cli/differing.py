"""`diff`: where witnesses differ, and where translations part from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collate import pipeline
from collate.cli import console, options
from collate.cli.commands import aligned, enough, write
from collate.cli.introducing import introduce
from collate.cli.output import write_to
from collate.cli.translations import termbase
from collate.config import MEGABYTE
from collate.errors import UsageError
from collate.terminal import reading, translations
from collate.terminal import side_by_side as columns
from collate.translation import table as multilingual

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Source


def diff(
    witnesses: options.Witnesses,
    base: options.Base = None,
    side_by_side: Annotated[bool, typer.Option("--side-by-side", "-y", help="Witnesses in columns.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show paragraphs without variants too.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Give the reason of every label.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The apparatus as JSON.")] = False,
    hands: options.Hands = False,
    segments: options.Segments = "sentences",
    terms: options.Terms = None,
    dictionary: options.Dictionary = None,
    dictionaries: options.Dictionaries = True,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    aligner: options.Aligner = options.DEFAULT.aligner,
    sections: options.Sections = options.DEFAULT.sections,
    units: options.Units = None,
    anchor: options.Anchors = None,
    decisions: options.Decisions = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Show where witnesses differ: the base text with its variants marked and an apparatus below.

    Texts in other languages than the base's are its translations: they stand beside it, with what was found in them.
    Status 0: no difference, 1: differences.
    """
    settings = options.settings(
        language, encoding, cjk, aligner, max_size, sections, anchor, ignore, only,
        decisions=decisions, hands=hands, units=units,
    )  # fmt: skip
    named = [pipeline.Named.parse(name) for name in witnesses]
    sources = enough(pipeline.sources(named, settings, repeated=True))
    if base is not None and base not in {source.siglum for source in sources}:
        raise UsageError(f"there is no witness {base!r}", hint=f"there are: {', '.join(s.siglum for s in sources)}")
    introduce(sources)
    if pipeline.languages(sources):
        if side_by_side or full or why:
            console.talk("--side-by-side, --full and --why have no effect on texts in several languages")
        how = {"by": segments, "named": dictionary or (), "use_dictionaries": dictionaries}
        return _translated(sources, base or sources[0].siglum, settings, terms, as_json=as_json, **how)
    apparatus_ = aligned(sources, base, settings)
    if as_json:
        write_to(None, lambda out: write("collate.apparatuses", "json", apparatus_, out))
    elif apparatus_.units:
        parts = columns.view(apparatus_, full=full) if side_by_side else reading.view(apparatus_, full=full, why=why)
        console.show(parts, wide=side_by_side)
    return console.DIFFERENT if apparatus_.units else console.SAME


def _translated(
    sources: Sequence[Source], base: str, settings: Settings, terms: str | None, *, as_json: bool, **how: Any
) -> int:
    """A text beside its translations."""
    known = termbase(terms, settings.max_bytes // MEGABYTE)
    versions = multilingual.versions(sources, base, settings, termbase=known, **how)
    for note in versions.fidelity.quiet:
        console.talk(note)
    if as_json:
        from collate.writers.findings import versions_json

        write_to(None, lambda out: versions_json.write(versions, out))
    else:
        console.show(translations.view(versions), wide=True)
    return console.DIFFERENT

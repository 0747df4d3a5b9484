"""The part of `collate diff` and `collate table` for texts in several languages, imported only when needed."""

from __future__ import annotations

from collections.abc import Sequence

from collate.cli import console, screen
from collate.cli.option_groups import FileOptions, ResultOptions, TranslationOptions
from collate.cli.output import write_result
from collate.cli.texts import termbase
from collate.config import Settings
from collate.model import Apparatus, Source
from collate.terminal import translations
from collate.translation import table
from collate.writers.findings import versions_json


def show(
    sources: Sequence[Source],
    base: str | None,
    asked: Settings,
    result: ResultOptions,
    reading: FileOptions,
    translation: TranslationOptions,
) -> int:
    """Show a text beside its translations; returns the exit status."""
    known = termbase(translation.terms, reading.max_size)
    versions = table.versions(sources, base or sources[0].siglum, asked, termbase=known, **translation.given())
    for note in versions.fidelity.quiet:
        console.talk(note)
    if result.format == "json":
        write_result(result.output, lambda out: versions_json.write(versions, out))
    else:
        screen.show(translations.view(versions), result.output, wide=True)
    return console.DIFFERENT


def tabulated(
    sources: Sequence[Source],
    base: str | None,
    asked: Settings,
    reading: FileOptions,
    translation: TranslationOptions,
) -> Apparatus:
    """Align texts in several languages word by word, as one table."""
    known = termbase(translation.terms, reading.max_size)
    return table.tabulated(sources, base or sources[0].siglum, asked, termbase=known, **translation.given())

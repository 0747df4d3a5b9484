"""The parts of `collate diff` and `collate stats` for texts in several languages, imported only when needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collate.api import tradition, translating
from collate.cli import console, screen
from collate.cli.option_groups import ResultOptions, TranslationOptions
from collate.cli.output import write_result
from collate.io.wording import sigla_list
from collate.model.versions import Versions
from collate.terminal import translations
from collate.translation import side_by_side
from collate.writers.findings import versions_json

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Source
    from collate.model.overview import Overview


def overview(sources: Sequence[Source], base: str | None, settings: Settings, how: TranslationOptions) -> Overview:
    """What was found in the translations, by translation; the original is the base or the first text."""
    original = side_by_side.original_of(sources, base or sources[0].siglum)
    same = [one.siglum for one in sources if one.language.base == original.language.base and one != original]
    if same:
        console.talk(f"{sigla_list(same)}: in the language of the original, and so no translation of it")
    others = [one for one in sources if one.language.base != original.language.base]
    found = translating.fidelity(original, *others, settings=settings, **how.arguments())
    for note in found.quiet:
        console.talk(note)
    return tradition.stats(found, settings)


def show(versions: Versions, result: ResultOptions, *, paged: bool) -> int:
    """Show a text beside its translations; returns the exit status."""
    for note in versions.fidelity.quiet:
        console.talk(note)
    if result.format == "json":
        write_result(result.output, lambda out: versions_json.write(versions, out))
    else:
        screen.show(translations.view(versions), result.output, wide=True, paged=paged)
    return console.DIFFERENT

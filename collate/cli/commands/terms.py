"""`collate terms`: a termbase proposed from a text and its translations, or one in another form."""

from __future__ import annotations

from typing import Annotated

import typer

from collate import registry
from collate.api import translating
from collate.cli import console
from collate.cli.limits import MANY, between
from collate.cli.option_groups import FileOptions, GuardOptions, ResultOptions, TranslationOptions, with_groups
from collate.cli.output import write_result
from collate.cli.texts import texts
from collate.config import MEGABYTE, Settings
from collate.io.formats import FOR_PEOPLE
from collate.io.wording import count

Texts = Annotated[
    list[str],
    typer.Argument(metavar="ORIGINAL TRANSLATION...", help="A text and its translations; or one termbase to convert."),
]


@with_groups(formats=registry.TERMS)
def terms(
    files: Texts,
    result: ResultOptions,
    reading: FileOptions,
    how: TranslationOptions,
    guard: GuardOptions,
    fewest: Annotated[
        int,
        typer.Option("--fewest", metavar="N", help="Least number of sentences with a term.", callback=between(2, MANY)),
    ] = 3,
) -> int:
    """Propose a termbase: phrases that recur, and what stands for them in the translations. Prune it by hand.

    One file alone is a termbase (TSV, CSV, TBX-Basic), and is written in the form asked for.
    """
    form = result.format
    writer = registry.load(registry.TERMS, form)
    if len(files) == 1:
        made = translating.terms(known=files[0], settings=Settings(max_bytes=reading.max_size * MEGABYTE))
    else:
        sources, asked = texts(files, reading)
        made = translating.terms(
            *sources,
            settings=asked,
            fewest=fewest,
            segments=how.segments,
            dictionaries=how.dictionaries,
            dictionary=how.dictionary or (),
        )
    given = registry.taking(writer, guard=guard.guard)
    write_result(result.output, lambda out: writer(made, out, **given), people=form in FOR_PEOPLE)
    console.talk(count(len(made), "concept"))
    return console.SAME

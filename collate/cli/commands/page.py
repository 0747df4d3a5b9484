"""`collate page`: one HTML file to read, to teach from and to put online."""

from __future__ import annotations

from typing import Annotated, TextIO

import typer

from collate.cli import console
from collate.cli.aligning import read
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    DecisionOptions,
    LabelOptions,
    ResultOptions,
    TranslationOptions,
    UnitOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.output import write_result
from collate.cli.progress import bar
from collate.cli.settings import names, settings
from collate.cli.texts import termbase
from collate.io.wording import json_text
from collate.writers.page import html
from collate.writers.page.data import data
from collate.writers.page.edition import edition


@with_groups(formats=("html", "json"))
def page(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    labels: LabelOptions,
    decisions: DecisionOptions,
    translation: TranslationOptions,
    base: Base = None,
    bases: Annotated[
        list[str] | None,
        typer.Option("--bases", metavar="SIGLA", help="Bases to choose from (comma-separated); default: eight."),
    ] = None,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="Title of the page; default: that of the base.")
    ] = "",
) -> int:
    """Make a page: one HTML file with the text, its apparatus, the witnesses side by side, and translations.

    It needs no server and no network. Texts in other languages than the base's are its translations. --to json writes
    what the page shows as data.
    """
    form = result.format
    asked = settings(reading, alignment, units, labels, decisions)
    sources = read(witnesses, asked, least=2)
    known = termbase(translation.terms, reading.max_size)
    with bar("aligning", sum(len(source.content) // 6 for source in sources)) as progress:
        made = edition(
            sources,
            base or sources[0].siglum,
            asked,
            bases=names(bases),
            title=title,
            progress=progress,
            termbase=known,
            **translation.given(),
        )
    for note in made.notes:
        console.talk(note)

    def records(out: TextIO) -> None:
        out.write(json_text(data(made), indent=1) + "\n")

    write_result(result.output, records if form == "json" else lambda out: html.write(made, out))
    return console.SAME

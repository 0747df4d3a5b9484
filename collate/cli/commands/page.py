"""`collate page`: one HTML file to read, to teach from and to put online."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from collate import registry
from collate.api import editing
from collate.cli import console
from collate.cli.aligning import is_project, progress_of, read, whole
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
from collate.cli.settings import names, settings
from collate.errors import UsageError


@with_groups(formats=registry.PAGES)
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
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser; needs -o.")] = False,
) -> int:
    """Make a page: one HTML file with the text, its apparatus, the witnesses side by side, and translations.

    It needs no server and no network. Texts in other languages than the base's are its translations. --to json writes
    what the page shows as data.
    """
    form = result.format
    if show and result.output in {None, "-"}:
        raise UsageError("--open needs a file", hint="name it with -o page.html")
    asked = settings(reading, alignment, units, labels, decisions)
    if is_project(witnesses):
        made = editing.page(whole(witnesses[0], base), title=title)
    else:
        sources = read(witnesses, asked, least=2)
        with progress_of(sources) as progress:
            made = editing.page(
                sources,
                base or "",
                asked,
                bases=names(bases),
                title=title,
                progress=progress,
                **translation.arguments(),
            )
        for note in made.notes:
            console.talk(note)

    writer = registry.load(registry.PAGES, form)
    write_result(result.output, lambda out: writer(made, out))
    if show and result.output and not webbrowser.open(Path(result.output).resolve().as_uri()):
        console.talk(f"no browser can be started; open {result.output} by hand")
    return console.SAME

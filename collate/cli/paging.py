"""`page`: one file to read, to teach from and to put online."""

from __future__ import annotations

from typing import Annotated

import typer

from collate import pipeline
from collate.cli import console, options
from collate.cli.commands import enough
from collate.cli.introducing import introduce
from collate.cli.output import write_result
from collate.cli.progress import bar
from collate.cli.translations import termbase
from collate.writers.page import edition
from collate.writers.page import html as writer


def page(
    witnesses: options.Witnesses,
    output: options.Output = None,
    title: Annotated[str, typer.Option("--title", help="Title of the page; default: that of the base.")] = "",
    base: options.Base = None,
    bases: Annotated[
        list[str] | None,
        typer.Option("--bases", metavar="SIGLA", help="Bases to choose from (comma-separated); default: eight."),
    ] = None,
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
    """Make a page: one HTML file with the text, its apparatus, the witnesses side by side, and translations.

    It needs no server and no network. Texts in other languages than the base's are its translations.
    """
    settings = options.settings(
        language, encoding, cjk, aligner, max_size, sections, anchor, ignore, only,
        decisions=decisions, hands=hands, units=units,
    )  # fmt: skip
    sources = enough(pipeline.sources([pipeline.Named.parse(name) for name in witnesses], settings))
    wanted = [name.strip() for part in bases or () for name in part.split(",") if name.strip()]
    introduce(sources)
    across = {"by": segments, "named": dictionary or (), "use_dictionaries": dictionaries}
    with bar("aligning", sum(len(source.content) // 6 for source in sources)) as progress:
        made = edition.edition(
            sources, base or sources[0].siglum, settings, bases=wanted, title=title, progress=progress,
            termbase=termbase(terms, max_size), **across,
        )  # fmt: skip
    for note in made.notes:
        console.talk(note)
    write_result(output, lambda out: writer.write(made, out))
    return console.SAME

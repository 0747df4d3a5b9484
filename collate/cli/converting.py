"""`convert`: from a table or an apparatus that has its alignment to any other form of it."""

from __future__ import annotations

from typing import Annotated

import typer

from collate import pipeline, registry
from collate.cli import console, options
from collate.cli.commands import written
from collate.cli.introducing import introduce
from collate.errors import UsageError
from collate.writers.losses import losses

TABLE = "table-"

FILE = Annotated[str, typer.Argument(metavar="FILE", help="A table (JSON, CSV, TSV) or TEI with its apparatus; or -.")]


def convert(
    file: FILE,
    to: Annotated[
        str, typer.Option("--to", "-t", metavar="FORMAT", help="tei, csv, docx, ...; table-json, table-csv, ...")
    ],
    output: options.Output = None,
    print_profile: options.PrintProfile = "",
    method: options.Method = "parallel-segmentation",
    notes: options.Notes = "footnotes",
    base: options.Base = None,
    guard: Annotated[bool, typer.Option(help="In csv and tsv, keep text from being run as a formula.")] = True,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Write a collation in another form, its alignment as it is. What the form cannot carry is listed on stderr."""
    group, name = ("collate.tables", to.removeprefix(TABLE)) if to.startswith(TABLE) else ("collate.apparatuses", to)
    registry.load(group, name)
    settings = options.settings(
        language,
        encoding,
        options.DEFAULT.cjk,
        options.DEFAULT.aligner,
        max_size,
        options.DEFAULT.sections,
        None,
        ignore,
        only,
        profile=print_profile,
    )
    sources = pipeline.sources([pipeline.Named.parse(file)], settings)
    if len(sources) < 2:
        raise UsageError(f"{file} holds no alignment", hint="convert takes a table, or TEI with its apparatus")
    introduce(sources)
    collation = pipeline.collate(pipeline.witnesses(sources, settings), settings, as_read=True)
    result = pipeline.apparatus(collation, base or sources[0].siglum, settings)
    lost = list(losses(result, to))
    if lost:
        console.talk(f"{to} does not carry {', '.join(lost)}")
    written(group, name, result, output, settings, guard=guard, method=method, notes=notes)
    return console.SAME

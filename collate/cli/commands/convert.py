"""`collate convert`: a table or an apparatus that has its alignment, in another form."""

from __future__ import annotations

from typing import Annotated

import typer

from collate import pipeline, registry
from collate.api import collating
from collate.cli import console
from collate.cli.introducing import introduce
from collate.cli.option_groups import (
    Base,
    FileOptions,
    GuardOptions,
    LabelOptions,
    PrintOptions,
    ResultOptions,
    with_groups,
)
from collate.cli.settings import settings
from collate.cli.writing import printing, written
from collate.errors import UsageError
from collate.writers.losses import losses

TABLE = "table-"
FORMATS = (
    "text",
    *(name for name in registry.names(registry.APPARATUSES) if name != "text"),
    *(TABLE + name for name in registry.names(registry.TABLES)),
)
File = Annotated[str, typer.Argument(metavar="FILE", help="A table (JSON, CSV, TSV) or TEI with its apparatus; or -.")]


@with_groups(formats=FORMATS)
def convert(
    file: File,
    result: ResultOptions,
    printed: PrintOptions,
    reading: FileOptions,
    labels: LabelOptions,
    guard: GuardOptions,
    base: Base = None,
) -> int:
    """Convert a collation to another format without realigning it. What the format cannot hold is listed on stderr."""
    form = result.format
    asked = settings(reading, labels, printed)
    sources = pipeline.sources([pipeline.Named.parse(file)], asked)
    if len(sources) < 2:
        raise UsageError(f"{file} holds no alignment", hint="convert takes a table, or TEI with its apparatus")
    introduce(sources)
    found = collating.convert(sources, base or "", asked)
    lost = list(losses(found, form))
    if lost:
        console.talk(f"{form} does not carry {', '.join(lost)}")
    group = registry.TABLES if form.startswith(TABLE) else registry.APPARATUSES
    name = form.removeprefix(TABLE)
    written(group, name, found, result.output, asked, guard=guard.guard, **printing(printed))
    return console.SAME

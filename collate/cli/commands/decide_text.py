"""The `decide` commands about the text: conjecture, add, delete, crux, note."""

from __future__ import annotations

from typing import Annotated

import typer

from collate.cli import console
from collate.cli.decide_options import (
    CONJECTURED,
    By,
    PlaceName,
    RecordOptions,
    decided,
    written_down,
)
from collate.cli.option_groups import (
    Base,
    CollatingOptions,
    Witnesses,
    with_groups,
)
from collate.cli.session import Session
from collate.config import MEGABYTE
from collate.variants.decisions import deciding
from collate.witnesses.files import load
from collate.witnesses.readers.decode import decode


@with_groups()
def conjecture(
    place: PlaceName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=CONJECTURED)],
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
    by: By = "",
    proposed: Annotated[bool, typer.Option("--proposed", help="Only in the apparatus; the text stays.")] = False,
    base: Base = None,
) -> int:
    """Put words that no witness has into the text, or propose them."""
    session = Session(witnesses, base, collating)
    status = "proposed" if proposed else ""
    made = deciding.conjecture(
        session.apparatus, session.spot(place), text, by=by, status=status, **written_down(record)
    )
    return decided(session, made)


@with_groups()
def add(
    place: PlaceName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The words that are added after it.")],
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
    by: By = "",
    base: Base = None,
) -> int:
    """Add words to the text after a place, in the brackets of additions."""
    session = Session(witnesses, base, collating)
    made = deciding.addition(session.apparatus, session.spot(place), text, by=by, **written_down(record))
    return decided(session, made)


@with_groups()
def delete(
    place: PlaceName,
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
    by: By = "",
    base: Base = None,
) -> int:
    """Set words of the text in the brackets of deletions."""
    session = Session(witnesses, base, collating)
    made = deciding.deletion(session.apparatus, session.spot(place), by=by, **written_down(record))
    return decided(session, made)


@with_groups()
def crux(
    place: PlaceName,
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
    base: Base = None,
) -> int:
    """Set words of the text between daggers: they are corrupt and not healed."""
    session = Session(witnesses, base, collating)
    return decided(session, deciding.crux(session.apparatus, session.spot(place), **written_down(record)))


@with_groups()
def note(
    place: PlaceName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is said of the words.")],
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
    layer: Annotated[str, typer.Option("--layer", metavar="NAME", help="Its apparatus: fontes, ...")] = "",
    base: Base = None,
) -> int:
    """Print a note on words of the text, in an apparatus of your own."""
    session = Session(witnesses, base, collating)
    made = deciding.note(session.apparatus, session.spot(place), text, layer, **written_down(record))
    return decided(session, made)


@with_groups()
def notes(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Lines: 8.3-8.5 text, or words] text.")],
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
    layer: Annotated[str, typer.Option("--layer", metavar="NAME", help="Their apparatus: fontes, ...")] = "",
    base: Base = None,
) -> int:
    """Print the notes of a file, each on words of the text, in an apparatus of your own."""
    session = Session(witnesses, base, collating)
    lines = decode(load(file, collating.reading.max_size * MEGABYTE), file).text.splitlines()
    for made in deciding.notes(session.apparatus, lines, layer, **written_down(record)):
        decided(session, made)
    return console.SAME

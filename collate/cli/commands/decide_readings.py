"""The `decide` commands about readings and units: label, regularise, lemma, split, join, realign."""

from __future__ import annotations

from typing import Annotated

import typer

from collate.cli.decide_options import (
    LimitOptions,
    OfReading,
    ReadingText,
    RecordOptions,
    decided,
    limited,
    written_down,
)
from collate.cli.option_groups import (
    Base,
    CollatingOptions,
    UnitName,
    Witnesses,
    with_groups,
)
from collate.cli.session import Session
from collate.variants.decisions import deciding


@with_groups()
def label(
    unit: UnitName,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The kind of difference: slip, ...")],
    witnesses: Witnesses,
    limits: LimitOptions,
    record: RecordOptions,
    collating: CollatingOptions,
    which: OfReading = None,
    base: Base = None,
) -> int:
    """Say what kind of difference a reading is."""
    session = Session(witnesses, base, collating)
    found = session.unit(unit)
    made = deciding.label(session.apparatus, found, label, which, **limits.given(), **written_down(record))
    return limited(session, made, limits)


@with_groups()
def regularise(
    unit: UnitName,
    witnesses: Witnesses,
    limits: LimitOptions,
    record: RecordOptions,
    collating: CollatingOptions,
    which: OfReading = None,
    base: Base = None,
) -> int:
    """Let a reading count as the lemma."""
    session = Session(witnesses, base, collating)
    found = session.unit(unit)
    made = deciding.regularise(session.apparatus, found, which, **limits.given(), **written_down(record))
    return limited(session, made, limits)


@with_groups()
def lemma(
    unit: UnitName,
    text: ReadingText,
    witnesses: Witnesses,
    limits: LimitOptions,
    record: RecordOptions,
    collating: CollatingOptions,
    base: Base = None,
) -> int:
    """Choose the reading that is the text."""
    session = Session(witnesses, base, collating)
    found = session.unit(unit)
    made = deciding.lemma(session.apparatus, found, text, **limits.given(), **written_down(record))
    return limited(session, made, limits)


@with_groups()
def split(
    unit: UnitName,
    words: Annotated[int, typer.Argument(metavar="WORDS", help="Words of the base before the cut.")],
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
    base: Base = None,
) -> int:
    """Cut a unit in two."""
    session = Session(witnesses, base, collating)
    return decided(session, deciding.split(session.apparatus, session.unit(unit), words, **written_down(record)))


@with_groups()
def join(
    unit: UnitName,
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
    base: Base = None,
) -> int:
    """Make one unit of this unit, the next, and what stands between."""
    session = Session(witnesses, base, collating)
    return decided(session, deciding.join(session.apparatus, session.unit(unit), **written_down(record)))


@with_groups()
def realign(
    words: Annotated[str, typer.Argument(metavar="A:L.W=B:L.W", help="These words (line.word) belong together.")],
    witnesses: Witnesses,
    record: RecordOptions,
    collating: CollatingOptions,
) -> int:
    """Let words of different witnesses stand in one column."""
    session = Session(witnesses, None, collating)
    return decided(session, deciding.realign(session.collation, session.base, words, **written_down(record)))

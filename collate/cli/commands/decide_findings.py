"""The `decide` commands about what the program found: dismiss-suspect, dismiss-finding; and follow."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from collate.api import editing, translating
from collate.cli import console
from collate.cli.aligning import read
from collate.cli.decide_options import RecordOptions, written_down
from collate.cli.option_groups import (
    Base,
    CollatingOptions,
    DecisionOptions,
    Original,
    TranslationOptions,
    Translations,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.session import Session, decisions_file
from collate.cli.settings import settings
from collate.errors import UsageError
from collate.io.wording import count, visible
from collate.model import Decision
from collate.variants.decisions import file
from collate.variants.decisions.dismissed import dismissed_finding, dismissed_suspect

Seen = Annotated[
    str, typer.Argument(metavar="FILE:LINE:COLUMN", help="Its place, as the command that found it prints it.")
]


@with_groups()
def dismiss_suspect(
    place: Seen,
    witnesses: Witnesses,
    record: RecordOptions,
    reading: WitnessOptions,
    decisions: DecisionOptions,
) -> int:
    """Say that a suspect place of collate proof is right: it is not reported again."""
    asked = settings(reading, _there(decisions))
    sources = read(witnesses, asked)
    found = editing.proof(sources, asked, least=0)
    made = [
        dismissed_suspect(one, found.place(one)[0], **written_down(record))
        for one in found
        if place == f"{found.place(one)[0].origin.path}:{found.place(one)[1]}:{found.place(one)[2]}"
    ]
    return _dismissed(made, place, decisions, "collate proof shows the suspects")


@with_groups()
def dismiss_finding(
    place: Seen,
    original: Original,
    translations: Translations,
    record: RecordOptions,
    reading: WitnessOptions,
    how: TranslationOptions,
    decisions: DecisionOptions,
) -> int:
    """Say that a finding of collate fidelity is none: it is not reported again."""
    asked = settings(reading, _there(decisions))
    first, *others = read([original, *translations], asked)
    found = translating.fidelity(first, *others, settings=asked, strict=True, **how.arguments())
    made = [
        dismissed_finding(one, **written_down(record))
        for one in found.findings
        if place in {f"{side.file}:{side.line}:{side.column}" for side in (one.original, *one.passages)}
    ]
    return _dismissed(made, place, decisions, "collate fidelity shows the findings")


@with_groups()
def follow(
    witnesses: Witnesses,
    collating: CollatingOptions,
    base: Base = None,
) -> int:
    """Let stale decisions follow their words to the place where alone these stand now; the others stay as they are."""
    session = Session(witnesses, base, collating)
    followed = [(one.decision, one.offer) for one in session.apparatus.stale if one.offer]
    for old, new in followed:
        session.file.exchange(old, replace(new, line=0))
        console.talk(f"{session.path}: {visible(file.said([new])[0])}")
    console.talk(
        f"{count(len(followed), 'decision')} moved, {len(session.apparatus.stale) - len(followed)} still stale"
    )
    return console.SAME


def _there(decisions: DecisionOptions) -> DecisionOptions:
    """The file of decisions, if it is there yet."""
    try:
        settings(decisions)
    except UsageError:
        return DecisionOptions()
    return decisions


def _dismissed(made: list[Decision], place: str, decisions: DecisionOptions, hint: str) -> int:
    if not made:
        raise UsageError(f"nothing was found at {place}", hint=hint)
    written = decisions_file(decisions)
    for decision in made:
        written.add(decision)
        console.talk(f"{written.path}: {visible(file.said([decision])[0])}")
    return console.SAME

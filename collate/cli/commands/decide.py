"""`collate decide`: write the editor's decisions, one subcommand each, or unit by unit in a terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from collate.alignment import constraints
from collate.cli import console
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    DecisionOptions,
    ResultOptions,
    UnitName,
    UnitOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.output import write_result
from collate.cli.session import Session, decisions_file, made, taken_back
from collate.errors import UsageError
from collate.io.wording import count, json_text, visible
from collate.model.vocabulary import terms
from collate.variants.decisions import file, replay

if TYPE_CHECKING:
    from collate.model import Decision, Unit

decide = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Write decisions that every later run replays: relabel, regularise, choose, split, join, realign.",
)

ReadingText = Annotated[
    str, typer.Argument(metavar="READING", help='A reading as compared; "" is the omission.', show_default=False)
]
OfReading = Annotated[
    str | None, typer.Option("--reading", metavar="READING", help="Which reading, if the unit has several.")
]
Where = Annotated[
    Literal["here", "section", "everywhere"], typer.Option("--scope", help="Here, in this section, or everywhere.")
]
Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help="Whose decision; default: the user's name.")]


@dataclass(frozen=True, kw_only=True)
class RecordOptions:
    """What is recorded of a decision besides the decision."""

    who: Who = None
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for the record.")] = ""
    when: Annotated[str | None, typer.Option("--when", metavar="DATE", help="The day; default: today.")] = None


def _decided(session: Session, unit: Unit | None, decision: Decision) -> int:
    console.talk(f"{session.path}: {visible(session.decide(unit, decision))}")
    return console.SAME


@decide.command("label")
@with_groups()
def label(
    unit: UnitName,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The kind of difference: slip, ...")],
    witnesses: Witnesses,
    record: RecordOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    which: OfReading = None,
    scope: Where = "here",
    base: Base = None,
) -> int:
    """Say what kind of difference a reading is."""
    if label not in terms():
        raise UsageError(f"there is no label {label!r}", hint=f"there are: {', '.join(terms())}")
    session = Session(witnesses, base, decisions, reading, alignment, units)
    found = session.unit(unit)
    chosen = session.reading(found, which)
    return _decided(session, found, made("label", **vars(record), reading=chosen, value=label, scope=scope))


@decide.command("regularise")
@with_groups()
def regularise(
    unit: UnitName,
    witnesses: Witnesses,
    record: RecordOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    which: OfReading = None,
    scope: Where = "here",
    base: Base = None,
) -> int:
    """Let a reading count as the lemma."""
    session = Session(witnesses, base, decisions, reading, alignment, units)
    found = session.unit(unit)
    chosen = session.reading(found, which)
    return _decided(session, found, made("regularise", **vars(record), reading=chosen, scope=scope))


@decide.command("lemma")
@with_groups()
def lemma(
    unit: UnitName,
    text: ReadingText,
    witnesses: Witnesses,
    record: RecordOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    scope: Where = "here",
    base: Base = None,
) -> int:
    """Choose the reading that is the text."""
    session = Session(witnesses, base, decisions, reading, alignment, units)
    found = session.unit(unit)
    chosen = session.reading(found, text)
    return _decided(session, found, made("lemma", **vars(record), reading=chosen, scope=scope))


@decide.command("conjecture")
@with_groups()
def conjecture(
    unit: UnitName,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the author wrote.")],
    witnesses: Witnesses,
    record: RecordOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    base: Base = None,
) -> int:
    """Propose a reading that no witness has."""
    session = Session(witnesses, base, decisions, reading, alignment, units)
    return _decided(session, session.unit(unit), made("conjecture", **vars(record), value=text))


@decide.command("split")
@with_groups()
def split(
    unit: UnitName,
    words: Annotated[int, typer.Argument(metavar="WORDS", help="Words of the base before the cut.")],
    witnesses: Witnesses,
    record: RecordOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    base: Base = None,
) -> int:
    """Cut a unit in two."""
    session = Session(witnesses, base, decisions, reading, alignment, units)
    found = session.unit(unit)
    first, last = session.collation.tokens(session.collation.row(session.base), found.start, found.end)
    if not 0 < words < last - first:
        what = f"{found.id} has {count(last - first, 'word')} of the base"
        raise UsageError(what, hint="it is cut between two of them")
    return _decided(session, found, made("split", **vars(record), value=str(words)))


@decide.command("join")
@with_groups()
def join(
    unit: UnitName,
    witnesses: Witnesses,
    record: RecordOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    base: Base = None,
) -> int:
    """Make one unit of this unit, the next, and what stands between."""
    session = Session(witnesses, base, decisions, reading, alignment, units)
    return _decided(session, session.unit(unit), made("join", **vars(record)))


@decide.command("realign")
@with_groups()
def realign(
    words: Annotated[str, typer.Argument(metavar="A:L.W=B:L.W", help="These words (line.word) belong together.")],
    witnesses: Witnesses,
    record: RecordOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
) -> int:
    """Let words of different witnesses stand in one column."""
    session = Session(witnesses, None, decisions, reading, alignment, units)
    at = constraints.anchored_words(words, session.collation.witnesses)
    decision = made("realign", **vars(record), value=words)
    return _decided(session, None, replace(decision, base=session.base, at=at))


@decide.command("list")
@with_groups(formats=("text", "json"))
def list_(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    base: Base = None,
) -> int:
    """Show the decisions, and which of them are stale: their words are not there any more."""
    form = result.format
    session = Session(witnesses, base, decisions, reading, alignment, units)
    all_made, name = replay.decisions(session.settings), replay.decisions_name(session.settings)
    notes = [note for note in session.apparatus.notes if ": stale decision" in note]
    rows = [
        (one.line, any(note.startswith(f"{name}:{one.line}: ") for note in notes), said)
        for one, said in zip(all_made, file.said(all_made), strict=True)
    ]
    if form == "json":
        records = [{"line": line, "stale": stale, "decision": said} for line, stale, said in rows]
        text = json_text({"form": "collate-decisions-1", "decisions": records}, indent=1) + "\n"
    else:
        where = visible(str(session.path))
        text = "".join(f"{where}:{line}: {'stale: ' if stale else ''}{visible(said)}\n" for line, stale, said in rows)
    write_result(result.output, lambda out: console.say(out, text), people=form == "text")
    console.talk(f"{count(len(all_made), 'decision')}, {len(notes)} of them stale")
    return console.SAME


@decide.command("undo")
@with_groups()
def undo(decisions: DecisionOptions) -> int:
    """Take the last decision back."""
    found = decisions_file(decisions)
    console.talk(f"{found.path}: taken back: {visible(taken_back(found))}")
    return console.SAME


@decide.command("view")
@with_groups()
def view(
    witnesses: Witnesses,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    decisions: DecisionOptions,
    base: Base = None,
    who: Who = None,
) -> int:
    """Go through the units in a terminal and decide with single keys; every key is one of these commands."""
    try:
        from collate.terminal.decide_view import DecideView  # noqa: PLC0415  an extra
    except ImportError:
        hint = "pip install 'collate-texts[view]', or use the other commands"
        raise UsageError("the view needs Textual", hint=hint) from None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the view needs a terminal", hint="use the other commands of collate decide")
    session = Session(witnesses, base, decisions, reading, alignment, units)
    if not session.apparatus.units:
        console.talk("there is no difference to decide upon")
        return console.SAME

    def decided(unit: Unit, do: str, what: dict[str, str]) -> str:
        return session.decide(unit, made(do, who=who, **what))

    DecideView(session.apparatus, decided, session.undo, session.judged).run()
    return console.SAME

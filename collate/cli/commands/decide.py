"""`collate decide`: write the editor's decisions, one subcommand each, or unit by unit in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collate.api.session import record as session_record
from collate.api.session import taken_back
from collate.cli import console
from collate.cli.commands import decide_findings, decide_readings, decide_text
from collate.cli.decide_options import Who
from collate.cli.option_groups import (
    Base,
    CollatingOptions,
    DecisionOptions,
    ResultOptions,
    Witnesses,
    with_groups,
)
from collate.cli.output import write_result
from collate.cli.session import Session, decisions_file
from collate.errors import UsageError
from collate.io.wording import count, json_text, visible
from collate.variants.decisions import deciding, file, replay

if TYPE_CHECKING:
    from collate.model import Apparatus, Decision, Unit

decide = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Write decisions that every later run replays: about readings, the text, units, and findings.",
)
for command in (
    decide_readings.label,
    decide_readings.regularise,
    decide_readings.lemma,
    decide_text.conjecture,
    decide_text.add,
    decide_text.delete,
    decide_text.crux,
    decide_text.note,
    decide_text.notes,
    decide_readings.split,
    decide_readings.join,
    decide_readings.realign,
    decide_findings.dismiss_finding,
    decide_findings.dismiss_suspect,
    decide_findings.follow,
):
    decide.command(command.__name__.replace("_", "-"))(command)


@decide.command("list")
@with_groups(formats=("text", "json"))
def list_(
    witnesses: Witnesses,
    result: ResultOptions,
    collating: CollatingOptions,
    base: Base = None,
    label: Annotated[str, typer.Option("--label", metavar="LABEL", help="Only those about this label.")] = "",
    do: Annotated[str, typer.Option("--do", metavar="KIND", help="Only those that do this: lemma, note, ...")] = "",
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="Only those in whose line this stands.")] = "",
    stale: Annotated[bool, typer.Option("--stale", help="Only those that do not find their place.")] = False,
) -> int:
    """Show the decisions, and which of them are stale: their words are not there any more."""
    form = result.format
    session = Session(witnesses, base, collating)
    name = replay.decisions_name(session.settings)
    notes = [note for note in session.apparatus.notes if ": stale decision" in note]
    offers = {one.decision.line: _offered(session, one.offer) for one in session.apparatus.stale if one.offer}
    all_made = replay.decisions(session.settings)
    rows = []
    for one, said in zip(all_made, file.said(all_made), strict=True):
        lost = any(note.startswith(f"{name}:{one.line}: ") for note in notes)
        wanted = (not stale or lost) and (not label or label in {one.value, one.labelled}) and (not do or do == one.do)
        if wanted and (not text or text.casefold() in said.casefold()):
            rows.append((one.line, lost, said, offers.get(one.line, "")))
    if form == "json":
        records = [
            {"line": line, "stale": lost, "decision": said, **({"now": now} if now else {})}
            for line, lost, said, now in rows
        ]
        shown = json_text({"form": "collate-decisions-1", "decisions": records}, indent=1) + "\n"
    else:
        where = visible(str(session.path))
        shown = "".join(
            f"{where}:{line}: {'stale: ' if lost else ''}{visible(said)}{f' (now at {now})' if now else ''}\n"
            for line, lost, said, now in rows
        )
    write_result(result.output, lambda out: console.say(out, shown), people=form == "text")
    console.talk(f"{count(len(rows), 'decision')}, {sum(lost for _, lost, _, _ in rows)} of them stale")
    return console.SAME


def _offered(session: Session, offer: Decision) -> str:
    """Where the words of a stale decision stand now: line and word of their witness."""
    witness = session.collation.witnesses[session.collation.row(offer.base)]
    line, _ = witness.source.place(int(witness.starts[offer.word - 1]))
    begin = witness.source.lines()[line - witness.source.line]
    return f"{offer.base}:{line}.{offer.word - witness.at(begin)}"


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
    collating: CollatingOptions,
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
    session = Session(witnesses, base, collating)
    if not session.apparatus.units:
        console.talk("there is no difference to decide upon")
        return console.SAME

    def decided(unit: Unit, do: str, what: dict[str, str]) -> str:
        return session.decide(by_key(session.apparatus, unit, do, {**what, **session_record(who=who)}))

    DecideView(session.apparatus, decided, session.undo, session.judged).run()
    return console.SAME


def by_key(apparatus: Apparatus, unit: Unit, do: str, what: dict[str, Any]) -> Decision:
    """The decision that a key of the view stands for."""
    value, reading = what.pop("value", ""), what.pop("reading", None)
    if do == "label":
        return deciding.label(apparatus, unit, value, reading, **what)
    if do == "regularise":
        return deciding.regularise(apparatus, unit, reading, **what)
    if do == "lemma":
        return deciding.lemma(apparatus, unit, reading or "", **what)
    if do == "split":
        return deciding.split(apparatus, unit, int(value), **what)
    return deciding.join(apparatus, unit, **what)

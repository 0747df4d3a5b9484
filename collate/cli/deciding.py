"""`decide`: write the editor's decisions, one command each, or unit by unit in a terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from collate.alignment import constraints
from collate.cli import console, options
from collate.cli.output import write_to
from collate.cli.session import HOW, Session, made, taken_back
from collate.errors import UsageError
from collate.io.wording import count, visible
from collate.model.vocabulary import terms
from collate.variants.decisions import file, replay

if TYPE_CHECKING:
    from collate.model import Decision, Unit

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

UnitName = Annotated[str, typer.Argument(metavar="UNIT", help="A unit of the apparatus: u12.")]
ReadingText = Annotated[
    str, typer.Argument(metavar="READING", help='A reading as compared; "" is the omission.', show_default=False)
]
OfReading = Annotated[
    str | None, typer.Option("--reading", metavar="READING", help="Which reading, if the unit has several.")
]
Where = Annotated[
    Literal["here", "section", "everywhere"], typer.Option("--scope", help="Here, in this section, or everywhere.")
]
Who = Annotated[str | None, typer.Option("--who", help="Whose decision it is; default: the user's name.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for the record.")]
When = Annotated[str | None, typer.Option("--when", metavar="DATE", help="The day; default: today.")]


@app.callback()
def how(
    encoding: options.Encoding = None, cjk: options.Chinese = options.DEFAULT.cjk,
    aligner: options.Aligner = options.DEFAULT.aligner, sections: options.Sections = options.DEFAULT.sections,
    units: options.Units = None, anchor: options.Anchors = None, max_size: options.MaxSize = options.MAX_SIZE,
) -> None:  # fmt: skip
    """Write decisions that every later run replays: relabel, regularise, choose, split, join, realign."""
    for key, value in locals().copy().items():
        setattr(HOW, key, value)


def _decide(session: Session, unit: Unit | None, decision: Decision) -> int:
    console.talk(f"{session.path}: {visible(session.decide(unit, decision))}")
    return console.SAME


@app.command("label")
def label(
    unit: UnitName, label: Annotated[str, typer.Argument(metavar="LABEL", help="The kind of difference: slip, ...")],
    witnesses: options.Witnesses, reading: OfReading = None, scope: Where = "here", base: options.Base = None,
    language: options.Languages = None, decisions: options.Decisions = None, who: Who = None, why: Why = "",
    when: When = None,
) -> int:  # fmt: skip
    """Say what kind of difference a reading is."""
    if label not in terms():
        raise UsageError(f"there is no label {label!r}", hint=f"there are: {', '.join(terms())}")
    session = Session(witnesses, base, language, decisions)
    found = session.unit(unit)
    chosen = session.reading(found, reading)
    return _decide(session, found, made("label", who, why, when, reading=chosen, value=label, scope=scope))


@app.command("regularise")
def regularise(
    unit: UnitName, witnesses: options.Witnesses, reading: OfReading = None, scope: Where = "here",
    base: options.Base = None, language: options.Languages = None, decisions: options.Decisions = None,
    who: Who = None, why: Why = "", when: When = None,
) -> int:  # fmt: skip
    """Let a reading count as the lemma."""
    session = Session(witnesses, base, language, decisions)
    found = session.unit(unit)
    chosen = session.reading(found, reading)
    return _decide(session, found, made("regularise", who, why, when, reading=chosen, scope=scope))


@app.command("lemma")
def lemma(
    unit: UnitName, reading: ReadingText, witnesses: options.Witnesses, scope: Where = "here",
    base: options.Base = None, language: options.Languages = None, decisions: options.Decisions = None,
    who: Who = None, why: Why = "", when: When = None,
) -> int:  # fmt: skip
    """Choose the reading that is the text."""
    session = Session(witnesses, base, language, decisions)
    found = session.unit(unit)
    chosen = session.reading(found, reading)
    return _decide(session, found, made("lemma", who, why, when, reading=chosen, scope=scope))


@app.command("conjecture")
def conjecture(
    unit: UnitName, text: Annotated[str, typer.Argument(metavar="TEXT", help="What the author wrote.")],
    witnesses: options.Witnesses, base: options.Base = None, language: options.Languages = None,
    decisions: options.Decisions = None, who: Who = None, why: Why = "", when: When = None,
) -> int:  # fmt: skip
    """Propose a reading that no witness has."""
    session = Session(witnesses, base, language, decisions)
    return _decide(session, session.unit(unit), made("conjecture", who, why, when, value=text))


@app.command("split")
def split(
    unit: UnitName, words: Annotated[int, typer.Argument(metavar="WORDS", help="Words of the base before the cut.")],
    witnesses: options.Witnesses, base: options.Base = None, language: options.Languages = None,
    decisions: options.Decisions = None, who: Who = None, why: Why = "", when: When = None,
) -> int:  # fmt: skip
    """Cut a unit in two."""
    session = Session(witnesses, base, language, decisions)
    found = session.unit(unit)
    first, last = session.collation.tokens(session.collation.row(session.base), found.start, found.end)
    size = last - first
    if not 0 < words < size:
        raise UsageError(f"{found.id} has {count(size, 'word')} of the base", hint="it is cut between two of them")
    return _decide(session, found, made("split", who, why, when, value=str(words)))


@app.command("join")
def join(
    unit: UnitName, witnesses: options.Witnesses, base: options.Base = None, language: options.Languages = None,
    decisions: options.Decisions = None, who: Who = None, why: Why = "", when: When = None,
) -> int:  # fmt: skip
    """Make one unit of this unit, the next, and what stands between."""
    session = Session(witnesses, base, language, decisions)
    return _decide(session, session.unit(unit), made("join", who, why, when))


@app.command("realign")
def realign(
    anchor: Annotated[str, typer.Argument(metavar="A:L.W=B:L.W", help="These words (line.word) belong together.")],
    witnesses: options.Witnesses, language: options.Languages = None, decisions: options.Decisions = None,
    who: Who = None, why: Why = "", when: When = None,
) -> int:  # fmt: skip
    """Let words of different witnesses stand in one column."""
    session = Session(witnesses, None, language, decisions)
    words = constraints.anchored_words(anchor, session.collation.witnesses)
    decision = made("realign", who, why, when, value=anchor)
    return _decide(session, None, replace(decision, base=session.base, at=words))


@app.command("list")
def list_(witnesses: options.Witnesses, base: options.Base = None, language: options.Languages = None,
          decisions: options.Decisions = None) -> int:  # fmt: skip
    """Show the decisions, and which of them are stale: their words are not there any more."""
    session = Session(witnesses, base, language, decisions)
    all_made, name = replay.decisions(session.settings), replay.decisions_name(session.settings)
    stale = [note for note in session.apparatus.notes if ": stale decision" in note]
    lines = []
    for one, said in zip(all_made, file.said(all_made), strict=True):
        mark = "stale: " if any(note.startswith(f"{name}:{one.line}: ") for note in stale) else ""
        lines.append(f"{visible(str(session.path))}:{one.line}: {mark}{visible(said)}\n")
    write_to(None, lambda out: console.say(out, "".join(lines)), people=True)
    console.talk(f"{count(len(all_made), 'decision')}, {len(stale)} of them stale")
    return console.SAME


@app.command("undo")
def undo(decisions: options.Decisions = None) -> int:
    """Take the last decision back."""
    found = Session.file_of(decisions)
    console.talk(f"{found.path}: taken back: {visible(taken_back(found))}")
    return console.SAME


@app.command("view")
def view(
    witnesses: options.Witnesses, base: options.Base = None, language: options.Languages = None,
    decisions: options.Decisions = None, who: Who = None,
) -> int:  # fmt: skip
    """Go through the units in a terminal and decide with single keys; every key is one of these commands."""
    try:
        from collate.terminal.decide_view import Desk
    except ImportError:
        raise UsageError(
            "the view needs Textual", hint="pip install 'collate[view]', or use the other commands"
        ) from None

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the view needs a terminal", hint="use the other commands of collate decide")
    session = Session(witnesses, base, language, decisions)
    if not session.apparatus.units:
        console.talk("there is no difference to decide upon")
        return console.SAME

    def decide(unit: Unit, do: str, what: dict[str, str]) -> str:
        return session.decide(unit, made(do, who, "", None, **what))

    Desk(session.apparatus, decide, session.undo, session.judged).run()
    return console.SAME

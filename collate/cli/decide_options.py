"""The options of the `decide` commands, and what each does with the decision that was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from collate.api.session import record as session_record
from collate.cli import console
from collate.cli.session import Session
from collate.io.wording import count, visible
from collate.variants.entries import line

if TYPE_CHECKING:
    from collate.model import Decision, Taken

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


By = Annotated[str, typer.Option("--by", metavar="NAME", help="Whose conjecture; default: --who.")]
PlaceName = Annotated[
    str,
    typer.Argument(metavar="PLACE", help="A unit (u12), or words of the base: 8.3 or 8.3-8.5 (line.word), 1:12.3."),
]
CONJECTURED = 'The words, ⟨ ⟩ around what is added; "" leaves those of the place out.'


@dataclass(frozen=True, kw_only=True)
class LimitOptions:
    """Where a decision about a reading holds."""

    scope: Where = "here"
    exact: Annotated[
        bool, typer.Option("--exact", help="Beyond here: only where capitals and punctuation are the same too.")
    ] = False
    of: Annotated[
        list[str] | None, typer.Option("--of", metavar="SIGLUM", help="Only these witnesses (may be repeated).")
    ] = None
    labelled: Annotated[str, typer.Option("--labelled", metavar="LABEL", help="Only readings with this label.")] = ""
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the places that it takes; write nothing.")] = False

    def given(self) -> dict[str, Any]:
        """The fields of a decision."""
        return {
            "scope": self.scope, "exact": self.exact, "witnesses": tuple(self.of or ()), "labelled": self.labelled,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RecordOptions:
    """What is recorded of a decision besides the decision."""

    who: Who = None
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for the record.")] = ""
    when: Annotated[str | None, typer.Option("--when", metavar="DATE", help="The day; default: today.")] = None


def decided(session: Session, decision: Decision) -> int:
    """Write a decision, and say it."""
    console.talk(f"{session.path}: {visible(session.decide(decision))}")
    return console.SAME


def written_down(record: RecordOptions) -> dict[str, str]:
    """What is recorded of a decision."""
    return session_record(**vars(record))


def limited(session: Session, decision: Decision, limits: LimitOptions) -> int:
    """Write a decision that may take several places, or show these if it is not written."""
    if not limits.dry_run and limits.scope == "here":
        return decided(session, decision)
    taken = [one for one in session.tried(decision).taken if one.decision is decision]
    if not limits.dry_run:
        console.talk(f"takes {_counted(taken)}")
        return decided(session, decision)
    units = {unit.number: unit for unit in session.apparatus.units}
    for unit in (units[one.unit] for one in taken):
        console.out(f"{unit.id} {unit.locus}: {line(session.apparatus, unit)}")
    console.talk(f"would take {_counted(taken)}")
    return console.SAME


def _counted(taken: Sequence[Taken]) -> str:
    """How many places a decision takes, and in which witnesses."""
    sigla = Counter(siglum for one in taken for siglum in one.sigla)
    each = ", ".join(f"{visible(siglum)} {number}" for siglum, number in sigla.items())
    return f"{count(len(taken), 'place')}{f' ({each})' if each else ''}"

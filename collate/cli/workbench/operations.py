"""What the page can ask to decide, as decisions: each is the function behind the `decide` command of the same name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from collate.api.editing import decide
from collate.api.session import record
from collate.cli.workbench.desk import Desk
from collate.errors import UsageError
from collate.io.wording import count
from collate.model import Apparatus, Decision, Reading, Unit
from collate.variants.decisions import file
from collate.variants.decisions.deciding import unit_named

SCOPED = frozenset({"label", "regularise", "lemma"})
OF_PLACES = frozenset({"conjecture", "addition", "deletion", "crux", "note"})
DISMISSED = frozenset({"dismiss-finding", "dismiss-suspect"})
Text = str


class Asked(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A request to decide. `place`: a unit (``u12``) or words of the base (``8.3-8.5``); `number`: of a finding."""

    do: str
    place: str = ""
    value: str | int = ""
    reading: str | None = None
    scope: Literal["here", "section", "everywhere"] = "here"
    exact: bool = False
    witnesses: tuple[str, ...] = ()
    layer: str = ""
    by: str = ""
    status: Literal["", "proposed"] = ""
    why: str = ""
    number: int = -1
    key: str = ""


Makes = Callable[[Desk, Asked, Mapping[str, str]], list[Decision]]


def decisions(desk: Desk, asked: Asked, who: str | None) -> list[Decision]:
    """The decisions that a request stands for. UsageError for what is not there."""
    made = record(who=who, why=asked.why)
    if asked.do == "accept":
        return _accepted(desk.apparatus, unit_named(desk.apparatus, asked.place), made)
    if asked.do in DISMISSED:
        return [desk.findings.dismissal(asked.do, asked.number, **made)]
    more: dict[str, Any] = dict(made)
    if asked.do in SCOPED:
        more |= {"scope": asked.scope, "exact": asked.exact, "witnesses": asked.witnesses}
    if asked.do == "conjecture":
        more |= {"by": asked.by, "status": asked.status}
    if asked.do == "note":
        more["layer"] = asked.layer
    return [decide(desk.apparatus, asked.place, asked.do, asked.value, reading=asked.reading, **more)]


def _accepted(apparatus: Apparatus, unit: Unit, made: Mapping[str, Any]) -> list[Decision]:
    """The labels that the program gave, as the editor's: of several the first that is substantive, else the first."""
    found = []
    for reading in unit.readings[1:]:
        if reading.labels and reading.sigla and reading.kind != "lacuna":
            name = _weightiest(apparatus, reading)
            found.append(decide(apparatus, unit.id, "label", name, reading=reading.normal, **made))
    if not found:
        raise UsageError(f"{unit.id} has no label to accept")
    return found


def _weightiest(apparatus: Apparatus, reading: Reading) -> str:
    names = [label.name for label in reading.labels]
    return next((name for name in names if apparatus.classes.get(name) == "substantive"), names[0])


def said(made: list[Decision]) -> str:
    """A step in words: the decision, or how many there are."""
    lines = file.said(made)
    return lines[0] if len(lines) == 1 else f"{lines[0]} (and {count(len(lines) - 1, 'more decision')})"


def places(desk: Desk, made: list[Decision]) -> list[int]:
    """The numbers of the units that decisions would take, if they were made."""
    tried = desk.session.with_decisions([*desk.decisions, *made])
    stale = [one for one in tried.stale if any(one.decision is own for own in made)]
    if stale:
        raise UsageError(f"that has no effect: {stale[0].because}")
    return [one.unit for one in tried.taken if any(one.decision is own for own in made)]

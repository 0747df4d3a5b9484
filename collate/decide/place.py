"""Where a decision belongs: the words it was made about, found again in a text that may have changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from collate.model import Apparatus, Collation, Decision, Unit

CONTEXT = 3  # words on either side that are written down


class Found(NamedTuple):
    """A place: the witness's row, its tokens from `first` to before `last`; or the reason why there is none."""

    row: int
    first: int
    last: int
    missing: str = ""


def located(decision: Decision, collation: Collation) -> Found:
    """The place of a decision. Of several alike the nearest to where it was is taken."""
    if decision.base not in collation.sigla:
        return Found(-1, 0, 0, f"there is no witness {decision.base!r}")
    row = collation.row(decision.base)
    forms = collation.witnesses[row].normals
    at, before, after = decision.at.split(), decision.before.split(), decision.after.split()
    whole = [*before, *at, *after]
    starts = [
        start + len(before)
        for start in range(len(forms) - len(whole) + 1)
        if list(forms[start : start + len(whole)]) == whole
    ]
    if not starts:
        return Found(row, 0, 0, f"{decision.base} has no {_quoted(decision)} any more")
    first = min(starts, key=lambda start: (abs(start - (decision.word - 1)), start))
    return Found(row, first, first + len(at))


def _quoted(decision: Decision) -> str:
    at = f"[{decision.at}]" if decision.at else "[]"
    return repr(" ".join(filter(None, (decision.before, at, decision.after))))


def columns(collation: Collation, found: Found) -> tuple[int, int]:
    """The positions of the table that hold the words of a place."""
    column = collation.columns[:, found.row].tolist()
    return column.index(found.first), column.index(found.last - 1) + 1


def unit_at(apparatus: Apparatus, found: Found) -> Unit | None:
    """The unit in which the witness has just those words; where it has none, the unit right after the word before."""
    collation = apparatus.collation
    for unit in apparatus.units:
        first, last = collation.tokens(found.row, unit.start, unit.end)
        if last > first and (first, last) == (found.first, found.last):
            return unit
        if last == first and found.first == found.last == _before(collation, found.row, unit):
            return unit
    return None


def _before(collation: Collation, row: int, unit: Unit) -> int:
    """How many words of a witness stand before a unit."""
    return int((collation.columns[: unit.start, row] >= 0).sum())


def about(apparatus: Apparatus, unit: Unit, decision: Decision, following: Sequence[Unit] = ()) -> Decision:
    """The decision with its place filled in: the words of the base in a unit (and in the `following`), and around."""
    collation = apparatus.collation
    row = collation.row(apparatus.base)
    forms = collation.witnesses[row].normals
    first, last = collation.tokens(row, unit.start, following[-1].end if following else unit.end)
    if first == last:
        first = last = _before(collation, row, unit)
    return replace(
        decision,
        base=apparatus.base,
        at=" ".join(forms[first:last]),
        before=" ".join(forms[max(0, first - CONTEXT) : first]),
        after=" ".join(forms[last : last + CONTEXT]),
        word=first + 1,
        section=unit.section,
    )

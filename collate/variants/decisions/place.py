"""Finds the place of a decision again, by its words and context, in a text that may have changed since.

Nothing is guessed: if the words occur more or less often than before, the decision is stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from collate.model import Apparatus, Collation, Decision, Reading, Unit

CONTEXT = 3  # words on either side that are written down
BEFORE, AFTER, BOTH = "before", "after", "both"


class Found(NamedTuple):
    """A place: the witness's row, its tokens from `first` to before `last`; or the reason why there is none."""

    row: int
    first: int
    last: int
    missing: str = ""


def spelt(forms: Sequence[str]) -> str:
    """Forms as a decision writes them: separated by spaces, none of them empty or with a space inside."""
    return " ".join(form.replace(" ", "\u00a0") or "∅" for form in forms)


def located(decision: Decision, collation: Collation) -> Found:
    """The place of a decision, if its words occur as often as before."""
    if decision.base not in collation.sigla:
        return Found(-1, 0, 0, f"there is no witness {decision.base!r}")
    row = collation.row(decision.base)
    starts = _places(decision, collation.witnesses[row].normals)
    if not starts:
        return Found(row, 0, 0, f"{decision.base} has no {_quoted(decision)} any more")
    if decision.of and len(starts) != decision.of:
        return Found(
            row, 0, 0, f"{decision.base} has {_quoted(decision)} {len(starts)} times, and had it {decision.of}"
        )
    if decision.of:
        first = starts[decision.nth - 1] if 0 < decision.nth <= decision.of else starts[0]
    else:
        first = min(starts, key=lambda start: (abs(start - (decision.word - 1)), start))
    return Found(row, first, first + len(decision.at.split(" ") if decision.at else ()))


def stands(decision: Decision, forms: Sequence[str]) -> bool:
    """Whether the words of a decision stand somewhere in its witness: elsewhere it cannot change anything.

    A decision that holds in more places than one needs no words around it, and none at all if it is about an omission.
    """
    if decision.scope != "here":
        decision = replace(decision, before="", after="")
        return not decision.at or bool(_places(decision, forms))
    return bool(_places(decision, forms))


def _places(decision: Decision, forms: Sequence[str]) -> list[int]:
    """The tokens at which the words stand with their context, ascending."""
    before, at, after = ([*text.split(" ")] if text else [] for text in (decision.before, decision.at, decision.after))
    whole = [*before, *at, *after]
    keys = [spelt([form]) for form in forms]
    if not whole:
        return [0] if not keys else []
    ends = range(len(keys) - len(whole) + 1)
    return [k + len(before) for k in ends if keys[k] == whole[0] and keys[k : k + len(whole)] == whole]


def _quoted(decision: Decision) -> str:
    return repr(" ".join(filter(None, (decision.before, f"[{decision.at}]", decision.after))))


def columns(collation: Collation, found: Found, around: str = "") -> tuple[int, int]:
    """The positions of the table that hold the words of a place, and those beside it where the witness has nothing."""
    held = [k for k, token in enumerate(collation.columns[:, found.row].tolist()) if token >= 0]
    low = held[found.first] if found.last > found.first and around not in {BEFORE, BOTH} else None
    high = held[found.last - 1] + 1 if found.last > found.first and around not in {AFTER, BOTH} else None
    if low is None:
        low = held[found.first - 1] + 1 if found.first else 0
    if high is None:
        high = held[found.last] if found.last < len(held) else len(collation.columns)
    return low, high


def unit_at(apparatus: Apparatus, found: Found, decision: Decision) -> Unit | None:
    """The smallest unit in which the witness has just those words, and which has the decision's reading."""
    collation = apparatus.collation
    fitting = [unit for unit in apparatus.units if words_at(collation, found.row, unit) == (found.first, found.last)]
    wanted = decision.do in {"label", "regularise", "lemma"}
    having = [unit for unit in fitting if not wanted or reading_of(unit, decision) is not None]
    return min(having or fitting, key=lambda unit: unit.end - unit.start, default=None)


def words_at(collation: Collation, row: int, unit: Unit) -> tuple[int, int]:
    """The tokens of a witness in a unit; where it has none, twice the number of those before."""
    first, last = collation.tokens(row, unit.start, unit.end)
    if first == last:
        first = last = int((collation.columns[: unit.start, row] >= 0).sum())
    return first, last


def reading_of(unit: Unit, decision: Decision) -> Reading | None:
    """The reading that a decision speaks of; silence is no reading."""
    spoken = (reading for reading in unit.readings if reading.kind != "lacuna")
    return next((reading for reading in spoken if reading.normal == decision.reading), None)


def about(apparatus: Apparatus, unit: Unit, decision: Decision, following: Sequence[Unit] = ()) -> Decision:
    """The decision with its place filled in: the words of the base in a unit (and in the `following`), and around."""
    collation = apparatus.collation
    row = collation.row(apparatus.base)
    forms = collation.witnesses[row].normals
    end = following[-1].end if following else unit.end
    first, last = words_at(collation, row, replace(unit, end=end))
    placed = replace(
        decision,
        base=apparatus.base,
        at=spelt(forms[first:last]),
        before=spelt(forms[max(0, first - CONTEXT) : first]),
        after=spelt(forms[last : last + CONTEXT]),
        word=first + 1,
        section=unit.section,
        lemma=unit.lemma.normal if decision.do in {"label", "regularise"} else "",
        value=_around(collation, row, (unit.start, end)) if decision.do == "join" else decision.value,
    )
    starts = _places(placed, forms)
    return replace(placed, nth=starts.index(first) + 1, of=len(starts))


def _around(collation: Collation, row: int, span: tuple[int, int]) -> str:
    """On which sides of its words a range goes on where the witness has nothing."""
    here = collation.columns[span[0] : span[1], row] >= 0
    sides = (not here[0], not here[-1])
    return {(True, True): BOTH, (True, False): BEFORE, (False, True): AFTER}.get((bool(sides[0]), bool(sides[1])), "")

"""Finds the place of a decision again, by its words and context, in a text that may have changed since.

Nothing is guessed: if the words occur more or less often than before, the decision is stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from collate.languages.letters import is_word
from collate.model import Apparatus, Collation, Decision, Reading, Unit
from collate.variants.units import Span

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


def bare(text: str) -> tuple[str, ...]:
    """The words of a text as a decision writes it, without capitals, and without the signs between them."""
    return tuple(form.casefold() for form in text.split(" ") if is_word(form))


class Forms:
    """The compared forms of a witness, and where each stands."""

    def __init__(self, normals: Sequence[str]) -> None:
        self.keys = [spelt([form]) for form in normals]
        self.at: dict[str, list[int]] = {}
        for token, key in enumerate(self.keys):
            self.at.setdefault(key, []).append(token)

    def places(self, decision: Decision) -> list[int]:
        """The tokens at which the words of a decision stand with their context, ascending."""
        parts = ([*text.split(" ")] if text else [] for text in (decision.before, decision.at, decision.after))
        before, at, after = parts
        whole = [*before, *at, *after]
        if not whole:
            return [0] if not self.keys else []
        rarest = min(range(len(whole)), key=lambda k: len(self.at.get(whole[k], ())))
        starts = (token - rarest for token in self.at.get(whole[rarest], ()))
        return [k + len(before) for k in starts if k >= 0 and self.keys[k : k + len(whole)] == whole]


class Finder:
    """Finds the places of many decisions in one collation."""

    def __init__(self, collation: Collation) -> None:
        self.collation = collation
        self._forms: dict[int, Forms] = {}

    def forms(self, row: int) -> Forms:
        """The forms of a witness."""
        if row not in self._forms:
            self._forms[row] = Forms(self.collation.witnesses[row].normals)
        return self._forms[row]

    def located(self, decision: Decision) -> Found:
        """The place of a decision, if its words occur as often as before."""
        base = decision.base
        if base not in self.collation.sigla:
            return Found(-1, 0, 0, f"there is no witness {base!r}")
        row = self.collation.row(base)
        starts = self.forms(row).places(decision)
        if not starts:
            return Found(row, 0, 0, f"{base} has no {_quoted(decision)} any more")
        if decision.of and len(starts) != decision.of:
            return Found(row, 0, 0, f"{base} has {_quoted(decision)} {len(starts)} times, and had it {decision.of}")
        if decision.of:
            first = starts[decision.nth - 1] if 0 < decision.nth <= decision.of else starts[0]
        else:
            first = min(starts, key=lambda start: (abs(start - (decision.word - 1)), start))
        return Found(row, first, first + len(decision.at.split(" ") if decision.at else ()))

    def placed(self, decision: Decision, row: int, first: int, last: int) -> Decision:
        """The decision with words `first` to `last` (half-open) of a witness, what is around them, and their number."""
        keys = self.forms(row).keys
        placed = replace(
            decision,
            base=self.collation.sigla[row],
            at=" ".join(keys[first:last]),
            before=" ".join(keys[max(0, first - CONTEXT) : first]),
            after=" ".join(keys[last : last + CONTEXT]),
            word=first + 1,
        )
        starts = self.forms(row).places(placed)
        return replace(placed, nth=starts.index(first) + 1, of=len(starts))

    def offered(self, decision: Decision) -> Decision | None:
        """A stale decision with the only place at which its words still stand, found with ever less around them."""
        if decision.base not in self.collation.sigla or not decision.at:
            return None
        row = self.collation.row(decision.base)
        before, after = ([*text.split(" ")] if text else [] for text in (decision.before, decision.after))
        for size in range(CONTEXT, -1, -1):
            for left, right in ((size, size), (size, 0), (0, size)):
                some = replace(
                    decision,
                    before=" ".join(before[len(before) - left :] if left else ()),
                    after=" ".join(after[:right]),
                )
                starts = self.forms(row).places(some)
                if len(starts) == 1:
                    return self.placed(decision, row, starts[0], starts[0] + len(decision.at.split(" ")))
        return None


def located(decision: Decision, collation: Collation) -> Found:
    """The place of one decision, if its words occur as often as before."""
    return Finder(collation).located(decision)


def stands(decision: Decision, forms: Sequence[str]) -> bool:
    """Whether the words of a decision stand somewhere in its witness: elsewhere it cannot change anything.

    A decision that holds in more places than one needs no words around it, and none at all if it is about an omission.
    """
    if decision.scope == "here":
        return bool(Forms(forms).places(decision))
    wanted = bare(decision.at)
    if decision.exact or not wanted:
        return not decision.at or bool(Forms(forms).places(replace(decision, before="", after="")))
    there = [word for form in forms for word in bare(spelt([form]))]
    return any(tuple(there[k : k + len(wanted)]) == wanted for k in range(len(there) - len(wanted) + 1))


def _quoted(decision: Decision) -> str:
    return repr(" ".join(filter(None, (decision.before, f"[{decision.at}]", decision.after))))


def columns(collation: Collation, found: Found, around: str = "") -> Span:
    """The positions of the table that hold the words of a place, and those beside it where the witness has nothing."""
    held = [k for k, token in enumerate(collation.columns[:, found.row].tolist()) if token >= 0]
    low = held[found.first] if found.last > found.first and around not in {BEFORE, BOTH} else None
    high = held[found.last - 1] + 1 if found.last > found.first and around not in {AFTER, BOTH} else None
    if low is None:
        low = held[found.first - 1] + 1 if found.first else 0
    if high is None:
        high = held[found.last] if found.last < len(held) else len(collation.columns)
    return low, high


def words_at(collation: Collation, row: int, span: Span) -> Span:
    """The tokens of a witness at some positions; where it has none, twice the number of those before."""
    first, last = collation.tokens(row, *span)
    if first == last:
        first = last = int((collation.columns[: span[0], row] >= 0).sum())
    return first, last


def reading_of(unit: Unit, decision: Decision) -> Reading | None:
    """The reading that a decision speaks of; silence is no reading."""
    spoken = [reading for reading in unit.readings if reading.kind != "lacuna"]
    just = next((reading for reading in spoken if reading.normal == decision.reading), None)
    if just is not None or decision.scope == "here" or decision.exact:
        return just
    wanted = bare(decision.reading)
    return next((reading for reading in spoken if bare(reading.normal) == wanted), None)


def about(apparatus: Apparatus, span: Span, decision: Decision, unit: Unit | None = None) -> Decision:
    """The decision with its place filled in: the words of the base at some positions, those of a unit, and around."""
    collation = apparatus.collation
    row = collation.row(apparatus.base)
    placed = Finder(collation).placed(decision, row, *words_at(collation, row, span))
    return replace(
        placed,
        section=unit.section if unit else decision.section,
        lemma=unit.lemma.normal if unit and decision.do in {"label", "regularise"} else "",
        value=_around(collation, row, span) if decision.do == "join" else decision.value,
    )


def _around(collation: Collation, row: int, span: Span) -> str:
    """On which sides of its words a range goes on where the witness has nothing."""
    here = collation.columns[span[0] : span[1], row] >= 0
    sides = (not here[0], not here[-1])
    return {(True, True): BOTH, (True, False): BEFORE, (False, True): AFTER}.get((bool(sides[0]), bool(sides[1])), "")

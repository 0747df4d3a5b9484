"""Compares two apparatuses of one text, made before and after a correction or a change of settings."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from collate.model import Unit

Kind = Literal["gone", "new", "changed", "relabelled"]


class Change(NamedTuple):
    """A unit of the old apparatus and one of the new; one of them is None where the unit is new or gone."""

    kind: Kind
    old: Unit | None
    new: Unit | None


def changes(old: Sequence[Unit], new: Sequence[Unit]) -> list[Change]:
    """The changes in the order of the text. Units whose readings and witnesses are the same are not listed.

    Those that differ are paired where they have the lemma in common, in order.
    """
    matcher = SequenceMatcher(None, [_content(unit) for unit in old], [_content(unit) for unit in new], autojunk=False)
    found: list[Change] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            pairs = zip(old[a:b], new[c:d], strict=True)
            found += [Change("relabelled", one, two) for one, two in pairs if _labels(one) != _labels(two)]
        else:
            found += _paired(old[a:b], new[c:d])
    return found


def _content(unit: Unit) -> tuple[object, ...]:
    """What a unit says: its readings with their witnesses, the lemma first."""
    others = sorted((one.kind, one.normal, tuple(sorted(one.sigla))) for one in unit.readings[1:])
    return unit.lemma.normal, unit.lemma.kind, tuple(sorted(unit.lemma.sigla)), tuple(others), unit.conjecture


def _labels(unit: Unit) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((one.normal, tuple(label.name for label in one.labels)) for one in unit.readings)


def _paired(old: Sequence[Unit], new: Sequence[Unit]) -> list[Change]:
    lemmas = [unit.lemma.normal for unit in old], [unit.lemma.normal for unit in new]
    found: list[Change] = []
    for what, a, b, c, d in SequenceMatcher(None, *lemmas, autojunk=False).get_opcodes():
        if what == "equal":
            found += [Change("changed", one, two) for one, two in zip(old[a:b], new[c:d], strict=True)]
        else:
            found += [Change("gone", unit, None) for unit in old[a:b]]
            found += [Change("new", None, unit) for unit in new[c:d]]
    return found

"""One form for all spellings of a word, so that they are aligned as one word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from collate.languages.letters import is_word
from collate.variants.spelling.learnt import Learnt, learnt_from

SURE = 0.8  # the probability from which two spellings get one form
MOST_OF_ALL = 0.5  # of the pairs between two groups of spellings that were asked about, their mean probability
Table = npt.NDArray[np.int32]


def respelt(rows: Sequence[Sequence[str]], table: Table) -> list[list[str]] | None:
    """The rows with one form for all spellings of a word; None if the texts teach nothing, or are of settled spelling.

    `table` is an alignment of the rows, of shape (positions, rows): numbers of words, -1 for none.
    """
    forms = sorted({form for row in rows for form in row if is_word(form)})
    code = {form: number for number, form in enumerate(forms)}
    codes = np.full(table.shape, -1, dtype=np.int32)
    for number, row in enumerate(rows):
        own = np.array([code.get(form, -1) for form in row] + [-1], dtype=np.int32)
        codes[:, number] = own[table[:, number]]
    found = learnt_from(codes, forms)
    if not found.unsettled or not found.spellings:
        return None
    common = _common(found)
    return [[common.get(form, form) for form in row] for row in rows]


def _common(found: Learnt) -> dict[str, str]:
    """For each form the one that stands for its group: groups grow from the surest pairs, as long as they agree."""
    groups: dict[str, list[str]] = {}  # by the form that names it: its forms
    named: dict[str, str] = {}  # by form the name of its group
    between = _Between(found)
    for (a, b), probability in sorted(found.spellings.items(), key=lambda own: (-own[1], own[0])):
        if probability < SURE:
            break
        one, other = (groups.setdefault(named.setdefault(form, form), [form]) for form in (a, b))
        if one is other or not between.agree(named[a], named[b]):
            continue
        into, gone = sorted((named[a], named[b]), key=lambda name: (-len(groups[name]), name))
        between.unite(into, gone)
        for form in groups[gone]:
            named[form] = into
        groups[into] += groups.pop(gone)
    return {form: min(group) for group in groups.values() for form in group}


class _Between:
    """How many pairs between two groups of forms were asked about, and the sum of their probabilities."""

    def __init__(self, found: Learnt) -> None:
        """At first each form is a group."""
        self._known: dict[str, dict[str, tuple[int, float]]] = {}
        for (a, b), probability in found.spellings.items():
            for one, other in ((a, b), (b, a)):
                self._known.setdefault(one, {})[other] = (1, probability)

    def agree(self, one: str, other: str) -> bool:
        """Whether the mean probability of the pairs between two groups is high enough."""
        number, total = self._known[one].get(other, (0, 0.0))
        return total >= MOST_OF_ALL * number

    def unite(self, into: str, gone: str) -> None:
        """Add the pairs of a group to those of another."""
        own = self._known[into]
        for other, (number, total) in self._known.pop(gone).items():
            del self._known[other][gone]
            if other != into:
                before = own.get(other, (0, 0.0))
                own[other] = self._known[other][into] = (before[0] + number, before[1] + total)

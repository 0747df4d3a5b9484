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
    groups: dict[str, set[str]] = {}
    for (a, b), probability in sorted(found.spellings.items(), key=lambda own: (-own[1], own[0])):
        if probability < SURE:
            break
        one, other = groups.setdefault(a, {a}), groups.setdefault(b, {b})
        pairs = [(min(x, y), max(x, y)) for x in one for y in other]
        known = [found.spellings[pair] for pair in pairs if pair in found.spellings]
        if one is not other and sum(known) >= MOST_OF_ALL * len(known):
            one |= other
            groups.update(dict.fromkeys(other, one))
    return {form: min(group) for form, group in groups.items()}

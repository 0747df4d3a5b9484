"""Words of the text that the editor has marked, as the place of a decision."""

from __future__ import annotations

import numpy as np

from collate.errors import UsageError
from collate.io.wording import one_line
from collate.model import Apparatus, Witness
from collate.variants.decisions.deciding import spot


def named(apparatus: Apparatus, start: int, end: int) -> str:
    """The name (``8.3-8.5``) of the words of the base that stand at characters `start` to `end` of the text.

    UsageError if the base has no words there.
    """
    text, words = apparatus.text, apparatus.words
    first = int(np.searchsorted(words.ends, start, side="right"))
    last = int(np.searchsorted(words.starts, end, side="left"))
    if not 0 <= first < last <= len(words):
        raise UsageError("no words are marked")
    low = int(np.searchsorted(text.before, first, side="right")) - 1
    high = int(np.searchsorted(text.before, last, side="left"))
    row = apparatus.collation.row(apparatus.base)
    one, other = apparatus.collation.tokens(row, low, high)
    if one == other:
        raise UsageError(f"{apparatus.base}, the base, has no words there", hint="mark a word beside it too")
    base = apparatus.collation.witnesses[row]
    names = [_name(base, token) for token in (one, other - 1)]
    return "-".join(dict.fromkeys(names))


def _name(witness: Witness, token: int) -> str:
    line, _ = witness.source.place(int(witness.starts[token]))
    begin = witness.source.lines()[line - witness.source.line]
    return f"{line}.{token - witness.at(begin) + 1}"


def shown(apparatus: Apparatus, name: str) -> dict[str, object]:
    """A place as the page shows it: its name, its words, where it begins, and the unit that it is, if it is one."""
    found = spot(apparatus, name)
    first, last = apparatus.text.span(*found.span)
    return {
        "place": name,
        "words": one_line(apparatus.words.surface(first, last)),
        "start": found.span[0],
        "unit": found.unit.number if found.unit else 0,
    }

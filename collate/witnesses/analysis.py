"""What a transcription says of its words besides their letters: a normal form, a lemma, a tag.

In TEI these are attributes of ``w``, in JSON keys of a token. They are kept with the tokens in any case. They are used,
to align words and to label differences, if all witnesses have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from collate.errors import UsageError
from collate.languages.letters import is_word
from collate.model import Witness
from collate.witnesses.existing import properties
from collate.witnesses.normalisers.forms import fold

FORM, NORM, LEMMA, AUTO = "form", "norm", "lemma", "auto"
WAYS = (AUTO, FORM, NORM, LEMMA)
MOST = 0.9  # of its words, how many a witness must have analysed


class Analysis(NamedTuple):
    """What is said of one word, "" where nothing is; `tag` is the part of speech and what else is said of its form."""

    norm: str = ""
    lemma: str = ""
    tag: str = ""

    def get(self, way: str) -> str:
        """The lemma or the normal form."""
        return self.lemma if way == LEMMA else self.norm if way == NORM else ""


NOTHING = Analysis()


def analyses(witness: Witness) -> list[Analysis]:
    """What is said of each token."""
    given = properties(witness)
    if given:
        return [_analysis(one) for one in given]
    found = [NOTHING] * len(witness)
    for mark in witness.source.marks:
        if mark.kind == "word":
            first, last = witness.at(mark.start), witness.at(mark.end)
            held = [token for token in range(first, last) if is_word(witness.normals[token])]
            if len(held) == 1:  # what is said of several words together is said of none of them
                found[held[0]] = _analysis(mark.data)
    return found


def _analysis(said: object) -> Analysis:
    table = said if isinstance(said, dict) else dict(said)  # type: ignore[call-overload]
    norm, lemma, *tag = (table.get(key, "") for key in ("norm", "lemma", "pos", "msd", "type"))
    tags = [text for text in tag if isinstance(text, str) and text]
    return Analysis(norm if isinstance(norm, str) else "", lemma if isinstance(lemma, str) else "", " ".join(tags))


def way(witnesses: Sequence[Witness], asked: str = AUTO) -> str:
    """By what words are compared: the best that all witnesses have, unless one way is asked for.

    UsageError if a witness has nothing of what is asked for.
    """
    wanted: tuple[str, ...] = () if asked == FORM else (asked,)
    if asked == AUTO:
        some = any(mark.kind in {"word", "token"} for witness in witnesses for mark in witness.source.marks)
        wanted = (LEMMA, NORM) if some else ()
    for one in wanted:
        shares = {witness.siglum: _share(witness, one) for witness in witnesses}
        lacking = [siglum for siglum, share in shares.items() if not share]
        if asked == one and lacking:
            raise UsageError(f"words cannot be compared by {one}: {lacking[0]} has none", hint="--by form")
        if asked == one or min(shares.values(), default=0) >= MOST:
            return one
    return FORM


def _share(witness: Witness, one: str) -> float:
    words = [number for number, form in enumerate(witness.normals) if is_word(form)]
    known = analyses(witness)
    return sum(bool(known[number].get(one)) for number in words) / max(1, len(words))


def rows(witnesses: Sequence[Witness], by: str) -> list[list[str]]:
    """The forms by which words are aligned: lemmas or normal forms where there are any, else the words, folded."""
    folded = [list(witness.renormalised(fold).normals) for witness in witnesses]
    if by == FORM:
        return folded
    return [
        [fold(own.get(by)) if own.get(by) else form for own, form in zip(analyses(witness), row, strict=True)]
        for witness, row in zip(witnesses, folded, strict=True)
    ]

"""Signs: characters of a plain text that are not text, and where they stand.

A transcriber writes a folio mark into the line, divides a word at the end of a line, puts the letters of an
abbreviation in brackets. Such characters are taken out of the text that is compared, and kept, so that the file can be
rebuilt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Sign:
    """Characters of the file, `text`, that stand before the offset `at` of the content and are not part of it.

    `kind` is a plural noun phrase ("folio marks"). Where something stands in their place in the content, that is
    `reads`, at the offset `at`: a space, say. A sign stays with the token before it, as white space does, unless it
    `opens` what follows: a bracket.
    """

    at: int
    text: str
    kind: str
    reads: str = ""
    opens: bool = False

    def within(self, start: int, end: int) -> bool:
        """Whether the sign goes with ``content[start:end]`` where the content is divided into parts."""
        if self.opens or self.reads:
            return start <= self.at < end
        return start < self.at <= end or self.at == start == 0


class Cut(NamedTuple):
    """Characters ``text[start:end]`` of a file that are to be taken out of it; the rest as in `Sign`."""

    start: int
    end: int
    kind: str
    reads: str = ""
    opens: bool = False


def taken_out(text: str, cuts: Sequence[Cut]) -> tuple[str, tuple[Sign, ...], npt.NDArray[np.int32]]:
    """A text without some of its characters, these as signs, and where each offset of the text is in what is left.

    `cuts` are in ascending order and do not overlap.
    """
    parts: list[str] = []
    signs: list[Sign] = []
    places = np.arange(len(text) + 1, dtype=np.int32)
    at = length = 0
    for cut in cuts:
        parts += [text[at : cut.start], cut.reads]
        places[at : cut.start] += length - at
        length += cut.start - at
        places[cut.start : cut.end] = length
        signs.append(Sign(length, text[cut.start : cut.end], cut.kind, cut.reads, cut.opens))
        length += len(cut.reads)
        at = cut.end
    places[at:] += length - at
    return "".join([*parts, text[at:]]), tuple(signs), places


def original(content: str, signs: Sequence[Sign]) -> str:
    """The content with the signs in their places. `signs` are in the order in which they stand."""
    parts, at = [], 0
    for sign in signs:
        parts += [content[at : sign.at], sign.text]
        at = sign.at + len(sign.reads)
    return "".join([*parts, content[at:]])


def outer(signs: Sequence[Sign], offset: int) -> int:
    """The offset in the original of a character of the content."""
    return int(outers(signs, np.array([offset]))[0]) if signs else offset


def outers(signs: Sequence[Sign], offsets: npt.NDArray[Any], *, opening: bool = False) -> npt.NDArray[np.int64]:
    """The offsets in the original of characters of the content; with `opening`, of the signs that open them."""
    at = np.array([-1, *(sign.at for sign in signs)])
    ends = np.array([sign.at + len(sign.reads) for sign in signs], dtype=np.int64)
    longer = np.cumsum([0, *(len(sign.text) - len(sign.reads) for sign in signs)])
    before = np.searchsorted(ends, offsets, side="right")
    if opening:
        runs = [0]  # for each number of signs, how many there are without the opening ones at its end
        for number, sign in enumerate(signs):
            same = number and at[number] == sign.at
            runs.append((runs[-1] if same else number) if sign.opens else number + 1)
        before = np.where(at[before] == offsets, np.array(runs)[before], before)
    found: npt.NDArray[np.int64] = offsets + longer[before]
    return found

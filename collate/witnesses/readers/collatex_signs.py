"""Takes out of a witness of Collate's own table what had been set aside in its typed text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from collate.errors import InputError
from collate.model import Mark, Source
from collate.model.signs import Cut, taken_out


def taken_out_again(
    read: Source, signs: Sequence[tuple[int, str, str, str, bool]], marks: Sequence[tuple[str, int, int, str]]
) -> Source:
    """The source without these signs in its text, and with the places that had been marked in it.

    InputError if the signs are not in the text, or a token consists of nothing else.
    """
    text, longer = read.content, 0
    cuts: list[Cut] = []
    for at, own, kind, reads, opens in signs:
        start = at + longer
        if at < 0 or text[start : start + len(own)] != own or (cuts and start < cuts[-1].end):
            raise InputError(f"the signs of {read.siglum} are not in its text", path=read.origin.path)
        cuts.append(Cut(start, start + len(own), kind, reads, opens))
        longer += len(own) - len(reads)
    content, found, places = taken_out(text, cuts)
    tokens = [replace(mark, start=int(places[mark.start]), end=int(places[mark.end])) for mark in read.marks]
    if any(mark.end <= mark.start for mark in tokens):
        raise InputError(f"a token of {read.siglum} is nothing but signs", path=read.origin.path)
    own_marks = [
        Mark(kind, low, high, {"n": name} if name else {})
        for kind, low, high, name in marks
        if 0 <= low <= high <= len(content)
    ]
    return replace(read, content=content, signs=found, marks=(*tokens, *own_marks))

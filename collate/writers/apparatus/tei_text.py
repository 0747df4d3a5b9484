"""Running text in TEI elements: its line ends as elements, and the space after a word."""

from __future__ import annotations

import re
from typing import Any

from collate.model import Witness
from collate.variants.decisions.edited import unbracketed
from collate.writers.apparatus.tei_header import E, clean

HYPHENS = "-\u2010\u00ac\u2e17\u00ad"  # at the end of a line a word may go on after them
_LINE_END = re.compile("\r\n?|\n")


def space_after(witness: Witness, token: int) -> str:
    """What stands between a token and the next: space, and signs that are not seen."""
    end = int(witness.ends[token])
    following = int(witness.starts[token + 1]) if token + 1 < len(witness) else len(witness.source.content)
    return witness.source.content[end:following]


def say(parent: Any, text: str) -> None:
    """Text at the end of an element, its line ends as `lb`, its blank lines as milestones.

    A hyphen at the end of a line over which no word goes on (space follows it, say) has ``break="yes"`` after it.
    """
    text = clean(text)
    at = 0
    for end in _LINE_END.finditer(text):
        _append(parent, text[at : end.start()])
        parent.append(E.lb({"break": "yes"}) if _parts_words(text, end) else E.lb())
        at = end.end()
    _append(parent, text[at:])


def say_conjecture(parent: Any, text: str) -> None:
    """The words of a conjecture; what it adds to those of the witnesses stands in ``supplied``."""
    words, added = unbracketed(text)
    at = 0
    for low, high in added:
        say(parent, words[at:low])
        parent.append(E.supplied(clean(words[low:high]), reason="omitted"))
        at = high
    say(parent, words[at:])


def _append(parent: Any, line: str) -> None:
    if line and len(parent):
        parent[-1].tail = (parent[-1].tail or "") + line
    elif line:
        parent.text = (parent.text or "") + line


def _parts_words(text: str, end: re.Match[str]) -> bool:
    """Whether no word goes on over a line end, though XML, where white space is one space, looks as if it might."""
    before, after = text[: end.start()], text[end.end() :]
    own = before.rstrip()
    if own and own[-1] not in HYPHENS:
        return False
    space = after[: len(after) - len(after.lstrip())]
    return own != before or end[0] == "\r" or bool(space.strip(" \t"))


def taken_space(parent: Any) -> str:
    """The space at the end of an element, taken away: spaces, and line ends that were made elements."""
    space = ""
    while True:
        last = parent[-1] if len(parent) else None
        text = (parent.text if last is None else last.tail) or ""
        kept = text.rstrip()
        space = text[len(kept) :] + space
        if last is None:
            parent.text = kept or None
            return space
        last.tail = kept or None
        if kept or last.tag != E.lb().tag:
            return space
        space = "\n" + space
        parent.remove(last)

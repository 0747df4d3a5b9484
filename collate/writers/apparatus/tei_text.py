"""Running text in TEI elements: its line ends as elements, and the space after a word."""

from __future__ import annotations

from typing import Any

from collate.model import Witness
from collate.writers.apparatus.tei_header import E, clean


def space_after(witness: Witness, token: int) -> str:
    """The space between a token and the next."""
    end = int(witness.ends[token])
    following = int(witness.starts[token + 1]) if token + 1 < len(witness) else len(witness.source.content)
    return "".join(char for char in witness.source.content[end:following] if char.isspace())


def say(parent: Any, text: str) -> None:
    """Text at the end of an element, its line ends as `lb`, its blank lines as milestones."""
    for number, line in enumerate(clean(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")):
        if number:
            parent.append(E.lb())
        if line:
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + line
            else:
                parent.text = (parent.text or "") + line


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

"""Lines, columns and pages of the witness, milestones, and gaps."""

from __future__ import annotations

from typing import Any

from collate.model import Mark
from collate.witnesses.readers.tei.content import Content
from collate.witnesses.readers.tei.document import HYPHENS, Lines, following, preceding, wide
from collate.witnesses.readers.tei.elements import Use, attribute, in_word, name_of, pointers, use_of

MOST_BLANK = 5_000  # lines without words, one after the other, that are kept
_KINDS = {"lb": "line", "pb": "page", "cb": "column"}


def place(text: Content, node: Any) -> None:
    """The beginning of a line, column, page or other division; inside a word it leaves the word whole."""
    name = name_of(node)
    if not _of_this_witness(text, node):
        return
    inside = in_word(node) or (not attribute(node, "break") and _in_word(text, node, name))
    if inside and text.parts:
        # A hyphen at the line's end stays in the text, and the tokeniser joins the word over it.
        text.pending = "\n" if text.parts[-1].endswith(HYPHENS) else ""
        text.joining = True
    if name == "lb" and not inside:
        end = " \n" if attribute(node, "break") == "yes" else "\n"  # a space keeps a hyphen from joining words
        if not text.broken:
            text.owe(end)
        elif not text.joining and len(text.pending) < MOST_BLANK:  # a line without words is a blank one
            text.pending += "\n"
        text.broken = True
    elif name != "milestone" and not inside:
        text.owe(" ")
    if name in _KINDS:
        text.begins(_KINDS[name], {"n": attribute(node, "n") or attribute(node, "xml:id")})
    elif name == "milestone":
        text.begins(*text.numbering.milestone(node))


def _of_this_witness(text: Content, node: Any) -> bool:
    """Whether a page or line is one of the witness that is read, not of another."""
    named = pointers(node, "ed")
    if not named or not text.view.key:
        return True
    names = text.edition.names
    known = {name.key for one in named if names.listed(one) for name in names.meant(one)}
    return not known or text.view.key in known


def _in_word(text: Content, node: Any, name: str) -> bool:
    """Whether letters of one word stand on both sides of a break that does not say so."""
    if any(name_of(above) == "w" for above in node.iterancestors()):
        return True
    custom = text.document.lines
    if custom is Lines.TIGHT or (name == "lb" and custom is not Lines.SPACED) or _between_words(node):
        return False
    before, after = preceding(node), following(node)
    return before[-1:].isalpha() and after[:1].isalpha() and not wide(before)


def _between_words(node: Any) -> bool:
    """Whether a break stands between words that are elements, which are whole."""
    for step in ("getprevious", "getnext"):
        beside = getattr(node, step)()
        while beside is not None and use_of(beside) is Use.PLACE and not (beside.tail or "").strip():
            beside = getattr(beside, step)()
        if beside is not None and name_of(beside) in {"w", "pc"}:
            return True
    return False


def gap(text: Content, node: Any) -> None:
    """Text that is lost."""
    text.owe(" ")
    if attribute(node, "reason").startswith("omi"):  # omitted, omission
        return
    text.marks.append(Mark("lacuna", text.length, text.length, {"n": attribute(node, "n")}))


def space(text: Content, node: Any) -> None:
    """Space that the encoder marked."""
    if attribute(node, "break") != "no" and attribute(node, "quantity") != "0":
        text.owe(" ")

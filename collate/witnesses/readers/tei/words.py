"""Words and signs that the file marks (``w``, ``pc``): the space around them, and what is known of a word."""

from __future__ import annotations

from typing import Any

from collate.model import Mark
from collate.witnesses.readers.tei import forms
from collate.witnesses.readers.tei.content import Content
from collate.witnesses.readers.tei.elements import attribute, name_of

_OPENING, _BOTH = "([{\u00ab\u2039\u201c\u2018\u201e\u201a\u00bf\u00a1\u27e8", "'\u2019\u02bc"
_KNOWN = ("lemma", "pos", "msd", "type")  # older transcriptions have the tag in `type`


def before_word(text: Content, node: Any) -> None:
    """The space before a word: none before a part that goes on with the word before it."""
    if attribute(node, "part")[:1] in {"M", "F"}:
        text.pending, text.joining = "", bool(text.parts)
    elif attribute(node, "join") in {"left", "both"}:
        text.pending = ""
    else:
        text.owe(" ")  # marked words are words, whether or not space stands between the elements


def after_word(text: Content, node: Any, start: int) -> None:
    """A mark with what the file knows of a word: its regular form, its lemma, its grammar."""
    data = {name: attribute(node, name) for name in _KNOWN if attribute(node, name)}
    norm = attribute(node, "norm") or attribute(node, "reg") or regular(text, node)
    if norm:
        data["norm"] = norm
    if data:
        text.marks.append(Mark("word", start, text.length, data))
    text.joining = text.joining or attribute(node, "join") in {"right", "both"}


def regular(text: Content, node: Any) -> str:
    """The text of an element with the other of ``orig`` and ``reg``, if it has both; else ""."""
    if text.alone or not len(node):
        return ""
    names = {name_of(one) for one in node.iter("*")}
    if not ({"orig", "reg"} <= names or {"dipl", "norm"} <= names):
        return ""
    other = text.again(forms.other(text.view.prefer))
    pair = forms.pair_in(node)
    if name_of(node) == "choice":
        pair = [child for child in node if isinstance(child.tag, str)]
    if pair:
        other.walk(forms.chosen(pair, other.view.prefer))
    else:
        other.children(node)
    return " ".join(other.content().split())


def sign(text: Content, node: Any) -> None:
    """A sign of punctuation: where space between elements means nothing, it stands at a word."""
    said = "".join(node.itertext()).strip()
    join = attribute(node, "join") or ("right" if attribute(node, "pre") == "true" else "")
    if not join and said and text.document.signs_apart:
        join = "right" if said[-1] in _OPENING else "both" if said in _BOTH else "left"
    if join in {"left", "both"}:
        text.pending = text.pending.strip(" ")
    text.children(node)
    text.joining = text.joining or join in {"right", "both"}

"""Takes markup out of words: other tools leave tags in the text of their tokens.

Angle brackets alone are no markup: editors write conjectural additions in them (``<et>``). A tag is taken out if it
is empty (``<lb/>``), has attributes, or is closed somewhere in the same witness. What stands in a note or a deletion
is not text of the witness, and is left out with its tags, if the word holds both of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import regex

from collate.model import SetAside

_TAG = regex.compile(r"<(?P<close>/?)(?P<name>\p{L}[\w:.-]*)(?P<rest>(?:\s[^<>]*)?)(?P<empty>/?)>")
_APART_KINDS = {"note": "notes in words", "del": "deletions in words", "fw": "running headers in words"}
_APART = regex.compile(r"<(note|del|fw)\b(?:\s[^<>]*)?(?<!/)>.*?</\1>", regex.DOTALL)


class Stripped:
    """Takes tags out of words and counts them."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def text(self, closed: Collection[str], text: str) -> str:
        """A word without markup; `closed` are the names of the tags that are closed in its witness."""
        if "<" not in text:
            return text

        def kept(match: regex.Match[str]) -> str:
            attributes = "=" in match["rest"] or match["rest"].endswith("/")
            if not (match["close"] or match["empty"] or attributes or match["name"] in closed):
                return str(match[0])
            self.found.setdefault("tags in words", []).append(match[0])
            return ""

        for match in _APART.finditer(text):
            self.found.setdefault(_APART_KINDS[match[1]], []).append(match[0])
        return str(_TAG.sub(kept, _APART.sub("", text)))

    def set_aside(self) -> tuple[SetAside, ...]:
        """What was taken out, by kind."""
        return tuple(SetAside(kind, len(own), own[0]) for kind, own in self.found.items())


def closed(texts: Iterable[str]) -> frozenset[str]:
    """The names of the tags that are closed somewhere in the words of a witness."""
    return frozenset(match["name"] for text in texts if "<" in text for match in _TAG.finditer(text) if match["close"])

"""Takes markup out of words: other tools leave tags in the text of their tokens.

Angle brackets alone are no markup: editors write conjectural additions in them (``<et>``). A tag is taken out if it
is empty (``<lb/>``), has attributes, or is closed somewhere in the same witness. What stands in a note or a deletion
is not text of the witness, and is left out with its tags, if the word holds both of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

import regex

_TAG = regex.compile(r"<(?P<close>/?)(?P<name>\p{L}[\w:.-]*)(?P<rest>(?:\s[^<>]*)?)(?P<empty>/?)>")
_APART = regex.compile(r"<(note|del|fw)\b(?:\s[^<>]*)?(?<!/)>.*?</\1>", regex.DOTALL)


class Stripped:
    """Takes tags out of words and counts them."""

    def __init__(self) -> None:
        self.tags: Counter[str] = Counter()
        self.apart: Counter[str] = Counter()

    def text(self, closed: Collection[str], text: str) -> str:
        """A word without markup; `closed` are the names of the tags that are closed in its witness."""
        if "<" not in text:
            return text

        def kept(match: regex.Match[str]) -> str:
            attributes = "=" in match["rest"] or match["rest"].endswith("/")
            if not (match["close"] or match["empty"] or attributes or match["name"] in closed):
                return str(match[0])
            self.tags[match["name"]] += 1
            return ""

        for match in _APART.finditer(text):
            self.apart[match[1]] += 1
        return str(_TAG.sub(kept, _APART.sub("", text)))

    def notes(self) -> Iterator[str]:
        """Sentences that say which tags were taken out, and which elements with their content."""
        if self.tags:
            yield f"tags in words are left out: {', '.join(sorted(self.tags))}"
        for name, number in sorted(self.apart.items()):
            yield f"{number} × <{name}> in words {'is' if number == 1 else 'are'} left out with the text inside"


def closed(texts: Iterable[str]) -> frozenset[str]:
    """The names of the tags that are closed somewhere in the words of a witness."""
    return frozenset(match["name"] for text in texts if "<" in text for match in _TAG.finditer(text) if match["close"])

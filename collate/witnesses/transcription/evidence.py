"""What decides whether a sign is one of the transcriber's: the words of all witnesses, and what kind of text it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import regex

_WORD = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}\p{N}'’]*(?:[-\u2010\u2011][\p{L}\p{M}\p{N}'’]+)*")
_DIVIDED = regex.compile(
    r"[\p{L}\p{M}()\[\]<>⟨⟩]{0,60}[\p{L}\p{M})\]>⟩][-\u2010=¬⸗⹀\u00ad]\s+[\p{L}\p{M}()\[\]<>⟨⟩]{1,60}"
)
_BRACKETED = regex.compile(r"[\p{L}\p{M}](?:[\[(<⟨{]+[\p{L}\p{M}]|[\])>⟩}]+[\p{L}\p{M}])")
_WITHIN = regex.compile(r"(?<=[\p{L}\p{M}])[\[(<⟨]|[\])>⟩](?=[\p{L}\p{M}])|(?<=[\[(<⟨][\p{L}\p{M}]{1,30})[\])>⟩]")
_RUN = regex.compile(r"[\p{L}\p{M}]+|\p{N}+")
_CODE = regex.compile(  # what lines of programs have and prose has not
    r"\p{L}_\p{L}|\p{L}\.\p{L}+\(|\p{L}\(\)|\p{Ll}\p{Lu}\p{Ll}+[\[(]|[$\\]\p{L}|`\S+`|\w/\w+/"  # names and calls
    r"|\w = \w|\w=\w|(?<!=)[=!<>]=(?!=)|\w ?=== ?\w|=>|->|::|&&|\w --?\w|\"\"\"|^\s*@\w+"  # operators
    r"|[;{}]\s*$|\]\)|\)\)|\)[:,;]\s*$"  # ends of statements
    r"|^\s*(?:def|class|import|from|return|if|for|#include)\b.*[:;{(]|^\s*(?:import|from) [\w.]+"
)
_FENCE = regex.compile(r"^(?:```|~~~)", regex.MULTILINE)
_TABLE = regex.compile(r"^\s*\|.*\|\s*$|^\s*[:|-]{3,}\s*$")
PROGRAM = 0.15  # the share of lines that look like those of a program, from which a text is one


class Evidence:
    """The words of all witnesses, found when they are first asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    @cached_property
    def _known(self) -> Counter[str]:
        """How often each word occurs, as it stands and without brackets; parts of divided words are none."""
        known: Counter[str] = Counter()
        for text in self.texts:
            whole = _DIVIDED.sub(" ", text)
            bracketed = (
                {chunk for chunk in whole.split() if _BRACKETED.search(chunk)} if set("([<⟨") & set(whole) else set()
            )
            plain = " ".join(chunk for chunk in whole.split() if chunk not in bracketed) if bracketed else whole
            known.update(word.casefold() for word in _WORD.findall(plain))
            read = {word.casefold() for chunk in bracketed for word in _WORD.findall(_WITHIN.sub("", chunk))}
            known.update(read - known.keys())
        return known

    @cached_property
    def _followed(self) -> list[frozenset[tuple[str, str]]]:
        return [frozenset(pairwise(_RUN.findall(text.casefold()))) for text in self.texts]

    def attested(self, word: str, besides: int = 0) -> bool:
        """Whether a word occurs whole in one of the witnesses, more often than `besides`."""
        return self._known[word.casefold()] > besides

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [frozenset(_RUN.findall(text.casefold())) for text in self.texts]

    def elsewhere(self, row: int, word: str) -> bool:
        """Whether a witness but that of the row has a word."""
        return any(word.casefold() in own for k, own in enumerate(self._words) if k != row)

    def beside(self, row: int, first: str, second: str) -> bool:
        """Whether a witness but that of the row has a word right before another."""
        pair = first.casefold(), second.casefold()
        return all(pair) and any(pair in own for k, own in enumerate(self._followed) if k != row)

    def together(self, row: int, start: int, end: int) -> bool:
        """Whether a witness but that of the row has the word before one offset and that after another together."""
        text = self.texts[row]
        left = _RUN.findall(text[max(0, start - 60) : start].casefold())
        right = _RUN.findall(text[end : end + 60].casefold())
        if not left or not right:
            return False
        pair = left[-1], right[0]
        return any(pair in own for k, own in enumerate(self._followed) if k != row)


def is_program(text: str) -> bool:
    """Whether a text is the source of a program, or data for one: brackets and bars mean something else in it."""
    if _FENCE.search(text):
        return True
    lines = [line[:200] for line in text[:40_000].splitlines() if line.strip()]
    alike = sum(_CODE.search(line) is not None for line in lines)
    return alike > 1 and alike >= PROGRAM * len(lines)


def is_table(text: str) -> bool:
    """Whether a text holds a table drawn with bars, as Markdown has it."""
    return sum(_TABLE.match(line) is not None for line in text.splitlines()) > 1

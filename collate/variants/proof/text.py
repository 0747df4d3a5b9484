"""The input of the proof-reading checks: the words of a witness, those of the others, and a dictionary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from collate.languages.letters import is_word, unmarked
from collate.model import Suspect, Witness
from collate.variants.classify.evidence import Evidence

FEWEST_KNOWN = 0.8  # share of a text's words that a dictionary must know to be asked about the others


@dataclass(slots=True)
class Text:
    """A witness as proof readers see it: `words` are its tokens in small letters without marks ("" for signs).

    `known` says whether a dictionary has a form; `trusted`, whether the dictionaries know enough of the text to be
    asked. `others` counts the words of all other witnesses, `elsewhere` are their forms with marks. `marked`: the
    letters with marks that the language uses, by letter; `likely`: what was found for unknown words.
    """

    witness: Witness
    evidence: Evidence
    known: Callable[[str], bool]
    others: Counter[str]
    words: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    forms: frozenset[str] = frozenset()
    elsewhere: set[str] = field(default_factory=set)
    trusted: bool = False
    marked: dict[str, list[str]] = field(default_factory=dict)
    likely: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = [self.evidence.bare(form) if is_word(form) else "" for form in self.witness.normals]
        self.counts = Counter(word for word in self.words if word)
        forms = {form for form, word in zip(self.witness.normals, self.words, strict=True) if word}
        self.forms = frozenset(map(str.lower, forms))
        pack = self.evidence.pack
        for char in sorted({*self.witness.source.content, *"".join((*pack.months, *pack.function_words))}):
            bare = unmarked(char, frozenset())
            if bare != char and char.islower():
                self.marked.setdefault(bare, []).append(char)
        self.trusted = len(forms) > 0 and sum(map(self.known, forms)) >= FEWEST_KNOWN * len(forms)

    def beside(self, other: Text) -> None:
        """Take note of what stands in another witness."""
        self.others.update(other.counts)
        self.elsewhere |= other.forms

    def surface(self, first: int, last: int | None = None) -> str:
        """Token `first`, or the text from it to the end of `last`."""
        return self.witness.surface(first, (first if last is None else last) + 1)

    def suspect(self, first: int, last: int, kind: str, because: str, confidence: float, instead: str = "") -> Suspect:
        """A finding from one token to another."""
        start, end = int(self.witness.starts[first]), int(self.witness.ends[last])
        return Suspect(self.witness.siglum, start, end, kind, because, confidence, instead)

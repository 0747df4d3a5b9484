"""The evidence used to compare two words: the language pack, a dictionary, and word frequencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from collate.languages.letters import SHAPES, straight, unmarked, unsigned
from collate.model import Pack, Rewritten
from collate.variants.spelling.file import Given
from collate.variants.spelling.learnt import Learnt
from collate.witnesses.analysis import Analysis

Lemma = Callable[[str], str | None]


def no_dictionary(_: str) -> None:
    """The lemma of a word where there is no dictionary: never known."""


def no_conversion(form: str) -> str:
    """Variant characters where nobody knows any: the form itself."""
    return form


@dataclass(slots=True)
class Evidence:
    """The language's pack, `lemma` (None for a word that the dictionary lacks), and words counted in all witnesses.

    `trusted`: whether the dictionary has most of the texts' words, so that a missing one is significant.
    `accented`: whether all witnesses write accents, so that a missing one is significant.
    `converted` brings variant characters to one form; `dictionary` names where lemmas come from, for the reasons.
    `by`: whether words are compared by form, normal form or lemma; `analyses`: what is said of each token, by siglum.
    `learnt`: which words the texts themselves, or a file, show to be spellings of one another.
    """

    pack: Pack
    lemma: Lemma = no_dictionary
    dictionary: str = ""
    trusted: bool = True
    accented: bool = True
    converted: Callable[[str], str] = no_conversion
    counts: Counter[str] = field(default_factory=Counter)
    witnesses: int = 0
    by: str = "form"
    analyses: dict[str, list[Analysis]] = field(default_factory=dict)
    learnt: Learnt | Given = field(default_factory=Learnt)
    _bare: dict[str, str] = field(default_factory=dict)
    _rewritten: dict[str, Rewritten] = field(default_factory=dict)
    _function: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._function = frozenset(self.bare(word) for word in self.pack.function_words)

    def count(self, forms: Iterable[str]) -> None:
        """Count the words of a witness."""
        self.witnesses += 1
        self.counts.update(self.bare(form) for form in forms)

    def bare(self, form: str) -> str:
        """Small letters without marks and signs; a form of signs only keeps them."""
        known = self._bare.get(form)
        if known is None:
            rough = unmarked(straight(form).lower(), self.pack.letters)
            known = self._bare[form] = unsigned(rough) or rough
        return known

    def letters(self, form: str) -> str:
        """The bare form with every letter in its usual shape: what is learnt from."""
        return self.bare(form).translate(SHAPES)

    def rewritten(self, bare: str) -> Rewritten:
        """A form without marks after the spelling rules."""
        known = self._rewritten.get(bare)
        if known is None:
            known = self._rewritten[bare] = self.pack.rewritten(bare)
        return known

    def respelt(self, form: str) -> Rewritten:
        """A form after the spelling rules, which see its apostrophes and hyphens."""
        return self.rewritten(unmarked(straight(form).lower(), self.pack.letters))

    def is_function_word(self, form: str) -> bool:
        """Whether the pack lists a word among its function words."""
        return self.bare(form) in self._function

    def lemma_of(self, form: str) -> str | None:
        """The dictionary's lemma of a form as it stands, or respelt by the rules; None if it knows neither."""
        return self.lemma(straight(form).lower()) or self.lemma(self.respelt(form).form)

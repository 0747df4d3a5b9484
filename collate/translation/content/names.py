"""Finds names in passages of an alphabet: words with a capital inside a sentence that are no common words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex
from anyascii import anyascii

from collate.languages.letters import unmarked
from collate.languages.names import NAME, consonants
from collate.model.pack import Pack
from collate.translation.beads.seeds import skeleton
from collate.translation.content.passage import Name
from collate.variants.classify.evidence import Evidence

_CAPITAL = regex.compile(r"(?<![\p{L}'’])\p{Lu}[\p{L}\p{M}]{2,}")
_SIGNS = regex.compile("['’\"]")
PART = 4  # letters of a part of a compound
NOUNS = frozenset({"de"})  # where every noun has a capital, and a name is what is no word at all


class Reader:
    """Finds the names of one text.

    `forms`: gives the forms of a word; `across`: names are compared by consonants, for the other text is Chinese.
    """

    def __init__(
        self, content: str, code: str, rules: Pack, forms: Callable[[str], list[str]], *, across: bool
    ) -> None:
        self.code, self.across, self.forms = code, across, forms
        self.common = common(code, rules)
        inside = {match.group() for match in NAME.finditer(content)}
        self.called = frozenset(self.stem(word) for word in inside if not self.common(word))

    def stem(self, word: str) -> str:
        """The form by which a word is compared."""
        return next(iter(self.forms(word)), "")

    def capitals(self, text: str) -> list[Name]:
        """Every word with a capital."""
        return [] if self.code == "zh" else [self._name(match) for match in _CAPITAL.finditer(text)]

    def names(self, text: str) -> list[Name]:
        """The names: words that have a capital inside a sentence, in a language whose lists lack them."""
        found = [] if self.code == "zh" else [match for match in _CAPITAL.finditer(text) if not match.group().isupper()]
        return [
            self._name(match)
            for match in found
            if self.stem(match.group()) in self.called and not self.common(match.group())
        ]

    def _name(self, match: regex.Match[str]) -> Name:
        word = match.group()
        stem = self.stem(word)
        latin = _SIGNS.sub("", anyascii(unmarked(word.removesuffix("ъ"), frozenset()))).lower()
        sound = consonants(word) if self.across else skeleton(stem, _SIGNS.sub("", anyascii(stem)).lower())
        return Name(stem, sound, match.start(), match.end(), latin)


def common(code: str, rules: Pack) -> Callable[[str], bool]:
    """Whether a word with a capital is a common word: the lists of the language have it in small letters.

    In a language that writes all nouns with capitals: whether the lists have it at all.
    """
    import simplemma  # noqa: PLC0415  half a second, and only for names

    known, empty = Evidence(rules), rules.function_words

    def compound(word: str) -> bool:
        """Whether two words of the lists make up this one: Nerven-zentrum."""
        return any(
            simplemma.is_known(word[:cut].removesuffix("s"), lang=code)
            and simplemma.is_known(word[cut:].capitalize(), lang=code)
            for cut in range(PART, len(word) - PART + 1)
        )

    @cache
    def listed(word: str) -> bool:
        small = known.rewritten(word.lower()).form if code == "ru" else word.lower()
        if small in empty or word.lower() in empty:
            return True
        try:
            if code in NOUNS and (simplemma.is_known(word, lang=code) or compound(word)):
                return True
            return simplemma.is_known(small, lang=code) and simplemma.lemmatize(small, lang=code)[:1].islower()
        except ValueError:  # no list for this language
            return False

    return listed

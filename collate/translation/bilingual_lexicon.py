"""Word pairs of two languages from termbases, dictionaries and the built-in list of concepts, and stemming of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

import snowballstemmer

from collate.config import Project, Settings
from collate.errors import UsageError
from collate.languages.concepts import concepts
from collate.languages.letters import unmarked
from collate.languages.packs import pack
from collate.model.termbase import Termbase
from collate.translation import stems
from collate.translation.dictionaries import pairs as dictionary_pairs
from collate.translation.dictionary_cache import kept
from collate.variants.classify.dictionaries import conversion
from collate.variants.classify.evidence import Evidence

Reads = Callable[[str], list[str]]
Known = Mapping[str, Mapping[str, float]]
Way = tuple[Path, str, str]  # a dictionary, from which language to which
# What a translation is worth: by the termbase, by a dictionary, and through a third language.
TERM, DIRECT, SAID = 2.0, 1.0, 0.6
OPENING = 4  # letters by which headwords are passed over
# Words of an English gloss that say nothing of what it translates.
_EMPTY = frozenset({
    "to", "the", "of", "in", "a", "an", "on", "for", "with", "and", "or", "by", "as", "at", "from", "be", "is", "are",
    "used", "not", "it", "its", "one", "kind", "type", "up", "out", "off",
})  # fmt: skip
DICTD, UNIHAN = Path("/usr/share/dictd"), Path("/usr/share/unicode")
CODES = {"fr": "fra", "ru": "rus", "de": "deu", "en": "eng", "es": "spa", "it": "ita", "la": "lat", "zh": "zho"}
# The pairs of languages of the packages dict-freedict-... of Debian 12 among those that we know.
PACKAGED = frozenset({
    "deu-eng", "deu-fra", "deu-ita", "deu-rus", "deu-spa", "eng-deu", "eng-fra", "eng-ita", "eng-rus", "eng-spa",
    "fra-deu", "fra-eng", "fra-ita", "fra-lat", "fra-rus", "fra-spa", "ita-deu", "ita-eng", "ita-rus", "spa-deu",
    "spa-eng", "lat-deu", "lat-eng", "eng-lat",
})  # fmt: skip
LONGEST = 7  # letters of a stem
STEMMERS = {
    "ar": "arabic", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
    "ru": "russian",
}  # fmt: skip


def reader(code: str, settings: Settings) -> Reads:
    """A function that returns the forms (stems, numbers) of a segment in a language."""
    return _reader(code.partition("-")[0], settings.project.languages)


@cache  # with its stems: chapters of one text have most words in common
def _reader(base: str, folder: Path | None) -> Reads:
    rules = pack(base, Settings(project=Project(languages=folder)))
    known = Evidence(rules)
    stemmer = snowballstemmer.stemmer(STEMMERS[base]) if base in STEMMERS else None

    def plain(word: str) -> str:
        return known.rewritten(unmarked(word.lower(), frozenset())).form

    numerals = {plain(word): number for word, number in rules.numerals.items()}

    @cache
    def stem(word: str) -> str:
        spelt = known.rewritten(word).form if base == "ru" else word
        return unmarked(stemmer.stemWord(spelt) if stemmer else spelt, frozenset())[:LONGEST]

    converted = conversion(base)
    return cache(
        lambda text: stems.forms(text, number=lambda word: numerals.get(plain(word)), stem=stem, converted=converted)
    )


def dictionaries(one: str, other: str, named: Sequence[str] = (), *, use: bool = True) -> list[Way]:
    """The dictionaries named, and with `use` those that are there for a pair of languages."""
    found = [(Path(name), *_direction(Path(name), one, other)) for name in named]
    if not use:
        return found
    direct = [
        (DICTD / f"freedict-{CODES.get(a)}-{CODES.get(b)}.dict.dz", a, b) for a, b in ((one, other), (other, one))
    ]
    english = [(DICTD / f"freedict-{CODES.get(a)}-eng.dict.dz", a, "en") for a in (one, other) if a != "en"]
    there = [way for way in direct if way[0].is_file()]
    found += there or [way for way in english if way[0].is_file()]
    if "zh" in (one, other):
        found += [(path, "zh", "en") for path in sorted(UNIHAN.glob("Unihan_Readings.txt*"))[:1]]
    return list(dict.fromkeys(found))


def helpful(one: str, other: str) -> list[str]:
    """The Debian packages with a dictionary for a pair of languages; of two to English where there is none for both."""
    long = CODES.get(one, ""), CODES.get(other, "")
    direct = [f"{a}-{b}" for a, b in (long, long[::-1]) if f"{a}-{b}" in PACKAGED]
    english = [f"{a}-eng" for a in long if f"{a}-eng" in PACKAGED]
    packages = [f"dict-freedict-{pair}" for pair in direct or english]
    return [*packages, "unicode-data"] if "zh" in (one, other) else packages


def _direction(path: Path, one: str, other: str) -> tuple[str, str]:
    """The languages of a dictionary by its name, ``fra-rus`` or ``fr-ru``; CC-CEDICT and Unihan are Chinese-English."""
    name = path.name.lower()
    if "cedict" in name or "unihan" in name:
        return "zh", "en"
    short = {long: code for code, long in CODES.items()} | {code: code for code in CODES}
    words = [short[word] for word in name.replace(".", "-").replace("_", "-").split("-") if word in short]
    return (words[0], words[1]) if len(words) >= 2 else (one, other)


@cache
def _pairs(path: Path) -> dict[str, list[str]]:
    """A dictionary as single words with their short translations."""
    return kept(path, dictionary_pairs)


def known(
    codes: tuple[str, str], vocabularies: tuple[Collection[str], Collection[str]], settings: Settings,
    ways: Sequence[Way], termbase: Termbase | None = None,
) -> Known:  # fmt: skip
    """Pairs of forms that translate each other, from a termbase, dictionaries (direct or through English) and concepts.

    Only forms of the `vocabularies` are looked up. UsageError if a dictionary is of other languages.
    """
    glossary = _Glossary(codes, vocabularies, {code: reader(code, settings) for code in {*codes, "en"}})
    glossary.concepts()
    for concept in termbase or ():
        glossary.words(concept.terms.get(codes[0], ()), concept.terms.get(codes[1], ()), TERM)
    for way in ways:
        glossary.dictionary(way)
    glossary.through_english()
    return glossary.found


@cache
def _common(one: str, other: str, read: Reads, reads: Reads) -> Mapping[str, Mapping[str, float]]:
    """The forms of our own list of common words in two languages."""
    glossary = _Glossary((one, other), ((), ()), {one: read, other: reads})
    for row in concepts():
        glossary.words(row.get(one, ()), row.get(other, ()), DIRECT)
    return glossary.found


class _Glossary:
    """Collects translations of the forms of two vocabularies."""

    def __init__(
        self, codes: tuple[str, str], vocabularies: tuple[Collection[str], Collection[str]], read: Mapping[str, Reads]
    ) -> None:
        self.codes, self.read = codes, read
        self.wanted = dict(zip(codes, vocabularies, strict=True))
        self.openings = {code: {form[:OPENING] for form in forms} for code, forms in self.wanted.items()}
        self.found: dict[str, dict[str, float]] = defaultdict(dict)
        self.glosses: dict[str, dict[str, set[str]]] = {code: defaultdict(set) for code in codes}

    def add(self, a: str, b: str, weight: float) -> None:
        self.found[a][b] = max(self.found[a].get(b, 0.0), weight)

    def concepts(self) -> None:
        """Our own list of common words."""
        one, other = self.codes
        for a, mates in _common(one, other, self.read[one], self.read[other]).items():
            self.found[a].update(mates)

    def words(self, terms: Sequence[str], others: Sequence[str], weight: float) -> None:
        """Words, or terms of the same number of words, that translate one another."""
        for term in terms:
            for other in others:
                own, mates = term.split(), other.split()
                for word, mate in zip(own, mates, strict=True) if len(own) == len(mates) else ():
                    for a in _forms((word,), self.read[self.codes[0]]):
                        for b in _forms((mate,), self.read[self.codes[1]]):
                            self.add(a, b, weight)

    def dictionary(self, way: Way) -> None:
        """One dictionary: from one language to the other, back, or to English."""
        path, a, b = way
        if a not in self.wanted or b not in self.read:
            raise UsageError(f"{path} is a dictionary of {a} and {b}", hint=f"the texts are {' and '.join(self.codes)}")
        for word, translations in _pairs(path).items():
            for form in self._wanted(a, word):
                for right in sorted({right for said in translations for right in self.read[b](said)}):
                    if (a, b) == self.codes:
                        self.add(form, right, DIRECT)
                    elif (b, a) == self.codes:
                        self.add(right, form, DIRECT)
                    elif right not in _EMPTY:
                        self.glosses[a][form].add(right)

    def _wanted(self, code: str, word: str) -> list[str]:
        """The forms of a headword that stand in the text; most headwords are passed over by their first letters."""
        if unmarked(word.lower(), frozenset())[:OPENING] not in self.openings[code] and not _han(word[:1]):
            return []
        return [form for form in _whole(self.read[code](word)) if form in self.wanted[code]]

    def through_english(self) -> None:
        """Forms of both languages that have an English gloss in common."""
        one, other = (self.glosses[code] for code in self.codes)
        back: dict[str, set[str]] = defaultdict(set)
        for form, glosses in other.items():
            for gloss in glosses:
                back[gloss].add(form)
        for form, glosses in one.items():
            for gloss in sorted(glosses):
                for translation in back.get(gloss, ()):
                    self.add(form, translation, SAID)


def _forms(words: Sequence[str], read: Reads) -> list[str]:
    """The forms of single words; of a Chinese word the longest, a pair or a character."""
    found = [read(word) for word in words]
    return [form for forms in found if forms for form in _whole(forms)]


def _whole(forms: list[str]) -> list[str]:
    pairs = [form for form in forms if len(form) == 2 and _han(form[0])]
    return pairs or forms[:1]


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"

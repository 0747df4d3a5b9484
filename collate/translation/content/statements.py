"""Extracts the content of both sides of every bead: clauses, names, terms, common concepts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import regex

from collate.config import Settings
from collate.languages.concepts import concepts
from collate.languages.names import heard
from collate.languages.packs import pack
from collate.languages.senses import senses
from collate.model import Source
from collate.model.parallel import Parallel, Segment
from collate.model.senses import small_letters, words
from collate.model.termbase import Termbase
from collate.translation import bilingual_lexicon
from collate.translation.content.closed_words import Closed, closed_words
from collate.translation.content.dates import dates, months_in
from collate.translation.content.names import Reader as Names
from collate.translation.content.passage import Clause, Hears, Said, said
from collate.translation.content.places import Places, places
from collate.translation.content.terms import Speech, Used, used, wanted
from collate.translation.segments import clauses
from collate.variants.classify.dictionaries import conversion

Sides = Sequence[tuple[Said | None, Said | None]]
_WORD = regex.compile(r"[\p{L}\p{M}]+")


def sides(made: Parallel, settings: Settings) -> Sides:
    """The content of both sides of every bead; None for a side without segments."""
    across = "zh" in {made.original.language.base, made.translation.language.base}
    one = _reader(made.original, made.source, settings, across=across)
    other = _reader(made.translation, made.target, settings, across=across)
    return [(one.said(bead.source), other.said(bead.target)) for bead in made.beads]


@lru_cache(maxsize=2)
def _reader(source: Source, own: tuple[Segment, ...], settings: Settings, *, across: bool) -> _Reader:
    """The reader of a source, kept for the next translation of the same original."""
    return _Reader(source, own, settings, across=across)


class _Reader:
    """Reads passages of one source, each once."""

    def __init__(self, source: Source, own: Sequence[Segment], settings: Settings, *, across: bool) -> None:
        self.source, self.segments = source, own
        self.forms = bilingual_lexicon.reader(source.language.code, settings)
        self.senses = senses(source.language.base)
        rules = pack(source.language.base, settings)
        self.repeats = rules.doubled
        self.converted = conversion(source.language.base)
        self.names = Names(source.content, source.language.base, rules, self.forms, across=across)
        self.read: dict[tuple[int, int], Said] = {}

    def said(self, span: tuple[int, int]) -> Said | None:
        """What some segments say together, as they stand in the text; None for none."""
        if span[0] == span[1]:
            return None
        if span not in self.read:
            self.read[span] = self._said(*span)
        return self.read[span]

    def _said(self, low: int, high: int) -> Said:
        start, end = self.segments[low].start, self.segments[high - 1].end
        text = self.source.content[start:end]
        heading = self.segments[low].heading if high - low == 1 else ""
        cut = [Clause(one.start, one.end, tuple(self.forms(one.text))) for one in clauses(text)]
        names, capitals = self.names.names(text), self.names.capitals(text)
        return said(text, self.senses, cut, names, heading, self._closed(text), self.repeats, capitals)

    def _closed(self, text: str) -> list[Closed]:
        """The words of closed sets; of months those that stand in no date."""
        named = months_in(text, self.senses)
        dated = {day.month for day in dates(text, self.senses)} if named else ()
        months = [Closed("month", str(own.month), own.start, own.end, asks=own.month not in dated) for own in named]
        return [*closed_words(text, self.senses.code, self.converted), *months]


def hearing(made: Parallel) -> Hears | None:
    """How the sound of a name is found in the translation, if that has no capitals."""
    return heard if made.translation.language.base == "zh" else None


def speech(code: str, settings: Settings) -> Speech:
    """How words of a language are compared."""
    short = code.partition("-")[0]
    read = bilingual_lexicon.reader(code, settings)

    @cache
    def stem(word: str) -> str:
        return next(iter(read(word)), word.lower())

    return Speech(stem, conversion(short), short == "zh")


def placing(made: Parallel, settings: Settings) -> Callable[[Said, Said], tuple[Places, Places]]:
    """A function that finds places in a passage and in its translation from one another."""
    own, mate = (speech(source.language.code, settings).stem for source in (made.original, made.translation))
    there, back = made.lexicon.there, made.lexicon.back
    return lambda one, other: (places(one, other, there, (own, mate)), places(other, one, back, (mate, own)))


def finder(source: Source, settings: Settings, termbase: Termbase) -> Callable[[str], list[Used]]:
    """A function that finds the terms of a termbase in passages of a source."""
    code = source.language.base
    how = speech(code, settings)
    terms = [
        term
        for concept in termbase
        for term in (
            *wanted(concept.name, concept.terms.get(code, ()), how),
            *wanted(concept.name, concept.barred.get(code, ()), how, barred=True),
        )
    ]
    return lambda text: used(text, terms, how)


def word_counts(source: Source) -> Counter[str]:
    """The frequency of each word of a source, in lower case."""
    return Counter(word.lower() for word in _WORD.findall(source.content))


def words_of(side: Said, settings: Settings) -> dict[str, str]:
    """The words of a passage by their forms, without names."""
    read = bilingual_lexicon.reader(side.senses.code, settings)
    empty = pack(side.senses.code, settings).function_words
    named = {side.text[name.start : name.end] for name in side.names}
    return {
        form: word
        for word in _WORD.findall(side.text)
        if word not in named and word.lower() not in empty
        for form in read(word)[:1]
    }


def gap(side: Said) -> tuple[int, int] | None:
    """Where a noun seems to be missing: an article right before a preposition. By offsets; None if nowhere."""
    articles, prepositions = (side.senses.small.get(name, ()) for name in ("article", "preposition"))
    if not articles or not prepositions:
        return None
    match = words(tuple(f"{one} {other}" for one in articles for other in prepositions)).search(
        small_letters(side.text)
    )
    return None if match is None else match.span()


@cache
def _concepts(code: str, read: bilingual_lexicon.Reads) -> dict[str, list[int]]:
    """The common concepts by the forms of their words; single characters may be anything."""
    found: dict[str, list[int]] = {}
    number_words = senses("en").number  # numbers are looked at as numbers
    for number, row in enumerate(concepts()):
        if any(number_words.fullmatch(word) for word in row["en"]):
            continue
        for word in row.get(code, ()):
            forms = [form for form in read(word) if len(form) > 1]
            for form in forms[:1]:
                found.setdefault(form, []).append(number)
    return found


def concepts_of(side: Said, settings: Settings) -> dict[int, str]:
    """The common concepts that a passage names, by number, each with the form that names it."""
    known = _concepts(side.senses.code, bilingual_lexicon.reader(side.senses.code, settings))
    return {number: form for form in sorted(side.forms) for number in known.get(form, ())}


@cache
def called(code: str) -> dict[int, str]:
    """What the common concepts are called in a language."""
    return {number: row[code][0] for number, row in enumerate(concepts()) if row.get(code)}

"""Finds words that no dictionary and no other witness has, words run together or broken, and doubled words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import regex

from collate.model import Suspect
from collate.variants.classify import slips
from collate.variants.proof.text import Text

SHORTEST_PART = 2  # letters of the first of two words run together
SHORTEST = 4  # letters of an unknown word: shorter ones are abbreviations and names of rules
LONG = 5  # letters of a second word that the text has nowhere else
FREQUENT = 3  # a form that the text repeats so often is its own
_DIGITS = regex.compile(r"\p{N}")
_IDEOGRAPH = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


def unknown(text: Text) -> Iterator[Suspect]:
    """Words in no dictionary and in none of the other witnesses; names are left alone."""
    if not text.trusted:
        return
    for place, word in enumerate(text.words):
        surface = text.surface(place)
        if not _questionable(text, place, word, surface):
            continue
        parts = _run_together(text, word)
        if parts:
            because = f"{surface!r} is in no dictionary; {parts[0]!r} and {parts[1]!r} are"
            yield text.suspect(place, place, "run together", because, 0.9, " ".join(parts))
            continue
        accented = _accented(text, text.witness.normals[place])
        if accented:
            because = f"{surface!r} is in no dictionary, {accented!r} is"
            yield text.suspect(place, place, "marks missing", because, 0.8, accented)
            continue
        likely = _likely(text, word)
        because = f"{surface!r} is in no dictionary and in no other witness"
        times = text.counts[likely] + text.others[likely]
        if likely:
            because += f"; one letter from {likely!r}, which stands"
            because += f" {times} times" if times > 1 else " once"
        yield text.suspect(place, place, "unknown word", because, 0.8 if times > 1 else 0.5, likely)


def _questionable(text: Text, place: int, word: str, surface: str) -> bool:
    plain = len(word) >= SHORTEST and not _DIGITS.search(word) and not _IDEOGRAPH.search(word)
    seen = text.witness.normals[place].lower() in text.elsewhere or text.counts[word] >= FREQUENT
    return plain and surface[0].islower() and not seen and not _known(text, place)


def _known(text: Text, place: int) -> bool:
    """As it stands, as the rules respell it, or part by part if it has a hyphen; elided words by themselves."""
    form = text.witness.normals[place]
    after = text.evidence.rewritten(text.words[place]).form
    parts = [part for part in regex.split(r"[-\u2010\u2011'’]", form) if part]
    return text.known(form) or text.known(after) or (len(parts) > 1 and all(map(text.known, parts)))


def _run_together(text: Text, word: str) -> tuple[str, str] | None:
    """Two known words without a space, the first a function word, the second one of the text's own or long."""
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART):
        first, second = word[:cut], word[cut:]
        own = text.counts[second] + text.others[second] > 0
        if first in text.evidence.pack.prefixes:
            continue
        if text.evidence.is_function_word(first) and (own or (len(second) >= LONG and text.known(second))):
            return first, second
    return None


def _accented(text: Text, form: str) -> str:
    """The form with a mark on one of its letters, as the texts have it elsewhere, if a dictionary knows that."""
    for place, char in enumerate(form):
        for marked in text.marked.get(char, ()):
            candidate = form[:place] + marked + form[place + 1 :]
            if text.known(candidate):
                return candidate
    return ""


def _likely(text: Text, word: str) -> str:
    """A word of these texts one letter away, the most frequent."""
    if word not in text.likely:
        text.likely[word] = _likeliest(text, word)
    return text.likely[word]


def _likeliest(text: Text, word: str) -> str:
    near = _near(text, word)
    return max(near, key=lambda other: (text.counts[other] + text.others[other], other)) if near else ""


def _near(text: Text, word: str) -> list[str]:
    candidates = {*text.counts, *text.others} - {word}
    return [
        other
        for other in candidates
        if abs(len(other) - len(word)) <= 1 and slips.one_letter(word, other, text.evidence)
    ]


def broken(text: Text) -> Iterator[Suspect]:
    """Two neighbours, one of them no word, that make one known word together."""
    if not text.trusted:
        return
    known = cache(text.known)
    forms = text.witness.normals
    for place, (first, second) in enumerate(pairwise(forms)):
        joined = first + second
        spaced = text.surface(place, place + 1) == f"{text.surface(place)} {text.surface(place + 1)}"
        plain = joined.isalpha() and not _IDEOGRAPH.search(joined) and second.islower() and len(joined) >= SHORTEST
        if not spaced or not plain:
            continue
        strange = [part for part in (first, second) if not known(part) and not text.evidence.is_function_word(part)]
        bare = text.evidence.bare(joined)
        if strange and (text.others[bare] or text.counts[bare] or known(joined)):
            because = f"{strange[0]!r} is no word, {joined!r} is"
            yield text.suspect(place, place + 1, "broken word", because, 0.85, joined)


def doubled(text: Text) -> Iterator[Suspect]:
    """One word twice, with nothing but space between; those that the pack allows are left alone."""
    allowed = text.evidence.pack.doubled
    for place, (first, second) in enumerate(pairwise(form.lower() for form in text.witness.normals)):
        if first == second and first not in allowed and first.isalpha() and not _IDEOGRAPH.search(first):
            sure = text.evidence.is_function_word(first)
            because = f"{text.surface(place)!r} stands twice"
            yield text.suspect(place, place + 1, "doubled word", because, 0.85 if sure else 0.6, text.surface(place))

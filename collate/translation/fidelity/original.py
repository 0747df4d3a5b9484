"""Checks of the original: where all translations agree against it, the original is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from collate.model.fidelity import Doubt

Known = Mapping[str, Mapping[str, float]]
NEAR_ENOUGH = 1  # letters that a slip of the pen changes
SHORTEST = 4  # letters of a word whose neighbours mean something
LINKED = 0.15


class Told(NamedTuple):
    """One translation of a passage: its forms, what translates what, and the forms of each common concept in it."""

    forms: frozenset[str]
    lexicon: Known
    concepts: Mapping[int, str]


# Branches of languages: translations into one branch may share a slip, or follow one another.
_BRANCHES = {
    code: branch
    for branch, codes in {
        "Germanic": "en de nl sv da no is", "Romance": "fr it es pt ro ca la", "Slavic": "ru uk be pl cs sk bg sr hr",
    }.items()
    for code in codes.split()
}  # fmt: skip
FEWEST = 3  # translations that may be of one branch


def independent(languages: Sequence[str]) -> bool:
    """Whether translations can witness against an original: three, or two into languages of different branches."""
    return len(languages) >= FEWEST or len({_BRANCHES.get(code, code) for code in languages}) > 1


def agreed(doubts: Mapping[str, Doubt], languages: Sequence[str]) -> Doubt | None:
    """One doubt about the original, if every translation raises it, by their sigla, and they are independent.

    `languages`: those of all the translations, in the order of `doubts`. Translations into one language are read by the
    same rules, which may be wrong of all of them: together they are as sure as the surest.
    """
    of = len(languages)
    if of < 2 or len(doubts) < of or not independent(languages):
        return None
    first = next(iter(doubts.values()))
    surest: dict[str, float] = {}
    for doubt, language in zip(doubts.values(), languages, strict=True):
        surest[language] = max(surest.get(language, 0.0), doubt.confidence)
    sure = 1 - prod(1 - confidence for confidence in surest.values())
    who = "both translations" if of == 2 else f"all {of} translations"
    said = "; ".join(f"{siglum}: {doubt.because}" for siglum, doubt in doubts.items())
    because = f"{who} agree against the original: {said}"
    return Doubt(first.kind, round(min(sure, 0.99), 2), because, first.one, None)


def missing(
    own: Mapping[int, str], forms: frozenset[str], told: Sequence[Told], called: Mapping[int, str],
    gap: tuple[int, int] | None,
) -> Iterator[Doubt]:  # fmt: skip
    """Concepts that every translation has and the original does not, in words that nothing else in it accounts for.

    `own`: the concepts of the original by number; `called`: what each is called there; `gap`: where the original
    itself seems to lack a word. Without one, the original may say the same in other words.
    """
    if len(told) < 2:
        return
    for concept in sorted(set.intersection(*(set(one.concepts) for one in told)) - set(own)):
        words = [one.concepts[concept] for one in told]
        if not any(_accounted(word, forms, one.lexicon) for word, one in zip(words, told, strict=True)):
            because = f"{', '.join(words)} in the translations; nothing here for {called.get(concept, 'it')}"
            if gap is not None:
                because += ", and a noun is wanting"
            yield Doubt("missing-in-original", 0.9 if gap else 0.35, because, gap)


def _accounted(word: str, forms: frozenset[str], lexicon: Known) -> bool:
    return any(lexicon.get(form, {}).get(word, 0.0) >= LINKED for form in forms)


def unmet(
    words: Mapping[str, str], told: Sequence[Told], given: Sequence[Known], common: Mapping[str, int], text: str
) -> Iterator[Doubt]:
    """Words of the original whose known renderings stand in no translation. `words`: by their forms.

    Most sure of a word that stands once, where a letter makes of it one that is common here. `common`: how often words
    stand; `text`: the passage.
    """
    for form, word in words.items():
        known = [own.get(form, {}) for own in given]
        if len(word) < SHORTEST or form.startswith("#") or not all(known):
            continue
        if any(not one.forms.isdisjoint(renderings) for one, renderings in zip(told, known, strict=True)):
            continue
        near = _near(word.lower(), form, common)
        tried = "; ".join(", ".join(sorted(renderings)[:4]) for renderings in known)
        hint = f"; a letter away is {near}, which stands {common[near]} times" if near else ""
        place = (start := text.find(word)), start + len(word)
        yield Doubt("no-counterpart", 0.75 if near else 0.3, f"{word}: none of {tried} is there{hint}", place)


def _near(word: str, form: str, common: Mapping[str, int]) -> str:
    """The commonest word a letter away from one that stands once; "" if there is none but inflections of it."""
    if common.get(word, 0) > 1:
        return ""
    found = [
        other
        for other, often in common.items()
        if often > 1
        and len(other) == len(word)
        and other[: len(form)] != form
        and Levenshtein.distance(other, word, score_cutoff=NEAR_ENOUGH) <= NEAR_ENOUGH
    ]
    return max(found, key=lambda other: (common[other], other), default="")

"""Finds real words that are probably mistakes: elsewhere the texts have a likelier word in the same context."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from collate.languages import numerals
from collate.model import Suspect
from collate.variants.classify import slips
from collate.variants.classify.words import differences
from collate.variants.proof.text import Text

AROUND = 3  # words on either side that may make the formula
# How improbable the words around must be for the place to be the same formula, in nats: among so many words of
# a text some places are alike by chance, the more the longer it is.
NATS, NATS_A_LENGTH = 2.0, 1.5
TOO_COMMON = 200  # places with the same two neighbours: no formula
LETTERS = 2  # by which the two forms differ at most
TIMES = 2  # that the likelier word stands in the formula
FREQUENT = 3  # times a function word stands in the texts, to be meant by a rare word one letter away
LONGEST_FUNCTION_WORD = 6
SHORT_TEXT = 5_000  # words; in a longer one it is no surprise that some rare word is one key from a common one


def suspects(text: Text, others: Sequence[Sequence[str]]) -> Iterator[Suspect]:
    """Words that stand once where the texts elsewhere have another form in the same formula.

    `others`: the words of the other witnesses, as `Text.words` has them.
    """
    texts = [text.words, *others]
    where: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, words in enumerate(texts):
        for place in range(1, len(words) - 1):
            if words[place - 1] and words[place + 1]:
                where[words[place - 1], words[place + 1]].append((number, place))
    total = sum(text.counts.values()) + sum(text.others.values())
    frequent = _frequent(text)
    for place, word in enumerate(text.words):
        if word.isalpha() and len(word) > 1 and numerals.value(word) is None:
            yield from _in_formula(text, texts, where, total, place)
            yield from _for_a_function_word(text, texts, frequent, place)


def _frequent(text: Text) -> list[tuple[str, int]]:
    """The function words that stand often enough to be meant, the most frequent first."""
    counts = text.counts + text.others
    found = [(word, n) for word, n in counts.items() if n >= FREQUENT and text.evidence.is_function_word(word)]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def _in_formula(
    text: Text,
    texts: Sequence[Sequence[str]],
    where: dict[tuple[str, str], list[tuple[int, int]]],
    total: int,
    place: int,
) -> Iterator[Suspect]:
    """Places that share words around with this one, and what stands there."""
    words, word = text.words, text.words[place]
    votes: Counter[str] = Counter()
    least = NATS + NATS_A_LENGTH * math.log(total)
    alike = where.get((words[place - 1], words[place + 1]), []) if 0 < place < len(words) - 1 else []
    if len(alike) > TOO_COMMON:
        return
    for number, at in alike:
        there = texts[number]
        if (number, at) != (0, place) and _shared(words, place, there, at, text, total) >= least:
            votes[there[at]] += 1
    if not votes or votes[word]:
        return
    (likely, times), *_ = votes.most_common()
    if times < TIMES or not likely or not likely.isalpha():
        return
    if OSA.distance(word, likely, score_cutoff=LETTERS) <= LETTERS and word[0] == likely[0]:
        because = f"{text.surface(place)!r} stands here only, {likely!r} {times} times between the same words"
        yield text.suspect(place, place, "unlike its formula", because, 0.75, likely)


def _shared(words: Sequence[str], a: int, there: Sequence[str], b: int, text: Text, total: int) -> float:
    """How improbable the agreement of the words on either side is, in nats."""
    nats = 0.0
    for step in (1, -1):
        for k in range(1, AROUND + 1):
            i, j = a + step * k, b + step * k
            if not (0 <= i < len(words) and 0 <= j < len(there)) or words[i] != there[j]:
                break
            if words[i]:
                count = text.counts[words[i]] + text.others[words[i]]
                nats += math.log(total / count)
    return nats


def _for_a_function_word(
    text: Text, texts: Sequence[Sequence[str]], frequent: Sequence[tuple[str, int]], place: int
) -> Iterator[Suspect]:
    """A word found once, one slip from a frequent function word that stands after the same word elsewhere."""
    word = text.words[place]
    if text.counts[word] + text.others[word] != 1 or text.evidence.is_function_word(word):
        return
    if len(word) > LONGEST_FUNCTION_WORD or not place or not text.words[place - 1]:
        return
    before = text.words[place - 1]
    for likely, times in frequent:
        if len(likely) != len(word):
            continue
        letters = slips.one_letter(word, likely, text.evidence)
        if letters and letters.typical and _follows(texts, before, likely, text):
            because = (
                f"{letters.said}: {likely!r} stands {times} times in these texts, also after {before!r}; "
                f"{text.surface(place)!r} here only"
            )
            sure = 0.7 if sum(text.counts.values()) <= SHORT_TEXT else 0.5
            yield text.suspect(place, place, "likelier word", because, sure, likely)
            return


def _follows(texts: Sequence[Sequence[str]], before: str, likely: str, text: Text) -> bool:
    """Whether a word, or another form of it, stands after another somewhere."""
    return any(
        second and (second == likely or differences(second, likely, text.evidence)[0].name == "inflection")
        for words in texts
        for first, second in pairwise(words)
        if first == before
    )

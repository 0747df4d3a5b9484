"""Labels the differences between two readings of one place.

Words in the same column of the table are compared with each other; punctuation is compared separately.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz

from collate.io.wording import isolated
from collate.languages.letters import is_word
from collate.model import Label
from collate.variants.classify import absences, words
from collate.variants.classify.evidence import Evidence

SHORTEST_REST = 3  # letters of one word that may be the last of several
LIKE_THE_LAST = 70  # likeness, per cent, of the last of several words to the rest of one word that holds them all
MOST_REASONS = 3  # of one label that are spelt out
ANOTHER_TEXT = 8  # words on both sides, from which words that face nothing are not lost and added, but replaced


class Place(NamedTuple):
    """One reading: its form at each position ("" for none), the forms around it, and how many witnesses have it.

    `standing`: how often each bare word stands at the place, in all witnesses and readings.
    """

    forms: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    holders: int = 1
    standing: Mapping[str, int] = MappingProxyType({})

    @property
    def words(self) -> list[str]:
        """The forms that are words."""
        return [form for form in self.forms if is_word(form)]

    @property
    def signs(self) -> list[str]:
        """The forms that are signs."""
        return [form for form in self.forms if form and not is_word(form)]


def compared(base: Place, other: Place, evidence: Evidence) -> tuple[Label, ...]:
    """Label how a reading differs from another: one label per name and rule, in the order in which they were found."""
    found: list[Label] = []
    found += _signs(base, other)
    if base.words != other.words:
        found += _of_words(base, other, evidence)
    return merged(found)


def _signs(base: Place, other: Place) -> list[Label]:
    if base.signs != other.signs:
        a, b = (" ".join(place.signs) or "none" for place in (base, other))
        return [Label("punctuation", "signs between words", f"{a} / {b}")]
    if base.words == other.words and base.forms != other.forms:
        return [Label("punctuation", "signs between words", "the same signs after other words")]
    return []


def _of_words(base: Place, other: Place, evidence: Evidence) -> Sequence[Label]:
    one, two = base.words, other.words
    if one and two and max(len(one), len(two)) > 1:
        bare = [*map(evidence.bare, one)], [*map(evidence.bare, two)]
        if bare[0] != bare[1] and "".join(bare[0]) == "".join(bare[1]):
            return [_division(one, two), *words.differences("".join(one), "".join(two), evidence)]
        begun = _begun_alike(one, two, evidence) or _begun_alike(two, one, evidence)
        if begun:
            return [_division(one, two), *words.differences(*begun, evidence)]
    pairs = _facing(base, other)
    if min(len(one), len(two)) >= ANOTHER_TEXT and not any(all(pair) for pair in pairs):
        return [Label("substitution", "another text", "no word of the one passage stands for a word of the other")]
    return [
        label
        for facing, group in groupby(pairs, key=lambda pair: (bool(pair[0]), bool(pair[1])))
        for label in _run(list(group), facing, base, other, evidence)
    ]


def _begun_alike(apart: Sequence[str], together: Sequence[str], evidence: Evidence) -> tuple[str, str] | None:
    """The last word of several, and what faces it in one word that begins with the others (n'atteins / natteint)."""
    if len(together) != 1 or len(apart) < 2:
        return None
    first = "".join(map(evidence.bare, apart[:-1]))
    whole = evidence.bare(together[0])
    rest, last = whole[len(first) :], evidence.bare(apart[-1])
    if not whole.startswith(first) or len(rest) < SHORTEST_REST or fuzz.ratio(rest, last) < LIKE_THE_LAST:
        return None
    return apart[-1], rest


def _facing(base: Place, other: Place) -> list[tuple[str, str]]:
    pairs = zip(base.forms, other.forms, strict=True)
    cleaned = ((a if is_word(a) else "", b if is_word(b) else "") for a, b in pairs)
    return [pair for pair in cleaned if any(pair)]


def _run(
    pairs: Sequence[tuple[str, str]], facing: tuple[bool, bool], base: Place, other: Place, evidence: Evidence
) -> Sequence[Label]:
    """Words facing words, or words facing nothing."""
    if all(facing):
        return [label for a, b in pairs for label in words.differences(a, b, evidence, here(a, b, base, evidence))]
    lost = facing[0]
    side, those = (base, [a for a, _ in pairs]) if lost else (other, [b for _, b in pairs])
    whole = those == side.words  # then the words around the place are those around the run
    before, after = (side.before, side.after) if whole else ((), ())
    lacking = other.holders if lost else base.holders
    share = lacking / (base.holders + other.holders)
    return absences.absent("omission" if lost else "addition", those, before, after, evidence, share=share)


def here(a: str, b: str, base: Place, evidence: Evidence) -> tuple[int, int]:
    """How often two words stand at the place: at least once each."""
    return max(1, base.standing.get(evidence.bare(a), 0)), max(1, base.standing.get(evidence.bare(b), 0))


def _division(one: Sequence[str], two: Sequence[str]) -> Label:
    said = " / ".join("·".join(side) for side in (one, two))
    return Label("word division", "one word or several", f"the readings differ in their spaces: {isolated(said)}")


def moved(base: Place, other: Place, because: str, words_moved: Sequence[str], evidence: Evidence) -> tuple[Label, ...]:
    """The labels where words stand in another place: the transposition, and what else differs.

    `words_moved`: the words of all moves that touch the place; they are neither lost nor added.
    """
    found = [Label("transposition", "the same words elsewhere", because), *_signs(base, other)]
    if base.words and other.words:
        bare = [[evidence.bare(word) for word in place.words] for place in (base, other)]
        shared = Counter(bare[0]) & Counter(bare[1])
        gone = Counter(map(evidence.bare, words_moved))
        for word, form in [*zip(base.words, bare[0], strict=True), *zip(other.words, bare[1], strict=True)]:
            if form in gone or form in shared:
                continue
            same = next((moved for moved in words_moved if _respelt(moved, word, evidence)), None)
            if same is not None:
                gone[form] += 1
                found += words.differences(same, word, evidence)
        left = [_without(place.words, forms, shared | gone) for place, forms in zip((base, other), bare, strict=True)]
        if len(left[0]) == len(left[1]):
            for a, b in zip(*left, strict=True):
                found += words.differences(a, b, evidence, here(a, b, base, evidence))
        else:
            found += [
                label
                for name, those in (("omission", left[0]), ("addition", left[1]))
                if those
                for label in absences.absent(name, those, (), (), evidence, share=0.5)
            ]
    return merged(found)


def _respelt(one: str, other: str, evidence: Evidence) -> bool:
    """Whether two words are spellings of one, by what was learnt."""
    forms = evidence.letters(one), evidence.letters(other)
    return forms[0] != forms[1] and evidence.learnt.same(*forms)


def _without(those: Sequence[str], bare: Sequence[str], shared: Counter[str]) -> list[str]:
    rest = Counter(shared)
    left = []
    for word, form in zip(those, bare, strict=True):
        if rest[form] > 0:
            rest[form] -= 1
        else:
            left.append(word)
    return left


def merged(labels: Sequence[Label]) -> tuple[Label, ...]:
    """One label of each name and rule; beyond a few reasons the others are counted."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for label in labels:
        reasons.setdefault((label.name, label.rule), []).append(label.because)
    return tuple(Label(name, rule, _joined(said)) for (name, rule), said in reasons.items())


def _joined(said: Sequence[str]) -> str:
    several = list(dict.fromkeys(said))
    more = f"; and {len(several) - MOST_REASONS} more" if len(several) > MOST_REASONS else ""
    return "; ".join(several[:MOST_REASONS]) + more

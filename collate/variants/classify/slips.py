"""Differences of one letter: which letters, whether the slip is a common one, and which form is the likely mistake."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import OSA

from collate.variants.classify.evidence import Evidence

SHORTEST = 3  # letters of the longer form: below it everything is one letter from everything
MANY = 8  # witnesses that have one form at a place where a single one has another
FREQUENT = 4  # times that the likelier form stands elsewhere in two witnesses, when the dictionary knows both


class Letters(NamedTuple):
    """How `wrong` comes of `right`: in words, and whether it is a slip that hands and fingers are known to make."""

    said: str
    typical: bool


def one_letter(wrong: str, right: str, evidence: Evidence) -> Letters | None:
    """The letters by which two bare forms differ, if it is one letter or two that changed places."""
    if max(len(wrong), len(right)) < SHORTEST or OSA.distance(wrong, right, score_cutoff=1) > 1:
        return None
    start = next(
        (i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(map(len, (wrong, right)))
    )
    if len(wrong) < len(right):
        lost = right[start]
        doubled = lost in right[max(0, start - 1) : start] + right[start + 1 : start + 2]
        return Letters(f"{lost} written once instead of twice" if doubled else f"{lost} dropped", typical=False)
    if len(wrong) > len(right):
        extra = wrong[start]
        doubled = extra in wrong[max(0, start - 1) : start]
        return Letters(f"{extra} doubled" if doubled else f"{extra} added", typical=False)
    if wrong[start : start + 2] == right[start : start + 2][::-1] and wrong[start + 2 :] == right[start + 2 :]:
        return Letters(f"{right[start : start + 2]} transposed", True)
    how = _likeness(wrong[start], right[start], evidence)
    return Letters(f"{wrong[start]} for {right[start]}{how}", bool(how))


def _likeness(one: str, other: str, evidence: Evidence) -> str:
    if any(one in group and other in group for group in evidence.pack.alike):
        return " (look-alikes)"
    if _neighbours(one, other, evidence.pack.keys):
        return " (neighbours on the keyboard)"
    return ""


def _neighbours(one: str, other: str, rows: tuple[str, ...]) -> bool:
    """Whether two keys touch; each row stands half a key to the right of the one above it."""
    places = {key: (number, column + number / 2) for number, row in enumerate(rows) for column, key in enumerate(row)}
    if one not in places or other not in places:
        return False
    (a, x), (b, y) = places[one], places[other]
    return abs(a - b) <= 1 and abs(x - y) <= 1


def against(words: tuple[str, str], forms: tuple[str, str], here: tuple[int, int], evidence: Evidence) -> str:
    """What speaks against the first of two words, in words; nothing if it may stand.

    `forms` are the words without marks, `here` how often each stands at this place. A word that the dictionary lacks,
    or that stands nowhere else in any witness where the other is frequent, is suspect.
    """
    wrong, right = words
    if evidence.dictionary and evidence.trusted and not evidence.lemma_of(wrong) and evidence.lemma_of(right):
        return f"{wrong!r} is in no dictionary ({evidence.dictionary}), {right!r} is"
    elsewhere = [evidence.counts[form] - count for form, count in zip(forms, here, strict=True)]
    if elsewhere[0] <= 0 and elsewhere[1] >= FREQUENT * max(1.0, evidence.witnesses / 2):
        return f"{right!r} stands {elsewhere[1]} times elsewhere in these texts, {wrong!r} nowhere"
    if elsewhere[0] <= 0 and here[0] == 1 and here[1] >= MANY:
        return f"{right!r} stands here in {here[1]} witnesses, {wrong!r} in one and nowhere else in these texts"
    return ""

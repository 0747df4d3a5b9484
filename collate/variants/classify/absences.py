"""Labels omissions and additions, with their likely cause: dittography, haplography, homoeoteleuton."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from collate.io.wording import shortened
from collate.languages.letters import is_word
from collate.model import Label
from collate.variants.classify.evidence import Evidence

LONGEST_REPEAT = 6  # words looked at for a repeated string
SHORTEST_PHRASE = 4  # words of a phrase that may be written twice nearly alike
ALIKE = 90  # likeness of such phrases, per cent
HALF = 0.5
ENDING = 5  # letters of a shared ending that may carry the eye across by themselves
FEWEST_SKIPPED = 3  # words skipped, where only an ending is shared


def absent(
    name: str, words: Sequence[str], before: Sequence[str], after: Sequence[str], evidence: Evidence, *, share: float
) -> tuple[Label, ...]:
    """Label `words` that one side has between the forms `before` and `after`, and the other lacks.

    `name` is *omission* or *addition*, as seen from the base. `share`: of the witnesses of both
    sides those who lack the words, so that a doubled word is the mistake of the fewer.
    """
    said = shortened(" ".join(words))
    found = [Label(name, "words on one side only", f"{said!r} stands on one side only")]
    if all(map(evidence.is_function_word, words)):
        found.append(Label("function word", "the pack's list", f"{said!r} is nothing but function words"))
    cause = _doubled(words, before, after, evidence, share) or _skipped(words, before, after, evidence)
    return (*found, cause) if cause else tuple(found)


def _doubled(
    words: Sequence[str], before: Sequence[str], after: Sequence[str], evidence: Evidence, share: float
) -> Label | None:
    """The label for words that occur twice in one witness, with nothing between.

    The number of witnesses on each side decides whose mistake it is; if it is equal, only a repeated phrase or
    function word is labelled, as these are not repeated on purpose.
    """
    bare = [evidence.bare(word) for word in words]
    size = len(bare)
    beside = (
        [*map(evidence.bare, before[-size:])],
        [*map(evidence.bare, after[:size])],
    )  # punctuation included
    if size == 1 and bare[0] in evidence.pack.doubled:
        return None
    phrase = size >= SHORTEST_PHRASE and any(fuzz.ratio(" ".join(bare), " ".join(one)) >= ALIKE for one in beside)
    if bare not in beside and not phrase:
        return None
    sure = phrase or (size == 1 and evidence.is_function_word(words[0]))
    if share > HALF or (share == HALF and sure):
        return Label("dittography", "the same words side by side", f"{shortened(' '.join(words))!r} written twice")
    if share < HALF:
        because = f"{shortened(' '.join(words))!r} written once instead of twice"
        return Label("haplography", "the same words side by side", because)
    return None


def _skipped(words: Sequence[str], before: Sequence[str], after: Sequence[str], evidence: Evidence) -> Label | None:
    """The label for a skip from one string to the same further on: homoeoteleuton or homoeoarcton."""
    if len(words) < 2:
        return None
    bare = [evidence.bare(word) for word in words]
    left = [evidence.bare(word) for word in before if is_word(word)][-LONGEST_REPEAT:]
    right = [evidence.bare(word) for word in after if is_word(word)][:LONGEST_REPEAT]
    ends = _shared(bare[::-1], left[::-1])
    if _telling(bare[len(bare) - ends :], evidence):
        return _eye_skip("homoeoteleuton", words[len(words) - ends :], "before what is lost and at its end")
    starts = _shared(bare, right)
    if _telling(bare[:starts], evidence):
        return _eye_skip("homoeoarcton", words[:starts], "at the beginning of what is lost and after it")
    ending = _ending(bare[-1], left[-1]) if left else ""
    if len(ending) >= ENDING and len(words) >= FEWEST_SKIPPED:
        return _eye_skip("homoeoteleuton", [f"-{ending}"], "before what is lost and at its end")
    return None


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _telling(repeated: Sequence[str], evidence: Evidence) -> bool:
    """Whether a repeated string is evidence: a single function word is not, as it occurs everywhere."""
    return len(repeated) > 1 or (len(repeated) == 1 and not evidence.is_function_word(repeated[0]))


def _ending(one: str, other: str) -> str:
    size = _shared(one[::-1], other[::-1])
    return one[len(one) - size :]


def _eye_skip(rule: str, repeated: Sequence[str], where: str) -> Label:
    return Label("eye-skip", rule, f"{' '.join(repeated)!r} stands {where}")

"""Which language a text is in: its script first, then a language identifier, then its neighbours.

Witnesses of one text share their words; texts in two languages do not. So where the identifier gives two
languages to witnesses that share much of their vocabulary (old spellings mislead it), the majority decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import cast

import regex

from collate.model import Language
from collate.tokenise.structure import function_words

SAMPLE = 20_000  # characters looked at: more changes nothing
FEWEST_WORDS = 8  # below it no identifier can be believed
SHARED_WORDS = 0.2  # of the smaller vocabulary: the measured pairs lie above 0.4 or below 0.1

_NAMES = (
    "Cyrillic", "Greek", "Hebrew", "Arabic", "Devanagari", "Latin", "Hangul", "Armenian", "Georgian", "Syriac",
    "Coptic", "Ethiopic", "Thai", "Tibetan", "Han",
)  # fmt: skip
_SCRIPTS = {"kana": r"[\p{Hiragana}\p{Katakana}]", **{name: rf"\p{{{name}}}" for name in _NAMES}}
_SOLE = {
    "Hebrew": "he", "Arabic": "ar", "Devanagari": "sa", "Hangul": "ko", "Armenian": "hy", "Georgian": "ka",
    "Syriac": "syc", "Coptic": "cop", "Ethiopic": "gez", "Thai": "th", "Tibetan": "bo",
}  # fmt: skip
_PATTERNS = {name: regex.compile(pattern) for name, pattern in _SCRIPTS.items()}
_POLYTONIC = regex.compile(r"[\u1f00-\u1fff\u0342\u0313\u0314]")
_SLAVONIC = regex.compile(r"[\u0483-\u0487\u2de0-\u2dff\ua640-\ua69fѡѧѫѯѱѹѿ]")
_WORDS = regex.compile(r"[\p{L}\p{M}]+")


def script_of(text: str) -> str:
    """The script that most letters of the sample belong to, or the empty string."""
    sample = text[:SAMPLE]
    counts = Counter({name: len(pattern.findall(sample)) for name, pattern in _PATTERNS.items()})
    name, number = counts.most_common(1)[0]
    if counts["kana"] > 0.1 * counts["Han"] > 0:
        return "kana"
    return name if number else ""


def detect(text: str) -> Language:
    """The language of one text, with the reason: ``script`` where that settles it, else the identifier."""
    script = script_of(text)
    sample = text[:SAMPLE]
    if script in _SOLE:
        return Language(_SOLE[script], f"detected: {script} script")
    if script in {"Han", "kana"}:
        return Language("zh" if script == "Han" else "ja", f"detected: {script} script")
    if script == "Greek":
        marks = len(_POLYTONIC.findall(sample))
        old = marks > 0.01 * len(sample) or not regex.search("[άέήίόύώ]", sample)
        return Language("grc" if old else "el", "detected: Greek script, " + ("polytonic" if marks else "monotonic"))
    if script == "Cyrillic":
        slavonic = len(_SLAVONIC.findall(sample)) > 0.01 * len(sample)
        return Language("cu" if slavonic else _cyrillic(sample), "detected: Cyrillic letters")
    if not script:
        return Language("und", "no letters")
    words = _WORDS.findall(sample[:4000].casefold())
    code = _by_function_words(words)
    if code:
        return Language(code, "detected: function words")
    if len(words) < FEWEST_WORDS:
        return Language("und", "too short to tell")
    return Language(_identifier()(sample[:4000])[0], "detected: py3langid")


def _by_function_words(words: Sequence[str]) -> str:
    """The language whose commonest words are frequent here and far more so than any other's, or nothing."""
    shares = Counter({code: sum(word in own for word in words) for code, own in function_words().items()})
    (first, most), (_, second) = shares.most_common(2)
    return first if most >= max(8, 0.15 * len(words)) and most >= 1.6 * second else ""


def _cyrillic(sample: str) -> str:
    """Russian in either orthography unless letters that Russian never had are frequent."""
    letters = Counter(sample.lower())
    if letters["ї"] + letters["є"] + letters["ґ"] > 3 + 0.002 * len(sample):
        return "uk"
    return "sr" if letters["ј"] + letters["љ"] + letters["њ"] > 3 + 0.002 * len(sample) else "ru"


@cache
def _identifier() -> Callable[[str], tuple[str, float]]:
    from py3langid import classify  # noqa: PLC0415  a fifth of a second to load, for Latin letters only

    return cast("Callable[[str], tuple[str, float]]", classify)


def settle(texts: Sequence[str], languages: Sequence[Language]) -> list[Language]:
    """Give witnesses that share their words one language; declared languages are left as they are."""
    settled = list(languages)
    doubtful = [i for i, language in enumerate(languages) if language.why.startswith("detected")]
    if len({languages[i].code for i in doubtful}) < 2 and len({language.code for language in languages}) < 2:
        return settled
    vocabularies = [set(_WORDS.findall(text[:SAMPLE].casefold())) for text in texts]
    for i in doubtful:
        kin = [j for j in range(len(texts)) if _share(vocabularies[i], vocabularies[j]) >= SHARED_WORDS]
        votes = Counter({languages[j].code: 0 for j in kin})
        for j in kin:  # a declared language outweighs any number of guesses
            votes[languages[j].code] += 1 if j in doubtful else len(texts) + 1
        best = min(votes, key=lambda code: (-votes[code], code)) if votes else languages[i].code
        if best != languages[i].code:
            settled[i] = Language(best, "as the witnesses that share its words")
    return settled


def _share(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))

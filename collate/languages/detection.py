"""Detects the language of a text, by its script, its letters and its commonest words.

Witnesses of one text share their words; texts in two languages do not. So if witnesses that share much of their
vocabulary are detected as two languages (old spellings can mislead), the majority decides.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

import regex

from collate.model import Language

SAMPLE = 20_000  # characters examined: more do not change the result
FEWEST_WORDS = 8  # with fewer, detection is unreliable
# By how many nats a character the likeliest language must lead: texts in invented words lie below 0.1, and old or short
# ones in the language that a reader would name above; languages seldom met with must lead as those do that are right.
SURE, SURE_OF_RARE = 0.05, 0.3
OLD, FEWEST_OLD = 0.015, 4  # of all words, those that only an older stage has; how many of them must be different
SHARED_WORDS = 0.2  # of the smaller vocabulary: the measured pairs lie above 0.4 or below 0.1

_NAMES = (
    "Cyrillic", "Greek", "Hebrew", "Arabic", "Devanagari", "Latin", "Hangul", "Armenian", "Georgian", "Syriac",
    "Coptic", "Ethiopic", "Thai", "Tibetan", "Han",
)  # fmt: skip
_SCRIPTS = {"kana": r"[\p{Hiragana}\p{Katakana}]", **{name: rf"\p{{{name}}}" for name in _NAMES}}
_SOLE = {
    "Han": "zh", "kana": "ja", "Hebrew": "he", "Hangul": "ko", "Armenian": "hy", "Georgian": "ka",
    "Syriac": "syc", "Coptic": "cop", "Ethiopic": "gez", "Thai": "th", "Tibetan": "bo",
}  # fmt: skip
# By script, the language most often written in it; others are looked for only if most letters are in none of these.
_RARER = {
    "Bengali": "bn", "Cherokee": "chr", "Glagolitic": "cu", "Gothic": "got", "Gujarati": "gu", "Gurmukhi": "pa",
    "Kannada": "kn", "Khmer": "km", "Lao": "lo", "Malayalam": "ml", "Mongolian": "mn", "Myanmar": "my", "Oriya": "or",
    "Sinhala": "si", "Tamil": "ta", "Telugu": "te", "Thaana": "dv",
}  # fmt: skip
_LETTER = regex.compile(r"\p{L}")
_PATTERNS = {name: regex.compile(pattern) for name, pattern in _SCRIPTS.items()}
_POLYTONIC = regex.compile(r"[\u1f00-\u1fff\u0342\u0313\u0314]")
_MONOTONIC = regex.compile("[άέήίόύώ]")
_SLAVONIC = regex.compile(r"[\u0483-\u0487\u2de0-\u2dff\ua640-\ua69fѡѧѫѯѱѹѿ]")
_OLD_RUSSIAN = regex.compile(r"[ѣѳѵ]|(?<=[бвгджзклмнпрстфхцчшщ])ъ\b|і(?=[аеиоуыэюяѣ])", regex.IGNORECASE)
_SANSKRIT = regex.compile(r"[ःऽ]")
_WORDS = regex.compile(r"[\p{L}\p{M}]+")


def script_of(text: str) -> str:
    """The script of most letters of the sample; "" if there are no letters, or the script is unknown."""
    sample = text[:SAMPLE]
    counts = Counter({name: len(pattern.findall(sample)) for name, pattern in _PATTERNS.items()})
    name, number = counts.most_common(1)[0]
    if counts["kana"] > 0.1 * counts["Han"] > 0:
        return "kana"
    others = len(_LETTER.findall(sample)) - counts.total()
    if others > number:
        rarer = Counter({own: len(regex.findall(rf"\p{{{own}}}", sample)) for own in _RARER})
        name, number = rarer.most_common(1)[0]
    return name if number else ""


def detect(text: str, function_words: Mapping[str, frozenset[str]]) -> Language:
    """The language of one text and the reason: its script and letters if these decide, else its commonest words.

    `function_words`: by language code, for the languages that can be detected by them.
    """
    script = script_of(text)
    sample = text[:SAMPLE]
    if not script:
        return Language("und", "detected: letters of another script" if _LETTER.search(sample) else "no letters")
    code, why = _by_letters(script, sample)
    if code:
        return Language(code, f"detected: {why}")
    words = _WORDS.findall(sample[:4000].casefold())
    code = _by_function_words(words, function_words) if script == "Latin" else ""
    if code:
        stage = _stage(code, words)
        return Language(stage or code, f"detected: function words{', of an older stage' if stage else ''}")
    if len(words) < FEWEST_WORDS:
        return Language("und", "too short to tell")
    return _identified(sample[:4000])


def _identified(sample: str) -> Language:
    """What the identifier says, if it is sure: undetermined is better than a language that nobody would expect."""
    (first, best), (second, next_best), *_ = _identifier()(sample)
    rare = len(first) > 2  # a language without a code of two letters
    if best - next_best < (SURE_OF_RARE if rare else SURE) * len(sample):
        return Language("und", f"detected: not clear, as {first} and {second} are nearly as likely")
    return Language(first, "detected: py3langid")


def _by_letters(script: str, sample: str) -> tuple[str, str]:
    """Language and reason if the script, or letters that only one language uses, decide; else two empty strings."""
    sole = _SOLE.get(script) or _RARER.get(script)
    if sole:
        return sole, f"{script} script"
    enough = 0.01 * len(sample)
    if script == "Greek":
        polytonic = len(_POLYTONIC.findall(sample)) > enough
        old = polytonic or not _MONOTONIC.search(sample)
        return ("grc" if old else "el"), "Greek script, " + ("polytonic" if polytonic else "few accents")
    tests = {"Cyrillic": ((_SLAVONIC, "cu"), (_OLD_RUSSIAN, "ru")), "Devanagari": ((_SANSKRIT, "sa"),)}
    for letters, code in tests.get(script, ()):
        if len(letters.findall(sample)) > enough:
            return code, f"{script} letters of its own"
    return "", ""


def _by_function_words(words: Sequence[str], lists: Mapping[str, frozenset[str]]) -> str:
    """The language whose commonest words are frequent here and far more so than any other's, or ""."""
    shares = Counter({code: sum(word in own for word in words) for code, own in lists.items()})
    (first, most), (_, second), *_ = (*shares.most_common(2), ("", 0), ("", 0))
    return first if most >= max(8, 0.15 * len(words)) and most >= 1.6 * second else ""


@cache
def _stages() -> dict[str, dict[str, frozenset[str]]]:
    """By language the tags of its older stages, with their words."""
    text = files("collate.languages").joinpath("stages.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[str, frozenset[str]]] = {}
    for code, tag_, words in (line.split("\t") for line in text.splitlines() if not line.startswith("#")):
        found.setdefault(code, {})[tag_] = frozenset(words.split())
    return found


def _stage(code: str, words: Sequence[str]) -> str:
    """The tag of an older stage of a language, if the words that only it has are common here; else ""."""
    for tag_, own in _stages().get(code, {}).items():
        found = [word for word in words if word in own]
        if len(found) >= OLD * len(words) and len(set(found)) >= FEWEST_OLD:
            return tag_
    return ""


@cache
def _identifier() -> Callable[[str], list[tuple[str, float]]]:
    from py3langid import rank  # noqa: PLC0415  a fifth of a second to load, for Latin letters only

    return cast("Callable[[str], list[tuple[str, float]]]", rank)


_GUESSES = ("detected", "as the witnesses", "too short", "no letters")
_KINDRED = ({"cu", "ru"}, {"grc", "el"})
_THREE = {
    "fra": "fr", "fre": "fr", "rus": "ru", "zho": "zh", "chi": "zh", "eng": "en", "lat": "la", "deu": "de",
    "ger": "de", "ita": "it", "spa": "es", "heb": "he", "ara": "ar", "ell": "el", "gre": "el", "chu": "cu", "san": "sa",
}  # fmt: skip
_TAG = regex.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", regex.IGNORECASE)


def tag(text: str) -> str | None:
    """A BCP 47 tag with the two-letter language where there is one, or None if the text is not a tag."""
    if not _TAG.fullmatch(text.strip()):
        return None
    language, sign, rest = text.strip().partition("-")
    return _THREE.get(language.lower(), language.lower()) + sign + rest


def guessed(language: Language) -> bool:
    """Whether a language was detected, not given by the user or declared by a file."""
    return language.why.startswith(_GUESSES)


def doubtful(language: Language) -> bool:
    """Whether a language was detected by statistics only, or not at all: a user should look at it."""
    return guessed(language) and (language.code == "und" or "langid" in language.why)


def settle(texts: Sequence[str], languages: Sequence[Language]) -> list[Language]:
    """Give witnesses that share their words one language; declared languages are left as they are."""
    settled = list(languages)
    doubtful = [i for i, language in enumerate(languages) if language.why.startswith("detected")]
    if len({languages[i].code for i in doubtful}) < 2 and len({language.code for language in languages}) < 2:
        return settled
    guesses = {languages[i].code for i in doubtful}
    kindred = next((pair for pair in _KINDRED if guesses == pair and len(doubtful) == len(texts)), None)
    if kindred:  # these languages differ in a few letters, and one text has many spellings
        votes = Counter(language.code for language in languages)
        best = min(votes, key=lambda code: (-votes[code], code))
        return [Language(best, "detected, as most witnesses") for _ in texts]
    vocabularies = [set(_WORDS.findall(_bare(text[:SAMPLE]))) for text in texts]
    for i in doubtful:
        kin = [j for j in range(len(texts)) if _share(vocabularies[i], vocabularies[j]) >= SHARED_WORDS]
        votes = Counter({languages[j].code: 0 for j in kin if languages[j].code != "und"})
        for j in kin:  # a declared language outweighs any number of guesses, and what is not clear has no vote
            if languages[j].code == "und":
                continue
            votes[languages[j].code] += 1 if j in doubtful else len(texts) + 1
        best = min(votes, key=lambda code: (-votes[code], code)) if votes else languages[i].code
        if best != languages[i].code:
            settled[i] = Language(best, "as the witnesses that share its words")
    return settled


def _bare(text: str) -> str:
    """The text without case, accents and titla, so that two spellings of one text share words."""
    return "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))


def _share(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))

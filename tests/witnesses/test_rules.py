"""Words, languages and headings of real scripts."""

from __future__ import annotations

import pytest

from collate.languages.detection import detect, settle, tag
from collate.languages.numerals import value
from collate.languages.packs import function_words, load
from collate.model import Language, Origin, Source
from collate.witnesses.headings import sections
from collate.witnesses.tokenisers.words import hyphens_settled, tokenise
from tests.conftest import ROOT, TREATY


def source(content: str, language: str = "und") -> Source:
    return Source("A", content, Origin("a.txt", "", "text"), Language(language, "given"))


def words(content: str, language: str = "und") -> list[str]:
    witness = tokenise(source(content, language), elisions=load(language).elisions)
    return [witness.surface(n, n + 1) for n in range(len(witness))]


@pytest.mark.parametrize(
    ("language", "content", "expected"),
    [
        ("fr", "l’athée d'où qu’il", ["l’", "athée", "d'", "où", "qu’", "il"]),
        ("fr", "aujourd’hui, l'aujourd'hui", ["aujourd’hui", ",", "l'", "aujourd'hui"]),
        ("en", "don't ‘word’", ["don't", "‘", "word", "’"]),
        ("fr", "dix-huit 3ème 17/30 1,5", ["dix-huit", "3ème", "17", "/", "30", "1,5"]),
        ("la", "ver[b]um [χρι]στου", ["ver[b]um", "[χρι]στου"]),
        ("cu", "на́чалѣ бж҃е ҂аѡ҃", ["на́чалѣ", "бж҃е", "҂аѡ҃"]),
        ("grc", "ἀλλ’ κατ᾽ αὐτόν·", ["ἀλλ’", "κατ᾽", "αὐτόν", "·"]),
        ("he", 'שָׁלוֹם־עֲלֵיכֶם צה"ל', ["שָׁלוֹם", "־", "עֲלֵיכֶם", 'צה"ל']),
        ("ar", "الْحَمْدُ لِلَّهِ،", ["الْحَمْدُ", "لِلَّهِ", "،"]),
        ("sa", "क्षत्रिय धर्मक्षेत्रे।", ["क्षत्रिय", "धर्मक्षेत्रे", "।"]),
        ("zh", "道可道，", ["道", "可", "道", "，"]),
        ("en", "a family 👨‍👩‍👧 ... end", ["a", "family", "👨‍👩‍👧", "...", "end"]),
    ],
)
def test_words_are_what_readers_of_the_script_take_for_words(language: str, content: str, expected: list[str]) -> None:
    """Elisions, numbers, brackets, combining marks, ideographs, signs."""
    assert words(content, language) == expected


def test_a_word_broken_at_the_end_of_a_line_is_one_word() -> None:
    """It is compared without its hyphen, unless the witnesses write it with one elsewhere."""
    broken = tokenise(source("une conven-\ntion et peut-\nêtre"))
    assert list(broken.normals) == ["une", "convention", "et", "peutêtre"]
    whole = tokenise(source("une convention, peut-être"))
    assert list(hyphens_settled([broken, whole])[0].normals) == ["une", "convention", "et", "peut-être"]


@pytest.mark.parametrize(
    ("siglum", "code"), [("fr-draft", "fr"), ("ru", "ru"), ("ru-modern", "ru"), ("zh", "zh"), ("en", "en")]
)
def test_the_languages_of_the_treaty_are_recognised(siglum: str, code: str) -> None:
    """By letters, by function words, or by the identifier."""
    assert detect((TREATY / f"{siglum}.txt").read_text(encoding="utf-8"), function_words()).code == code


def test_two_spellings_of_one_text_are_one_language() -> None:
    """What the identifier guesses of a witness yields to the witnesses that share its words."""
    one = "Благословенъ Богъ нашъ всегда, нынѣ и присно, и во вѣки вѣковъ"
    two = "Бл҃гослове́нъ Богъ на́шъ всегда̀, нынѣ и҆ при́снѡ, и҆ во вѣ́ки вѣкѡ́въ"
    guesses = [Language("ru", "detected: a"), Language("cu", "detected: b")]
    assert len({language.code for language in settle([one, two], guesses)}) == 1


@pytest.mark.parametrize(("text", "expected"), [("FR", "fr"), ("fra", "fr"), ("zh-Hant", "zh-Hant"), ("x y", None)])
def test_language_tags_are_brought_to_one_form(text: str, expected: str | None) -> None:
    """Case and three-letter codes do not matter; what is no tag is refused."""
    assert tag(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        ("XIV", 14),
        ("iv.", 4),
        ("二十三", 23),
        ("一百零五", 105),
        ("十", 10),
        ("1er", 1),
        ("٣", 3),
        ("abc", None),
    ],
)
def test_numerals_of_headings(text: str, expected: int | None) -> None:
    """Arabic digits of any script, Roman, Chinese, ordinals."""
    assert value(text) == expected


@pytest.mark.parametrize(
    ("language", "line", "key"),
    [
        ("fr", "Article II", "article 2"),
        ("fr", "Article premier", "article 1"),
        ("ru", "Статья 3.", "article 3"),
        ("zh", "第十二條", "article 12"),
        ("en", "CHAPTER IV. Of Ships", "chapter 4"),
        ("ar", "المادة الأولى", "article 1"),
    ],
)
def test_headings_mean_the_same_in_every_language(language: str, line: str, key: str) -> None:
    """A heading on a line of its own opens a section with a key that other languages share."""
    found = sections(source(f"before\n\n{line}\nbody of the text\n", language))
    assert [section.key for section in found] == ["preamble", key]


def test_a_sentence_that_begins_like_a_heading_is_none() -> None:
    """*Article 2 of the treaty was signed.*"""
    assert len(sections(source("Article 2 of the treaty was signed.\nMore.", "en"))) == 1


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("മലയാളം ഒരു ഭാഷയാണ്", "ml", "detected: Malayalam script"),
        ("தமிழ் ஒரு மொழி", "ta", "detected: Tamil script"),
        ("ភាសាខ្មែរ", "km", "detected: Khmer script"),
        ("മലയാളം ഒരു ഭാഷയാണ് abc", "ml", "detected: Malayalam script"),
        ("ᚠᚢᚦᚨᚱᚲ", "und", "detected: letters of another script"),
        ("123 ...", "und", "no letters"),
    ],
)
def test_letters_of_every_script_are_letters(text: str, code: str, why: str) -> None:
    """A script that is not known is no lack of letters."""
    found = detect(text, {})
    assert (found.code, found.why) == (code, why)


def test_words_of_no_language_are_of_no_language_that_nobody_would_expect() -> None:
    """Undetermined, with the reason."""
    copy = (ROOT / "examples" / "copies" / "W1.txt").read_text(encoding="utf-8")
    found = detect(copy, function_words())
    assert found.code == "und"
    assert "not clear" in found.why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (("And hee saide vnto them, goe ye and doe the thing that I haue said vnto you, for he that hath the word "
         "of his owne heart is not hee that doth it, and wee haue heard them all in the house"), "en-emodeng"),
        (("And he said to them, go and do the thing that I have said to you, for he that has the word "
         "of his own heart is not he that does it, and we have heard them all in the house"), "en"),
    ],
)  # fmt: skip
def test_early_modern_english_is_told_from_modern(text: str, code: str) -> None:
    """By the words that only it has; the pack is that of English."""
    found = detect(text, function_words())
    assert (found.code, found.base) == (code, "en")

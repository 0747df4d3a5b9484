"""Labels: what kind of difference lies between two readings, and on what evidence."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.languages.packs import codes, load
from collate.model import vocabulary
from collate.variants.classify.dictionaries import conversion, lemmas
from collate.variants.classify.evidence import Evidence
from collate.variants.classify.readings import Place, compared
from collate.variants.classify.words import asked, differences


@cache
def evidence(code: str) -> Evidence:
    """All that is known of a language; no words counted."""
    return Evidence(load(code), *lemmas(code), converted=conversion(code))


def names(code: str, a: str, b: str, **around: tuple[str, ...]) -> list[str]:
    """The labels of two readings that face each other word by word."""
    one, two = a.split(), b.split()
    size = max(len(one), len(two))
    places = [Place((*side, *[""] * (size - len(side))), **around) for side in (one, two)]
    return [label.name for label in compared(*places, evidence(code))]


CASES = [
    ("fr", "Convention", "convention", "capitalisation"),
    ("fr", "gravite", "gravité", "accent"),
    ("fr", "ou", "où", "function word"),
    ("fr", "mur", "mûr", "substitution"),
    ("fr", "l", "le", "elision"),
    ("it", "è", "e", "function word"),
    ("grc", "τίς", "τὶς", "function word"),
    ("grc", "λέγοντες", "λεγο¯τεϲ", "abbreviation"),
    ("grc", "πᾶς", "παϲ", "orthography"),
    ("la", "ꝓpter", "propter", "abbreviation"),
    ("la", "st̄", "sunt", "abbreviation"),
    ("la", "oēs", "omnes", "abbreviation"),
    ("la", "dn̄s", "dominus", "abbreviation"),
    ("la", "ꝑsona", "persona", "abbreviation"),
    ("la", "ꝯtra", "contra", "abbreviation"),
    ("la", "atqꝫ", "atque", "abbreviation"),
    ("la", "vobꝭ", "vobis", "abbreviation"),
    ("la", "qͥ", "qui", "abbreviation"),
    ("la", "eſt", "est", "orthography"),
    ("la", "st̄", "homo", "substitution"),
    ("fr", "l’", "l'", "punctuation"),
    ("fr", "peut-être", "peutêtre", "punctuation"),
    ("fr", "laguerre", "la guerre", "word division"),
    ("fr", "estoit", "était", "orthography"),
    ("fr", "roy", "roi", "orthography"),
    ("fr", "M.", "Monsieur", "abbreviation"),
    ("fr", "III", "trois", "numeral"),
    ("fr", "l'", "le", "elision"),
    ("fr", "recieve", "tableau", "substitution"),
    ("fr", "conventoin", "convention", "slip"),
    ("fr", "armée", "armé", "inflection"),
    ("fr", "des", "les", "function word"),
    ("fr", "peut", "puisse", "inflection"),
    ("en", "honour", "honor", "orthography"),
    ("en", "publick", "public", "orthography"),
    ("en", "receive", "recieve", "slip"),
    ("en", "twenty", "20", "numeral"),
    ("en", "six", "sixth", "substitution"),
    ("en", "turn'd", "turned", "orthography"),
    ("en", "&", "and", "orthography"),
    ("en", "was", "were", "inflection"),
    ("en", "Westmoreland", "Westmorland", "spelling"),
    ("ru", "договоръ", "договор", "orthography"),
    ("ru", "ея", "ее", "orthography"),
    ("ru", "соотвѣтствующаго", "соответствующего", "orthography"),
    ("ru", "война", "войны", "inflection"),
    ("la", "uerbum", "verbum", "orthography"),
    ("la", "caelum", "celum", "orthography"),
    ("la", "dns", "dominus", "abbreviation"),
    ("la", "sed", "et", "function word"),
    ("grc", "ἐστίν", "ἐστί", "orthography"),
    ("grc", "ὑμεῖς", "ἡμεῖς", "function word"),
    ("grc", "ἔχομεν", "ἔχωμεν", "inflection"),
    ("grc", "λεγι", "λεγει", "orthography"),
    ("grc", "θς", "θεός", "abbreviation"),
    ("grc", "ϲου", "σου", "orthography"),
    ("grc", "λεγο\u0304τες", "λέγοντες", "abbreviation"),
    ("grc", "λόγος", "λόγον", "inflection"),
    ("la", "cū", "cum", "abbreviation"),
    ("la", "nō", "non", "abbreviation"),
    ("fr", "lire", "li", "substitution"),
    ("en", "McDonald", "Mcdonald", "capitalisation"),
    ("fr", "sécurtié", "sécurité", "slip"),
    ("de", "thun", "tun", "orthography"),
    ("de", "Vater", "Väter", "inflection"),
    ("it", "et", "e", "orthography"),
    ("es", "dixo", "dijo", "orthography"),
    ("zh", "為", "爲", "orthography"),
    ("zh", "条", "條", "orthography"),
    ("zh", "之", "而", "function word"),
    ("zh", "山", "水", "substitution"),
    ("he", "שָׁלוֹם", "שלום", "accent"),
    ("he", "שלום", "שלם", "orthography"),
    ("ar", "الْكتاب", "الكتاب", "accent"),
    ("ar", "على", "علي", "orthography"),
]


@pytest.mark.parametrize(("code", "a", "b", "name"), CASES)
def test_a_difference_has_the_name_an_editor_would_give_it(code: str, a: str, b: str, name: str) -> None:
    """Whichever of the two is the base."""
    assert names(code, a, b) == [name]
    assert names(code, b, a) == [name]


def test_every_language_with_a_pack_has_a_case() -> None:
    """A pack that no test reads may say anything."""
    assert {code for code, *_ in CASES} == set(codes())


def test_one_reading_carries_several_labels() -> None:
    """A capital and an accent are two differences, each with its reason."""
    assert names("fr", "Été", "ete") == ["capitalisation", "accent"]
    assert names("fr", "roy ,", "Roi") == ["punctuation", "capitalisation", "orthography"]


def test_a_slip_of_a_known_word_needs_the_other_word_elsewhere() -> None:
    """Two words of the dictionary: only frequency in these texts can tell that one of them is a mistake."""
    known = Evidence(load("fr"), *lemmas("fr"))
    place = Place(("peurs",)), Place(("leurs",))
    assert [label.name for label in compared(*place, known)] == ["substitution"]
    known.counts = Counter(leurs=9, peurs=1)
    (label,) = compared(*place, known)
    assert label.name == "slip"
    assert "'leurs' stands 8 times elsewhere" in label.because
    assert "p for l (neighbours on the keyboard)" in label.because
    known.counts = Counter(leurs=9, peurs=3)
    assert [label.name for label in compared(*place, known)] == ["substitution"]


@pytest.mark.parametrize(
    ("lost", "before", "after", "name", "rule"),
    [
        ("et la paix du roi", ("guerre", "du", "roi"), ("fut",), "eye-skip", "homoeoteleuton"),
        ("le traité secret de", ("signa",), ("le", "traité", "public"), "eye-skip", "homoeoarcton"),
        ("roi", ("le", "roi"), ("vint",), "haplography", "the same words side by side"),
        ("roi de France", ("le", "bon"), ("vint",), None, None),
        ("roi", ("le", "roi", ","), ("vint",), None, None),
        ("et la", ("guerre", "et"), ("fin",), None, None),
    ],
)
def test_what_made_the_eye_skip_is_shown(
    lost: str, before: tuple[str, ...], after: tuple[str, ...], name: str | None, rule: str | None
) -> None:
    """The repeated string, if there is one that tells; a function word alone recurs everywhere and tells nothing."""
    words = tuple(lost.split())
    have = Place(words, before, after, holders=3)
    lack = Place(("",) * len(words), before, after, holders=1)
    causes = [
        label for label in compared(have, lack, evidence("fr")) if label.name not in {"omission", "function word"}
    ]
    assert [(label.name, label.rule) for label in causes] == ([(name, rule)] if name else [])


WORDS = st.text(alphabet="aàbcdeéhilmnorstuvy'-.IVX1道條ѣъі", min_size=1, max_size=8)


@given(a=WORDS, b=WORDS, code=st.sampled_from(["fr", "ru", "zh", "grc"]))
def test_whatever_differs_has_labels_of_the_vocabulary_and_reasons(a: str, b: str, code: str) -> None:
    """Nothing that differs is left without a name, and no name without a reason."""
    labels = compared(Place((a,)), Place((b,)), evidence(code))
    assert bool(labels) == (a != b)
    for label in labels:
        assert label.name in vocabulary.terms()
        assert label.rule
        assert label.because


@pytest.mark.parametrize(
    ("code", "word", "names_"),
    [("fr", "le", ["dittography"]), ("fr", "nous", []), ("en", "the", ["dittography"]), ("fr", "roi", [])],
)
def test_at_a_tie_only_what_nobody_writes_twice_is_a_dittography(code: str, word: str, names_: list[str]) -> None:
    """A function word doubled is a mistake, unless the language doubles it; a noun may be meant."""
    twice, once = Place((word,), (word,)), Place(("",), (word,))
    labels = [label.name for label in compared(twice, once, evidence(code))]
    assert [name for name in labels if name in {"dittography", "haplography"}] == names_


def test_the_questions_end_with_the_label() -> None:
    """What `explain` shows and what the apparatus says are one, for numbers too."""
    for a, b in (("III", "trois"), ("roy", "roi"), ("peut", "puisse"), ("chat", "vent")):
        (label,) = differences(a, b, evidence("fr"))
        assert [answer for _, answer in asked(a, b, evidence("fr")) if answer] == [label]


@pytest.mark.parametrize(
    ("short", "full"), [("ꝑfit", "parfit"), ("гдⷭ҇ь", "господь"), ("бг҃ъ", "богъ"), ("kyngꝭ", "kynges"), ("p̱", "p̱")]
)
def test_signs_of_abbreviation_need_no_language(short: str, full: str) -> None:
    """Their table is that of all scripts that have them."""
    assert names("und", short, full) == (["abbreviation"] if short != full else [])


def test_a_sign_that_stands_for_other_letters_is_no_abbreviation_of_the_word() -> None:
    """What it may stand for is in the table."""
    assert names("und", "ꝓpter", "semper") == ["substitution"]

"""What a passage says: the same numbers, dates and small words in any language."""

from __future__ import annotations

import pytest

from collate.languages.senses import senses
from collate.translation.content.closed_words import closed_words
from collate.translation.content.dates import agree, dates
from collate.translation.content.numbers import numbers
from collate.translation.content.passage import said
from collate.translation.content.places import places
from collate.translation.content.small_words import small_words
from collate.translation.content.terms import Speech, used, wanted
from collate.translation.fidelity import numbers as figures
from collate.variants.classify.dictionaries import conversion

NUMBERS = [
    ("fr", "deux cent quatre-vingt-dix-sept ans", [297]),
    ("fr", "vingt et un, soixante-dix-sept, dix-huit", [21, 77, 18]),
    ("fr", "l'article IV et l’article II", [4, 2]),
    ("fr", "1. Les 12 000 hommes", [12000]),
    ("fr", "mil neuf cent seize", [1916]),
    ("en", "four hundred and thirty years", [430]),
    ("en", "two thousand three hundred", [2300]),
    ("de", "zwölf oder dreizehn", [12, 13]),
    ("ru", "двѣнадцать мѣсяцевъ", [12]),
    ("ru", "сто двадцать семь лет", [127]),
    ("ru", "девяносто [190] лет", [90]),
    ("ru", "двухъ сторонъ и обѣихъ", [2, 2]),
    ("zh", "二、十二個月；百姓再三", [12]),
    ("zh", "四百零三年", [403]),
    ("zh", "十二万人", [120000]),
    ("zh", "一切萬物", []),
    ("fr", "cinq pour cent", [5]),
    ("fr", "au XVIIIe siècle sous Louis XIV", [18, 14]),
    ("en", "a dozen eggs", [12]),
    ("zh", "付銀三千兩，兩國", [3000, 2]),
    ("zh", "20,665 人和2万元，23.4亿，3万5千", [20665, 20000, 2_340_000_000, 35000]),
    ("zh", "周三一度，百分之三十，壹佰贰拾叁元，四川", [30, 123]),
    ("zh", "七八个人，十几人，数千人，两百多万", [7, 10, 1000, 2_000_000]),
    ("en", "$2.34 billion, 5m people, 12k, two dozen, half a million", [2_340_000_000, 5, 12000, 24, 500_000]),
    ("en", "tens of thousands; two and a half million; COVID-19", [10000, 2_500_000]),
    ("fr", "soixante-dix, cinq cent un millions, 1 234 567, 12,5 %", [70, 501_000_000, 1_234_567, 12.5]),
    ("fr", "au présent Chapitre.\nLe Conseil", []),
    ("de", "zweihundertdreiundvierzig; sechstausend; 12,5 Mrd. Euro; dreistöckig", [243, 6000, 12_500_000_000, 3]),
    ("de", "sie achten auf anderthalb Stunden", [1.5]),
    ("ru", "12 тысяч, десятки тысяч, полтора миллиона; шествие", [12000, 10000, 1_500_000]),
    ("ru", "двадцать первого, 3,4 млрд, две трети", [21, 3_400_000_000, 2 / 3]),
]
DATES = [
    ("fr", "du 17/30 Juillet 1907", ["1907-07-17", "1907-07-30"]),
    ("fr", "du 21 Juin/4 Juillet 1910", ["1910-06-21", "1910-07-04"]),
    ("fr", "jusqu’au 1er août 1921", ["1921-08-01"]),
    ("fr", "au 3ème jour du 7ème mois de la 5ème année de Taisho", ["1916-07-03"]),
    ("en", "July 17/30, 1907, and 3 July 1916", ["1907-07-17", "1907-07-30", "1916-07-03"]),
    ("en", "in May 1916; he may 5 times", ["1916-05-??"]),
    ("ru", "21 іюня/4 іюля 1910 года", ["1910-06-21", "1910-07-04"]),
    ("ru", "3-му дню 7-го мѣсяца 5-го года Тайсіо", ["1916-07-03"]),
    ("zh", "俄曆一千九百零七年七月十七日（即西曆三十日）", ["1907-07-17", "1907-07-30"]),
    ("zh", "大正五年七月三日，民國五年七月三日", ["1916-07-03", "1916-07-03"]),
    ("zh", "一九一六年六月二十日", ["1916-06-20"]),
    ("en", "on 03/04/1921", ["1921-??-??"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), NUMBERS)
def test_numbers_are_read_in_words_and_figures(code: str, text: str, expected: list[int]) -> None:
    """Composed as the language composes them; labels of lists, brackets and idioms are none."""
    assert [number.value for number in numbers(text, senses(code))] == expected


@pytest.mark.parametrize(("code", "text", "expected"), DATES)
def test_dates_are_read_in_every_calendar(code: str, text: str, expected: list[str]) -> None:
    """Old and new style, eras, months by name or number."""
    assert [str(day) for day in dates(text, senses(code))] == expected


def test_old_and_new_style_of_one_day_agree_and_other_days_do_not() -> None:
    """20 June 1916 old style is 3 July new style; 4 July is another day."""
    old, new, other = (dates(f"le {day} 1916", senses("fr"))[0] for day in ("20 juin", "3 juillet", "5 juillet"))
    assert agree(old, new, styles=True)
    assert not agree(old, new, styles=False)
    assert not agree(new, other, styles=True)


def test_numbers_of_a_date_are_no_numbers_besides() -> None:
    """Or a date in another calendar would be five false alarms."""
    side = said("du 17/30 Juillet 1907, douze mois", senses("fr"))
    assert [(number.value, side.unit(number)) for number in side.numbers] == [(12, "month")]


@pytest.mark.parametrize(
    ("code", "text", "asked"),
    [
        ("fr", "chacune n’aurait notifié", {"each", "not"}),
        ("fr", "Les États ne peuvent consentir", {"may", "not"}),
        ("fr", "Il n’a que deux livres", set()),
        ("fr", "Je crains qu’il ne vienne", set()),
        ("ru", "ни одна изъ Сторонъ не заявитъ", {"none", "not"}),
        ("ru", "не только должны", {"must"}),
        ("zh", "兩締約國均未", {"none", "not"}),
        ("zh", "不過如此", set()),
        ("en", "no one shall", {"none", "not", "must"}),
        ("en", "They don’t come", {"not"}),
        ("en", "No. 1 of 12", set()),
        ("en", "not only here", set()),
        ("ru", "еще не пришел", set()),
        ("zh", "这不是", set()),
        ("fr", "en ne détournant vers eux que le minimum", set()),
    ],
)
def test_small_words_ask_for_their_like(code: str, text: str, asked: set[str]) -> None:
    """What a translation has to say too; turns of phrase that only look so do not ask."""
    ranks = {"each", "none", "all", "some", "must", "may", "not"}
    assert {word.name for word in small_words(text, senses(code)) if word.asks} & ranks == asked


SAME = [
    ("en", "at 8 p.m.", "de", "um 20 Uhr", True),
    ("zh", "晚上8点", "en", "at 20:00", True),
    ("en", "the nineties", "de", "die 1990er Jahre", True),
    ("en", "dozens of men", "ru", "сорок человек", True),
    ("zh", "七八个人", "en", "eight men", True),
    ("zh", "七八个人", "en", "twelve men", False),
    ("de", "1.234 Soldaten", "en", "1,234 soldiers", True),
    ("fr", "deux tiers", "zh", "三分之二", True),
    ("en", "12 men", "fr", "13 hommes", False),
]


@pytest.mark.parametrize(("code", "one", "language", "other", "same"), SAME)
def test_numbers_are_the_same_however_they_are_said(code: str, one: str, language: str, other: str, same: bool) -> None:
    """The hour by either clock, decades, indefinite numbers, fractions, separators of thousands."""
    first, second = (numbers(text, senses(lang)) for text, lang in ((one, code), (other, language)))
    assert figures.same(first[0], second[0]) is same


def test_a_rounded_number_is_told_from_another() -> None:
    """20,000 stands for 19,874; 25,000 does not."""
    exact, near, far = (numbers(text, senses("en"))[0] for text in ("19,874 men", "20,000 men", "25,000 men"))
    assert figures.rounded(exact, near)
    assert not figures.rounded(exact, far)


@pytest.mark.parametrize(
    ("code", "text", "key"),
    [
        ("fr", "la Chine", "CN"), ("ru", "въ Китаѣ", "CN"), ("zh", "中國", "CN"), ("en", "Chinese", "CN"),
        ("ru", "в Словении", "SI"), ("es", "en Alemania", "DE"),
    ],
)  # fmt: skip
def test_countries_are_known_in_every_language(code: str, text: str, key: str) -> None:
    """Inflected, as adjectives, in old spelling and in traditional characters; from CLDR where we have no list."""
    found = closed_words(text, code, conversion(code))
    assert ("country", key) in {(word.kind, word.key) for word in found if word.asks}


def test_a_word_inside_another_is_not_one() -> None:
    """西 is the west, but not in 西班牙; a country with a small letter is a word of its own."""
    assert {word.key for word in closed_words("西班牙", "zh")} == {"ES"}
    assert closed_words("a roast turkey", "en") == []


def test_the_longest_term_counts_and_inflection_does_not() -> None:
    """Parties Contractantes inside Hautes Parties Contractantes is not a second term."""
    plain = Speech(lambda word: word.lower().rstrip("s"), str, han=False)
    terms = [*wanted("high", ["Haute Partie Contractante"], plain), *wanted("party", ["Partie Contractante"], plain)]
    found = used("Les Hautes Parties Contractantes et la Partie Contractante", terms, plain)
    assert [(use.concept, use.start, use.end) for use in found] == [("high", 4, 32), ("party", 39, 58)]


@pytest.mark.parametrize(
    ("own", "others", "left"),
    [
        ("three hundred", "304", [300]),
        ("300 and 4", "304", []),
        ("304", "300 and 4", []),
        ("12 times 1000", "12000", []),
        ("300 and 5", "304", [300, 5]),
    ],
)
def test_a_number_said_in_parts_is_the_same_number(own: str, others: str, left: list[int]) -> None:
    """Sums and products of two, on either side."""
    sides = [numbers(text, senses("en")) for text in (own, others)]
    assert [number.value for number in figures._explained(list(sides[0]), list(sides[1]))] == left


def test_a_place_is_found_by_the_words_around_it() -> None:
    """Clauses in another order: a place goes with its neighbours, not with its share of the sentence."""
    own = "the old king came first with all his men and his horses, and then, much later, there came the new queen"
    mate = "vint la reine nouvelle, mais bien plus tard, car auparavant, avec ses hommes et ses chevaux, le roi vieux"
    lexicon = {"king": {"roi": 0.9}, "queen": {"reine": 0.9}}
    one, other = (said(text, senses(code)) for text, code in ((own, "en"), (mate, "fr")))
    found = places(one, other, lexicon, (str, str))
    assert found.project(own.index("old") / len(own)) > 0.5 > found.project(own.index("new") / len(own))
    bare = places(one, other, {}, (str, str))
    assert bare.project(0.3) == pytest.approx(0.3)

"""What translations are compared by: numbers and names meet across languages and scripts."""

from __future__ import annotations

import pytest

from collate.config import Settings
from collate.languages.names import consonants, names, sounding
from collate.translation.bilingual_lexicon import reader


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("fr", "les douze articles", "#12"),
        ("fr", "Article XII", "#12"),
        ("en", "twelve articles", "#12"),
        ("ru", "двѣнадцать статей", "#12"),
        ("zh", "十二條", "#12"),
        ("zh", "一千九百零七年", "#1907"),
        ("ru", "1907 года", "#1907"),
    ],
)
def test_a_number_is_one_form_in_every_language(code: str, text: str, number: str) -> None:
    """In digits, words, Roman and Chinese numerals, old spelling and new."""
    assert number in reader(code, Settings())(text)


def test_old_russian_spelling_meets_the_new() -> None:
    """And the endings of one word are one stem."""
    read = reader("ru", Settings())
    assert read("Высокія Договаривающіяся Стороны")[0] == read("высоких")[0]


@pytest.mark.parametrize(
    ("name", "chinese"), [("Sazonov", "沙查諾夫"), ("Jérusalem", "耶路撒冷"), ("Abimelech", "亞比米勒")]
)
def test_a_name_is_heard_in_chinese(name: str, chinese: str) -> None:
    """By the classes of its consonants; a final one may be silent."""
    wanted = set(names(f"alors {name} parla"))
    assert set(sounding(f"於是{chinese}，", wanted))


def test_a_short_name_is_not_guessed() -> None:
    """Two consonants meet by chance."""
    assert list(names("alors Noé parla")) == []
    assert len(consonants("Noé")) < 3

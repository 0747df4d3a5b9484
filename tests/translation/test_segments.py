"""Sentences of several languages, and what is no end of one."""

from __future__ import annotations

import pytest

from collate.model import Language, Origin, Source
from collate.translation.segments import segments
from tests.conftest import TREATY


def cut(text: str, code: str, by: str = "sentences") -> list[str]:
    """The texts of the segments."""
    source = Source("A", text, Origin("A.txt", "", "text"), Language(code, "given"))
    found = segments(source, by)
    assert all(text[segment.start : segment.end] == segment.text for segment in found)
    return [segment.text for segment in found]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "Il vint. Elle partit ! Pourquoi ?", ["Il vint.", "Elle partit !", "Pourquoi ?"]),
        ("fr", "M. Dupont vit l'art. 3 du traité. Il signa.", ["M. Dupont vit l'art. 3 du traité.", "Il signa."]),
        ("ru", "Г. Сазоновъ и С. Д. прибыли. Ст. 1 гласитъ.", ["Г. Сазоновъ и С. Д. прибыли.", "Ст. 1 гласитъ."]),
        ("en", 'He said "Go." Then he went... slowly.', ['He said "Go."', "Then he went... slowly."]),
        ("zh", "他來了。她走了！「為什麼？」他問；", ["他來了。", "她走了！", "「為什麼？」", "他問；"]),
        ("zh", "道可道非常道\n名可名非常名", ["道可道非常道", "名可名非常名"]),
        ("en", "He saw me. Then he said no. It was civil.", ["He saw me.", "Then he said no.", "It was civil."]),
        ("fr", "Il vint en 1916. Elle partit.", ["Il vint en 1916.", "Elle partit."]),
        ("fr", "1. Il vint. XII. Elle partit.", ["1. Il vint.", "XII. Elle partit."]),
        ("fr", "Un texte sans point", ["Un texte sans point"]),
        ("fr", "", []),
    ],
)
def test_sentences_end_where_they_end(code: str, text: str, expected: list[str]) -> None:
    """Not at abbreviations, initials, numbers or dots that go on."""
    assert cut(text, code) == expected


def test_clauses_are_shorter() -> None:
    """They end at commas and colons too."""
    assert cut("Il vint, il vit, il vainquit.", "fr", "clauses") == ["Il vint,", "il vit,", "il vainquit."]


def test_lines_are_taken_as_given() -> None:
    """Also empty ones: a file of segments keeps its numbers."""
    assert cut("one. two.\n\nthree\n", "en", "lines") == ["one. two.", "", "three"]


def test_headings_mean_the_same_in_every_language() -> None:
    """Article II, Статья II and 第二條."""
    found = []
    for name, code in (("fr-draft", "fr"), ("ru", "ru"), ("zh", "zh")):
        text = (TREATY / f"{name}.txt").read_text(encoding="utf-8")
        source = Source(name, text, Origin(name, "", "text"), Language(code, "given"))
        found.append([segment.heading for segment in segments(source) if segment.heading])
    assert found[0] == [f"article {number}" for number in range(1, 7)]
    assert found[0] == found[1] == found[2]

"""Labels by what the transcription says of two words: their lemmas and tags, or their normal forms."""

from __future__ import annotations

from typing import Self

from collate.model import Label
from collate.witnesses.analysis import LEMMA, NORM, Analysis

OF_SIGNS = {"accent", "punctuation", "abbreviation", "elision", "numeral", "orthography"}
SPELT = {"orthography", "spelling"}


class Analysed(str):
    """A form, and what the transcription says of it. It is compared and hashed like its text."""

    __slots__ = ("analysis",)

    def __new__(cls, form: str, analysis: Analysis) -> Self:
        """The form with its analysis."""
        made = super().__new__(cls, form)
        made.analysis = analysis
        return made

    analysis: Analysis


def judged(a: str, b: str, label: Label, by: str) -> Label:
    """The label of two words that differ by their letters, once their analyses are looked at."""
    if not (isinstance(a, Analysed) and isinstance(b, Analysed)):
        return label
    one, other = a.analysis, b.analysis
    if by == LEMMA and one.lemma and other.lemma:
        return _by_lemma(a, b, label, one, other)
    if by == NORM and one.norm and other.norm:
        if one.norm == other.norm:
            said = f"{a} and {b} are both {one.norm} in the transcription"
            return label if label.name in OF_SIGNS else Label("orthography", "one normal form", said)
        if label.name in SPELT:
            said = f"{a} is {one.norm} in the transcription, {b} is {other.norm}"
            return Label("substitution", "two normal forms", said)
    return label


def _by_lemma(a: str, b: str, label: Label, one: Analysis, other: Analysis) -> Label:
    if one.lemma != other.lemma:
        said = f"{a} is a form of {one.lemma}, {b} of {other.lemma}, in the transcription"
        return label if label.name == "function word" else Label("substitution", "two lemmas", said)
    if one.tag and other.tag and one.tag != other.tag:
        said = f"{a} and {b} are forms of {one.lemma}: {one.tag} / {other.tag}, in the transcription"
        return Label("inflection", "one lemma, two tags", said)
    said = f"{a} and {b} are the same form of {one.lemma} in the transcription"
    return label if label.name in OF_SIGNS else Label("orthography", "one lemma and tag", said)

"""Proof-reads several witnesses, each by itself with the dictionary of its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from collate.config import Settings
from collate.languages.packs import pack
from collate.model import (
    Suspect,
    Witness,
)
from collate.variants.classify.dictionaries import lemmas, spelling, words
from collate.variants.classify.evidence import Evidence
from collate.variants.decisions.dismissed import suspects_left
from collate.variants.decisions.replay import decisions
from collate.variants.proof.reading import suspects
from collate.variants.proof.text import Text


def proofread(found: Sequence[Witness], settings: Settings, least: float) -> tuple[list[Suspect], list[str]]:
    """Suspect places of each witness, the surest first, and which dictionaries were asked or are missing."""
    result: list[Suspect] = []
    asked: list[str] = []
    for code in sorted({_language(witness) for witness in found}):
        own = [witness for witness in found if _language(witness) == code]
        lemma, simplemma = lemmas(code)
        spelt, hunspell = spelling(code)
        asked.append(f"{code}: {', '.join(filter(None, (simplemma, hunspell)))}")
        have = [known for known in (words(code), spelt) if known]
        judge = Evidence(pack(code, settings), lemma, simplemma)
        texts = [Text(witness, judge, partial(_any, have), Counter()) for witness in own]
        for text in texts:
            others = [other for other in texts if other is not text]
            for other in others:
                text.beside(other)
            result += suspects(text, [other.words for other in others], least)
    return suspects_left(result, [witness.source for witness in found], decisions(settings)), asked


def _language(witness: Witness) -> str:
    return witness.source.language.code.partition("-")[0]


def _any(have: Sequence[Callable[[str], bool]], form: str) -> bool:
    return any(known(form) for known in have)

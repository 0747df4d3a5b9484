"""What well-kept packages know of a language: lemmas (simplemma), forms of Chinese characters (OpenCC)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from collate.analyse.classify.evidence import Lemma, no_conversion, no_dictionary


def lemmas(code: str) -> tuple[Lemma, str]:
    """The lemma of each known form of a language, and the dictionary's name; the name is empty if there is none."""
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415  for those who compare words
        SUPPORTED_LANGUAGES,
    )

    if code not in SUPPORTED_LANGUAGES:
        return no_dictionary, ""

    @cache
    def lemma(form: str) -> str | None:
        import simplemma  # noqa: PLC0415

        for candidate in (form, form.capitalize()):
            if form and simplemma.is_known(candidate, lang=code):
                found: str = simplemma.lemmatize(candidate, lang=code)
                return found.lower()
        return None

    return lemma, "simplemma"


def conversion(code: str) -> Callable[[str], str]:
    """Chinese characters in their simplified form; other languages as they are."""
    if code != "zh":
        return no_conversion
    import opencc  # noqa: PLC0415  only for Chinese

    convert: Callable[[str], str] = cache(opencc.OpenCC("t2s").convert)
    return convert

"""Dictionaries of other packages: lemmas (simplemma), variant Chinese characters (OpenCC), spelling (hunspell)."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from collate.variants.classify.evidence import Lemma, no_conversion, no_dictionary

HUNSPELL = (Path("/usr/share/hunspell"), Path("/usr/share/myspell"), Path("/Library/Spelling"))
Known = Callable[[str], bool]


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

        for candidate in _candidates(form, code):
            if form and simplemma.is_known(candidate, lang=code):
                found: str = simplemma.lemmatize(candidate, lang=code)
                return found.lower()
        return None

    return lemma, "simplemma"


def _candidates(form: str, code: str) -> tuple[str, ...]:
    """How a dictionary may have a form: with a capital; in Greek without the grave; in Latin with v."""
    if code == "grc":
        form = unicodedata.normalize("NFC", unicodedata.normalize("NFD", form).replace("\u0300", "\u0301"))
    consonant = re.sub("(?<!q)u(?=[aeiou])", "v", form) if code == "la" else form
    return tuple(dict.fromkeys((form, consonant, form.capitalize())))


def conversion(code: str) -> Callable[[str], str]:
    """Chinese characters in their simplified form; other languages as they are."""
    if code != "zh":
        return no_conversion
    import opencc  # noqa: PLC0415  only for Chinese

    convert: Callable[[str], str] = cache(opencc.OpenCC("t2s").convert)
    return convert


def words(code: str) -> Known:
    """Whether simplemma has a form as it stands, or in small letters if it has a capital."""
    import simplemma  # noqa: PLC0415

    @cache
    def known(form: str) -> bool:
        small = _candidates(form.lower(), code)[:2]  # without a capital of its own
        return any(simplemma.is_known(candidate, lang=code) for candidate in (form, *small))

    return known if lemmas(code)[1] else lambda _: False


@cache
def spelling(code: str) -> tuple[Known | None, str]:
    """Whether a hunspell dictionary knows a form, and the dictionary's name; or None, and what is missing."""
    found = next((path for folder in HUNSPELL for path in sorted(folder.glob(f"{code}*.dic"))), None)
    if found is None:
        return None, f"no hunspell dictionary for {code} (on Debian: apt install hunspell-{code})"
    try:
        from spylls.hunspell import Dictionary  # noqa: PLC0415  an extra, and two seconds to load a language
    except ImportError:
        return None, f"{found.stem} is here, but not spylls to read it (pip install 'collate-texts[proof]')"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # spylls leaves closing its files to Python
        dictionary = Dictionary.from_files(str(found.with_suffix("")))

    @cache
    def known(form: str) -> bool:
        return any(dictionary.lookup(candidate) for candidate in {form, form.lower()})

    return known, f"hunspell {found.stem}"

"""What well-kept packages know of a language: lemmas (simplemma), Chinese characters (OpenCC), spelling (hunspell)."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from collate.analyse.classify.evidence import Lemma, no_conversion, no_dictionary

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


def words(code: str) -> Known:
    """Whether simplemma has a form as it stands, or in small letters if it has a capital."""
    import simplemma  # noqa: PLC0415

    @cache
    def known(form: str) -> bool:
        return any(simplemma.is_known(candidate, lang=code) for candidate in {form, form.lower()})

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
        return None, f"{found.stem} is here, but not spylls to read it (pip install 'collate[proof]')"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # spylls leaves closing its files to Python
        dictionary = Dictionary.from_files(str(found.with_suffix("")))

    @cache
    def known(form: str) -> bool:
        return any(dictionary.lookup(candidate) for candidate in {form, form.lower()})

    return known, f"hunspell {found.stem}"

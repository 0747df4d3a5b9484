"""Settles the language of each source: given by the user, declared by the file, or detected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from collate.errors import UsageError
from collate.languages.detection import detect, guessed, script_of, settle, tag
from collate.languages.packs import function_words
from collate.model import Language, Source


def settled(found: list[Source], tags: Sequence[str], texts: Sequence[object]) -> list[Source]:
    """The sources with their languages: by the user's tags (none, one for all, or one each), as declared, or detected.

    `texts` says for each source which text it is a part of: the language of a text is detected once. UsageError for an
    invalid tag, or for too few tags.
    """
    if len(tags) not in {0, 1, len(found)}:
        raise UsageError(
            f"--language was given {len(tags)} times for {len(found)} witnesses",
            hint="give it once, or once for each",
        )
    languages = []
    lists = function_words()
    whole: dict[object, str] = {}
    for text, source in zip(texts, found, strict=True):
        whole[text] = f"{whole[text]}\n{source.content}" if text in whole else source.content
    detected: dict[object, Language] = {}
    for number, source in enumerate(found):
        if tags:
            languages.append(Language(code(tags[number] if len(tags) > 1 else tags[0]), "--language"))
        elif source.language.code != "und":
            languages.append(Language(code(source.language.code), source.language.why))
        else:
            if texts[number] not in detected:
                detected[texts[number]] = detect(whole[texts[number]], lists)
            languages.append(detected[texts[number]])
    first = [list(texts).index(text) for text in whole]
    known = dict(zip(whole, settle(list(whole.values()), [languages[k] for k in first]), strict=True))
    changed = {text for k, text in zip(first, whole, strict=True) if known[text] != languages[k]}
    return [
        replace(source, language=known[text] if text in changed else language)
        for source, text, language in zip(found, texts, languages, strict=True)
    ]


def as_one(found: Sequence[Source], texts: Sequence[object]) -> tuple[list[Source], str]:
    """Give witnesses of one text whose detected languages differ one language: the declared one, or the commonest.

    Detection can mistake old spellings for another modern language; if no language has most texts the result is
    undetermined. Also returns a sentence that says so. UsageError if the languages that the user gave or the files
    declare differ, or the scripts do.
    """
    contents: dict[object, str] = {}
    codes: dict[object, str] = {}
    for text, source in zip(texts, found, strict=True):
        contents[text] = f"{contents.get(text, '')}\n{source.content}"
        codes.setdefault(text, source.language.base)
    declared = {source.language.base for source in found if not guessed(source.language)} - {"und"}
    scripts = {script_of(content) for content in contents.values()} - {""}
    said = ", ".join(f"{text} {own}" for text, own in codes.items())
    if len(declared) > 1 or len(scripts) > 1:
        raise UsageError(
            f"the texts are in different languages ({said}): a project collates the witnesses of one text",
            hint='translations need an original = "A" in [settings], or collate diff and collate beads; '
            'if it is one language, say which: language = "fr" in [settings]',
        )
    known = _agreed(list(codes.values()), declared)
    as_what = "one language, undetermined" if known.code == "und" else known.code
    return [replace(source, language=known) if guessed(source.language) else source for source in found], (
        f"different languages were detected ({said}), and all are taken as {as_what}; "
        'if you know better: language = "en" in [settings]'
    )


def _agreed(codes: Sequence[str], declared: set[str]) -> Language:
    """The one declared language, or that of most texts, or undetermined."""
    if declared:
        return Language(next(iter(declared)), "detected otherwise, declared by other files")
    most, number = Counter(codes).most_common(1)[0]
    if 2 * number > len(codes):
        return Language(most, "detected, as most witnesses")
    return Language("und", "detected as another language in each witness")


def code(text: str) -> str:
    """A language tag in normalised spelling: ``fr``, ``zh-Hant``; UsageError if it is invalid."""
    known = tag(text)
    if known is None:
        raise UsageError(f"{text!r} is no language code", hint="use fr, ru, zh, grc, ... (ISO 639, BCP 47)")
    return known

"""Guesses which of several texts is the original of those in other languages, for a new `collate.toml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from collate import pipeline
from collate.config import Settings
from collate.errors import CollateError, UsageError
from collate.io.wording import sigla_list
from collate.languages.senses import senses
from collate.model import Source
from collate.witnesses import language
from collate.witnesses.described import Description, described

CALLED = {"original", "orig", "source"}  # what the file of an original is called
LONG = 20_000  # characters of an original that is compared in one piece: a shorter one says too little of its words


class Guess(NamedTuple):
    """The siglum of the original, why it seems so, and whether the texts are so short that they are compared whole."""

    siglum: str
    because: str
    short: bool


def guessed(files: Mapping[str, Path]) -> Guess | None:
    """The original among texts of several languages, by a file of each; None if all are in one, or cannot be read."""
    try:
        sources = pipeline.sources([pipeline.Named(str(path), siglum) for siglum, path in files.items()], Settings())
        about = {siglum: described(str(path)) for siglum, path in files.items()}
    except CollateError:  # what is wrong with a text is said when it is collated
        return None
    if len(sources) != len(files) or not _translated(sources):
        return None
    siglum, because = _original({source.siglum: source for source in sources}, about)
    text = next(source for source in sources if source.siglum == siglum)
    return Guess(siglum, because, len(text.content) < LONG)


def _translated(sources: Sequence[Source]) -> bool:
    """Whether texts are in several languages, and old spellings have not been taken for another language.

    That is sure of what the files declare and of other scripts; of detected languages only if we read all of them.
    """
    if not pipeline.languages(sources):
        return False
    try:
        language.as_one(sources, [source.siglum for source in sources])
    except UsageError:
        return True
    return all(senses(source.language.base).reads for source in sources)


def _original(sources: Mapping[str, Source], about: Mapping[str, Description | None]) -> tuple[str, str]:
    """Which is the original, and why."""
    named: dict[str, list[str]] = {}
    for siglum, source in sources.items():
        description = about[siglum]
        said = f"{description.source} {description.what}" if description else ""
        for other in sources:
            if source.language.base != sources[other].language.base and re.search(_word(other), said):
                named.setdefault(other, []).append(siglum)
    if named:
        most = Counter({siglum: len(own) for siglum, own in named.items()}).most_common(1)[0][0]
        return most, f"{sigla_list(named[most])}: of {most}, says witnesses.toml"
    called = next((siglum for siglum in sources if siglum.casefold() in CALLED), None)
    return (called, "its name says so") if called else (next(iter(sources)), "the first text")


def _word(siglum: str) -> str:
    return rf"(?<![\w-]){re.escape(siglum)}(?![\w-])"

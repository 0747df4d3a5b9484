"""`read` and `text`: witnesses from files and strings."""

from __future__ import annotations

import os

from collate import pipeline
from collate.api import log
from collate.api import witnesses as sources
from collate.config import Settings
from collate.io.arguments import check
from collate.model import Language, Source
from collate.witnesses.language import code

DEFAULT = Settings()


def read(*files: str | os.PathLike[str], settings: Settings = DEFAULT) -> list[Source]:
    """Read the witnesses in files: text, TEI, CollateX JSON, tables. ``"A=path"`` gives the siglum A.

    Languages are those of `settings`, else those the files declare, else detected. InputError for a file that cannot be
    read, LimitError for one that is too large, UsageError for a file or a siglum named twice.
    """
    check("settings", settings, Settings, "a Settings")
    hint = 'name files one by one: read("A.txt", "B.txt")'
    found = pipeline.sources([pipeline.Named.parse(sources.path("a file", file, hint)) for file in files], settings)
    log.read(found)
    return found


def text(siglum: str, content: str, language: str = "und") -> Source:
    """Make a witness of a string. `language` is a code such as ``fr``; without it, no language rules are used.

    UsageError for an empty siglum or an unknown language code, InputError for a text with a lone surrogate.
    """
    check("language", language, str, "a str")
    return sources.from_text(siglum, content, Language(code(language), "given"))

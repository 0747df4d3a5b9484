"""Reports the texts of a run on stderr: siglum, language, and how the language was determined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collate.cli import console
from collate.io.wording import visible
from collate.languages.detection import doubtful

if TYPE_CHECKING:
    from collate.model import Source

MANY = 8  # sigla; of more only the number is said


def introduce(sources: Sequence[Source]) -> None:
    """Say on stderr which languages are in doubt, a line each, and what the readers report of the files.

    A language that the user or the file names, or that was detected with certainty, needs no line. With ``--verbose``
    every witness has one.
    """
    width = max(len(source.siglum) for source in sources)
    for source in sources:
        title = f"  {source.title}" if source.title else ""
        console.detail(f"{visible(source.siglum):{width}}  {source.language}{title}")
    for language in dict.fromkeys(source.language for source in sources if doubtful(source.language)):
        alike = [visible(source.siglum) for source in sources if source.language == language]
        console.talk(f"language of {_named(alike)}: {language}; --language says otherwise")
    for source in sources:
        for note in source.origin.notes:
            console.talk(f"{source.origin.path}: {note}")


def _named(sigla: Sequence[str]) -> str:
    return ", ".join(sigla) if len(sigla) <= MANY else f"{len(sigla)} witnesses"

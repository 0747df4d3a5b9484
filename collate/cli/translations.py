"""What the commands about translations have in common: the texts, the dictionaries, the termbase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collate import pipeline
from collate.cli import options
from collate.cli.introducing import introduce
from collate.config import MEGABYTE
from collate.errors import UsageError
from collate.translation.termbase import read
from collate.witnesses.files import load

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Source
    from collate.model.termbase import Termbase

ORIGINAL = Annotated[str, typer.Argument(metavar="ORIGINAL", help="The text that was translated.")]
TRANSLATION = Annotated[str, typer.Argument(metavar="TRANSLATION", help="Its translation.")]
TRANSLATIONS = Annotated[list[str], typer.Argument(metavar="TRANSLATION...", help="Its translations.")]


def texts(
    names: Sequence[str], language: list[str] | None, encoding: str | None, max_size: int
) -> tuple[list[Source], Settings]:
    """An original and its translations, each by a siglum of its own, and the settings they were read by."""
    default = options.DEFAULT
    settings = options.settings(language, encoding, default.cjk, default.aligner, max_size, default.sections, None)
    named = [pipeline.Named.parse(name) for name in names]
    stems = [Path(one.path).stem for one in named if not one.siglum]
    named = [
        pipeline.Named(one.path, Path(one.path).name)
        if not one.siglum and stems.count(Path(one.path).stem) > 1
        else one
        for one in named
    ]  # book.fr and book.ru
    sources = pipeline.sources(named, settings)
    if len(sources) != len(names):
        raise UsageError("a file holds several texts", hint="name A=apparatus.xml for its lemma text")
    introduce(sources)
    return sources, settings


def termbase(path: str | None, max_size: int) -> Termbase | None:
    """The termbase of that file, None for none."""
    return None if path is None else read(load(path, max_size * MEGABYTE), path=path)

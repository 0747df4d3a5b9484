"""Reads the texts and the termbase for the commands about translations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from collate import pipeline
from collate.cli.introducing import introduce
from collate.cli.option_groups import FileOptions
from collate.cli.settings import settings
from collate.config import MEGABYTE
from collate.errors import UsageError
from collate.translation.termbase import read
from collate.witnesses.files import load

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Source
    from collate.model.termbase import Termbase


def texts(names: Sequence[str], files: FileOptions) -> tuple[list[Source], Settings]:
    """An original and its translations, each by a siglum of its own, and the settings they were read by."""
    asked = settings(files)
    named = [pipeline.Named.parse(name) for name in names]
    stems = [Path(one.path).stem for one in named if not one.siglum]
    names_of_files = [Path(one.path).name for one in named]
    named = [
        pipeline.Named(one.path, Path(one.path).name, one.encoding)
        if not one.siglum and stems.count(Path(one.path).stem) > 1 and names_of_files.count(Path(one.path).name) == 1
        else one
        for one in named
    ]  # book.fr and book.ru
    sources = pipeline.sources(named, asked)
    if len(sources) != len(names):
        raise UsageError("a file holds several texts", hint="name A=apparatus.xml for its lemma text")
    introduce(sources)
    return sources, asked


def termbase(path: str | None, max_size: int) -> Termbase | None:
    """The termbase of that file, None for none; `max_size` in megabytes."""
    return None if path is None else read(load(path, max_size * MEGABYTE), path=path)

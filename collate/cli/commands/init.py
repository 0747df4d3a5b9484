"""`collate init`: a collate.toml for the texts of a folder."""

from __future__ import annotations

from pathlib import Path

from collate.api.project import init as written
from collate.api.project import project
from collate.cli import console
from collate.cli.option_groups import Folder, with_groups

HERE = Path()


@with_groups()
def init(folder: Folder = HERE) -> int:
    """Write a collate.toml, with comments, for the texts, or the folders of texts, that a folder holds."""
    path = written(folder)
    original = project(folder).plan.original
    if original:
        console.talk(f"{original} is taken for the original, and texts in other languages for its translations")
    console.talk(f"{path} is written: look at it, then collate run{'' if folder == HERE else f' {folder}'}")
    return console.SAME

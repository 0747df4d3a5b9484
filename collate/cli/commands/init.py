"""`collate init`: a collate.toml for the texts of a folder."""

from __future__ import annotations

from pathlib import Path

from collate.api.project import init as written
from collate.cli import console
from collate.cli.option_groups import Folder, with_groups

HERE = Path()


@with_groups()
def init(folder: Folder = HERE) -> int:
    """Write a collate.toml, with comments, for the texts, or the folders of texts, that a folder holds."""
    path = written(folder)
    console.talk(f"{path} is written: look at it, then collate run{'' if folder == HERE else f' {folder}'}")
    return console.SAME

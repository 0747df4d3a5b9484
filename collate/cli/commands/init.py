"""`collate init`: a collate.toml for the texts of a folder."""

from __future__ import annotations

from pathlib import Path

from collate.cli import console
from collate.cli.option_groups import Folder, with_groups
from collate.config import NAME
from collate.errors import UsageError
from collate.io import paths
from collate.projects.file import proposed

HERE = Path()


@with_groups()
def init(folder: Folder = HERE) -> int:
    """Write a collate.toml, with comments, for the texts, or the folders of texts, that a folder holds."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    path = folder / NAME
    if path.exists():
        raise UsageError("is there already", path=str(path), hint="edit it, or remove it first")
    text = proposed(folder)
    paths.write(folder, path, lambda out: console.say(out, text))
    console.talk(f"{path} is written: look at it, then collate run{'' if folder == HERE else f' {folder}'}")
    return console.SAME

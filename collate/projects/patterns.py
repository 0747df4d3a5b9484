"""Expands the file patterns of a `collate.toml`, relative to the project's folder or absolute."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

DEEP = 1  # times that a pattern may hold **: each more takes a tree's files times its depth
_NUMBERS = re.compile(r"(\d+)")
_REPEATED = re.compile(r"(?:(?<=/)|^)\*\*/(?:\*\*/)+")


def matching(folder: Path, pattern: str) -> list[Path]:
    """The file of that name, or those of a pattern in the order of their numbers. ValueError says what it cannot be."""
    if "\0" in pattern:
        raise ValueError("holds a NUL character")
    exact = folder / pattern
    if exact.is_file():
        return [exact]
    if exact.is_dir():
        raise ValueError("is a folder; name the files in it: *.txt")
    if not set("*?[") & set(pattern):
        return []
    away = Path(pattern).is_absolute()
    place = Path(exact.anchor) if away else folder
    parts = _REPEATED.sub("**/", exact.relative_to(place).as_posix()).split("/")
    if any("**" in part and part != "**" for part in parts):
        raise ValueError("holds ** beside other signs; it stands alone between slashes")
    if parts.count("**") > DEEP or ("**" in parts and (away or ".." in parts)):
        raise ValueError("holds ** more than once, or outside the project; name the folders")
    folders = [place]
    for part in parts[:-1]:
        folders = _distinct(path for one in folders for path in _below(one, part) if path.is_dir())
    return sorted((path for one in folders for path in _below(one, parts[-1]) if path.is_file()), key=ordered)


def _below(folder: Path, part: str) -> Iterator[Path]:
    """What a part of a pattern means in a folder; ``**`` are all folders in it, and itself."""
    if part == "**":
        yield folder
        inner = (Path(place, name) for place, names, _ in os.walk(folder) for name in names)
        yield from (path for path in inner if not path.is_symlink())
    elif set("*?[") & set(part):
        with suppress(OSError):  # no folder, or one that cannot be read
            yield from (path for path in folder.iterdir() if fnmatchcase(path.name, part))
    elif (folder / part).exists():
        yield folder / part


def _distinct(paths: Iterable[Path]) -> list[Path]:
    """Each folder once, whatever links lead to it: by links in circles there are as many paths as one likes."""
    return list({os.path.realpath(path): path for path in sorted(paths, reverse=True)}.values())


def ordered(path: Path) -> list[tuple[int, int | str]]:
    """A key to sort names by as people count: chapter 2 before chapter 10."""
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in _NUMBERS.split(str(path))]

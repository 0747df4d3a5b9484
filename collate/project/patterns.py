"""The files that a pattern of a `collate.toml` means: in the folder of the project, or where an absolute path leads."""

from __future__ import annotations

import re
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
    return sorted((path for path in place.glob("/".join(parts)) if path.is_file()), key=ordered)


def ordered(path: Path) -> list[tuple[int, int | str]]:
    """A key to sort names by as people count: chapter 2 before chapter 10."""
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in _NUMBERS.split(str(path))]

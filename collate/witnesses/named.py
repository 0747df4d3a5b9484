"""Witnesses as the user names them: ``A=path``, ``A@latin-1=path``, a path, or a folder whose files are one witness."""

from __future__ import annotations

import codecs
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from collate.errors import InputError, UsageError

NOT_TEXTS = {".toml", ".bak", ".tmp", ".log", ".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".zip"}
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Named:
    """One witness as the user named it; `encoding` is that of this file, whatever is said of the others.

    `stem` is the siglum that it has if neither the user nor the file gives it one.
    """

    path: str
    siglum: str = ""
    encoding: str = ""
    stem: str = ""

    @classmethod
    def parse(cls, argument: str) -> Named:
        """Split ``A@latin-1=path``; a path that itself holds ``=`` and exists is a path."""
        left, sign, right = argument.partition("=")
        if not sign or not left or "/" in left or os.path.exists(argument):  # noqa: PTH110  never raises
            return cls(argument)
        if not right:
            raise UsageError(f"{argument!r} names no file", hint="write A=path")
        siglum, sign, encoding = left.rpartition("@")
        if sign and _is_encoding(encoding):
            return cls(right, siglum, encoding)
        return cls(right, left)


def _is_encoding(name: str) -> bool:
    try:
        return bool(codecs.lookup(name))
    except (LookupError, ValueError):
        return False


def refuse_repeats(named: Sequence[Named], *, allowed: bool) -> None:
    """Raise UsageError if a file is named twice; stdin can be read once only, even where repeats are `allowed`."""
    seen: dict[str, str] = {}
    for name in named:
        key = name.path if name.path == "-" or "\0" in name.path else os.path.realpath(name.path)
        if key in seen and (not allowed or key == "-"):
            raise UsageError(f"{seen[key]} and {name.path} are the same file", hint="name each witness once")
        seen[key] = name.path


def files(name: Named) -> list[Named]:
    """The files of a witness: itself, or those of its folder in the order of the numbers in their names."""
    if name.path == "-" or "\0" in name.path or not os.path.isdir(name.path):  # noqa: PTH112  never raises
        return [name]
    with os.scandir(name.path) as entries:
        own = [entry.name for entry in entries if entry.is_file() and _is_text(entry.name)]
    if not own:
        raise InputError("is a folder without texts", path=name.path, hint="name the files inside it")
    return [replace(name, path=os.path.join(name.path, one)) for one in sorted(own, key=_by_number)]  # noqa: PTH118


def _is_text(name: str) -> bool:
    return not name.startswith((".", "~", "README")) and Path(name).suffix.lower() not in NOT_TEXTS


def _by_number(name: str) -> list[tuple[int, str]]:
    """``ch2`` before ``ch10``."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.split(name)]


def stem(path: str) -> str:
    """The siglum of a witness that was given none: the name of its file without ending, or of its folder."""
    if path == "-":
        return "stdin"
    return (Path(path).resolve().name if Path(path).is_dir() else Path(path).stem) or path


def stems(paths: Sequence[str]) -> list[str]:
    """The sigla of witnesses that were given none: where names are alike, with their folders or by them alone."""
    own = [stem(path) for path in paths]
    alike = Counter(own)
    folders = [Path(path).resolve().parent.name for path in paths]
    known = Counter([*own, *(folder for name, folder in zip(own, folders, strict=True) if alike[name] > 1)])
    return [
        name if alike[name] == 1 or path == "-" or not folder
        else folder if known[folder] == 1 else f"{folder}-{name}"
        for path, name, folder in zip(paths, own, folders, strict=True)
    ]  # fmt: skip

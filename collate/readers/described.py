"""`witnesses.toml`: what a folder says about the texts in it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from collate.errors import InputError

NAME = "witnesses.toml"
FIELDS = ("siglum", "file", "language", "title", "date", "what", "status", "source")


@dataclass(frozen=True, slots=True)
class Description:
    """One entry of `witnesses.toml`; only `file` is required."""

    file: str
    siglum: str = ""
    language: str = ""
    title: str = ""
    date: str = ""
    what: str = ""
    status: str = ""
    source: str = ""


def described(path: str) -> Description | None:
    """What the `witnesses.toml` beside a file says about it, if there is one and it speaks of it."""
    beside = Path(path).parent / NAME
    if not beside.is_file():
        return None
    return _entries(beside).get(Path(path).name)


def _entries(path: Path) -> dict[str, Description]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as problem:
        raise InputError(f"cannot be understood ({problem})", path=str(path), hint="see docs/formats.md") from None
    entries = document.get("witness", [])
    if not isinstance(entries, list) or document.keys() - {"witness"}:
        raise InputError("holds something else than [[witness]] tables", path=str(path), hint="see docs/formats.md")
    found = {}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise InputError("its witness entries are not [[witness]] tables", path=str(path))
        unknown = sorted(set(entry) - set(FIELDS))
        if unknown or not isinstance(entry.get("file"), str):
            wrong = f"unknown field {unknown[0]!r}" if unknown else "no file"
            raise InputError(f"witness {number} has {wrong}", path=str(path), hint=f"fields: {', '.join(FIELDS)}")
        found[entry["file"]] = Description(**{key: str(value) for key, value in entry.items()})
    return found

"""Reads `witnesses.toml`, which describes the texts in its folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from collate.errors import InputError
from collate.io.documents import shaped, toml_file
from collate.witnesses.transcription.conventions import CONVENTIONS

NAME = "witnesses.toml"
HINT = "see docs/formats.md"
LATEST = 100_000  # of all years
FIELDS = ("siglum", "file", "language", "encoding", "convention", "title", "date", "what", "status", "source")


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
    encoding: str = ""
    convention: str = ""


def described(path: str) -> Description | None:
    """The entry for a file in the `witnesses.toml` beside it, if there is one."""
    beside = Path(path).parent / NAME
    if not beside.is_file():
        return None
    return _entries(beside).get(Path(path).name)


def _entries(path: Path) -> dict[str, Description]:
    document = toml_file(path, HINT)
    entries = shaped(document.get("witness", []), list[dict[str, Any]], str(path), "witness", HINT)
    if document.keys() - {"witness"}:
        raise InputError("holds something else than [[witness]] tables", path=str(path), hint=HINT)
    found: dict[str, Description] = {}
    for number, entry in enumerate(entries, 1):
        unknown = sorted(set(entry) - set(FIELDS))
        if unknown or "file" not in entry:
            wrong = f"unknown field {unknown[0]!r}" if unknown else "no file"
            raise InputError(f"witness {number} has {wrong}", path=str(path), hint=f"fields: {', '.join(FIELDS)}")
        one = shaped(_dated(entry), Description, str(path), f"witness[{number - 1}]", HINT)
        if one.convention and one.convention not in CONVENTIONS:
            known = ", ".join(CONVENTIONS)
            raise InputError(
                f"witness {number}: there is no convention {one.convention!r}",
                path=str(path),
                hint=f"it knows: {known}",
            )
        if one.file in found:
            raise InputError(f"witness {number} is {one.file!r} again", path=str(path), hint="describe each file once")
        found[one.file] = one
    return found


def _dated(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with its date as text: TOML allows a year or a day without quotes."""
    when = entry.get("date")
    plain = isinstance(when, date) or (type(when) is int and abs(when) < LATEST)
    return {**entry, "date": str(when)} if plain else entry

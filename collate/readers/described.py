"""`witnesses.toml`: what a folder says about the texts in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from collate.documents import each, shaped, toml_file
from collate.errors import InputError

NAME = "witnesses.toml"
HINT = "see docs/formats.md"
FIELDS = ("siglum", "file", "language", "title", "date", "what", "status", "source")

_Value = str | Annotated[int, Meta(ge=-99_999, le=99_999)]  # a year may stand without quotes


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
    document = toml_file(path, HINT)
    entries = shaped(document.get("witness", []), list[dict[str, Any]], str(path), "witness", HINT)
    if document.keys() - {"witness"}:
        raise InputError("holds something else than [[witness]] tables", path=str(path), hint=HINT)
    found: dict[str, Description] = {}
    for number, given in enumerate(entries, 1):
        plain = {key: value.isoformat() if isinstance(value, date) else value for key, value in given.items()}
        entry = each(plain, _Value, str(path), f"witness[{number - 1}]", HINT)
        unknown = sorted(set(entry) - set(FIELDS))
        file = entry.get("file")
        if unknown or not isinstance(file, str):
            wrong = f"unknown field {unknown[0]!r}" if unknown else "no file"
            raise InputError(f"witness {number} has {wrong}", path=str(path), hint=f"fields: {', '.join(FIELDS)}")
        if file in found:
            raise InputError(f"witness {number} is {file!r} again", path=str(path), hint="describe each file once")
        found[file] = Description(**{key: str(value) for key, value in entry.items()})
    return found

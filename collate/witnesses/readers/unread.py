"""Names the formats that are not read, and what to do with such a file."""

from __future__ import annotations

from pathlib import Path

from collate.errors import InputError
from collate.model import Source

_SAID = {
    ".jxt": ("is a project of Juxta, which nobody maintains any more", "unzip it: docs/source holds the texts"),
    ".xls": ("is a workbook of Excel before 2007", "save it as XLSX or CSV"),
}
ENDINGS = frozenset(_SAID)


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """Raise InputError that says what the file is."""
    what, hint = _SAID[Path(path).suffix.lower()]
    raise InputError(what, path=path, hint=hint)

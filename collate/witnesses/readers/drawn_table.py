"""Reads the table that CollateX draws with ``+``, ``-`` and ``|``, as people paste it into text files."""

from __future__ import annotations

import hashlib

import regex

from collate.errors import InputError
from collate.model import Origin, Source
from collate.witnesses.readers.decode import decode
from collate.witnesses.readers.grid import Grid, witnesses

RULE = regex.compile(r"[ \t]*\+(?:[-=]{2,}\+)+[ \t]*\r?")


def is_drawn(text: str) -> bool:
    """Whether the first line of a text that is not blank is a rule of such a table."""
    return bool(RULE.fullmatch(text.lstrip("\ufeff\r\n").partition("\n")[0]))


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the table; `siglum` is not used, as it has sigla. InputError for a row that is cut off."""
    decoded = decode(data, path, encoding)
    rows, lines = [], []
    for number, line in enumerate(decoded.text.splitlines(), 1):
        text = line.strip()
        if not text or RULE.fullmatch(text):
            continue
        if not (text.startswith("|") and text.endswith("|")):
            raise InputError("is no row of a drawn table", path=path, line=number, hint="a row begins and ends with |")
        rows.append([cell.strip() for cell in text[1:-1].split("|")])
        lines.append(number)
        if len(rows[-1]) != len(rows[0]):
            raise InputError(
                f"has {len(rows[-1])} cells where its first row has {len(rows[0])}", path=path, line=number
            )
    note = "in a drawn table words are not divided as they were: those of a cell stand without the space between them"
    digest = hashlib.sha256(data).hexdigest()
    origin = Origin(path, digest, "table", decoded.encoding, decoded.bom, (*decoded.notes, note))
    return witnesses(
        Grid(rows, lambda _, column: f"column {column + 1}", lambda row: lines[row] if lines else None), origin
    )

"""Reads an alignment table in CSV or TSV: a column per witness, a row per place.

The words of a cell are separated by spaces; `grid` says how tables of people and other tools are understood. If the
first columns are ``position``, ``variant`` and ``joined``, Collate wrote the table: these columns are ignored, and
signs in words are replaced by the characters they stand for (`tabular`).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence

from collate.errors import InputError
from collate.io import tabular
from collate.model import Origin, Source
from collate.witnesses.readers.aligned import Row, Word, sources
from collate.witnesses.readers.decode import decode
from collate.witnesses.readers.grid import Grid, witnesses

DELIMITERS = "\t,;|"
HINT = "a table has the sigla in its first row; a text that is no table wants another ending"


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the table, in its order; `siglum` is not used, as the table has sigla."""
    decoded = decode(data, path, encoding)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "table", decoded.encoding, decoded.bom, decoded.notes)
    rows, lines = _rows(decoded.text, path)
    head = rows[0] if rows else []
    for line, row in zip(lines, rows, strict=True):
        if len(row) != len(head):
            raise InputError(
                f"has {len(row)} cells where its first row has {len(head)}", path=path, line=line, hint=HINT
            )
    if tuple(head[: len(tabular.OURS)]) == tabular.OURS:
        return _own(rows, origin)
    if len(head) < 2:
        raise InputError("has fewer than two witnesses", path=path, line=1, hint=HINT)
    cells = [[tabular.unguarded(cell) for cell in row] for row in rows]
    return witnesses(Grid(cells, lambda _, column: f"column {column + 1}", lambda row: lines[row]), origin)


def _own(rows: Sequence[Sequence[str]], origin: Origin) -> list[Source]:
    """The witnesses of a table that Collate wrote."""
    head = rows[0]
    if head[-1] == tabular.BY:
        raise InputError(
            "is a table of texts in several languages, which is for reading",
            path=origin.path, hint="convert reads its JSON",
        )  # fmt: skip
    names = [tabular.siglum(name) for name in head[len(tabular.OURS) :]]
    if len(names) < 2 or len(set(names)) < len(names):
        wrong = "names a witness twice" if len(set(names)) < len(names) else "has fewer than two witnesses"
        raise InputError(wrong, path=origin.path, line=1, hint=HINT)
    found = []
    for column, name in enumerate(names, len(tabular.OURS)):
        words = [tabular.words(row[column]) for row in rows[1:]]
        found.append(Row(name, {at: [Word(word) for word in own] for at, own in enumerate(words) if own}))
    return sources(found, origin, len(rows) - 1, own=True)


def _rows(text: str, path: str) -> tuple[list[list[str]], list[int]]:
    """The rows that are not empty, and the line of the file in which each ends."""
    before = csv.field_size_limit(max(len(text), 1))  # the limit holds for the whole process
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
        found = [(row, reader.line_num) for row in reader if row]
    except csv.Error as problem:
        raise InputError(f"is no table ({problem})", path=path, hint=HINT) from None
    finally:
        csv.field_size_limit(before)
    return [row for row, _ in found], [line for _, line in found]


def delimiter(text: str) -> str:
    """The delimiter: in Collate's own tables the one after the first heading, else the most frequent one."""
    if text.startswith(tabular.OURS[0]):
        sign = text[len(tabular.OURS[0]) :][:1]
        if sign and sign in DELIMITERS:
            return sign
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)

"""Reads an alignment table in CSV or TSV: a column per witness, a row per place.

The first row has the sigla; the words of a cell are separated by spaces; the text of a witness is its cells joined by
spaces. If the first columns are ``position``, ``variant`` and ``joined``, Collate wrote the table: these columns are
ignored, and signs in words are replaced by the characters they stand for (`tabular`).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence

from collate.errors import InputError
from collate.io import tabular
from collate.model import Mark, Origin, Source
from collate.witnesses.readers.decode import decode

DELIMITERS = "\t,;"
HINT = "a table has the sigla in its first row; a text that is no table wants another ending"


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the table, in its order; `siglum` is not used, as the table has sigla."""
    decoded = decode(data, path, encoding)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "table", decoded.encoding, decoded.bom, decoded.notes)
    rows = _rows(decoded.text, path)
    head = rows[0] if rows else []
    ours = tuple(head[: len(tabular.OURS)]) == tabular.OURS
    if ours and head[-1] == tabular.BY:
        raise InputError(
            "is a table of texts in several languages, which is for reading", path=path, hint="convert reads its JSON"
        )
    columns = [*enumerate(map(tabular.siglum, head))][len(tabular.OURS) :] if ours else [*enumerate(head)]
    columns = [(number, name) for number, name in columns if name.strip()]
    names = [name for _, name in columns]
    if len(columns) < 2 or len(set(names)) < len(names):
        wrong = "names a witness twice" if len(set(names)) < len(names) else "has fewer than two witnesses"
        raise InputError(wrong, path=path, line=1, hint=HINT)
    for line, row in enumerate(rows, 1):
        if len(row) not in {0, len(head)}:
            raise InputError(
                f"has {len(row)} cells where its first row has {len(head)}", path=path, line=line, hint=HINT
            )
    body = [row for row in rows[1:] if row]
    words = tabular.words if ours else _words
    return [_source(name, [words(row[number]) for row in body], origin) for number, name in columns]


def _rows(text: str, path: str) -> list[list[str]]:
    before = csv.field_size_limit(max(len(text), 1))  # the limit holds for the whole process
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as problem:
        raise InputError(f"is no table ({problem})", path=path, hint=HINT) from None
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str) -> str:
    """The delimiter: in Collate's own tables the one after the first heading, else the most frequent one."""
    if text.startswith(tabular.OURS[0]):
        sign = text[len(tabular.OURS[0]) :][:1]
        if sign and sign in DELIMITERS:
            return sign
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _words(cell: str) -> list[str]:
    return tabular.unguarded(cell).split()


def _source(siglum: str, cells: Sequence[Sequence[str]], origin: Origin) -> Source:
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for column, word in ((column, word) for column, own in enumerate(cells) for word in own):
        marks.append(Mark("token", length, length + len(word), {"column": (column, 0)}))
        parts.append(word)
        length += len(word) + 1
    return Source(siglum, " ".join(parts), origin, marks=tuple(marks))

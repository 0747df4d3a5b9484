"""An alignment table as CSV or TSV: a column a witness, a row a place, as `table --to csv` writes it.

The first row has the sigla; columns named ``position`` and ``variant`` are passed over. The words of a cell are
parted by spaces; the text of a witness is its cells joined by spaces.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence

from collate.errors import InputError
from collate.model import Mark, Origin, Source
from collate.readers.decode import decode

OURS = {"position", "variant"}
STARTERS = "=+-@"
HINT = "a table has the sigla in its first row; a text that is no table wants another ending"


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the table, in its order; `siglum` is not used, the table names its own."""
    decoded = decode(data, path, encoding)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "table", decoded.encoding, decoded.bom, decoded.notes)
    try:
        rows = list(csv.reader(io.StringIO(decoded.text), delimiter=_delimiter(decoded.text), strict=True))
    except csv.Error as problem:
        raise InputError(f"is no table ({problem})", path=path, hint=HINT) from None
    head = rows[0] if rows else []
    columns = [(number, name) for number, name in enumerate(head) if name.strip() and name not in OURS]
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
    return [_source(name, [row[number] for row in body], origin) for number, name in columns]


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max("\t,;", key=first.count)


def _source(siglum: str, cells: Sequence[str], origin: Origin) -> Source:
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for column, word in _words(cells):
        marks.append(Mark("token", length, length + len(word), {"n": word, "column": (column, 0)}))
        parts.append(word)
        length += len(word) + 1
    return Source(siglum, " ".join(parts), origin, marks=tuple(marks))


def _words(cells: Sequence[str]) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(cells):
        # An apostrophe that keeps a spreadsheet from running a cell is no part of the text.
        text = cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in STARTERS else cell
        yield from ((column, word) for word in text.split())

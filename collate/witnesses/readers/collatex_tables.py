"""Reads aligned tables in JSON that other tools wrote, and the units of Collate's own apparatus as a table.

CollateX's two implementations write the same keys and transposed tables: Python a row for each witness with ``null``
for nothing, Java a row for each position with ``[]``. The shape decides; where the table is square, the words do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from collate.errors import InputError
from collate.model import Origin, Source
from collate.witnesses.readers import apparatus
from collate.witnesses.readers.aligned import LACUNA_SIGN, Row, Word, sources

HINT = "see docs/formats.md for the forms read"
_KNOWN = {"t", "n"}
Cells = list[list[Any]]  # rows of cells, a cell being a list of tokens or None


def read(document: dict[str, Any], origin: Origin) -> list[Source]:
    """The witnesses of a table. InputError if it is none, or if it cannot be told which way it lies."""
    if "table" not in document:
        return _rows(*_alignment(document["alignment"], origin.path), origin)
    names, cells = sigla(document, origin.path), _cells(document["table"], origin.path)
    table, note = _by_witness(names, cells, origin.path)
    return _rows(names, table, replace(origin, notes=(*origin.notes, *note)))


def sigla(document: dict[str, Any], path: str) -> list[str]:
    """The sigla of a table; InputError if they are not a list of names."""
    names = document.get("witnesses")
    if isinstance(names, list):
        names = [name.get("id") if isinstance(name, dict) else name for name in names]
    if not (isinstance(names, list) and names and all(isinstance(name, str) and name for name in names)):
        raise InputError("its witnesses are not a list of sigla", path=path, hint=HINT)
    return names


def text_of(token: object, siglum: str, path: str) -> str:
    """The text of a token; InputError if it has none."""
    if not isinstance(token, dict) or not isinstance(token.get("t"), str):
        raise InputError(f'a token of {siglum} has no text "t"', path=path)
    text: str = token["t"]
    return text


def normal_of(token: dict[str, Any], siglum: str, path: str) -> str | None:
    """The form that a token is compared by, or None; InputError if it is no text."""
    normal = token.get("n")
    if not isinstance(normal, str | None):
        raise InputError(f'a token of {siglum} has a form "n" that is no text', path=path)
    return normal


def _alignment(entries: object, path: str) -> tuple[list[str], Cells]:
    if not isinstance(entries, list) or not entries:
        raise InputError("its alignment is no list of witnesses", path=path, hint=HINT)
    names, rows = [], []
    for number, entry in enumerate(entries, 1):
        name = entry.get("witness", entry.get("id")) if isinstance(entry, dict) else None
        if not isinstance(name, str) or not name or not isinstance(entry.get("tokens"), list):
            raise InputError(f"witness {number} of its alignment has no name or no tokens", path=path, hint=HINT)
        names.append(name)
        rows.append(entry["tokens"])
    if len({len(row) for row in rows}) > 1:
        raise InputError("the rows of its alignment differ in length", path=path)
    return names, _cells(rows, path)


def _cells(rows: object, path: str) -> Cells:
    """The rows with every cell as a list of tokens or None: CollateX before 2.0 wrote a token without a list."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise InputError("its table is no list of rows", path=path, hint=HINT)
    cells = [[[cell] if isinstance(cell, dict) else cell for cell in row] for row in rows]
    if any(not (cell is None or isinstance(cell, list)) for row in cells for cell in row):
        raise InputError("a cell of its table is neither a list of tokens nor null", path=path, hint=HINT)
    return cells


def _by_witness(names: Sequence[str], rows: Cells, path: str) -> tuple[Cells, tuple[str, ...]]:
    """The table with a row for each witness, and a note if its words had to decide."""
    number = len(names)
    witnesses = len(rows) == number and len({len(row) for row in rows}) == 1
    positions = bool(rows) and all(len(row) == number for row in rows)
    if witnesses and not positions:
        return rows, ()
    turned = [list(column) for column in zip(*rows, strict=True)] if positions else []
    if positions and not witnesses:
        return turned, ()
    if not positions and len(rows) == number:
        raise InputError("the rows of its table differ in length", path=path)
    if not positions:
        raise InputError(
            f"its table has neither {number} rows, one for each witness, nor rows of {number} cells",
            path=path,
            hint=HINT,
        )
    if any(cell is None for row in rows for cell in row):
        return rows, ()
    if any(cell == [] for row in rows for cell in row):
        return turned, ()
    across, down = _named(names, rows), _named(names, turned)
    if across == down:
        across, down = _agreeing(rows), _agreeing(turned)
    if across == down:
        raise InputError(
            "its table is square, and does not show whether its rows are witnesses (CollateX in Python) or positions "
            "(in Java)", path=path, hint="write an empty cell as null if rows are witnesses, else as []",
        )  # fmt: skip
    kind = "a witness" if across > down else "a position"
    return (rows if across > down else turned), (f"the table is square; by its words each row is {kind}",)


def _named(names: Sequence[str], rows: Cells) -> int:
    """How many tokens of each row name its witness, as CollateX in Python writes them."""
    own = zip(names, rows, strict=True)
    tokens = ((name, token) for name, row in own for cell in row for token in cell or ())
    return sum(isinstance(token, dict) and token.get("_sigil") == name for name, token in tokens)


def _agreeing(rows: Cells) -> int:
    """How often two rows have the same words in one column."""
    forms = [[_form(cell) for cell in row] for row in rows]
    return sum(len(column) - len(set(column)) for column in zip(*forms, strict=True))


def _form(cell: list[Any] | None) -> str:
    tokens = [token for token in cell or () if isinstance(token, dict)]
    return " ".join(str(token.get("n", token.get("t", ""))).strip() for token in tokens)


def _rows(names: Sequence[str], table: Cells, origin: Origin) -> list[Source]:
    rows = []
    for name, row in zip(names, table, strict=True):
        cells = {column: [_word(token, name, origin.path) for token in cell] for column, cell in enumerate(row) if cell}
        rows.append(Row(name, cells))
    return sources(rows, origin, max((len(row) for row in table), default=0))


def _word(token: Any, siglum: str, path: str) -> Word:
    text = text_of(token, siglum, path)
    if token.get("is_lacuna") is True:
        text = LACUNA_SIGN
    properties = {key: value for key, value in token.items() if key not in _KNOWN}
    return Word(text, normal_of(token, siglum, path), properties, token.get("join_prior") is True)


def units(document: dict[str, Any], origin: Origin) -> list[Source]:
    """The units of an apparatus of Collate's as a table with a column for each; the words between them are missing."""
    reported = apparatus.units_of(document, origin.path)
    names = sigla(document, origin.path)
    cells: dict[str, dict[int, list[Word]]] = {name: {} for name in names}
    lost: dict[str, set[int]] = {name: set(range(len(reported.units))) for name in names}
    for column, unit in enumerate(reported.units):
        for reading in unit.readings:
            for siglum in reading.sigla:
                if siglum not in cells:
                    raise InputError(f"{unit.id} names {siglum!r}, which is no witness of it", path=origin.path)
                if reading.kind != "lacuna":
                    lost[siglum].discard(column)
                    cells[siglum][column] = [Word(text) for text in reading.text.split()]
    note = "holds variation units only: the words on which all agree are not in it, and the texts do not run on"
    rows = [Row(name, cells[name], frozenset(lost[name])) for name in names]
    return sources(rows, replace(origin, notes=(*origin.notes, note)), len(reported.units))

"""Reads an alignment table from a spreadsheet: XLSX and ODS.

The first sheet with cells is the table (`grid`); others are named. Numbers and dates are read as text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import regex
from lxml import etree

from collate.errors import InputError, LimitError
from collate.model import Origin, SetAside, Source
from collate.witnesses.readers.documents.archive import Archive, resolved
from collate.witnesses.readers.grid import Grid, witnesses

BOOK = "xl/workbook.xml"
MOST_CELLS = 5_000_000  # of the part of a sheet that is used
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = regex.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # number formats that every workbook has
_DATE = regex.compile(r"[dmyhs]", regex.IGNORECASE)
_QUOTED = regex.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
Cells = dict[tuple[int, int], str]  # row and column, from 0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: its name, its cells, and those that hold dates."""

    name: str
    cells: Cells
    dates: tuple[tuple[int, int], ...] = ()


def read_xlsx(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of a workbook of Excel; `siglum` is not used, as the table has sigla."""
    return _witnesses(_xlsx(Archive(data, path), path), data, path)


def read_ods(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of a spreadsheet of LibreOffice; `siglum` is not used, as the table has sigla."""
    return _witnesses(_ods(Archive(data, path), path), data, path)


def _witnesses(sheets: Iterator[_Sheet], data: bytes, path: str) -> list[Source]:
    used = [sheet for sheet in sheets if sheet.cells]
    if not used:
        raise InputError("has no sheet with cells", path=path)
    sheet, others = used[0], [sheet.name for sheet in used[1:]]
    notes = []
    aside = [SetAside("sheets", len(others), others[0], f"after {sheet.name!r}")] if others else []
    if sheet.dates:
        notes.append(f"cell {name(*sheet.dates[0])} holds a date or a time, read as the number that stands for it")
    rows = max(row for row, _ in sheet.cells) + 1
    columns = max(column for _, column in sheet.cells) + 1
    if rows * columns > MOST_CELLS:
        raise LimitError(
            f"has a sheet of {rows:,} rows and {columns:,} columns", path=path, hint="delete cells far from the table"
        )
    cells = [[sheet.cells.get((row, column), "") for column in range(columns)] for row in range(rows)]
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "table", notes=tuple(notes))
    return witnesses(Grid(cells, lambda row, column: f"sheet {sheet.name!r}, cell {name(row, column)}"), origin, aside)


def name(row: int, column: int) -> str:
    """The name of a cell: B3."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _xlsx(archive: Archive, path: str) -> Iterator[_Sheet]:
    """The visible sheets of a workbook, in its order."""
    workbook, relations = _part(archive, BOOK), _part(archive, "xl/_rels/workbook.xml.rels")
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    strings = archive.optional("xl/sharedStrings.xml")
    shared = [] if strings is None else [_string(one) for one in strings.iterchildren("{*}si")]
    dated = _dated(archive)
    for sheet in workbook.iter("{*}sheet"):
        part = resolved(BOOK, targets.get(sheet.get(_RELATION), ""))
        if sheet.get("state", "visible") == "visible" and "worksheet" in part:
            yield _xlsx_sheet(sheet.get("name", ""), _part(archive, part), shared, dated, path)


def _part(archive: Archive, name: str) -> Any:
    """The root of a part; InputError if there is none."""
    found = archive.optional(name)
    if found is None:
        raise InputError(f"is damaged: it has no {name}", path=archive.path, hint="save it again")
    return found


def _string(node: Any) -> str:
    """A string of a workbook, without the readings of Japanese characters."""
    texts = node.iter("{*}t")
    return "".join(one.text or "" for one in texts if etree.QName(one.getparent()).localname != "rPh")


def _dated(archive: Archive) -> set[str]:
    """The numbers of the styles by which a number is shown as a date."""
    styles = archive.optional("xl/styles.xml")
    if styles is None:
        return set()
    dates = {str(number) for number in _DATES}
    for one in styles.iter("{*}numFmt"):
        if _DATE.search(_QUOTED.sub("", one.get("formatCode", ""))):
            dates.add(one.get("numFmtId", ""))
    formats = styles.find("{*}cellXfs")
    own = [] if formats is None else list(formats)
    return {str(number) for number, one in enumerate(own) if one.get("numFmtId") in dates}


def _xlsx_sheet(title: str, root: Any, shared: Sequence[str], dated: set[str], path: str) -> _Sheet:
    cells: Cells = {}
    dates = []
    row = -1
    for line in root.iter("{*}row"):
        row += 1
        column = -1
        for one in line.iterchildren("{*}c"):
            reference = _REFERENCE.fullmatch(one.get("r", ""))
            column += 1
            if reference:
                column, row = _column(reference[1]), int(reference[2]) - 1
            text, number = _xlsx_text(one, shared, f"{title}, cell {name(row, column)}", path)
            if text:
                cells[row, column] = text
                if number and one.get("s") in dated:
                    dates.append((row, column))
    return _Sheet(title, cells, tuple(dates))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _xlsx_text(cell: Any, shared: Sequence[str], where: str, path: str) -> tuple[str, bool]:
    """The text of a cell, and whether it is a number."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _string(cell), False
    value = cell.findtext("{*}v") or ""
    if kind != "s":
        return value, kind == "n"
    if not value.isdecimal() or len(value) > 9 or int(value) >= len(shared):
        raise InputError(f"is damaged: {where} has a text that is not there", path=path, hint="save it again")
    return shared[int(value)], False


def _ods(archive: Archive, path: str) -> Iterator[_Sheet]:
    """The sheets of a spreadsheet, in its order."""
    root = _part(archive, "content.xml")
    for table in root.iter("{*}table"):
        title = next((value for key, value in table.items() if key.endswith("}name")), "")
        yield _Sheet(title, _ods_cells(table, path))


def _ods_cells(table: Any, path: str) -> Cells:
    cells: Cells = {}
    row = 0
    for line in table.iter("{*}table-row"):
        column = 0
        own: dict[int, str] = {}
        for one in line.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            repeated = _repeated(one, "columns")
            text = "\n".join(_paragraph(p) for p in one.iterchildren("{*}p"))
            if text:
                _bounded(len(own) + repeated, path)
                own.update((column + k, text) for k in range(repeated))
            column += repeated
        repeated = _repeated(line, "rows")
        _bounded(len(cells) + len(own) * repeated, path)
        if own:
            cells.update(((row + k, column), text) for k in range(repeated) for column, text in own.items())
        row += repeated
    return cells


def _bounded(number: int, path: str) -> None:
    if number > MOST_CELLS:
        raise LimitError(f"has more than {MOST_CELLS:,} cells with text", path=path)


def _repeated(node: Any, what: str) -> int:
    """How often a row or cell stands for itself."""
    found = next((value for key, value in node.items() if key.endswith(f"}}number-{what}-repeated")), "1")
    return min(int(found), MOST_CELLS + 1) if found.isdecimal() and len(found) < 10 else 1


def _paragraph(node: Any) -> str:
    """The text of a paragraph in a cell: written spaces and line ends restored, comments left out."""
    parts = [node.text or ""]
    for child in node:
        kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if kind in {"s", "tab", "line-break"}:
            parts.append(" " if kind != "line-break" else "\n")
        elif kind and kind not in {"annotation", "note"}:
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)

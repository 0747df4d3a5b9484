"""The apparatus as a workbook: sheets `units` (wide), `readings` (long) and `recipe`; see `rows` for the columns.

The recipe has a row per entry: ``what`` (``sources``), ``entry`` (its place in that: ``0.sha256``) and ``value``, as
JSON. A text too long for a cell goes on in the rows below, which repeat the first cell (of the recipe the first two)
and hold nothing else. Every text is written as a string, so that none is a formula; rows go to disk one by one. An
extra: ``collate-texts[office]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any, TextIO

from collate.errors import PluginError
from collate.io.wording import json_text, visible
from collate.model import Apparatus
from collate.writers.apparatus import rows
from collate.writers.binary import bytes_of, made_at

if TYPE_CHECKING:
    import xlsxwriter

MOST_ROWS = 1_048_575  # of a sheet, below its headings
MOST_COLUMNS = 16_384
MOST_LETTERS = 32_767  # of a cell; a letter beyond the first plane counts as two


def write(apparatus: Apparatus, out: TextIO) -> None:
    """A workbook: units, readings and recipe on a sheet each; to the bytes below `out`.

    PluginError if the extra is not installed, or a sheet would be too long or too wide.
    """
    try:
        import xlsxwriter  # noqa: PLC0415  an extra
    except ImportError:
        raise PluginError("xlsx needs XlsxWriter", hint="pip install 'collate-texts[office]'") from None
    fields = rows.wide_fields(apparatus)
    if len(fields) > MOST_COLUMNS:
        raise PluginError(
            f"a sheet holds {MOST_COLUMNS:,} columns, and {len(apparatus.collation.sigla):,} witnesses want more",
            hint="use --to csv",
        )
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(bytes_of(out), options) as book:
        book.set_properties({"title": "Collation", "created": made_at()})
        _sheet(book, "units", fields, rows.wide(apparatus))
        _sheet(book, "readings", rows.LONG, rows.long(apparatus))
        _sheet(book, "recipe", ("what", "entry", "value"), _recipe(apparatus.recipe))


def _recipe(recipe: Mapping[str, Any]) -> Iterator[rows.Row]:
    """A row for each entry of a recipe; several for one that is long."""
    for what, whole in recipe.items():
        for entry, value in _entries(whole):
            for piece in _pieces(visible(json_text(value))):
                yield [what, entry, piece]


def _entries(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """The parts of a value that have no parts themselves, each with its place."""
    parts: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, Mapping):
        parts = value.items()
    elif isinstance(value, list | tuple):
        parts = enumerate(value)
    if not parts or not value:
        yield place, value
        return
    for key, part in parts:
        yield from _entries(part, f"{place}.{key}" if place else str(key))


def _sheet(book: xlsxwriter.Workbook, name: str, fields: Iterable[str], lines: Iterable[rows.Row]) -> None:
    sheet: Any = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 1)
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field, bold)
    for number, line in enumerate(chain.from_iterable(map(_cut, lines)), 1):
        if number > MOST_ROWS:
            raise PluginError(f"a sheet holds {MOST_ROWS:,} rows", hint="use --to csv-long or parquet")
        for column, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, cell)


def _cut(line: rows.Row) -> Iterator[rows.Row]:
    """A row, and further ones with what its cells cannot hold."""
    if all(isinstance(cell, int) or 2 * len(cell) <= MOST_LETTERS for cell in line):
        yield line
        return
    first, *rest = line
    cut: list[Sequence[str | int]] = [[cell] if isinstance(cell, int) else _pieces(cell) for cell in rest]
    yield from ([first, *cells] for cells in zip_longest(*cut, fillvalue=""))


def _pieces(text: str) -> list[str]:
    """A text in pieces that a cell can hold."""
    whole = len(text.encode("utf-16-le", "surrogatepass")) // 2 <= MOST_LETTERS
    size = MOST_LETTERS if whole or text.isascii() else MOST_LETTERS // 2
    return [text[at : at + size] for at in range(0, len(text), size)] or [""]

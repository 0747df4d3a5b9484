"""The apparatus as a workbook: sheets `units` (wide), `readings` (long) and `recipe`; see `rows` for the columns.

Every text is written as a string, so that none is a formula; rows go to disk one by one. An extra: ``collate[office]``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

from collate.errors import PluginError
from collate.model import Apparatus
from collate.wording import json_text
from collate.writers import rows
from collate.writers.binary import bytes_of, made_at

if TYPE_CHECKING:
    import xlsxwriter

MOST_ROWS = 1_048_575  # of a sheet, below its headings
MOST_LETTERS = 32_767  # of a cell


def write(apparatus: Apparatus, out: TextIO) -> None:
    """A workbook: units, readings and recipe on a sheet each; to the bytes below `out`.

    PluginError if the extra is not installed, or a sheet would be too long.
    """
    try:
        import xlsxwriter  # noqa: PLC0415  an extra
    except ImportError:
        raise PluginError("xlsx needs XlsxWriter", hint="pip install 'collate[office]'") from None
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(bytes_of(out), options) as book:
        book.set_properties({"title": "Collation", "created": made_at()})
        _sheet(book, "units", rows.wide_fields(apparatus), rows.wide(apparatus))
        _sheet(book, "readings", rows.LONG, rows.long(apparatus))
        recipe: Iterable[rows.Row] = ([key, json_text(value)] for key, value in apparatus.recipe.items())
        _sheet(book, "recipe", ("what", "value"), recipe)


def _sheet(book: xlsxwriter.Workbook, name: str, fields: Iterable[str], lines: Iterable[rows.Row]) -> None:
    sheet: Any = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 1)
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field, bold)
    for number, line in enumerate(lines, 1):
        if number > MOST_ROWS:
            raise PluginError(f"a sheet holds {MOST_ROWS:,} rows", hint="use --to csv-long or parquet")
        for column, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, cell[:MOST_LETTERS])

"""Cells of CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from tests.conftest import Run


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_text_begins_a_formula(
    sign: str, collate: Callable[..., Run], witness_files: Callable[..., list[str]]
) -> None:
    """The full-width signs too, which a spreadsheet in an East Asian locale takes for the others."""
    files = witness_files(A="one two", B=f"one {sign}1{sign}1")
    for form in ("csv", "csv-long"):
        rows = csv.reader(io.StringIO(collate("apparatus", "-l", "en", "--to", form, *files).out))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(sign) and len(cell) > 1]
        assert any(cell.startswith(f"'{sign}") for cell in cells)

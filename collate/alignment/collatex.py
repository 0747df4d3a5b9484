"""The CollateX aligner, with workarounds for the faults of CollateX 2.3.

CollateX fails on an empty witness and on no witness, loses a witness without a siglum, breaks on tokens such as
``$0``, modifies the caller's dictionaries, and its own tokeniser and near matching lose text. So it is called with
non-empty rows, sigla ``w0, w1, ...`` and opaque words ``t0, t1, ...`` for the forms; every index that it returns is
checked.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from collate.alignment.result import Alignment, Column, Rows, from_columns
from collate.errors import EngineError, LimitError

# CollateX fills a Python table of tokens x tokens, 205 bytes a cell (measured): 2,000 words each take 0.9 GB.
MAX_CELLS = 16_000_000
MAX_REPEATS = 40  # of one word repeated without a break; 160 took over a minute (measured)


@cache
def _collatex() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its sources have escapes that newer Pythons warn of
        import collatex  # noqa: PLC0415  loads networkx: half a second
    return collatex


def align(rows: Rows) -> Alignment:
    """Align with CollateX alone, progressively; the order depends on the content of the rows, not on their names.

    LimitError if the rows are too long for it.
    """
    lengths = sorted((len(row) for row in rows), reverse=True)
    if len(lengths) > 1 and lengths[0] * lengths[1] > MAX_CELLS:
        raise LimitError(
            f"{lengths[0]:,} and {lengths[1]:,} tokens are too many for CollateX alone",
            hint="use the default aligner, which cuts the text at anchors first",
        )
    if any(_repeats(row) for row in rows):
        raise LimitError(
            f"one word stands more than {MAX_REPEATS} times on end, which CollateX takes hours over",
            hint="use the default aligner",
        )
    columns = columns_of([tuple(row) for row in rows])
    return Alignment(from_columns(columns, len(rows)), {"engine": "collatex 2.3"})


def _repeats(row: Sequence[str]) -> bool:
    return any(len(list(run)) > MAX_REPEATS for _, run in groupby(row))


def columns_of(rows: list[tuple[str, ...]]) -> list[Column]:
    """The columns for some rows; identical rows share them, and the order of the rows has no influence."""
    distinct = sorted({row for row in rows if row}, key=lambda row: (-rows.count(row), -len(row), row))
    if not distinct:
        return []
    aligned = [{0: i} for i in range(len(distinct[0]))] if len(distinct) == 1 else _engine(distinct)
    holders = [[k for k, row in enumerate(rows) if row == form] for form in distinct]
    return [{k: index for d, index in column.items() for k in holders[d]} for column in aligned]


def _engine(rows: list[tuple[str, ...]]) -> list[Column]:
    """Call CollateX on two or more distinct rows that are not empty."""
    codes: dict[str, str] = {}
    witnesses = [
        {
            "id": f"w{number}",
            "tokens": [
                {"t": "x ", "n": codes.setdefault(form, f"t{len(codes)}"), "index": index}
                for index, form in enumerate(row)
            ],
        }
        for number, row in enumerate(rows)
    ]
    table = _collatex().collate({"witnesses": witnesses}, segmentation=False)
    columns = []
    for column in table.columns:
        cells = column.tokens_per_witness
        columns.append(
            {
                number: int(cells[f"w{number}"][0].token_data["index"])
                for number in range(len(rows))
                if cells.get(f"w{number}")
            }
        )
    for number, row in enumerate(rows):
        if [column[number] for column in columns if number in column] != list(range(len(row))):
            raise EngineError("CollateX lost or reordered tokens", hint="try --aligner profile")
    return columns

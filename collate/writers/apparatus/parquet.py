"""The long form of `rows` as Parquet, for apparatuses of millions of units. An extra: ``collate-texts[parquet]``.

The rows go through a file, and the recipe stands in the metadata (key ``recipe``).
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from pathlib import Path
from typing import TextIO

from collate.errors import PluginError
from collate.io.wording import json_text
from collate.model import Apparatus
from collate.writers.apparatus import rows
from collate.writers.binary import bytes_of


def write(apparatus: Apparatus, out: TextIO) -> None:
    """Parquet, a row per reading and witness; to the bytes below `out`. PluginError without the extra."""
    try:
        import duckdb  # noqa: PLC0415  an extra
    except ImportError:
        raise PluginError("parquet needs DuckDB", hint="pip install 'collate-texts[parquet]'") from None
    stream = bytes_of(out)
    with tempfile.TemporaryDirectory() as folder:
        table, made = Path(folder, "rows.csv"), Path(folder, "rows.parquet")
        with table.open("w", encoding="utf-8", newline="") as text:
            csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows.long(apparatus))
        kinds = {name: "INTEGER" if name in rows.LONG_NUMBERS else "VARCHAR" for name in rows.LONG}
        recipe = json_text(apparatus.recipe).replace("'", "''")
        with duckdb.connect(config={"threads": 1}) as base:  # one thread: the order of rows is that of the text
            readings = base.read_csv(
                str(table), header=False, auto_detect=False, columns=kinds, delimiter=",", quotechar='"',
                escapechar='"', force_not_null=[name for name in kinds if name not in rows.LONG_NUMBERS],
            )  # fmt: skip
            base.register("readings", readings)
            base.execute(f"COPY readings TO '{made}' (FORMAT parquet, KV_METADATA {{recipe: '{recipe}'}})")
        with made.open("rb") as whole:
            shutil.copyfileobj(whole, stream)

"""CollateX and our aligner on the same words in one process. Prints the seconds of each, imports not counted."""

from __future__ import annotations

import sys
import time
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
import collatex  # noqa: E402

from collate.alignment import anchored  # noqa: E402

rows = [Path(name).read_text(encoding="utf-8").split() for name in sys.argv[1:]]
anchored.align([["warm"], ["up"]])
start = time.perf_counter()
anchored.align(rows)
ours = time.perf_counter() - start
witnesses = [{"id": f"W{n}", "tokens": [{"t": f"{word} ", "n": word} for word in row]} for n, row in enumerate(rows)]
start = time.perf_counter()
collatex.collate({"witnesses": witnesses}, segmentation=False)
print(time.perf_counter() - start, ours)

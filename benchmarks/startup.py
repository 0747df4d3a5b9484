"""`collate --help` against a bare typer program with two commands, in the same run, as a ratio.

usage: python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import COLLATE

BARE = """import typer
app = typer.Typer(rich_markup_mode=None)
@app.command()
def one(name: str):
    "One."
@app.command()
def two(name: str):
    "Two."
app()
"""


def seconds(command: list[str]) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Print medians and their ratio; the two take turns."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(BARE, encoding="utf-8")
        pairs = [(seconds([sys.executable, str(bare), "--help"]), seconds([COLLATE, "--help"])) for _ in range(runs)]
    one, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"bare typer {one:.3f} s, collate --help {other:.3f} s: {other / one:.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)

"""Whole processes, timed: seconds and peak memory, medians of several runs; and the texts that they run on."""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

COLLATE = str(Path(sys.executable).parent / "collate")
NOVEL = Path(__file__).parents[2] / "shared" / "field" / "gold" / "frankenstein" / "full"


@dataclass(frozen=True)
class Cost:
    """Median seconds and the largest peak in megabytes; `ended` is False where a run hit the time limit."""

    seconds: float
    megabytes: float
    ended: bool = True

    def __str__(self) -> str:
        return f"{self.seconds:8.2f} s {self.megabytes:6.0f} MB" if self.ended else f"  over {self.seconds:.0f} s"


def tradition(folder: Path, copies: int, words: int, rate: float = 0.03) -> list[str]:
    """Witness files of a simulated tradition."""
    target = folder / f"{copies}x{words}x{rate}"
    options = ["-n", str(copies), "--words", str(words), "--rate", str(rate), "--seed", "1", "-o", str(target)]
    if not target.exists():
        subprocess.run([COLLATE, "simulate", *options], check=True, capture_output=True)
    return sorted(map(str, (target / "witnesses").glob("*.txt")))


def cost(command: Sequence[str], *, runs: int = 3, limit: float = 300) -> Cost:
    """Run a command to its end, its output thrown away."""
    seconds, peaks = [], []
    for _ in range(runs):
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(timeout=limit)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            return Cost(limit, 0, ended=False)
        seconds.append(time.perf_counter() - start)
        peaks.append(peak(command, limit) if not peaks else peaks[0])
    return Cost(statistics.median(seconds), max(peaks))


def peak(command: Sequence[str], limit: float) -> float:
    """Peak memory, measured by a parent of its own so that earlier children do not count."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], capture_output=True, text=True, timeout=limit, check=True
    )
    return int(done.stdout) / (1024 if sys.platform == "linux" else 1024 * 1024)


def exponent(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The growth exponent between the first and the last size."""
    return math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])

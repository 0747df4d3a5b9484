"""How cost grows where texts diverge: ``python benchmarks/growth.py [PART ...]``, parts as in `PARTS`.

Seconds of processor and peak memory of whole processes, each run once; exponents without the cost of starting.
Frankenstein comes from ../shared/field if it is there.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import families
from measure import COLLATE, NOVEL, exponent

LIMIT = 300  # seconds
GROWING = {  # witnesses, words of each
    "close": ([(10, 300), (50, 300), (200, 300), (500, 300)], [(5, 1_000), (5, 10_000), (5, 50_000)]),
    "own": ([(10, 200), (20, 200), (40, 200)], [(10, 200), (10, 800), (10, 3_200)]),
    "varied": ([(50, 300), (100, 300), (200, 300), (500, 300)], [(5, 1_000), (5, 4_000), (5, 16_000)]),
    "half": ([(10, 300), (40, 300), (100, 300)], [(5, 500), (5, 2_000), (5, 8_000)]),
    "unrelated": ([(10, 200), (20, 200), (80, 200)], [(10, 200), (10, 800), (10, 3_200)]),
}


@dataclass(frozen=True)
class Used:
    """What a process used; `status` is None where it did not end within the limit."""

    seconds: float
    megabytes: float
    status: int | None
    said: str

    def __str__(self) -> str:
        end = "" if self.status in {0, 1} else f"  status {self.status}: {self.said}"
        return f"{self.seconds:8.1f} s {self.megabytes:7.0f} MB{end}"


def used(command: Sequence[str]) -> Used:
    """Run a command once, its output thrown away; what is measured is the child alone, workers included."""
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        watch = threading.Timer(LIMIT, child.kill)
        watch.start()
        _, status, cost = os.wait4(child.pid, 0)
        watch.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()
    ended = child.returncode if child.returncode >= 0 else None
    return Used(cost.ru_utime + cost.ru_stime, cost.ru_maxrss / 1024, ended, said[-1] if said else "")


def growing(kind: str, folder: Path) -> None:
    """One family: growth with witnesses, and with words."""
    start = used([COLLATE, "diff", "-l", "en", *families.files(folder, 2, 5, "close")]).seconds
    for label, sizes in zip(("witnesses", "words"), GROWING[kind], strict=True):
        print(f"\n{kind}: growth with {label} (start-up {start:.1f} s)")
        costs = []
        for size in sizes:
            costs.append(used([COLLATE, "diff", "-l", "en", *families.files(folder, *size, kind)]))
            print(f"  {size[0]:>4} x {size[1]:>6,} words   {costs[-1]}", flush=True)
        varied = [size[label == "words"] for size in sizes]
        if all(cost.status is not None for cost in costs):
            net = [max(0.05, cost.seconds - start) for cost in costs]
            print(f"  exponent {exponent(varied, net):.2f}; of the last step {exponent(varied[-2:], net[-2:]):.2f}")


def one_place(folder: Path) -> None:
    """Many witnesses with a form each at one place."""
    told("200 witnesses, one place, a form each", ["diff", "-l", "en", *families.files(folder, 200, 200, "one place")])


def orders(folder: Path) -> None:
    """Lines in orders of their own."""
    told("8 witnesses, 3,000 lines in orders of their own",
         ["diff", "-l", "en", *families.files(folder, 8, 3_000 * families.LINE, "orders")])  # fmt: skip


def beads(folder: Path) -> None:
    """Two long texts whose lines are all alike."""
    two = [folder / "one.txt", folder / "two.txt"]
    for path, line in zip(
        two, ("The same line again and again.", "Die gleiche Zeile immer und immer wieder."), strict=True
    ):
        path.write_text(f"{line}\n" * 20_000, encoding="utf-8")
    told("beads, 20,000 x 20,000 like lines", ["beads", *map(str, two), "-l", "en", "-l", "de"])


def proof(folder: Path) -> None:
    """Quotes that nothing closes."""
    for quotes in (12_500, 25_000, 50_000):
        path = folder / f"quotes-{quotes}.txt"
        path.write_text("\n\n".join(f"He said “word{n % 97} and went" for n in range(quotes)), encoding="utf-8")
        told(f"proof, {quotes:,} unpaired quotes", ["proof", "-l", "en", str(path)])


def novel(folder: Path) -> None:
    """Five editions of Frankenstein, against wdiff on two of them."""
    if not NOVEL.is_dir():
        print("skipped: ../shared/field is not here (Frankenstein)")
        return
    five, two = sorted(map(str, NOVEL.glob("*.txt"))), sorted(map(str, NOVEL.glob("f18[13]*.txt")))
    theirs = used(["wdiff", *two]) if shutil.which("wdiff") else None
    print(f"  {'wdiff, 1818 and 1831':<52}{theirs or 'wdiff is not on this machine'}", flush=True)
    for label, given in (
        ("diff, 1818 and 1831", ["diff", *two]),
        ("table, five Frankensteins", ["table", *five, "--to", "json", "-o", str(folder / "t.json")]),
        ("page, five Frankensteins", ["page", *five, "-o", str(folder / "p.html")]),
    ):
        mine = told(label, given)
        if theirs:
            print(f"  {'':<52}{mine.seconds / theirs.seconds:8.1f} x wdiff")


def stats(folder: Path) -> None:
    """The agreements of 41 witnesses, 1.3 MB."""
    told("stats, 41 witnesses, 1.3 MB", ["stats", "-l", "en", *families.files(folder, 41, 6_500, "close")])


def told(label: str, given: Sequence[str]) -> Used:
    """Run the command line and print what it cost."""
    cost = used([COLLATE, *given])
    print(f"  {label:<52}{cost}", flush=True)
    return cost


PARTS: dict[str, Callable[[Path], None]] = {
    **{kind: lambda folder, kind=kind: growing(kind, folder) for kind in GROWING},  # type: ignore[misc]
    "one-place": one_place, "orders": orders, "beads": beads, "proof": proof, "novel": novel, "stats": stats,
}  # fmt: skip


def main(parts: Sequence[str]) -> None:
    """The parts that are named, or all."""
    with tempfile.TemporaryDirectory() as name:
        for part in parts or PARTS:
            folder = Path(name, f"{part}-{random.random():.6f}")
            folder.mkdir()
            PARTS[part](folder)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Speed, as ratios measured in one run: ``python benchmarks/speed.py [--quick] [--growth]``.

Ours against CollateX 2.3 where it finishes, against wdiff on two witnesses; our growth with tokens, with witnesses
and with the share of variation; witnesses that have words of their own. Texts come from `collate simulate`;
Frankenstein from ../shared/field if it is there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import families
from measure import COLLATE, NOVEL, Cost, cost, exponent, tradition

QUICK = "--quick" in sys.argv


def ours(files: list[str], target: Path, runs: int = 3) -> Cost:
    """`collate table` with default settings, the table written."""
    return cost([COLLATE, "table", "-l", "en", *files, "--to", "json", "-o", str(target)], runs=runs)


def against_collatex(folder: Path) -> None:
    """The same files through CollateX alone."""
    print("\nCollateX 2.3, whole process            CollateX               ours         ratio")
    for copies, words in ((2, 250), (2, 1000)) if QUICK else ((2, 250), (2, 1000), (5, 500), (2, 2000), (5, 2000)):
        files = tradition(folder, copies, words)
        script = str(Path(__file__).parent / "collatex_alone.py")
        theirs = cost([sys.executable, script, *files], runs=1, limit=900)
        mine = ours(files, folder / "out.json")
        print(f"  {copies} x {words:>5} words            {theirs}  {mine}   1/{theirs.seconds / mine.seconds:,.0f}")


def against_diff(folder: Path) -> None:
    """Two witnesses through wdiff and git's word diff."""
    two = sorted(map(str, NOVEL.glob("f18[13]*.txt"))) if NOVEL.is_dir() else tradition(folder, 2, 75_000)
    mine = ours(two, folder / "out.json")
    print(f"\ntwo witnesses of a novel         ours     {mine}")
    for label, command in (
        ("wdiff", ["wdiff", *two]),
        ("git --word-diff", ["git", "diff", "--no-index", "--word-diff=porcelain", *two]),
    ):
        if shutil.which(command[0]):
            theirs = cost(command)
            print(f"  {label:<20}                {theirs}   ours is {mine.seconds / theirs.seconds:.1f} x")
        else:
            print(f"  skipped: {command[0]} is not on this machine")


def novel(folder: Path) -> None:
    """Frankenstein, five editions."""
    if NOVEL.is_dir():
        files = sorted(map(str, NOVEL.glob("*.txt")))
        done = cost([COLLATE, "table", *files, "--to", "json", "-o", str(folder / "out.json")])
        print(f"\nFrankenstein, five versions, default settings, table written   {done}")
    else:
        print("\nskipped: ../shared/field is not here (Frankenstein)")


def growth(folder: Path) -> None:
    """How cost grows."""
    series = (
        (
            "words of 2 witnesses",
            [(2, n, 0.03) for n in ((10_000, 40_000) if QUICK else (10_000, 100_000, 1_000_000))],
        ),
        ("witnesses of 2,000 words", [(n, 2_000, 0.03) for n in ((2, 8, 32) if QUICK else (2, 8, 32, 128))]),
        ("witnesses of one section of 200 words", [(n, 200, 0.03) for n in ((8, 32) if QUICK else (8, 32, 128, 500))]),
        ("share changed, 5 x 5,000", [(5, 5_000, r) for r in (0.001, 0.01, 0.1, 0.3)]),
    )
    for label, sizes in series:
        print(f"\ngrowth with {label}")
        costs = []
        for copies, words, rate in sizes:
            costs.append(
                ours(tradition(folder, copies, words, rate), folder / "out.json", runs=1 if words > 50_000 else 3)
            )
            print(f"  {copies:>4} x {words:>9,} words, {rate:.1%} changed   {costs[-1]}")
        varied = [[s[0] for s in sizes], [s[1] for s in sizes]][sizes[0][1] != sizes[-1][1]]
        if varied[0] != varied[-1]:
            _print_growth(varied, [cost.seconds for cost in costs])


def own_words(folder: Path) -> None:
    """Witnesses that share few words as they are written: nothing cuts the text."""
    print("\nwitnesses with words of their own")
    for kind, witnesses in (("own", 20), ("own", 40), ("unrelated", 80), ("one place", 200)):
        taken = ours(families.files(folder, witnesses, 200, kind), folder / "out.json", runs=1)
        print(f"  {witnesses:>4} x 200 words, {kind:<14} {taken}", flush=True)


def _print_growth(sizes: list[float], seconds: list[float]) -> None:
    """The exponent over the sizes at which more is done than starting the program."""
    floor = 0.9 * seconds[0] if sizes[0] < 5_000 else 0.0
    first = next((k for k, taken in enumerate(seconds) if taken > 2 * floor), 0)
    if first < len(seconds) - 1:
        rise = exponent(sizes[first:], [taken - floor for taken in seconds[first:]])
        print(
            f"  growth exponent from {sizes[first]:,} to {sizes[-1]:,}: {rise:.2f} (start-up {floor:.2f} s taken off)"
        )


def engines_alone(folder: Path) -> None:
    """CollateX and our aligner on the same tokens in one process: what aligning costs, without starting Python."""
    print("\naligning alone, one process           CollateX     ours     ratio")
    for copies, words in ((2, 1000),) if QUICK else ((2, 1000), (5, 1000), (5, 2000)):
        script = str(Path(__file__).parent / "engines_alone.py")
        done = subprocess.run(
            [sys.executable, script, *tradition(folder, copies, words)], capture_output=True, text=True, check=True
        )
        theirs, mine = map(float, done.stdout.split())
        print(f"  {copies} x {words:>5} words                {theirs:8.2f} s {mine:8.4f} s  1/{theirs / mine:,.0f}")


def main() -> None:
    """Everything, the long runs last; with ``--growth`` how cost grows, and no more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "--growth" in sys.argv:
            growth(folder)
            own_words(folder)
            return
        novel(folder)
        against_diff(folder)
        growth(folder)
        own_words(folder)
        engines_alone(folder)
        against_collatex(folder)


main()

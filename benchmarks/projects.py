"""A project of many chapters: ``python benchmarks/projects.py [CHAPTERS]`` (300, of 500 words, five witnesses).

Sections per second by one process, by two (joblib) and by two workers of a Dask cluster here; a second run in
which nothing changed, one in which a word did; peak memory. Then the Greek New Testament in five editions as a project
(from ../shared/field, if it is there), beside CollateX alone on as many of its chapters as it does in a minute.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import COLLATE, Cost, cost, peak

CHAPTERS = int(sys.argv[1]) if len(sys.argv) > 1 else 300
GREEK = Path(__file__).parents[2] / "shared" / "field" / "gold" / "sblgnt_dev" / "rebuilt"
MINUTE = 60


def run(folder: Path, *options: str) -> Cost:
    """`collate run`, once."""
    return cost([COLLATE, "run", str(folder), *options], runs=1, limit=3600)


def fresh(folder: Path, *options: str) -> Cost:
    """The same with everything to do."""
    for name in (".collate", "collated"):
        shutil.rmtree(folder / name, ignore_errors=True)
    start = time.perf_counter()
    megabytes = peak([COLLATE, "run", str(folder), *options], 3600)
    return Cost(time.perf_counter() - start, megabytes)


def simulated(folder: Path) -> Path:
    """A project of chapters that scribes have copied."""
    words = str(500 * CHAPTERS)
    subprocess.run(
        [COLLATE, "simulate", "-n", "5", "--words", words, "--chapters", str(CHAPTERS), "-o", str(folder)],
        check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run([COLLATE, "init", str(folder / "witnesses")], check=True, capture_output=True)
    return folder / "witnesses"


def greek(folder: Path) -> tuple[Path, int]:
    """The Greek New Testament as a project: a folder an edition, a file a chapter."""
    chapters = sorted(path for path in GREEK.iterdir() if path.is_dir())
    for chapter in chapters:
        for file in chapter.glob("*.txt"):
            (folder / file.stem).mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / file.stem / f"{chapter.name}.txt")
    subprocess.run([COLLATE, "init", str(folder)], check=True, capture_output=True)
    path = folder / "collate.toml"
    path.write_text(path.read_text("utf-8").replace("[settings]", '[settings]\nlanguage = "grc"'), encoding="utf-8")
    return folder, len(chapters)


def collatex_alone() -> tuple[int, float]:
    """As many chapters as CollateX alone does in a minute, whole processes."""
    script = str(Path(__file__).parent / "collatex_alone.py")
    done, start = 0, time.perf_counter()
    for chapter in sorted(path for path in GREEK.iterdir() if path.is_dir()):
        left = MINUTE - (time.perf_counter() - start)
        files = sorted(map(str, chapter.glob("*.txt")))
        try:
            subprocess.run([sys.executable, script, *files], check=True, capture_output=True, timeout=max(left, 0.1))
        except subprocess.TimeoutExpired:
            break
        done += 1
    return done, time.perf_counter() - start


def main() -> None:
    """Everything in one run, ratios beside seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = simulated(Path(name) / "simulated")
        print(f"{CHAPTERS} chapters of about 500 words, 5 witnesses")
        alone = fresh(folder, "-w", "1")
        one = alone.seconds
        print(f"  1 process          {one:7.1f} s  {CHAPTERS / one:6.1f} sections a second, {alone.megabytes:.0f} MB")
        for label, options in (("2 processes", ("-w", "2")), ("2 Dask workers", ("-w", "2", "--scheduler", "local"))):
            took = fresh(folder, *options).seconds
            print(f"  {label:<18} {took:7.1f} s  {CHAPTERS / took:6.1f} sections a second, {one / took:.2f} x")
        again = run(folder)
        print(f"  nothing changed    {again.seconds:7.2f} s")
        changed = folder / "W3" / f"chapter-{CHAPTERS // 2:03}.txt"
        changed.write_text(changed.read_text("utf-8") + "\nnovum\n", encoding="utf-8")
        start = time.perf_counter()
        said = subprocess.run([COLLATE, "run", str(folder)], check=True, capture_output=True, text=True).stderr
        print(f"  one word changed   {time.perf_counter() - start:7.2f} s  ({said.splitlines()[0].partition(': ')[2]})")
        if not GREEK.is_dir():
            print("skipped: the Greek New Testament is not at hand")
            return
        folder, chapters = greek(Path(name) / "greek")
        ours = fresh(folder).seconds
        print(
            f"Greek New Testament, {chapters} chapters, 5 editions"
            f"   {ours:.1f} s, {chapters / ours:.1f} sections a second"
        )
        done, seconds = collatex_alone()
        print(
            f"  CollateX alone: {done} chapters in {seconds:.0f} s; ours is {chapters / ours / (done / seconds):.0f} x"
        )


if __name__ == "__main__":
    main()

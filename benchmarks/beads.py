"""Score the bead aligner on real texts with gold beads: strict F1, omissions, seconds per thousand segments.

usage: python benchmarks/beads.py [--no-dictionaries] [--first N] [SET ...]
The texts lie in ../shared/field/bitext, which is not part of this repository.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from collate.config import Settings
from collate.model import Language, Origin, Source
from collate.translation import sentence_pairs

FIELD = Path(__file__).parents[2] / "shared" / "field"
SETS = (
    ("textberg_dev", "de", "fr"),
    ("uncharter", "fr", "ru"),
    ("uncharter", "fr", "zh"),
    ("uncharter_om", "fr", "ru"),
    ("uncharter_om", "fr", "zh"),
    ("bible_om", "fr", "ru"),
    ("bible_om", "fr", "zh"),
    ("bible_om", "en", "zh"),
)


def source(path: Path, code: str) -> Source:
    """A side as it stands in its file."""
    text = path.read_text(encoding="utf-8")
    return Source(path.name, text, Origin(str(path), "", "text"), Language(code, "given"))


def score(name: str, one: str, other: str, *, dictionaries: bool, first: int) -> str:
    """Align every document of a set, and let the field's script score it."""
    folder = FIELD / "bitext" / name
    golds = sorted(folder.glob(f"*.{one}-{other}.gold"))[: first or None]
    segments, began = 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as made:
        for gold in golds:
            stem = gold.name.rsplit(".", 2)[0]
            sides = source(folder / f"{stem}.{one}", one), source(folder / f"{stem}.{other}", other)
            done = sentence_pairs.aligned(*sides, Settings(), by="lines", use_dictionaries=dictionaries)
            segments += len(done.source)
            lines = (f"{list(range(*b.source))}:{list(range(*b.target))}:{b.score}\n" for b in done.beads)
            Path(made, f"{stem}.{one}-{other}.beads").write_text("".join(lines), encoding="utf-8")
        seconds = time.perf_counter() - began
        command = [sys.executable, FIELD / "score_beads.py", folder, one, other, made, "--json"]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    strict, lone = found["strict"], found["omissions"]
    return (
        f"{name:13} {one}-{other}  F1 {strict['F1']:.3f}  P {strict['P']:.3f} R {strict['R']:.3f}  "
        f"omissions ({lone['gold']}) {lone['P']:.2f} / {lone['R']:.2f}  {1000 * seconds / segments:.1f} s per 1,000"
    )


def main() -> None:
    """Print a line per set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--no-dictionaries", action="store_true")
    parser.add_argument("--first", type=int, default=0, help="only so many documents of a set")
    given = parser.parse_args()
    for name, one, other in SETS:
        if not given.sets or name in given.sets:
            print(score(name, one, other, dictionaries=not given.no_dictionaries, first=given.first), flush=True)


if __name__ == "__main__":
    main()

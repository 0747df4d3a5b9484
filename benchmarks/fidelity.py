"""Score `fidelity` against translation errors that people marked: precision by kind, ranking, and calibration.

usage: python benchmarks/fidelity.py [--lines N] [--show KIND]
The sets (WMT 2023 with MQM, critical errors of 2022) lie in ../shared/field/fidelity, which is not part of this
repository; its README names the sources. For each set: what the field's script says by default and ranked with --all,
then the curve: of the findings said to be so sure, how many are in a line with an error that people marked. A line of
news is oftener wrong than not, so the share of wrong lines stands beside. `planted.py` measures what is found of errors
planted in treaties.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from collate.config import Settings
from collate.model import Language, Origin, Source
from collate.model.fidelity import Finding
from collate.translation.fidelity import findings as fidelity
from collate.writers.findings.json import write

FIELD = Path(__file__).parents[2] / "shared" / "field"
SETS = (("wmt23-zhen", "zh", "en"), ("wmt23-ende", "en", "de"), ("ced22-ende", "en", "de"))
BINS = (0.2, 0.35, 0.5, 0.65, 0.8, 1.01)


def source(path: Path, code: str, lines: int) -> Source:
    """One side, or its first lines."""
    text = "".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[: lines or None])
    return Source(path.name, text, Origin(str(path), "", "text"), Language(code, "given"))


def line_of(finding: Finding) -> int:
    """The line of a finding, from 0: an addition has words in the translation only."""
    said = next((one for one in (finding.original, *finding.passages) if one.text), finding.original)
    return said.line - 1


def wrong_lines(path: Path) -> list[bool]:
    """Whether people marked an error of accuracy in each line."""
    marked = json.loads(path.read_text(encoding="utf-8"))
    return [any(_accuracy(error) for error in errors or ()) for errors in marked]


def _accuracy(error: dict[str, str]) -> bool:
    kinds = ("Accuracy", "Terminology", "Locale", "Non-translation", "CED")
    return error["category"].startswith(kinds) and (error.get("severity") or "").lower() != "neutral"


def scored(name: str, one: str, other: str, lines: int) -> list[tuple[Finding, bool]]:
    """Print what the script of the field says of a set; the findings, and whether their lines are wrong."""
    folder, found = FIELD / "fidelity" / name, []
    began, segments, bad = time.process_time(), 0, 0
    with tempfile.TemporaryDirectory() as made:
        for path in sorted(folder.glob(f"*.src.{one}")):
            stem = path.name.removesuffix(f".src.{one}")
            sides = source(path, one, lines), source(folder / f"{stem}.tgt.{other}", other, lines)
            done = fidelity.checked(sides[0], [sides[1]], Settings(), by="lines", use_dictionaries=False, strict=True)
            wrong = wrong_lines(folder / f"{stem}.errors.json")
            segments, bad = segments + len(done.parallels[0].source), bad + sum(wrong[: lines or None])
            found += [(finding, wrong[line_of(finding)]) for finding in done.findings]
            with Path(made, f"{stem}.json").open("w", encoding="utf-8") as out:
                write(done, out)
        seconds = time.process_time() - began
        print(f"{name}: {bad / segments:.2f} of the lines are wrong; {1000 * seconds / segments:.1f} s per 1,000 lines")
        if not lines:
            command = [sys.executable, FIELD / "score_fidelity.py", folder, one, other, made]
            print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def curve(found: list[tuple[Finding, bool]]) -> None:
    """Of the findings said to be so sure, the share in wrong lines."""
    for low, high in itertools.pairwise(BINS):
        own = [(finding.confidence, wrong) for finding, wrong in found if low <= finding.confidence < high]
        if own:
            said, right = (sum(part) / len(own) for part in zip(*own, strict=True))
            shown = f"  said {low:.2f} to {min(high, 1):.2f} sure: {len(own):4} findings, {said:.2f} on average"
            print(f"{shown}; right {right:.2f}")


def main() -> None:
    """Print a paragraph per set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=0, help="only the first lines of each file, without the script")
    parser.add_argument("--show", default="", help="print the findings of this kind in lines that nobody marked")
    given = parser.parse_args()
    for name, one, other in SETS:
        found = scored(name, one, other, given.lines)
        curve(found)
        for finding, wrong in found:
            if finding.kind == given.show and not wrong:
                print(f"  {finding.confidence:.2f} {finding.because} | {finding.original.text[:120]}")


if __name__ == "__main__":
    main()

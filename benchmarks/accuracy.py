"""Accuracy on real gold, beside the control: ``python benchmarks/accuracy.py``.

Needs ../shared/field: its scoring scripts and gold units. For each set: F1 of the units of `collate apparatus`, of
difflib against one base, and of a rule of ten lines on our own table.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from accuracy_sets import FIELD, sets
from measure import COLLATE


def figures(scorer: Any, pairs: list[tuple[Path, Path]], control: str | None) -> str:
    """F1 of exact bounds, of grouping and of bounds, as percentages of one, over one set."""
    norm = scorer.S.make_norm("fold")
    sums: Counter[str] = Counter()
    for folder, gold in pairs:
        sums.update(scorer.score(str(folder), str(gold), norm, [], control))
    found = (
        scorer.f1(sums[hit], sums[ours], sums[back], sums[theirs]).split()[-1]
        for hit, ours, back, theirs in (
            ("exact", "pred", "exact", "gold"), ("back", "pred", "grouped", "gold"), ("both", "bp", "both", "bg"),
        )
    )  # fmt: skip
    return " / ".join(found)


def main() -> None:
    """All sets, a line each: ours, and the two controls."""
    if not FIELD.is_dir():
        sys.exit("skipped: ../shared/field is not here")
    sys.path.insert(0, str(FIELD))
    os.environ["PATH"] = f"{Path(COLLATE).parent}{os.pathsep}{os.environ['PATH']}"  # the scorer runs `collate`
    scorer = importlib.import_module("score_apparatus")
    print(f"{'F1 exact / grouped / bounds':<28}{'ours':>22}{'difflib':>22}{'ten lines':>22}")
    for label, pairs in sets().items():
        row = [figures(scorer, pairs, control) for control in (None, "star.py", "ours")]
        print(f"{label:<28}" + "".join(f"{figure:>22}" for figure in row), flush=True)


main()

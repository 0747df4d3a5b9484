"""Accuracy on real gold, beside the control: ``python benchmarks/accuracy.py``.

Needs ../shared/field: its scoring scripts and gold alignments. For each set: F1 `exact` and `group` of ours with
default settings, and of the difflib star, a program of 25 lines beside which every claim must stand.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measure import COLLATE

FIELD = Path(__file__).parents[2] / "shared" / "field"
GOLD = FIELD / "gold"


def sets() -> dict[str, list[tuple[Path, Path]]]:
    """Folders of witnesses with the file of their expert units."""
    testament = GOLD / "sblgnt_dev"
    novel = GOLD / "frankenstein"
    return {
        "Greek New Testament (5)": [
            (folder, testament / "rebuilt_gold" / f"{folder.name}.jsonl")
            for folder in sorted((testament / "rebuilt").iterdir())
        ],
        "3 John, ECM (12)": [(GOLD / "tei_3john_ecm" / "core12", GOLD / "tei_3john_ecm" / "gold_core12.jsonl")],
        "Parzival (16)": [(GOLD / "stemma_parzival" / "witnesses", GOLD / "stemma_parzival" / "gold.jsonl")],
        "Notre besoin (12)": [(GOLD / "stemma_besoin" / "witnesses", GOLD / "stemma_besoin" / "gold.jsonl")],
        "Frankenstein, silver (5)": [
            (folder, novel / "gold" / f"{folder.name}.jsonl")
            for folder in sorted((novel / "chunks").iterdir())
            if (novel / "gold" / f"{folder.name}.jsonl").exists()
        ],
    }


def ours(folder: Path) -> Any:
    """Our table with default settings."""
    files = sorted(map(str, folder.glob("*.txt")))
    done = subprocess.run([COLLATE, "table", "--to", "json", *files], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def star(folder: Path) -> Any:
    """The control's table."""
    done = subprocess.run([sys.executable, FIELD / "star.py", folder], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def score(scorer: Any, pairs: list[tuple[Path, Path]], make: Callable[[Path], Any]) -> Any:
    """Micro-averaged scores of one program over one set."""
    results = []
    with tempfile.TemporaryDirectory() as name:
        for folder, gold in pairs:
            path = Path(name) / "table.json"
            path.write_text(json.dumps(make(folder)), encoding="utf-8")
            witnesses = scorer.load_wits(folder)
            sigla, columns = scorer.load_table(path, witnesses)
            results.append(scorer.score(scorer.load_jsonl(gold), witnesses, sigla, columns, scorer.make_norm("fold")))
    return scorer.pool(results)


def main() -> None:
    """All sets, a line each."""
    if not FIELD.is_dir():
        sys.exit("skipped: ../shared/field is not here")
    sys.path.insert(0, str(FIELD))
    scorer = importlib.import_module("score_units")
    print(f"{'F1 exact / group':<28}{'ours':>16}{'difflib star':>16}   transpositions found exactly")
    for label, pairs in sets().items():
        mine, control = score(scorer, pairs, ours), score(scorer, pairs, star)
        figures = [f"{r['exact']['F1']:.3f} / {r['group']['F1']:.3f}" for r in (mine, control)]
        moved = mine["by_kind"].get("transposition")
        note = f"{moved['exact_R']:.3f} of {moved['n']}" if moved else ""
        print(f"{label:<28}{figures[0]:>16}{figures[1]:>16}   {note}", flush=True)


main()

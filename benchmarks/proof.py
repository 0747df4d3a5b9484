"""Proof-reading measured: ``python benchmarks/proof.py``.

On the treaty, whose slips are known (texts/treaty-1916/fr-edited.emendations.tsv): which of them `collate proof` finds
in the draft by itself, and with the edited text beside it. On texts that are clean, or nearly: alarms per 10,000 words
(some of them are slips of the transcription after all). Long texts from ../shared/field, if it is there.
"""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path
from typing import Any

from measure import COLLATE

ROOT = Path(__file__).parents[1]
TREATY = ROOT / "texts" / "treaty-1916"
GOLD = ROOT.parent / "shared" / "field" / "gold"
CLEAN = [TREATY / "fr-edited.txt", TREATY / "ru-modern.txt", TREATY / "ru.txt", TREATY / "en.txt"]
LONG = [
    GOLD / "frankenstein" / "full" / "f1831.txt",
    GOLD / "fr_variance" / "sylvestre_bonnard" / "v1.txt",
    GOLD / "ru_anna_karenina" / "witnesses" / "new.txt",
]


def suspects(*files: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """What `collate proof` says of the first file, and the dictionaries it asked."""
    done = subprocess.run([COLLATE, "proof", "--json", *files], capture_output=True, text=True, check=False)
    document = json.loads(done.stdout)
    first = document["suspects"][0]["siglum"] if document["suspects"] else ""
    own = [s for s in document["suspects"] if s["siglum"] == (files[0].stem if len(files) > 1 else first)]
    return own, document["dictionaries"]


def treaty() -> None:
    """Slips found and missed."""
    with (TREATY / "fr-edited.emendations.tsv").open(encoding="utf-8", newline="") as stream:
        slips = list(csv.DictReader(stream, delimiter="\t"))
    for label, files in (
        ("the draft alone", [TREATY / "fr-draft.txt"]),
        ("with fr-edited beside it", [TREATY / "fr-draft.txt", TREATY / "fr-edited.txt"]),
    ):
        found, dictionaries = suspects(*files)
        right = [
            s for s in found if any(int(e["line"]) == s["line"] and e["draft"] == s["text"].strip() for e in slips)
        ]
        precision = f"{len(right) / len(found):.2f}" if found else "-"
        print(f"treaty, {label}: precision {precision}, recall {len(right)}/{len(slips)} ({'; '.join(dictionaries)})")
        print(f"  found: {', '.join(s['text'] for s in right)}")
        print(f"  false: {', '.join(s['text'] for s in found if s not in right) or 'none'}")


def clean() -> None:
    """Alarms on texts that are thought clean."""
    for path in (*CLEAN, *LONG):
        if not path.exists():
            print(f"skipped: {path.name} is not here")
            continue
        words = len(path.read_text(encoding="utf-8").split())
        found, _ = suspects(path)
        rate = 10_000 * len(found) / words
        print(f"{path.parent.name}/{path.name}: {words:,} words, {len(found)} alarms, {rate:.1f} per 10,000")


treaty()
clean()

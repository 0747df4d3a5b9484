"""The sets of expert units that benchmarks are run on: folders of ../shared/field."""

from __future__ import annotations

from pathlib import Path

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
        "3 John, ECM (113)": [(GOLD / "tei_3john_ecm" / "witnesses", GOLD / "tei_3john_ecm" / "gold_all.jsonl")],
        "Diamond Sutra (5)": [
            (GOLD / "zh_diamond_taisho" / "witnesses" / gold.stem, gold)
            for gold in sorted((GOLD / "zh_diamond_taisho" / "gold").glob("*.jsonl"))
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

"""What experts record and we call formal: ``python benchmarks/formal_only.py``.

Needs ../shared/field: expert units of the Greek New Testament, *Frankenstein* and 3 John. Of the units whose readings
differ in letters (case, accents and signs aside), prints the share of which all our labels are formal, and examples.
An editor records what is substantive; what is called formal there is hidden by ``--only substantive``.
For 3 John, whose readings have a type, prints also how our classes agree with it: orthographic and defective against
substantive, F1 of both. A reading's class is that of its labels against the first reading of its unit.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accuracy_sets import GOLD, sets
from relations import labels

from collate import pipeline
from collate.config import Settings
from collate.model import Apparatus, Collation
from collate.variants import labelling
from collate.witnesses.normalisers.forms import fold

WORD = re.compile(r"\S+")


def collation(folder: Path, settings: Settings) -> Collation:
    """The witnesses of a folder, aligned."""
    named = [pipeline.Named(str(path)) for path in sorted(folder.glob("*.txt"))]
    return pipeline.collate(pipeline.witnesses(pipeline.sources(named, settings), settings), settings)


def positions(table: Collation) -> dict[str, list[set[int]]]:
    """For each witness, for each of its words between spaces, the positions of its tokens."""
    found = {}
    for row, witness in enumerate(table.witnesses):
        at = {token: place for place, token in enumerate(table.columns[:, row].tolist()) if token >= 0}
        words = []
        for match in WORD.finditer(witness.source.content):
            first, last = witness.at(match.start()), witness.at(match.end())
            words.append({at[token] for token in range(first, last)})
        found[witness.siglum] = words
    return found


def in_letters(row: dict[str, Any]) -> bool:
    """Whether the readings of an expert unit differ in letters."""
    return len({"".join(map(fold, re.findall(r"\w+", reading["text"]))) for reading in row["readings"]}) > 1


def judged(folder: Path, gold: Path, settings: Settings) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """The expert units that differ in letters, each with the classes of our labels there."""
    table = collation(folder, settings)
    words = positions(table)
    found = pipeline.apparatus(table, table.sigla[0], settings)
    for row in map(json.loads, gold.open(encoding="utf-8")):
        if in_letters(row):
            spans = ((siglum, span) for siglum, span in row["spans"].items() if siglum in words)
            held = {place for siglum, (low, high) in spans for own in words[siglum][low:high] for place in own}
            yield row, classes(found, held)


def classes(found: Apparatus, held: set[int]) -> set[str]:
    """The classes of all labels of the units that have one of some positions."""
    return {
        found.classes[label.name]
        for unit in found.units
        if not held.isdisjoint(range(unit.start, unit.end))
        for reading in unit.readings
        for label in reading.labels
    }


def share(name: str) -> None:
    """Print the share of a set."""
    said = [one for folder, gold in sets()[name] for one in judged(folder, gold, Settings())]
    formal = [row for row, kinds in said if kinds == {"formal"}]
    print(f"{name}: {len(formal)} of {len(said)} are formal only, {len(formal) / max(1, len(said)):.4f}")
    for row in formal[:12]:
        print(f"  {' / '.join(reading['text'] for reading in row['readings'])}"[:140])


def types() -> None:
    """3 John: experts' types of readings against our classes."""
    settings = Settings()
    known = labelling.evidence(collation(GOLD / "tei_3john_ecm" / "witnesses", settings), settings)
    kinds = settings.classes()
    pairs: Counter[tuple[bool, bool]] = Counter()
    for row in map(json.loads, (GOLD / "tei_3john_ecm" / "gold_all.jsonl").open(encoding="utf-8")):
        first, *others = row["readings"]
        for reading in others:
            formal = all(kinds[name] == "formal" for name in labels(first["text"], reading["text"], known))
            pairs[reading["expert_type"] != "substantive", formal] += 1
    scores = []
    for said in (True, False):
        hits = 2 * pairs[said, said]
        scores.append(hits / max(1, hits + pairs[said, not said] + pairs[not said, said]))
    print(
        f"3 John, {pairs.total()} readings: F1 orthographic or defective {scores[0]:.3f}, substantive {scores[1]:.3f}"
    )


if GOLD.is_dir():
    for one in ("Greek New Testament (5)", "Frankenstein, silver (5)", "3 John, ECM (12)"):
        share(one)
    types()
else:
    sys.exit("skipped: ../shared/field is not here")

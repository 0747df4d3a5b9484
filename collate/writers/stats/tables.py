"""Statistics of an apparatus as text, CSV (a row per pair of witnesses) and JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TextIO

from collate.io.tabular import guarded
from collate.io.wording import count, json_text, padded, visible
from collate.model.statistics import Statistics

FORM = "collate-stats-1"
SHOWN = 8  # units that are named


def write_text(stats: Statistics, out: TextIO) -> None:
    """The agreement matrix, singular readings, variants by section, growth."""
    names = [visible(name) for name in stats.names]
    width = max(6, *map(len, names))
    out.write(f"{count(stats.units, 'unit')}, {count(len(names), 'witness', 'witnesses')}\n\n")
    out.write("Agreement, share of the units where both are there\n")
    out.write(" " * width + "  " + "  ".join(f"{name:>{width}}" for name in names) + "\n")
    for row, name in enumerate(names):
        cells = (_share(stats, row, k) for k in range(len(names)))
        out.write(f"{padded(name, width)}  {'  '.join(f'{cell:>{width}}' for cell in cells)}\n")
    out.write("\nSingular readings (in one witness only)\n")
    for name, units in stats.singular.items():
        more = f" and {len(units) - SHOWN} more" if len(units) > SHOWN else ""
        out.write(f"  {padded(visible(name), width)}  {len(units):>5}  {' '.join(units[:SHOWN])}{more}\n")
    _labels(stats, names, width, out)
    _sections(stats, names, width, out)
    out.write("\nUnits that vary among the first witnesses\n")
    out.writelines(f"  {size:>3}  {number:>6}\n" for size, number in enumerate(stats.growth, 2))


def _labels(stats: Statistics, names: Sequence[str], width: int, out: TextIO) -> None:
    """A row a label: in how many units each witness differs by it from the base."""
    out.write("\nUnits that differ from the base, by label\n")
    base = stats.names.index(stats.base)
    rows = [(label, counts[base].tolist()) for label, counts in stats.labels.items() if counts[base].any()]
    wide = max([len(label) for label, _ in rows] or [0])
    out.write(" " * wide + "    " + "  ".join(f"{name:>{width}}" for name in names) + "\n")
    for label, counts in rows:
        cells = "  ".join(".".rjust(width) if k == base else f"{number:>{width}}" for k, number in enumerate(counts))
        out.write(f"  {padded(label, wide)}  {cells}\n")


def _sections(stats: Statistics, names: Sequence[str], width: int, out: TextIO) -> None:
    out.write("\nUnits that differ from the base, by section\n")
    wide = max([len(visible(section)) for section in stats.sections] or [0])
    out.write(" " * wide + "    " + "  ".join(f"{name:>{width}}" for name in names) + "\n")
    for section, row in stats.sections.items():
        cells = "  ".join(f"{row[name]:>{width}}" for name in stats.names)
        out.write(f"  {padded(visible(section), wide)}  {cells}\n")


def _share(stats: Statistics, row: int, column: int) -> str:
    both = int(stats.both[row, column])
    return "." if row == column else f"{int(stats.same[row, column]) / both:.3f}" if both else "-"


def write_csv(stats: Statistics, out: TextIO, *, guard: bool = True) -> None:
    """``witness``, ``other``, ``same``, ``both``, ``share`` (empty where they never meet), and a column a label."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["witness", "other", "same", "both", "share", *stats.labels])
    for a, b in _pairs(stats):
        names = (guarded(visible(stats.names[k]), on=guard) for k in (a, b))
        same, both = int(stats.same[a, b]), int(stats.both[a, b])
        share = f"{same / both:.6f}" if both else ""
        table.writerow([*names, same, both, share, *(int(counts[a, b]) for counts in stats.labels.values())])


def write_json(stats: Statistics, out: TextIO) -> None:
    """All of it."""
    pairs = [
        {
            "witness": stats.names[a],
            "other": stats.names[b],
            "same": int(stats.same[a, b]),
            "both": int(stats.both[a, b]),
            "labels": {label: int(counts[a, b]) for label, counts in stats.labels.items() if counts[a, b]},
        }
        for a, b in _pairs(stats)
    ]
    document: Mapping[str, object] = {
        "form": FORM,
        "witnesses": list(stats.names),
        "units": stats.units,
        "agreement": pairs,
        "singular": stats.singular,
        "sections": stats.sections,
        "growth": stats.growth,
        "places": {name: [round(place, 5) for place in places] for name, places in stats.places.items()},
        "windows": [
            {"first": w.first, "last": w.last, "nearest": dict(zip(stats.names, w.nearest, strict=True))}
            for w in stats.windows
        ],
        "recipe": stats.recipe,
    }
    out.write(json_text(document, indent=1) + "\n")


def _pairs(stats: Statistics) -> Iterator[tuple[int, int]]:
    return combinations(range(len(stats.names)), 2)

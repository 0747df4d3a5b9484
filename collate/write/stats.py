"""What can be counted of an apparatus: as text, CSV (a row a pair of witnesses) and JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, TextIO

from collate.wording import count, json_text, padded, visible
from collate.write.spreadsheet import guarded

FORM = "collate-stats-1"
SHOWN = 8  # units that are named


class Statistics(Protocol):
    """What is written: see `collate.tradition.Statistics`."""

    names: tuple[str, ...]
    units: int
    same: Any
    both: Any
    singular: dict[str, list[str]]
    sections: dict[str, dict[str, int]]
    growth: list[int]
    recipe: Mapping[str, object]


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
    out.write("\nReadings that none else has\n")
    for name, units in stats.singular.items():
        more = f" and {len(units) - SHOWN} more" if len(units) > SHOWN else ""
        out.write(f"  {padded(visible(name), width)}  {len(units):>5}  {' '.join(units[:SHOWN])}{more}\n")
    _sections(stats, names, width, out)
    out.write("\nUnits that vary among the first witnesses\n")
    out.writelines(f"  {size:>3}  {number:>6}\n" for size, number in enumerate(stats.growth, 2))


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
    """``witness``, ``other``, ``same``, ``both``, ``share`` (empty where they never meet)."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["witness", "other", "same", "both", "share"])
    for one, other, same, both in _pairs(stats):
        names = (guarded(visible(name), on=guard) for name in (one, other))
        table.writerow([*names, same, both, f"{same / both:.6f}" if both else ""])


def write_json(stats: Statistics, out: TextIO) -> None:
    """All of it."""
    pairs = [{"witness": one, "other": other, "same": same, "both": both} for one, other, same, both in _pairs(stats)]
    document: Mapping[str, object] = {
        "form": FORM,
        "witnesses": list(stats.names),
        "units": stats.units,
        "agreement": pairs,
        "singular": stats.singular,
        "sections": stats.sections,
        "growth": stats.growth,
        "recipe": stats.recipe,
    }
    out.write(json_text(document, indent=1) + "\n")


def _pairs(stats: Statistics) -> Iterator[tuple[str, str, int, int]]:
    for row, one in enumerate(stats.names):
        for column, other in enumerate(stats.names[row + 1 :], row + 1):
            yield one, other, int(stats.same[row, column]), int(stats.both[row, column])

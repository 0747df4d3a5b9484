"""Statistics of an apparatus as SVG: agreements, trees, where each witness varies, which witnesses are nearest.

Matplotlib draws. No siglum is taken for mathematics, and the same counts give the same bytes on the same machine.
"""

from __future__ import annotations

from typing import Any, TextIO

import numpy as np

from collate.errors import UsageError
from collate.io.wording import count, one_line, shortened
from collate.model.statistics import Statistics
from collate.model.tree import Node
from collate.writers.binary import bytes_of
from collate.writers.drawing import INCH, drawn, squares

BINS = 200  # of the strip


def write_svg(stats: Statistics, out: TextIO, *, picture: str = "agreement") -> None:
    """One drawing as SVG, its words as text. PluginError without Matplotlib."""
    out.write(_drawn(stats, picture, "svg").decode("utf-8"))


def write_png(stats: Statistics, out: TextIO, *, picture: str = "agreement") -> None:
    """One drawing as PNG, 200 dots an inch, to the bytes below the stream. PluginError without Matplotlib."""
    below = bytes_of(out)
    below.write(_drawn(stats, picture, "png"))


def _drawn(stats: Statistics, picture: str, form: str) -> bytes:
    names = [shortened(one_line(name), 3) for name in stats.names]
    tall = max(2.5, INCH * len(names) + 1.2)
    wide = tall + 1.5 if picture == "agreement" else 8
    return drawn(lambda axes: _DRAWINGS[picture](stats, names, axes), (wide, tall), form)


def _agreement(stats: Statistics, names: list[str], axes: Any) -> None:
    """A square for each pair: the share of the units in which they agree."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(stats.both > 0, stats.same / np.maximum(stats.both, 1), np.nan)
    squares(axes, share, names)
    axes.set_title(f"Agreement in {count(stats.units, 'unit')}")


def _strip(stats: Statistics, names: list[str], axes: Any) -> None:
    """A row for each witness: how often it differs from the base along the text."""
    counts = [np.histogram(stats.places[name], bins=BINS, range=(0, 1))[0] for name in stats.names]
    most = max(1, *(int(own.max()) for own in counts))
    edges = np.linspace(0, 100, BINS + 1)
    for row, own in enumerate(counts):
        ground = len(names) - 1 - row
        axes.stairs(ground + 0.8 * own / most, edges, baseline=ground, fill=True, color="#9a2a1a")
        axes.axhline(ground, color="#bbbbbb", linewidth=0.5)
    axes.set_yticks([len(names) - 1 - row + 0.3 for row in range(len(names))], names)
    axes.set_xlim(0, 100)
    axes.set_xlabel("place in the text, %")
    axes.set_title(f"Where witnesses differ from {names[stats.names.index(stats.base)]}")


def _affinities(stats: Statistics, names: list[str], axes: Any) -> None:
    """A row for each witness, a column for each window: its nearest. UsageError for a text of too few units."""
    if not stats.windows:
        raise UsageError("too few units for windows along the text", hint="try --picture agreement")
    row = {name: number for number, name in enumerate(stats.names)}
    nearest = np.array([[row.get(name, -1) for name, _ in window.nearest] for window in stats.windows]).T
    axes.imshow(np.where(nearest < 0, np.nan, nearest % 20), cmap="tab20", vmin=0, vmax=19, aspect="auto", alpha=0.6)
    for place in np.ndindex(nearest.shape):
        if nearest[place] >= 0:
            axes.text(place[1], place[0], names[nearest[place]], ha="center", va="center", size=7)
    axes.set_yticks(range(len(names)), names)
    axes.set_xticks(range(len(stats.windows)), [window.first for window in stats.windows], rotation=90, size=7)
    axes.set_xlabel("window of units, by its first")
    axes.set_title("The nearest of the others along the text")


def _tree(stats: Statistics, names: list[str], axes: Any) -> None:
    _branches(stats.trees["tree"], dict(zip(stats.names, names, strict=True)), axes)
    axes.set_title(f"Neighbour joining on {count(stats.units, 'unit')} (no root)")


def _dendrogram(stats: Statistics, names: list[str], axes: Any) -> None:
    _branches(stats.trees["dendrogram"], dict(zip(stats.names, names, strict=True)), axes)
    axes.set_title(f"Mean distances of groups (UPGMA), {count(stats.units, 'unit')}")


def _branches(tree: Node, names: dict[str, str], axes: Any) -> None:
    """Branches from left to right, as long as they are."""
    rows = iter(range(len(names)))

    def draw(node: Node, left: float) -> float:
        right = left + node.length
        if node.children:
            heights = [draw(child, right) for child in node.children]
            at = (heights[0] + heights[-1]) / 2
            axes.plot([right, right], [heights[0], heights[-1]], color="black", linewidth=1)
        else:
            at = float(next(rows))
            axes.annotate(names[node.name], (right, at), xytext=(4, 0), textcoords="offset points", va="center")
        axes.plot([left, right], [at, at], color="black", linewidth=1)
        return at

    draw(tree, 0.0)
    axes.invert_yaxis()
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("share of units that differ")
    axes.margins(x=0.15)


_DRAWINGS = {
    "agreement": _agreement, "strip": _strip, "affinities": _affinities, "tree": _tree, "dendrogram": _dendrogram,
}  # fmt: skip

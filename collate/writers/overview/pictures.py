"""The overview of translations as SVG and PNG: where the findings are, and how far translations agree."""

from __future__ import annotations

from typing import Any, TextIO

import numpy as np

from collate.io.wording import count, one_line, shortened
from collate.model.overview import Overview
from collate.writers.binary import bytes_of
from collate.writers.drawing import INCH, drawn, squares

PICTURES = ("findings", "agreement")


def write_svg(overview: Overview, out: TextIO, *, picture: str = "findings") -> None:
    """One drawing as SVG, its words as text. PluginError without Matplotlib."""
    out.write(_picture(overview, picture, "svg").decode("utf-8"))


def write_png(overview: Overview, out: TextIO, *, picture: str = "findings") -> None:
    """One drawing as PNG, 200 dots an inch, to the bytes below the stream. PluginError without Matplotlib."""
    below = bytes_of(out)
    below.write(_picture(overview, picture, "png"))


def _picture(overview: Overview, picture: str, form: str) -> bytes:
    names = [shortened(one_line(told.siglum), 3) for told in overview.translations]
    tall = max(2.5, INCH * len(names) + 1.2)
    if picture == "agreement":
        return drawn(lambda axes: _agreement(overview, names, axes), (tall + 1.5, tall), form)
    return drawn(lambda axes: _findings(overview, names, axes), (8, tall), form)


def _findings(overview: Overview, names: list[str], axes: Any) -> None:
    """A row for each translation, a column for each sentence of the original: how many findings."""
    row = {told.siglum: number for number, told in enumerate(overview.translations)}
    counts = np.zeros((len(row), overview.sentences + 1))
    for place in overview.places:
        for finding in place.findings:
            for siglum in finding.translations if finding.suspect == "translation" else ():
                counts[row[siglum], place.sentence] += 1
    most = max(1.0, float(counts.max()))
    image = axes.imshow(np.where(counts > 0, counts, np.nan), cmap="YlOrRd", vmin=0, vmax=most, aspect="auto")
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel(f"sentence of {one_line(overview.original)}, from 0")
    axes.figure.colorbar(image, ax=axes, label="findings", shrink=0.7, ticks=range(int(most) + 1))
    axes.set_title(f"Findings in {count(len(names), 'translation')}")


def _agreement(overview: Overview, names: list[str], axes: Any) -> None:
    """A square for each pair: the share of words that they have in common; none for pairs of two languages."""
    share = np.where(overview.both > 0, overview.same / np.maximum(overview.both, 1), np.nan)
    squares(axes, share, names)
    axes.set_title("Words in common")

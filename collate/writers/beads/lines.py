"""Beads as vecalign writes them: ``[0, 1]:[0]:score``, numbers of segments from 0."""

from __future__ import annotations

from typing import TextIO

from collate.model.parallel import Parallel


def write(parallel: Parallel, out: TextIO) -> None:
    """A bead a line; an empty side is an omission or an addition."""
    out.writelines(f"{list(range(*bead.source))}:{list(range(*bead.target))}:{bead.score}\n" for bead in parallel.beads)

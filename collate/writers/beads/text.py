"""Beads as plain text: the original, and below it the translation; segments without a counterpart are marked."""

from __future__ import annotations

from typing import TextIO

from collate.io.wording import isolated, one_line, visible
from collate.model.parallel import Parallel
from collate.writers.records import link_text

NOTHING = "—"


def write(parallel: Parallel, out: TextIO) -> None:
    """Three lines a bead: both sides, and what it rests on."""
    names = [visible(source.siglum) for source in (parallel.original, parallel.translation)]
    width = max(map(len, names))
    for number, bead in enumerate(parallel.beads, 1):
        empty = {"1:0": "  omitted", "0:1": "  added"}.get(bead.kind, "")
        out.write(f"{number}  {bead.kind}  {bead.score:.1f}{empty}\n")
        out.writelines(
            f"    {name:{width}}  {isolated(one_line(text)) or NOTHING}\n"
            for name, text in zip(names, parallel.texts(bead), strict=True)
        )
        if bead.evidence:
            out.write(f"    {'':{width}}  by {visible(', '.join(map(link_text, bead.evidence)))}\n")

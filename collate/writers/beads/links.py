"""Word links in Pharaoh format: a line per bead, ``0-0 1-2``: word of the original, word of the translation, from 0.

Words are what spaces part; of Chinese without spaces, characters and known pairs of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from collate.model.parallel import Parallel

Links = Callable[[], Iterable[Sequence[tuple[int, int, float]]]]


def write(parallel: Parallel, out: TextIO, *, links: Links) -> None:  # noqa: ARG001  every writer of beads takes them
    """The links of every bead; an empty line where there is none."""
    out.writelines(" ".join(f"{a}-{b}" for a, b, _ in sorted(found)) + "\n" for found in links())

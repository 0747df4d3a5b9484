"""Score word links on hand-aligned sentences: alignment error rate, precision, recall.

usage: python benchmarks/links.py
The gold (sure and possible links, words counted from 1) lies in ../shared/field/bitext/wordalign, which is not part of
this repository. The lexicon is learnt on these sentences alone.
"""

from __future__ import annotations

import re
from pathlib import Path

from collate.config import Settings
from collate.model import Language, Origin, Source
from collate.model.parallel import Bead, Parallel
from collate.translation import sentence_pairs, word_links

FOLDER = Path(__file__).parents[2] / "shared" / "field" / "bitext" / "wordalign"
Pairs = set[tuple[int, int]]


def gold(path: Path) -> list[tuple[Pairs, Pairs]]:
    """The sure links of each sentence, and all of them."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        marks = [re.fullmatch(r"(\d+)([-p])(\d+)", mark) for mark in line.split()]
        pairs = {(int(m[1]), int(m[3])): m[2] for m in marks if m}
        found.append(({pair for pair, kind in pairs.items() if kind == "-"}, set(pairs)))
    return found


def score(name: str, one: str, other: str, *, dictionaries: bool) -> str:
    """Align, link, and compare."""
    lines = [line.split(" ||| ") for line in (FOLDER / f"{name}.src-tgt").read_text(encoding="utf-8").splitlines()]
    sides = [
        Source(
            code, "\n".join(line[k].strip() for line in lines) + "\n", Origin("", "", "text"), Language(code, "given")
        )
        for k, code in enumerate((one, other))
    ]
    made = sentence_pairs.aligned(*sides, Settings(), by="lines", use_dictionaries=dictionaries)
    beads = tuple(Bead((k, k + 1), (k, k + 1), 0.0) for k in range(len(lines)))  # the gold says which lines are pairs
    made = Parallel(made.original, made.translation, made.source, made.target, beads, {}, made.lexicon)
    said = sure = hit = near = 0
    for (certain, possible), own in zip(
        gold(FOLDER / f"{name}.gold"), word_links.linked(made, Settings()), strict=True
    ):
        found = {(a + 1, b + 1) for a, b, _ in own.links}
        said, sure = said + len(found), sure + len(certain)
        hit, near = hit + len(found & certain), near + len(found & possible)
    return f"{one}-{other}  AER {1 - (hit + near) / (said + sure):.3f}  P {near / said:.3f}  R {hit / sure:.3f}"


def main() -> None:
    """With the dictionaries of this machine, and without."""
    for dictionaries in (True, False):
        print("with dictionaries" if dictionaries else "without")
        for name, one, other in (("enfr", "en", "fr"), ("zhen", "zh", "en")):
            print(" ", score(name, one, other, dictionaries=dictionaries))


if __name__ == "__main__":
    main()

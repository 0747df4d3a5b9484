"""Stages of correction: which additions and deletions belong to which, and what each stage is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from collate.witnesses.readers.tei.elements import Use, attribute, name_of, pointers, use_of

LAST = 1_000_000  # later than any stage: the text as it stands in the end
FIRST = 0  # before all corrections
_MODIFIED = {"subst", "mod", "restore", "retrace", "redo", "overw", "corr"}


class Stages(NamedTuple):
    """The stage of each addition and deletion, by the identity of its element, and the names of stages 1, 2, ..."""

    of: dict[int, int]
    names: tuple[str, ...]


def stages_of(nodes: Iterable[Any], hands: Mapping[str, int]) -> Stages:
    """The stages of the revisions among some elements: by ``seq``, else by hand, else one.

    What the first hand of the header wrote, and what has no hand, is the first stage.
    """
    keys = {id(node): _key(node, hands) for node in nodes if use_of(node) in {Use.ADDITION, Use.DELETION}}
    order = sorted({(number, hand) for number, hand, _ in keys.values()})
    ranks = {key: rank for rank, key in enumerate(order, 1)}
    names: dict[int, str] = {}
    for number, hand, name in keys.values():
        names.setdefault(ranks[number, hand], name)
    return Stages(
        {node: ranks[number, hand] for node, (number, hand, _) in keys.items()},
        tuple(names[rank] for rank in range(1, len(order) + 1)),
    )


def _key(node: Any, hands: Mapping[str, int]) -> tuple[int, int, str]:
    """The number and the hand of a revision, its own or of what holds it, and what the file calls it."""
    seq, hand = attribute(node, "seq"), pointers(node, "hand")
    above = node.getparent()
    while above is not None and name_of(above) in _MODIFIED:
        seq, hand = seq or attribute(above, "seq"), hand or pointers(above, "hand")
        above = above.getparent()
    number = int(seq) if seq.isdecimal() and len(seq) < 7 else 1
    rank = max(1, hands.get(hand[0], 1)) if hand else 1
    return number, rank, hand[0] if hand else (f"stage {seq}" if seq else "")

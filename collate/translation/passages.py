"""The passages that an original and its translations have in common, in order: what stands beside what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from collate.model.parallel import Parallel, Segment
from collate.model.versions import Row


def passages(made: Sequence[Parallel]) -> Iterator[Row]:
    """The finest passages whose bounds no bead of any translation crosses."""
    size = len(made[0].source)
    crossed = {k for one in made for bead in one.beads for k in range(bead.source[0] + 1, bead.source[1])}
    cuts = [k for k in range(size + 1) if k not in crossed]
    at = [0] * len(made)
    for low, high in pairwise(cuts):
        targets: list[tuple[int, int] | None] = []
        alone: list[tuple[int, tuple[int, int]]] = []
        for number, one in enumerate(made):
            took: list[tuple[int, int]] = []
            while at[number] < len(one.beads) and one.beads[at[number]].source[1] <= high:
                bead = one.beads[at[number]]
                if bead.source[0] == bead.source[1] and bead.source[0] == low and not took:
                    alone.append((number, bead.target))  # an addition before this passage
                else:
                    took.append(bead.target)
                at[number] += 1
                if bead.source[1] == high and bead.source[0] < bead.source[1]:
                    break
            there = [span for span in took if span[0] < span[1]]
            targets.append((there[0][0], there[-1][1]) if there else None)
        for number, span in alone:
            yield _alone(made, number, span)
        source = made[0].source[low].start, made[0].source[high - 1].end
        whole = tuple(span and stretch(one.target, span) for one, span in zip(made, targets, strict=True))
        headings = [one.target[span[0]].heading if span else "" for one, span in zip(made, targets, strict=True)]
        yield Row((source, *whole), (made[0].source[low].heading if high - low == 1 else "", *headings))
    for number, one in enumerate(made):  # additions at the end
        for bead in one.beads[at[number] :]:
            yield _alone(made, number, bead.target)


def _alone(made: Sequence[Parallel], number: int, span: tuple[int, int]) -> Row:
    """A passage that only one translation has."""
    spans = (stretch(one.target, span) if k == number else None for k, one in enumerate(made))
    return Row((None, *spans), ("",) * (len(made) + 1))


def stretch(segments: Sequence[Segment], span: tuple[int, int]) -> tuple[int, int] | None:
    """Where some segments stand, from the first to the last; None for none."""
    low, high = span
    return (segments[low].start, segments[high - 1].end) if low < high else None

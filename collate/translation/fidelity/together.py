"""Findings in several translations: one where they say the same, and side by side where they mean one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from collate.model.fidelity import Finding
from collate.model.parallel import Parallel


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for those that several translations give of the same words of the original, for the same reason.

    It is as sure as the surest of them.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        about = one.kind, one.suspect, one.because, one.original
        number = 0  # what one translation says twice of one place stays two findings
        while any(set(one.translations) & set(own.translations) for own in groups.get((*about, number), ())):
            number += 1
        groups.setdefault((*about, number), []).append(one)
    return [_one(own) for own in groups.values()]


def _one(same: Sequence[Finding]) -> Finding:
    surest = max(same, key=lambda one: one.confidence)
    return replace(
        same[0],
        confidence=surest.confidence,
        weight=surest.weight,
        passages=tuple(passage for one in same for passage in one.passages),
        translations=tuple(siglum for one in same for siglum in one.translations),
    )


def divided(
    findings: Sequence[Finding], made: Sequence[Parallel], least: float, most: int | None
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are shown, in order, and the others: `least` is their confidence, `most` their number."""
    sure = [one for one in findings if one.confidence >= least]
    sure.sort(key=lambda one: (-one.weight, one.original.line, one.bead, one.kind, one.translations))
    shown = _ordered(sure[:most], made)
    there = set(map(id, shown))
    return tuple(shown), tuple(one for one in findings if id(one) not in there)


def _ordered(findings: Iterable[Finding], made: Sequence[Parallel]) -> list[Finding]:
    """The weightiest first; those that several translations give of one sentence of the original together."""
    beads = {one.translation.siglum: one.beads for one in made}
    found = [(beads[one.translations[0]][one.bead - 1].source, one) for one in findings]
    at: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for place, one in found:
        at[place].append(one)
    heaviest = {
        place: max(one.weight for one in own)
        for place, own in at.items()
        if place[0] < place[1] and len({siglum for one in own for siglum in one.translations}) > 1
    }

    def rank(pair: tuple[tuple[int, int], Finding]) -> tuple[object, ...]:
        place, one = pair
        together = place if place in heaviest else (0, 0)
        return (
            -heaviest.get(place, one.weight), one.original.line, together, -one.weight, one.bead, one.kind,
            one.translations,
        )  # fmt: skip

    return [one for _, one in sorted(found, key=rank)]

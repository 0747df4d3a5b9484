"""Matches the sections of an original with those of its translations.

Texts of one language are matched by their names and their words (`matching`). Across languages words say nothing:
sections are matched by the editor, by what their headings mean in any language (``article 2``) or the names of their
files, and else by their order between two that are matched, where both sides have as many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from collate.model.plan import Matched, Piece, Plan
from collate.projects import matching

Rows = list[Matched]


def matched(pieces: Mapping[str, Sequence[Piece]], plan: Plan) -> tuple[Rows, dict[str, list[Piece]]]:
    """The rows of a project of translations, in the order of the original, and the sections that they name by number.

    A row that the original lacks stands after the others of its language.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for siglum, own in pieces.items():
        groups[own[0].source.language.base if own else ""].append(siglum)
    first = next(sigla for sigla in groups.values() if plan.original in sigla)
    rows, parts = _of_one_language(first, plan.original, pieces, plan)
    for sigla in groups.values():
        if sigla is not first:
            others, cut = _of_one_language(sigla, sigla[0], pieces, plan)
            parts |= cut
            rows = _beside(rows, others, parts, plan.matches)
    return rows, parts


def _of_one_language(
    sigla: Sequence[str], base: str, pieces: Mapping[str, Sequence[Piece]], plan: Plan
) -> tuple[Rows, dict[str, list[Piece]]]:
    ties = [{siglum: match[siglum] for siglum in sigla if siglum in match} for match in plan.matches]
    return matching.matched({siglum: pieces[siglum] for siglum in sigla}, base, [tie for tie in ties if len(tie) > 1])


def _beside(rows: Rows, others: Rows, parts: Mapping[str, Sequence[Piece]], ties: Sequence[Mapping[str, str]]) -> Rows:
    """The rows with those of another language."""
    mates = _by_name(rows, others, parts, ties)
    for low, high in _gaps(mates, len(rows), len(others)):
        if low[1] - low[0] == high[1] - high[0]:
            mates |= {row: (other, "order") for row, other in zip(range(*low), range(*high), strict=True)}
    found = []
    for number, row in enumerate(rows):
        if number in mates:
            mate, because = mates[number]
            said = dict.fromkeys(others[mate].pieces, because)
            row = Matched(
                row.key, {**row.pieces, **others[mate].pieces}, {**row.because, **others[mate].because, **said}
            )
        found.append(row)
    taken = {mate for mate, _ in mates.values()}
    keys = {row.key for row in found}
    for number, row in enumerate(others):
        if number not in taken:
            key = row.key if row.key not in keys else f"{row.key} of {next(iter(row.pieces))}"
            found.append(Matched(key, row.pieces, row.because))
    return found


def _by_name(
    rows: Rows, others: Rows, parts: Mapping[str, Sequence[Piece]], ties: Sequence[Mapping[str, str]]
) -> dict[int, tuple[int, str]]:
    """For each row the row of the other language that the editor or a name ties to it, and how that is known."""
    mates: dict[int, tuple[int, str]] = {}

    def pair(because: str, fits: Callable[[Matched, Matched], bool]) -> None:
        for number, row in enumerate(rows):
            taken = {mate for mate, _ in mates.values()}
            free = (k for k, other in enumerate(others) if k not in taken and fits(row, other))
            mate = next(free, None) if number not in mates else None
            if mate is not None:
                mates[number] = mate, because

    pair("by hand", lambda row, other: any(_is_meant(tie, row, parts) and _is_meant(tie, other, parts) for tie in ties))
    pair("name", lambda row, other: not _names(row, parts).isdisjoint(_names(other, parts)))
    return mates


def _names(row: Matched, parts: Mapping[str, Sequence[Piece]]) -> set[str]:
    """All names of the sections of a row."""
    own = [parts[siglum][number] for siglum, numbers in row.pieces.items() for number in numbers]
    return {name for piece in own for name in (piece.key, *piece.names)}


def _is_meant(tie: Mapping[str, str], row: Matched, parts: Mapping[str, Sequence[Piece]]) -> bool:
    """Whether a match by hand names a section of a row."""
    return any(
        siglum in tie and tie[siglum] in (parts[siglum][number].key, *parts[siglum][number].names)
        for siglum, numbers in row.pieces.items()
        for number in numbers
    )


def _gaps(
    mates: Mapping[int, tuple[int, str]], size: int, others: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The ranges of both sides between two neighbouring pairs that are in order."""
    kept = [(-1, -1)]
    for row, (other, _) in sorted(mates.items()):
        if other > kept[-1][1]:
            kept.append((row, other))
    kept.append((size, others))
    return [((a + 1, c), (b + 1, d)) for (a, b), (c, d) in pairwise(kept)]

"""A table of cells as people keep collations, in whatever kind of file: which side has the sigla, what is no reading.

The sigla are in the first row, or in the first column if the words agree that way. Refused, with the cell: readings
without a siglum, and tables of apparatus entries (``Lemma``, ``Reading_1``, ``forth] ~``), which hold no alignment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from collate.errors import InputError
from collate.model import Origin, SetAside, Source
from collate.witnesses.readers.aligned import LACUNA_SIGN, Row, Word, sources

HINT = "a table has the sigla in its first row, and a row for each place"
LONGEST_SIGLUM = 40  # characters
Cells = Sequence[Sequence[str]]
_GAPS = {"-", "–", "—", "∅"}  # one of them is nothing in a table that has no empty cells
_OMITTED = regex.compile(r"(?i)[\[(<]?(om\.|omit\.?|omits|omitted|omission)[\])>]?")
_COUNTS = frozenset(
    {"id", "n", "nr", "no", "no.", "#", "row", "rank", "position", "pos", "line", "place", "locus", "ref", "index"}
)
_OF_WITNESSES = {"siglum", "sigla", "witness", "witnesses", "ms", "ms.", "mss", "manuscript", "source"}
_NUMBER = regex.compile(r"[\d.:,/ –-]* ?≠?")
_ENTRY_HEADING = regex.compile(
    r"(?i)lemma|lem|(reading|rdg|variant)([ _]?\d+)?|(lemma|reading(_\d+)?)_witnesses|apparatus"
)
_ENTRY = regex.compile(r"[^\[\]]+\] *\S.*|~\W?", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, all rows of one length, and how to name the place of one in a message."""

    cells: Cells
    where: Callable[[int, int], str]
    line: Callable[[int], int | None] = lambda _: None


def witnesses(grid: Grid, origin: Origin, aside: Sequence[SetAside] = ()) -> list[Source]:
    """The witnesses of a table of people or of another tool. InputError names the cell that cannot be one.

    `aside` is what the reader of the file set aside before.
    """
    notes: list[str] = []
    grid = _without_empty(grid, origin.path)
    _refuse_entries(grid, origin.path)
    if _turned(grid.cells):
        grid = _transposed(grid)
        notes.append("read with a witness in each row")
    head, body = grid.cells[0], grid.cells[1:]
    columns = _columns(grid, origin.path, notes)
    nothing = _nothing({row[column] for row in body for column in columns})
    if nothing:
        notes.append(f"read as nothing: {', '.join(sorted(nothing))}")
    rows = [Row(head[column], _words([row[column] for row in body], nothing)) for column in columns]
    return sources(rows, replace(origin, notes=(*origin.notes, *notes)), len(body), aside=aside)


def _without_empty(grid: Grid, path: str) -> Grid:
    """The grid without wholly empty rows and columns, its cells without the spaces around them."""
    cells = [[cell.strip() for cell in row] for row in grid.cells]
    rows = [number for number, row in enumerate(cells) if any(row)]
    columns = [number for number in range(len(cells[0]) if cells else 0) if any(cells[row][number] for row in rows)]
    if len(columns) < 2 or len(rows) < 1:
        raise InputError("has fewer than two witnesses", path=path, line=grid.line(0), hint=HINT)
    return Grid(
        [[cells[row][column] for column in columns] for row in rows],
        lambda row, column: grid.where(rows[row], columns[column]),
        lambda row: grid.line(rows[row]),
    )


def _transposed(grid: Grid) -> Grid:
    cells = [list(column) for column in zip(*grid.cells, strict=True)]
    return Grid(cells, lambda row, column: grid.where(column, row), lambda _: None)


def _refuse_entries(grid: Grid, path: str) -> None:
    """Raise InputError for a table of apparatus entries."""
    named = [cell for cell in grid.cells[0] if _ENTRY_HEADING.fullmatch(cell)]
    if len(named) >= 2:
        raise InputError(
            f"has an apparatus entry in each row (columns {', '.join(named[:4])}), and no column for each witness",
            path=path, line=grid.line(0), hint="an apparatus without its text cannot be aligned; give the witnesses",
        )  # fmt: skip
    places = [(row, column) for row, own in enumerate(grid.cells) for column, _ in enumerate(own)]
    entries = [(row, column) for row, column in places if _ENTRY.fullmatch(grid.cells[row][column])]
    damage = any(cell.rfind("[") > cell.rfind("]") for row in grid.cells for cell in row)
    if len(entries) >= 2 and not damage:
        row, column = entries[0]
        raise InputError(
            f"has apparatus entries in {len(entries)} of its cells, not the words of witnesses: "
            f"{_short(grid.cells[row][column])!r} in {grid.where(row, column)}",
            path=path, line=grid.line(row), hint="write what each witness has in full, or give the witnesses as texts",
        )  # fmt: skip


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:40]}…"


def _turned(cells: Cells) -> bool:
    """Whether the sigla are in the first column: they can be sigla, and the words agree better that way."""
    side = [row[0] for row in cells]
    if _heads_columns(cells) or not _names(side):
        return False
    return _agreement(list(zip(*cells, strict=True))) > _agreement(cells)


def _heads_columns(cells: Cells) -> bool:
    """Whether the first row can only be sigla: in a witness's row of words, some stand in other witnesses, too."""
    head = cells[0]
    if not _names(head) or not head[0] or head[0].casefold() in _OF_WITNESSES or all(map(_NUMBER.fullmatch, head[1:])):
        return False
    return not any(name in {row[column] for row in cells[1:]} for column, name in enumerate(head) if column)


def _names(cells: Sequence[str]) -> bool:
    """Whether cells can be sigla: none empty but the first, each there once, none long."""
    own = [cell for cell in cells if cell]
    return all(cells[1:]) and len(set(own)) == len(own) and all(len(cell) <= LONGEST_SIGLUM for cell in own)


def _agreement(cells: Cells) -> float:
    """The share of neighbours in a row, both with words, that have the same."""
    signs = {"", LACUNA_SIGN, *_GAPS}
    pairs = [(one, other) for row in cells[1:] for one, other in pairwise(row) if not {one, other} & signs]
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else 0.0


def _columns(grid: Grid, path: str, notes: list[str]) -> list[int]:
    """The columns of witnesses. InputError for readings without a siglum, and for a siglum that stands twice."""
    head, body = grid.cells[0], grid.cells[1:]
    found = []
    for column, name in enumerate(head):
        own = [row[column] for row in body]
        numbers = any(own) and all(_NUMBER.fullmatch(cell) for cell in own)
        if numbers and (name.casefold() in _COUNTS or (not name and column == 0)):
            notes.append(f"the column {name or 'without heading'} has numbers only, and is no witness{_gaps(own)}")
            continue
        if not name:
            raise InputError(
                f"has readings without a siglum: nothing stands in {grid.where(0, column)}",
                path=path, line=grid.line(0),
                hint="write the siglum there, or delete the column",
            )  # fmt: skip
        found.append(column)
    names = Counter(head[column] for column in found)
    if len(found) < 2:
        raise InputError("has fewer than two witnesses", path=path, line=grid.line(0), hint=HINT)
    twice = next((name for name, number in names.items() if number > 1), None)
    if twice is not None:
        raise InputError(f"names a witness twice ({_short(twice)!r})", path=path, line=grid.line(0), hint=HINT)
    return found


def _gaps(numbers: Sequence[str]) -> str:
    """What to say if numbers of rows leave some out."""
    counted = [int(one) for one in numbers if one.isdecimal() and len(one) < 10]
    whole = len(counted) == len(numbers) and counted == sorted(set(counted))
    if not whole or counted[-1] - counted[0] < len(counted):
        return ""
    return "; it leaves out numbers, so this seems to be an extract, in which the texts do not run on"


def _nothing(forms: Collection[str]) -> set[str]:
    """The cells that stand for nothing: words such as ``om.``, and a dash if the table has no empty cells."""
    dashes = _GAPS & set(forms) if "" not in forms else set()
    return {form for form in forms if _OMITTED.fullmatch(form)} | dashes


def _words(cells: Sequence[str], nothing: Collection[str]) -> Mapping[int, Sequence[Word]]:
    return {at: [Word(word) for word in cell.split()] for at, cell in enumerate(cells) if cell and cell not in nothing}

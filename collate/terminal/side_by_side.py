"""The side-by-side view: paragraphs of all witnesses in columns, with their units marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from collate.io.wording import visible
from collate.model import Apparatus, Unit
from collate.terminal.folding import Folded
from collate.terminal.signs import CARET, CLOSE, NUMBER, OPEN, VARIANT, superscript


def view(apparatus: Apparatus, *, full: bool = False) -> Iterator[RenderableType]:
    """A row per line of the base that holds a unit (or per line, if `full`), a column per witness."""
    collation = apparatus.collation
    order = sorted(range(len(collation.sigla)), key=lambda i: collation.sigla[i] != apparatus.base)
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1))
    for index in order:
        table.add_column(Text(visible(collation.sigla[index])), ratio=1, overflow="fold")
    for start, end, units in _rows(apparatus):
        if units or full:
            table.add_row(*(_cell(apparatus, index, start, end, units) for index in order))
    yield table


def _rows(apparatus: Apparatus) -> Iterator[tuple[int, int, list[Unit]]]:
    """Ranges of positions, cut where the base begins a new line outside every unit."""
    collation = apparatus.collation
    row = collation.row(apparatus.base)
    witness = collation.witnesses[row]
    content = witness.source.content
    # What holds other units, a long absence, is seen in the columns without being marked.
    units = [u for u, after in zip_longest(apparatus.units, apparatus.units[1:]) if not after or after.start >= u.end]
    start, inside = 0, list[Unit]()
    previous_end = 0
    for position, token in enumerate(collation.columns[:, row].tolist()):
        while units and units[0].start <= position:
            inside.append(units.pop(0))
        if token < 0:
            continue
        free = not inside or inside[-1].end <= position or inside[-1].start == position
        if position > start and "\n" in content[previous_end : int(witness.starts[token])] and free:
            opening = [unit for unit in inside if unit.start == position]
            yield start, position, [unit for unit in inside if unit.start < position]
            start, inside = position, opening
        previous_end = int(witness.ends[token])
    yield start, len(collation), inside + units


def _cell(apparatus: Apparatus, index: int, start: int, end: int, units: list[Unit]) -> RenderableType:
    text = Text()
    at = start
    siglum = apparatus.collation.sigla[index]
    for unit in units:
        if siglum != apparatus.base and any(one.siglum == siglum for one in unit.absent):
            continue  # it lacks more than this unit
        text.append("".join(_stretch(apparatus, index, at, unit.start)))
        words, space = _stretch(apparatus, index, unit.start, unit.end)
        number = superscript(unit.number)
        if words:
            text.append(OPEN, style=NUMBER)
            text.append(words, style=VARIANT)
            text.append(CLOSE + number, style=NUMBER)
        else:
            text.append(CARET + number, style=NUMBER)
            space = " "
        text.append(space)
        at = unit.end
    text.append("".join(_stretch(apparatus, index, at, end)))
    text.rstrip()
    return Folded(text)


def _stretch(apparatus: Apparatus, index: int, start: int, end: int) -> tuple[str, str]:
    """The words of a witness at some positions, and a space if one follows them."""
    witness = apparatus.collation.witnesses[index]
    first, last = apparatus.collation.tokens(index, start, end)
    if first == last:
        return "", ""
    content = witness.source.content
    after = content[int(witness.ends[last - 1]) : int(witness.ends[last - 1]) + 1]
    return visible(" ".join(witness.surface(first, last).split())), " " if after.isspace() else ""

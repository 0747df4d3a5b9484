"""The variant graph as SVG: agreeing text is one box, variants are above one another, moves are dashed.

Lines are broken, as music is, only where all witnesses go the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import TextIO

import numpy as np

from collate.io.wording import one_line, shortened, sigla_list, width
from collate.model import Apparatus

WIDEST = 1400  # of a line, in pixels, unless one place is wider
LETTER, LABEL, LEVEL, GAP, MARGIN = 9, 7, 56, 64, 24
_STYLE = """
svg { background: #fff } text { font: 15px serif; fill: #1a1a1a; text-anchor: middle }
rect { fill: #fff; stroke: #555 } rect.varies { fill: #fff3d6 }
path { fill: none; stroke: #777 } path.move { stroke: #a33; stroke-dasharray: 6 4 }
text.sigla { font: italic 12px serif; fill: #555 } text.moved { font: italic 12px serif; fill: #a33 }
@media (prefers-color-scheme: dark) {
  svg { background: #161616 } text { fill: #e8e8e8 } rect { fill: #161616; stroke: #aaa }
  rect.varies { fill: #4a3b12 } text.sigla { fill: #bbb } path.move { stroke: #f99 } text.moved { fill: #f99 }
}
"""


@dataclass(slots=True)
class _Node:
    """A form at positions `start` to `end`, in the witnesses of `rows`; `x` is its middle."""

    start: int
    end: int
    text: str
    rows: list[int]
    x: float = 0
    y: float = 0

    @property
    def half(self) -> float:
        """Half the width of its box."""
        return LETTER * width(self.text) / 2 + 10


@dataclass(slots=True)
class _Column:
    """The nodes of one place, and which witnesses pass it by."""

    nodes: list[_Node] = field(default_factory=list)

    @property
    def width(self) -> float:
        """That of its widest box."""
        return 2 * max(node.half for node in self.nodes)


def write(apparatus: Apparatus, out: TextIO) -> None:
    """One picture, with the sigla on each way that not all go."""
    columns = list(_columns(apparatus))
    gap = max([GAP, *(LABEL * width(said) + 20 for said in _labels(apparatus, columns))])
    lines = list(_broken(columns, gap))
    wide, high = _placed(lines, gap)
    out.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'width="{wide:.0f}" height="{high:.0f}">\n'
    )
    names = sigla_list(apparatus.collation.sigla)
    out.write(f"<title>Variant graph of {escape(names)}</title>\n<style>{_STYLE}</style>\n")
    for line in lines:
        out.writelines(_ways(apparatus, line, gap))
    out.writelines(_moves(apparatus, columns))
    total = len(apparatus.collation.sigla)
    out.writelines(_box(node, varies=len(node.rows) < total) for column in columns for node in column.nodes)
    out.write("</svg>\n")


def _columns(apparatus: Apparatus) -> Iterator[_Column]:
    """Positions on which all agree are joined; every other is a column of its forms, the commonest first."""
    collation = apparatus.collation
    table = collation.codes()
    agree = (table == table[:, :1]).all(axis=1) & (table >= 0).all(axis=1) if len(table) else np.zeros(0, dtype=bool)
    at = 0
    while at < len(table):
        end = at + 1
        while agree[at] and end < len(table) and agree[end]:
            end += 1
        groups: dict[int, list[int]] = {}
        for row, form in enumerate(table[at].tolist()):
            if collation.columns[at, row] >= 0:
                groups.setdefault(form, []).append(row)
        nodes = [_Node(at, end, _text(apparatus, rows[0], at, end), rows) for rows in groups.values()]
        yield _Column(sorted(nodes, key=lambda node: (-len(node.rows), node.rows)))
        at = end


def _text(apparatus: Apparatus, row: int, start: int, end: int) -> str:
    text = apparatus.collation.witnesses[row].surface(*apparatus.collation.tokens(row, start, end))
    return shortened(one_line(text), 6)


def _broken(columns: Sequence[_Column], gap: float) -> Iterator[list[_Column]]:
    """Lines of columns; each but the first begins where all agree."""
    line: list[_Column] = []
    used = 0.0
    for column in columns:
        if used > WIDEST and len(column.nodes) == 1 and column.nodes[0].end > column.nodes[0].start + 1:
            yield line
            line, used = [], 0.0
        line.append(column)
        used += column.width + gap
    if line:
        yield line


def _placed(lines: Sequence[Sequence[_Column]], gap: float) -> tuple[float, float]:
    """Give every node its place; the size of the whole."""
    widest, y = 0.0, float(MARGIN)
    for line in lines:
        x = MARGIN + gap
        for column in line:
            for level, node in enumerate(column.nodes):
                node.x, node.y = x + column.width / 2, y + LEVEL * (level + 0.5)
            x += column.width + gap
        widest = max(widest, x)
        y += LEVEL * (max(len(column.nodes) for column in line) + 1)
    return widest + MARGIN, y + MARGIN


def _steps(
    apparatus: Apparatus, line: Sequence[_Column], first: _Node, last: _Node
) -> list[tuple[_Node, _Node, list[str]]]:
    """The steps of the witnesses from the beginning of a line to its end, those of one way together."""
    steps: dict[tuple[int, int], tuple[_Node, _Node, list[str]]] = {}
    for row, siglum in enumerate(apparatus.collation.sigla):
        path = [node for column in line for node in column.nodes if row in node.rows]
        for one, other in pairwise([first, *path, last]):
            steps.setdefault((id(one), id(other)), (one, other, []))[2].append(siglum)
    return list(steps.values())


def _labels(apparatus: Apparatus, columns: Sequence[_Column]) -> Iterator[str]:
    """The sigla of every way that not all go, as they are written."""
    edge = _Node(0, 0, "", [])
    for _, _, holders in _steps(apparatus, columns, edge, _Node(0, 0, "", [])):
        if len(holders) < len(apparatus.collation.sigla):
            yield shortened(sigla_list(holders), 4)


def _ways(apparatus: Apparatus, line: Sequence[_Column], gap: float) -> Iterator[str]:
    """The ways of a line, which begin and end where all witnesses meet."""
    y = min(node.y for column in line for node in column.nodes)
    first = _Node(0, 0, "", [], line[0].nodes[0].x - line[0].width / 2 - gap * 0.8 - 10, y)
    last = _Node(0, 0, "", [], line[-1].nodes[0].x + line[-1].width / 2 + gap * 0.8 + 10, y)
    for one, other, holders in _steps(apparatus, line, first, last):
        x1, x2 = one.x + one.half, other.x - other.half
        bend = (x2 - x1) / 2
        # A way that passes others by swings below them.
        swing = LEVEL * 0.8 if x2 - x1 > gap * 1.6 and one.y == other.y else 0
        yield (
            f'<path d="M{x1:.0f} {one.y:.0f} C{x1 + bend:.0f} {one.y + swing:.0f} {x2 - bend:.0f} '
            f'{other.y + swing:.0f} {x2:.0f} {other.y:.0f}"/>\n'
        )
        if len(holders) < len(apparatus.collation.sigla):
            said = escape(shortened(sigla_list(holders), 4))
            y = (one.y + other.y) / 2 + (swing * 0.75 + 12 if swing else -4)
            yield f'<text class="sigla" x="{(x1 + x2) / 2:.0f}" y="{y:.0f}">{said}</text>\n'


def _moves(apparatus: Apparatus, columns: Sequence[_Column]) -> Iterator[str]:
    for move in apparatus.moves:
        ends = []
        for (low, high), sigla in ((move.source, move.stay), (move.target, move.sigla)):
            row = apparatus.collation.row(sigla[0])
            ends += [
                node
                for column in columns
                if column.nodes[0].start < high and low < column.nodes[0].end
                for node in column.nodes
                if row in node.rows
            ][:1]
        if len(ends) == 2:
            one, other = ends
            top = min(one.y, other.y) - LEVEL * 0.75
            yield (
                f'<path class="move" d="M{one.x:.0f} {one.y - 14:.0f} C{one.x:.0f} {top:.0f} {other.x:.0f} {top:.0f} '
                f'{other.x:.0f} {other.y - 14:.0f}"><title>{escape(one_line(move.text))}</title></path>\n'
            )


def _box(node: _Node, *, varies: bool) -> str:
    kind = ' class="varies"' if varies else ""
    return (
        f'<rect{kind} x="{node.x - node.half:.0f}" y="{node.y - 14:.0f}" width="{2 * node.half:.0f}" height="28" '
        f'rx="5"/><text x="{node.x:.0f}" y="{node.y + 5:.0f}">{escape(node.text)}</text>\n'
    )

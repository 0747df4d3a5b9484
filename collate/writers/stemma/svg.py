"""A tree of witnesses as SVG: branches from left to right, drawn to length, with supports beside them."""

from __future__ import annotations

from typing import Any, TextIO

from lxml import etree
from lxml.builder import E

from collate.io.wording import visible, width
from collate.model.tree import Node, Stemma

ROW, WIDE, MARGIN = 26, 480, 24
_STYLE = (
    "text{font:15px serif;fill:#1a1a1a}.s{font-size:11px;fill:#555}path{fill:none;stroke:#1a1a1a;stroke-width:1.5}"
    "@media(prefers-color-scheme:dark){text{fill:#e8e8e8}.s{fill:#aaa}path{stroke:#e8e8e8}}"
)


def write(stemma: Stemma, out: TextIO) -> None:
    """One SVG document; `title` and `desc` say what it shows to those who do not see it."""
    leaves = list(stemma.tree.leaves())
    deepest = max(_depths(stemma.tree, 0.0))
    scale = WIDE / deepest if deepest else 0.0
    room = 9 * max(width(visible(name)) for name in leaves) + 2 * MARGIN
    height = ROW * len(leaves) + 2 * MARGIN
    drawing = E.svg(
        E.title("Tree of witnesses"),
        E.desc(f"Neighbour joining on {stemma.units} units: {', '.join(map(visible, leaves))}. It has no root."),
        E.style(_STYLE),
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDE + room} {height}", role="img",
    )  # fmt: skip
    _draw(stemma.tree, float(MARGIN), iter(range(len(leaves))), scale, drawing)
    out.write(etree.tostring(drawing, encoding="unicode", pretty_print=True))


def _depths(node: Node, above: float) -> list[float]:
    here = above + node.length
    return [here, *(depth for child in node.children for depth in _depths(child, here))]


def _draw(node: Node, left: float, rows: Any, scale: float, drawing: Any) -> float:
    """Draw a node and what is below it, from `left` on; returns the height at which it stands."""
    right = left + node.length * scale
    if node.children:
        heights = [_draw(child, right, rows, scale, drawing) for child in node.children]
        y = (heights[0] + heights[-1]) / 2
        drawing.append(E.path(d=f"M{right:.1f} {heights[0]:.1f}V{heights[-1]:.1f}"))
        if node.support is not None:
            drawing.append(E.text(f"{node.support:.0%}", {"class": "s", "x": f"{right + 4:.1f}", "y": f"{y + 4:.1f}"}))
    else:
        y = MARGIN + ROW * (next(rows) + 0.5)
        drawing.append(E.text(visible(node.name), x=f"{right + 6:.1f}", y=f"{y + 5:.1f}", direction="ltr"))
    drawing.append(E.path(d=f"M{left:.1f} {y:.1f}H{right:.1f}"))
    return y

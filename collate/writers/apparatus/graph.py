"""The variant graph: a node for each form at a position, edges labelled with sigla, moves dashed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, TextIO
from xml.sax.saxutils import escape

from collate.io.wording import one_line, visible
from collate.model import Apparatus

START, END = "start", "end"
KEYS = (
    ("number", "node", "int"),
    ("tokens", "node", "string"),
    ("form", "node", "string"),
    ("position", "node", "int"),
    ("witnesses", "edge", "string"),
    ("type", "edge", "string"),
)


class Edge(NamedTuple):
    """From node to node, the witnesses that go that way; or a move."""

    source: str
    target: str
    said: str
    move: bool


def nodes(apparatus: Apparatus) -> dict[tuple[int, str], str]:
    """The node of each position and form, in the order of the table."""
    found: dict[tuple[int, str], str] = {}
    for position, column in enumerate(apparatus.collation.columns.tolist()):
        for row, token in enumerate(column):
            if token >= 0:
                form = apparatus.collation.witnesses[row].normals[token]
                found.setdefault((position, form), f"n{len(found) + 1}")
    return found


def edges(apparatus: Apparatus, known: dict[tuple[int, str], str]) -> Iterator[Edge]:
    """Every step with its witnesses, then the moves."""
    steps: dict[tuple[str, str], list[str]] = {}
    for row, witness in enumerate(apparatus.collation.witnesses):
        column = apparatus.collation.columns[:, row].tolist()
        path = [known[p, witness.normals[token]] for p, token in enumerate(column) if token >= 0]
        for pair in pairwise([START, *path, END]):
            steps.setdefault(pair, []).append(witness.siglum)
    for (source, target), holders in steps.items():
        yield Edge(source, target, ", ".join(map(visible, holders)), move=False)
    for move in apparatus.moves:
        ends = []
        for (low, high), sigla in ((move.source, move.stay), (move.target, move.sigla)):
            row = apparatus.collation.row(sigla[0])
            column = apparatus.collation.columns[:, row].tolist()
            places = [p for p in range(low, high) if column[p] >= 0]
            ends.append(known[places[0], apparatus.collation.witnesses[row].normals[column[places[0]]]])
        yield Edge(ends[0], ends[1], f"transposition: {visible(move.text)}", move=True)


def write_dot(apparatus: Apparatus, out: TextIO) -> None:
    """For Graphviz, from left to right."""
    known = nodes(apparatus)
    out.write("digraph collation {\n  rankdir=LR;\n  node [shape=box];\n")
    out.write(f'  {START} [label="", shape=point];\n  {END} [label="", shape=point];\n')
    out.writelines(f"  {name} [label={_quoted(one_line(form))}];\n" for (_, form), name in known.items())
    for edge in edges(apparatus, known):
        style = ", style=dashed, constraint=false" if edge.move else ""
        out.write(f"  {edge.source} -> {edge.target} [label={_quoted(edge.said)}{style}];\n")
    out.write("}\n")


def _quoted(text: str) -> str:
    """A string of DOT in which nothing is an escape."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_graphml(apparatus: Apparatus, out: TextIO) -> None:
    """GraphML: ``form`` and ``position`` of nodes, ``witnesses`` and ``type`` (path or transposition) of edges.

    CollateX calls them ``tokens`` and ``number``, and by these names Text::Tradition (Stemmaweb) reads them: they stand
    here too, the first and the last node without tokens.
    """
    known = nodes(apparatus)
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    out.writelines(
        f'<key id="{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n' for name, owner, kind in KEYS
    )
    out.write('<graph edgedefault="directed">\n')
    numbered = ((START, 0), (END, len(known) + 1))
    out.writelines(
        f'<node id="{end}"><data key="number">{number}</data><data key="tokens"></data></node>\n'
        for end, number in numbered
    )
    for number, ((position, form), name) in enumerate(known.items(), 1):
        text = escape(one_line(form))
        data = f'<data key="number">{number}</data><data key="tokens">{text}</data>'
        data += f'<data key="form">{text}</data><data key="position">{position + 1}</data>'
        out.write(f'<node id="{name}">{data}</node>\n')
    for edge in edges(apparatus, known):
        kind = "transposition" if edge.move else "path"
        data = f'<data key="witnesses">{escape(edge.said)}</data><data key="type">{kind}</data>'
        out.write(f'<edge source="{edge.source}" target="{edge.target}">{data}</edge>\n')
    out.write("</graph>\n</graphml>\n")

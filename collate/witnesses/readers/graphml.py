"""Reads variant graphs in GraphML: of CollateX (Java), of Stemmaweb and Text::Tradition, and of Stemmarest.

Nodes are readings with a rank, which is their column; edges say which witnesses go from one reading to the next.
CollateX lists the witnesses of an edge, Text::Tradition writes an edge for each witness (``extra``: of its first hand),
Stemmarest a list in brackets, and first hands in attributes of their own, such as ``a.c.``.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import regex

from collate.errors import InputError
from collate.model import Origin, SetAside, Source
from collate.witnesses.readers.aligned import LACUNA_SIGN, Row, Word, sources
from collate.witnesses.readers.documents.archive import Archive
from collate.witnesses.readers.wellformed import tree

HINT = "CollateX, Stemmaweb and Stemmarest write graphs that are read; see docs/formats.md"
_TRUE = {"1", "true"}
_ENDS = {"#START#", "#END#"}
_FIRST_HAND = "a.c."
RELATIONS = "relations between readings"
STEMMATA = "stemmata"
Data = Mapping[str, str]
Path = dict[str, str]  # the reading that follows each reading in a witness


@dataclass
class _Graph:
    """A variant graph: the data of its nodes, and the edges of each witness and of each first hand."""

    nodes: dict[str, Data]
    paths: dict[str, Path] = field(default_factory=lambda: defaultdict(dict))
    layers: dict[tuple[str, str], Path] = field(default_factory=lambda: defaultdict(dict))
    links: list[tuple[str, str]] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the graph; `siglum` is not used, as the file has sigla. InputError if it is no variant graph."""
    return _sources([_graph(tree(data, path, encoding), path)], data, path)


def read_zip(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of a tradition that Stemmarest exports: a zip archive with a graph for each section."""
    archive = Archive(data, path)
    roots = {name: archive.xml(name) for name in sorted(archive.names) if name.endswith((".xml", ".graphml"))}
    graphs = [_graph(roots[name], f"{path} ({name})") for name in _in_order(roots)]
    if not graphs:
        raise InputError("holds no variant graph", path=path, hint=HINT)
    return _sources(graphs, data, path)


def _in_order(roots: Mapping[str, Any]) -> list[str]:
    """The files of the sections in their order: that of the edges NEXT in tradition.xml, else that of the names."""
    following: dict[str, str] = {}
    for root in roots.values():
        keys = _keys(root)
        for edge in root.iter("{*}edge"):
            if _data(edge, keys).get("neolabel") == "NEXT":
                following[edge.get("source", "")] = edge.get("target", "")
    order: list[str] = sorted(following.keys() - set(following.values()))
    while order and order[-1] in following and following[order[-1]] not in order:
        order.append(following[order[-1]])
    files = [name for name, root in roots.items() if _readable(root)]
    place = {number: place for place, number in enumerate(order)}

    def key(name: str) -> tuple[int, str]:
        numbers = regex.findall(r"\d+", name.rpartition("/")[2])
        return next((place[number] for number in numbers if number in place), len(place)), name

    return sorted(files, key=key)


def _readable(root: Any) -> bool:
    """Whether a graph has edges that name witnesses."""
    keys = _keys(root)
    return any({"witness", "witnesses"} & _data(edge, keys).keys() for edge in root.iter("{*}edge"))


def _sources(graphs: Sequence[_Graph], data: bytes, path: str) -> list[Source]:
    """The witnesses of one graph, or of several that follow one another."""
    cells: dict[str, dict[int, Sequence[Word]]] = defaultdict(dict)
    lost: dict[str, set[int]] = defaultdict(set)
    links: list[tuple[int, int]] = []
    columns = 0
    for graph in graphs:
        ranks = {name: columns + rank for name, rank in _ranks(graph, path).items()}
        for row in _rows(graph, ranks, path):
            cells[row.siglum].update(row.cells)
            lost[row.siglum] |= row.lost
        links += [(ranks[one], ranks[other]) for one, other in graph.links if one in ranks and other in ranks]
        columns = max(ranks.values(), default=columns) + 1
    rows = [Row(name, cells[name], frozenset(lost[name])) for name in sorted(cells)]
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "graphml", "utf-8")
    aside = Counter[str]()
    for graph in graphs:
        aside.update(graph.aside)
    return sources(rows, origin, columns - 1, links=links, aside=_set_aside(aside))


def _rows(graph: _Graph, ranks: Mapping[str, int], path: str) -> Iterator[Row]:
    for name in sorted(graph.paths):
        start = _start(name, graph.paths[name], path)
        yield _row(name, start, graph.paths[name], graph, ranks)
        for (own, hand), edges in sorted(graph.layers.items()):
            if own == name:
                yield _row(f"{name} ({hand})", start, {**graph.paths[name], **edges}, graph, ranks)


def _keys(root: Any) -> dict[str, tuple[str, str]]:
    """The name and type of each kind of data, by its id."""
    return {key.get("id"): (key.get("attr.name", ""), key.get("attr.type", "")) for key in root.iter("{*}key")}


def _graph(root: Any, path: str) -> _Graph:
    keys = _keys(root)
    arrays = {name for name, kind in keys.values() if kind == "stringarray"} - {"witnesses"}
    graphs = list(root.iter("{*}graph"))
    if not graphs:
        raise InputError("holds no graph", path=path, hint=HINT)
    found = _Graph({node.get("id", ""): _data(node, keys) for node in graphs[0].iterchildren("{*}node")})
    for edge in graphs[0].iterchildren("{*}edge"):
        _add_edge(found, edge.get("source", ""), edge.get("target", ""), _data(edge, keys), arrays)
    for other in graphs[1:]:
        found.aside[RELATIONS] += len(other.findall("{*}edge"))
    found.aside[STEMMATA] += bool(_data(graphs[0], keys).get("stemmata", "").strip())
    if not found.paths:
        raise InputError("is GraphML, but no variant graph: no edge names a witness", path=path, hint=HINT)
    return found


def _data(node: Any, keys: Mapping[str, tuple[str, str]]) -> Data:
    return {keys.get(own.get("key"), ("", ""))[0]: own.text or "" for own in node.iterchildren("{*}data")}


def _add_edge(graph: _Graph, source: str, target: str, data: Data, arrays: set[str]) -> None:
    """Put an edge on the paths of the witnesses that it names."""
    if data.get("type") == "transposition":
        graph.links.append((source, target))
        return
    if "type" in data and data["type"] not in {"path", "sequence", "SEQUENCE"} and "witness" not in data:
        graph.aside[RELATIONS] += 1
        return
    if "witness" in data:
        if data.get("extra", "").lower() not in {"", "0", "false"}:
            graph.layers[data["witness"], _FIRST_HAND][source] = target
        else:
            graph.paths[data["witness"]][source] = target
        return
    for name in _sigla(data.get("witnesses", "")):
        graph.paths[name][source] = target
    for hand in arrays & data.keys():
        for name in _sigla(data[hand]):
            graph.layers[name, hand][source] = target


def _set_aside(counted: Mapping[str, int]) -> tuple[SetAside, ...]:
    return tuple(SetAside(kind, number) for kind, number in counted.items() if number)


def _sigla(text: str) -> list[str]:
    """The sigla of ``A, B`` or ``[A, B]``."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    return [name.strip().strip('"') for name in text.split(",") if name.strip()]


def _text(data: Data) -> str:
    return data.get("text", data.get("tokens", ""))


def _flag(data: Data, name: str) -> bool:
    return data.get(name, "").lower() in _TRUE


def _start(name: str, edges: Path, path: str) -> str:
    """The reading that no edge of a witness leads to. InputError if there is none, or more than one."""
    starts = edges.keys() - set(edges.values())
    if len(starts) != 1:
        wrong = "has no beginning" if not starts else f"has {len(starts)} beginnings"
        raise InputError(f"the path of {name} through the graph {wrong}", path=path, hint=HINT)
    return starts.pop()


def _ranks(graph: _Graph, path: str) -> dict[str, int]:
    """The column of each reading: its rank in the file if ranks ascend on every path, else the longest way to it."""
    given: dict[str, int] = {}
    for name, data in graph.nodes.items():
        if data.get("rank", "").isdecimal():
            given[name] = int(data["rank"])
    steps = {(a, b) for edges in (*graph.paths.values(), *graph.layers.values()) for a, b in edges.items()}
    if all(a in given and b in given and given[a] < given[b] for a, b in steps):
        return given
    return _longest(steps, path)


def _longest(steps: set[tuple[str, str]], path: str) -> dict[str, int]:
    """For each reading the number of steps of the longest way to it."""
    following: dict[str, list[str]] = defaultdict(list)
    before: Counter[str] = Counter()
    for one, other in sorted(steps):
        following[one].append(other)
        before[other] += 1
    ready = sorted({one for one, _ in steps} - before.keys())
    found = dict.fromkeys(ready, 0)
    while ready:
        one = ready.pop()
        for other in following[one]:
            found[other] = max(found.get(other, 0), found[one] + 1)
            before[other] -= 1
            if not before[other]:
                ready.append(other)
    if +before:
        raise InputError("its readings follow one another in a circle", path=path, hint=HINT)
    return found


def _row(name: str, start: str, edges: Path, graph: _Graph, ranks: Mapping[str, int]) -> Row:
    """The words of a witness, along its path; ranks ascend on it, so it ends."""
    cells: dict[int, Sequence[Word]] = {}
    lost = set()
    glue = False
    at: str | None = start
    while at is not None:
        data = graph.nodes.get(at, {})
        aside = _text(data) in _ENDS or any(_flag(data, kind) for kind in ("is_start", "is_end", "is_ph"))
        if _flag(data, "is_lacuna") or _text(data).strip() == LACUNA_SIGN:
            lost.add(ranks[at])
        elif not aside and _text(data).strip():
            words = _text(data).split()
            normal = (data.get("normal_form") or None) if len(words) == 1 else None
            glue = glue or _flag(data, "join_prior")
            cells[ranks[at]] = [Word(word, normal, glued=glue and not n) for n, word in enumerate(words)]
            glue = _flag(data, "join_next")
        at = edges.get(at)
    return Row(name, cells, frozenset(lost))

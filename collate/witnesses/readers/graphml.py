"""Reads variant graphs in GraphML: of CollateX (Java), of Stemmaweb and Text::Tradition, and of Stemmarest.

Nodes are readings with a rank, which is their column; edges say which witnesses go from one reading to the next.
CollateX lists the witnesses of an edge, Text::Tradition writes an edge for each witness (``extra``: of its first hand),
Stemmarest a list in brackets, and first hands in attributes of their own, such as ``a.c.``.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from collate.errors import InputError
from collate.model import Origin, SetAside, Source
from collate.witnesses.readers.aligned import LACUNA_SIGN, Row, Word, sources
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
    root = tree(data, path, encoding)
    graph = _graph(root, path)
    ranks = _ranks(graph, path)
    rows = []
    for name in sorted(graph.paths):
        start = _start(name, graph.paths[name], path)
        rows.append(_row(name, start, graph.paths[name], graph, ranks))
        for (own, hand), edges in sorted(graph.layers.items()):
            if own == name:
                rows.append(_row(f"{name} ({hand})", start, {**graph.paths[name], **edges}, graph, ranks))
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "graphml", "utf-8")
    links = [(ranks[one], ranks[other]) for one, other in graph.links if one in ranks and other in ranks]
    return sources(rows, origin, max(ranks.values(), default=0), links=links, aside=_set_aside(graph))


def _graph(root: Any, path: str) -> _Graph:
    keys = {key.get("id"): (key.get("attr.name", ""), key.get("attr.type", "")) for key in root.iter("{*}key")}
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


def _set_aside(graph: _Graph) -> tuple[SetAside, ...]:
    return tuple(SetAside(kind, number) for kind, number in graph.aside.items() if number)


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

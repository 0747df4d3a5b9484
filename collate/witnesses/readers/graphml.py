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

from collate.errors import InputError
from collate.model import Origin, Source
from collate.witnesses.readers.aligned import LACUNA_SIGN, Row, Word, sources
from collate.witnesses.readers.wellformed import tree

HINT = "CollateX, Stemmaweb and Stemmarest write graphs that are read; see docs/formats.md"
_TRUE = {"1", "true"}
_FIRST_HAND = "a.c."
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
        rows.append(_row(name, graph.paths[name], graph, ranks, path))
        for (own, hand), edges in sorted(graph.layers.items()):
            if own == name:
                rows.append(_row(f"{name} ({hand})", {**graph.paths[name], **edges}, graph, ranks, path))
    notes = tuple(f"{number} {what}" for what, number in graph.aside.items())
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "graphml", "utf-8", notes=notes)
    links = [(ranks[one], ranks[other]) for one, other in graph.links if one in ranks and other in ranks]
    return sources(rows, origin, max(ranks.values(), default=0), links=links)


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
        found.aside["relations between readings, not read"] += len(other.findall("{*}edge"))
    if any("stemma" in name and own.text for own in graphs[0].iterchildren("{*}data") for name, _ in [keys.get(own.get("key"), ("", ""))]):
        found.aside["stemma, not read: give it to collate stemma --tree"] += 1
    found.aside = +found.aside
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
        graph.aside["relations between readings, not read"] += 1
        return
    if "witness" in data:
        if data.get("extra", "").lower() in _TRUE:
            graph.layers[data["witness"], _FIRST_HAND][source] = target
        else:
            graph.paths[data["witness"]][source] = target
        return
    for name in _sigla(data.get("witnesses", "")):
        graph.paths[name][source] = target
    for hand in arrays & data.keys():
        for name in _sigla(data[hand]):
            graph.layers[name, hand][source] = target


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


def _readings(name: str, edges: Path, path: str) -> Iterator[str]:
    """The readings of a witness in order, from the one that no edge leads to. InputError if they run in a circle."""
    starts = edges.keys() - set(edges.values())
    if len(starts) != 1:
        wrong = "has no beginning" if not starts else f"has {len(starts)} beginnings"
        raise InputError(f"the path of {name} through the graph {wrong}", path=path, hint=HINT)
    at: str | None = starts.pop()
    seen: set[str] = set()
    while at is not None:
        if at in seen:
            raise InputError(f"the path of {name} through the graph runs in a circle", path=path, hint=HINT)
        seen.add(at)
        yield at
        at = edges.get(at)


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


def _row(name: str, edges: Path, graph: _Graph, ranks: Mapping[str, int], path: str) -> Row:
    cells: dict[int, Sequence[Word]] = {}
    lost = set()
    glue = False
    for reading in _readings(name, edges, path):
        data = graph.nodes.get(reading)
        if data is None:
            raise InputError(f"an edge of {name} leads to {reading!r}, which is no reading", path=path, hint=HINT)
        if _flag(data, "is_start") or _flag(data, "is_end") or _flag(data, "is_ph") or not _text(data).strip():
            continue
        column = ranks.get(reading, 0)
        if _flag(data, "is_lacuna") or _text(data) == LACUNA_SIGN:
            lost.add(column)
            continue
        words = _text(data).split()
        normal = data.get("normal_form") if len(words) == 1 else None
        glued = glue or _flag(data, "join_prior")
        cells[column] = [Word(word, normal or None, glued=glued and not n) for n, word in enumerate(words)]
        glue = _flag(data, "join_next")
    return Row(name, cells, frozenset(lost))

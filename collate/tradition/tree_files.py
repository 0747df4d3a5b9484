"""Reads stemmata as editors publish them: DOT, as in the database OpenStemmata, and Newick.

In DOT ``a -> b`` says that b was copied from a; ``style="dashed"`` is contamination, ``dir=none`` a link whose
direction is not known, ``color="grey"`` or ``class=hypothetical`` a lost or supposed manuscript. In Newick a node
without a name, or with a number for its support, is hypothetical.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from collate.errors import InputError, LimitError
from collate.model.given_tree import Edge, GivenTree, TreeNode
from collate.witnesses.readers.decode import decode

MOST_NODES = 20_000
HINT = "DOT (digraph { a -> b }) and Newick ((a,b),c); are read"
_TOKEN = regex.compile(
    r"(?P<skip>\s++|/\*(?s:.*?)\*/|//[^\n]*|#[^\n]*)|(?P<arrow>->|--)|(?P<sign>[\[\]{};,=])"
    r'|"(?P<quoted>(?:[^"\\]|\\.)*+)"|(?P<name>(?:[^\s\[\]{};,="#-]|-(?![->]))++)'
)
_GREY = regex.compile(r"(?i)gr[ae]y\d*")
_NUMBER = regex.compile(r"[\d.]*")


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def read(data: bytes, path: str) -> GivenTree:
    """The stemma of a file. InputError, with the line if that is known, if it is neither DOT nor Newick."""
    text = decode(data, path).text.strip()
    tree = _newick(text, path) if text.startswith("(") else _Dot(text, path).tree()
    if not tree.edges:
        raise InputError("holds no stemma: nothing is copied from anything", path=path, hint=HINT)
    if len(tree.nodes) > MOST_NODES:
        raise LimitError(f"has more than {MOST_NODES:,} nodes", path=path)
    return tree


class _Dot:
    """A parser for the statements of DOT that stemmata use; semicolons may be missing."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.tokens = list(self._scan(text))
        self.at = 0
        self.nodes: dict[str, dict[str, str]] = {}
        self.edges: dict[tuple[str, str, bool], dict[str, str]] = {}
        self.defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}, "graph": {}}

    def _scan(self, text: str) -> Iterator[_Token]:
        at, line = 0, 1
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise InputError(
                    f"cannot be understood at {text[at : at + 20]!r}", path=self.path, line=line, hint=HINT
                )
            kind = str(match.lastgroup)
            if kind != "skip":
                yield _Token(kind, match[kind].replace('\\"', '"'), line)
            line += match[0].count("\n")
            at = match.end()

    def tree(self) -> GivenTree:
        """The stemma. InputError if the text is no graph."""
        words = [token.text.lower() for token in self.tokens[:4] if token.kind in {"name", "quoted"}]
        opening = next((k for k, token in enumerate(self.tokens[:5]) if token.text == "{"), None)
        if opening is None or not {"graph", "digraph"} & set(words):
            raise InputError("is no stemma in DOT or Newick", path=self.path, hint=HINT)
        self.at = opening + 1
        while self.at < len(self.tokens):
            self._statement()
        nodes = tuple(_node(name, about) for name, about in self.nodes.items())
        return GivenTree(nodes, tuple(_edge(*ends, about) for ends, about in self.edges.items()))

    def _statement(self) -> None:
        token = self._next()
        if token.kind == "sign" and token.text in {"{", "}", ";", ","}:
            return
        if token.kind == "name" and token.text.lower() in self.defaults and self._peek() == "[":
            self.defaults[token.text.lower()].update(self._attributes())
            return
        if token.kind == "name" and token.text.lower() == "subgraph":
            if self._peek() != "{":
                self._next()
            return
        if token.kind not in {"name", "quoted"}:
            raise InputError(
                f"has {token.text!r} where a name should stand", path=self.path, line=token.line, hint=HINT
            )
        if self._peek() == "=":
            self.at += 2
            return
        self._edges_from([token.text])

    def _edges_from(self, left: list[str]) -> None:
        """A node with its attributes, or a chain of edges."""
        pairs: list[tuple[str, str, bool]] = []
        while self.at < len(self.tokens) and self.tokens[self.at].kind == "arrow":
            directed = self._next().text == "->"
            right = self._ends()
            pairs += [(one, other, directed) for one in left for other in right]
            left = right
        about = self._attributes() if self._peek() == "[" else {}
        for name in {name: None for pair in pairs for name in pair[:2]} or left:
            self.nodes.setdefault(name, dict(self.defaults["node"]))
        if not pairs:
            self.nodes[left[0]].update(about)
        for pair in pairs:
            self.edges.setdefault(pair, dict(self.defaults["edge"])).update(about)

    def _ends(self) -> list[str]:
        """The name, or the names in braces, that an arrow leads to."""
        token = self._next()
        if token.text == "{" and token.kind == "sign":
            names = []
            while self._peek() not in {"}", ""}:
                inner = self._next()
                if inner.kind in {"name", "quoted"}:
                    names.append(inner.text)
            self._next()
            return names
        if token.kind not in {"name", "quoted"}:
            raise InputError("has an arrow that leads to nothing", path=self.path, line=token.line, hint=HINT)
        return [token.text]

    def _attributes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        self._next()
        while self._peek() != "]":
            key = self._next()
            if self._peek() == "=":
                self._next()
                found[key.text.lower()] = self._next().text
        self._next()
        return found

    def _peek(self) -> str:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return token.text if token is not None and token.kind == "sign" else ""

    def _next(self) -> _Token:
        if self.at >= len(self.tokens):
            line = self.tokens[-1].line if self.tokens else 1
            raise InputError("ends within a statement", path=self.path, line=line, hint=HINT)
        self.at += 1
        return self.tokens[self.at - 1]


def _node(name: str, about: dict[str, str]) -> TreeNode:
    label = about.get("label", name).strip()
    grey = any(_GREY.fullmatch(about.get(key, "")) for key in ("color", "fontcolor"))
    hypothetical = grey or about.get("class") == "hypothetical" or not label or about.get("shape") == "point"
    return TreeNode(name, label or name, hypothetical)


def _edge(parent: str, child: str, directed: bool, about: dict[str, str]) -> Edge:
    dashed = {"dashed", "dotted"} & {one.strip() for one in about.get("style", "").split(",")}
    return Edge(parent, child, "contamination" if dashed else "descent", directed and about.get("dir") != "none")


def _newick(text: str, path: str) -> GivenTree:
    """A tree in Newick's form, without recursion: it may be as deep as it is long."""
    text = regex.sub(r"\[[^\]]*\]", "", text)
    nodes: list[TreeNode] = []
    edges: list[Edge] = []
    open_: list[list[str]] = []
    below: list[str] | None = None
    for match in regex.finditer(r"(?P<sign>[(),;])|'(?P<quoted>(?:[^']|'')*)'|(?P<name>[^(),;']+)", text):
        if match["sign"] == "(":
            open_.append([])
            below = None
        elif match["sign"] == ")":
            if not open_:
                raise InputError("closes a bracket that is not open", path=path, hint=HINT)
            below = open_.pop()
            _put(nodes, edges, open_, "", below)
        elif match["sign"] in {",", ";"}:
            below = None
        else:
            name = match["quoted"].replace("''", "'") if match["quoted"] is not None else match["name"]
            name = name if match["quoted"] is not None else name.partition(":")[0].strip()
            if below is None and name:
                _put(nodes, edges, open_, name, [])
            elif below is not None and name and not _NUMBER.fullmatch(name):
                _rename(nodes, edges, open_, name)
            below = None
    if open_:
        raise InputError("opens a bracket that is never closed", path=path, hint=HINT)
    names = [node.name for node in nodes]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"has {twice!r} twice", path=path, hint="a manuscript stands once in a tree")
    return GivenTree(tuple(nodes), tuple(edges))


def _put(nodes: list[TreeNode], edges: list[Edge], open_: list[list[str]], name: str, below: list[str]) -> None:
    """Add a node above those `below`; its parent will be the bracket that is open."""
    node = TreeNode(name or f"#{len(nodes) + 1}", name or f"#{len(nodes) + 1}", not name)
    nodes.append(node)
    edges += [Edge(node.name, child) for child in below]
    if open_:
        open_[-1].append(node.name)


def _rename(nodes: list[TreeNode], edges: list[Edge], open_: list[list[str]], name: str) -> None:
    """Give the branching that was closed last its name: a manuscript that others were copied from."""
    old = nodes[-1].name
    nodes[-1] = TreeNode(name, name, hypothetical=False)
    start = len(edges)
    while start and edges[start - 1].parent == old:
        start -= 1
        edges[start] = edges[start]._replace(parent=name)
    if open_:
        open_[-1][-1] = name

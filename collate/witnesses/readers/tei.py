"""Reads TEI P5: the text of `<body>`, with its structure as marks.

Internal entities are expanded up to a limit; `wellformed` refuses external entities and network access.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from collate.errors import InputError, LimitError
from collate.model import Language, Mark, Origin, Source
from collate.witnesses.readers.tei_cells import TeiEntry, cells_of, entries_of, marks_of, unsaid
from collate.witnesses.readers.wellformed import tree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MAX_EXPANSION = 10  # characters of text per byte of file: real files are far below
MIN_ALLOWED = 10_000  # the expansion that a short file may always have

# What does not belong to the running text of the witness.
_SILENCES = {"lacunaStart", "lacunaEnd", "witStart", "witEnd"}
_SKIP = {"note", "witDetail", "fw", "teiHeader", "figDesc", "certainty", "index", "standOff"}
# Of a choice, the witness's own form; the editor's is metadata.
_CHOICE = ("sic", "orig", "abbr")
_APART = {"p", "ab", "head", "lg", "div", "div1", "div2", "div3", "div4"}  # a blank line around them
_BLOCKS = _APART | {
    "l", "list", "item", "table", "row", "cell", "opener", "closer", "salute", "signed", "trailer", "dateline",
    "sp", "stage", "speaker", "quote", "titlePage", "addrLine", "byline", "argument", "epigraph", "castItem",
    "floatingText", "label", "docTitle", "titlePart", "docAuthor", "imprimatur", "postscript",
}  # fmt: skip


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """One source per file: every `<body>` in it, in order. InputError with line and column if ill-formed.

    Of an apparatus in the text the lemma is read.
    """
    root = tree(data, path, encoding)
    return [_source(root, data, path, siglum, witness="")]


def read_hands(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """Two sources, before and after correction, if the text has any (``del``, ``add``); else one, as `read`."""
    root = tree(data, path, encoding)
    if not any(True for body in root.iter("{*}body") for _ in body.iter("{*}del", "{*}add")):
        return [_source(root, data, path, siglum, witness="")]
    return [
        replace(
            _source(root, data, path, f"{siglum}.{hand.replace('.', '')}", witness="", first=hand == "a.c."),
            manuscript=siglum,
            hand=hand,
        )
        for hand in ("a.c.", "p.c.")
    ]


def read_witnesses(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """A source for each witness of a parallel-segmented apparatus: of every app the reading that names it.

    Witnesses are those of ``listWit``; the name of a group stands for all its witnesses. A text without such an
    apparatus is read as `read` does.
    """
    root = tree(data, path, encoding)
    found = {
        node.get(XML_ID): node.get("n") or node.get(XML_ID)
        for node in root.iter("{*}witness")
        if node.get(XML_ID) and not len(list(node.iter("{*}witness"))) > 1
    }
    groups = {
        node.get(XML_ID): {own.get(XML_ID) for own in node.iter("{*}witness")}
        for node in (*root.iter("{*}listWit"), *root.iter("{*}witness"))
        if node.get(XML_ID)
    }
    readings = [node for body in root.iter("{*}body") for node in body.iter("{*}lem", "{*}rdg")]
    named = {token.lstrip("#") for node in readings for token in node.get("wit", "").split()}
    named |= {own for token in named for own in groups.get(token, ())}
    sigla = {key: name for key, name in found.items() if key in named}
    if len(sigla) < 2:
        return read(data, path=path, siglum=siglum, encoding=encoding)
    nodes = list(root.iter("*"))  # kept alive, so that each keeps its identity
    cells = cells_of(root)
    places = cells, entries_of(root, cells)
    sources = [
        _source(root, data, path, name, witness=key, groups=groups, places=places) for key, name in sigla.items()
    ]
    del nodes
    listed = {*sigla, *(group for group, members in groups.items() if members & set(sigla))}
    first = sources[0]
    notes = (*first.origin.notes, *unsaid(root, listed))
    return [replace(first, origin=replace(first.origin, notes=notes)), *sources[1:]]


def _source(
    root: Any,
    data: bytes,
    path: str,
    siglum: str,
    *,
    witness: str,
    first: bool = False,
    groups: dict[str, set[str]] | None = None,
    places: tuple[Mapping[tuple[int, bool], int], Mapping[int, TeiEntry]] | None = None,
) -> Source:
    names = {witness, *(group for group, members in (groups or {}).items() if witness in members)}
    text = text_of(root, data, path, names if witness else frozenset(), first=first)
    content = text.content()
    notes = () if content.strip() else ("its <body> holds no text",)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "tei", "utf-8", b"", notes)
    body = next(root.iter("{*}body"))
    code = next((n.get(XML_LANG) for n in (body, *body.iterancestors()) if n.get(XML_LANG)), None)
    language = Language(code, "xml:lang") if code else Language("und", "not determined")
    placed = () if places is None else tuple(marks_of(text.said, *places, names))
    return Source(siglum, content, origin, language, _title(root), "", (*text.marks, *placed))


def text_of(root: Any, data: bytes, path: str, names: Collection[str] = frozenset(), *, first: bool = False) -> _Text:
    """The running text: the lemmas of its apparatus, or the readings of the witness that has these `names`.

    It is read as corrected, or with `first` as it was before.
    """
    bodies = [node for node in root.iter("{*}body") if next(node.iterancestors("{*}body"), None) is None]
    if not bodies:
        raise InputError("is XML without a <body>", path=path, hint="is it TEI? plain text needs another ending")
    text = _Text(limit=max(MIN_ALLOWED, MAX_EXPANSION * len(data)), path=path, witness=set(names))
    text.skip = _SKIP | {"add"} if first else _SKIP | {"del"}
    starts = (rdg for rdg in root.iter("{*}rdg") if text.witness & {w.lstrip("#") for w in rdg.get("wit", "").split()})
    text.silent = any(rdg.find("{*}witStart") is not None for rdg in starts)
    for body in bodies:
        text.walk(body)
    return text


def _title(root: Any) -> str:
    found = root.find(".//{*}titleStmt/{*}title")
    return "" if found is None else " ".join("".join(found.itertext()).split())


class _Text:
    """Collects the running text and the marks while walking the tree."""

    def __init__(self, limit: int, path: str, witness: set[str]) -> None:
        self.witness = witness  # the names that apps use for the witness that is read; none: read the lemma
        self.skip = _SKIP
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.said: list[tuple[int, str, Any, bool]] = []
        self.limit, self.path = limit, path
        self.silent = False  # inside a lacuna of the witness
        self.broken = False  # after <lb/>, with no word since
        self.joining = False  # after <lb break="no"/>: the word goes on
        self.pending = ""  # white space to insert before the next text: block breaks collapse

    def content(self) -> str:
        return "".join(self.parts)

    def walk(self, node: Any) -> None:
        """Depth-first; lxml bounds the depth of a document at 256, so recursion is safe."""
        name = etree.QName(node).localname
        if name in self.skip:
            return
        if name in _SILENCES:
            self.silent = bool(self.witness) and name in {"lacunaStart", "witEnd"}
            self.marks.append(Mark("lacuna", self.length, self.length, {"n": name}))
            return
        if name in {"lb", "pb", "cb", "gb", "milestone", "gap", "space"}:
            self.empty(name, node)
            return
        if name in _BLOCKS:
            self.owe("\n\n" if name in _APART else "\n")
        elif name == "w" and not node.get("part", "").startswith(("M", "F")):
            self.owe(" ")  # marked words are words, whether or not space stands between the elements
        start = self.length + (len(self.pending) if self.parts else 0)
        self.say(node.text, node)
        for child in _readable(node, name, self.witness):
            self.walk(child)
            self.say(child.tail, child, tail=True)
        if name in _BLOCKS:
            self.mark_block(name, node, start)
            self.owe("\n\n" if name in _APART else "\n")

    def say(self, text: str | None, node: Any, *, tail: bool = False) -> None:
        """Add the text of a node, or its tail; `said` records where in the tree each part of the content came from."""
        if not text or self.silent:
            return
        if self.joining:
            text = text.lstrip()
            if not text:
                return
            self.joining = False
        if text.isspace() or text[0].isspace():
            self.owe(" ")
        words = " ".join(text.split())
        if not words:
            return
        piece = (self.pending if self.parts else "") + words
        self.pending = " " if text[-1].isspace() else ""
        self.broken = False
        self.parts.append(piece)
        self.said.append((self.length + len(piece) - len(words), words, node, tail))
        self.length += len(piece)
        if self.length > self.limit:
            raise LimitError("expands to more text than its size allows", path=self.path, hint="check its entities")

    def owe(self, space: str) -> None:
        """Request white space before the next text: the strongest of paragraph, line and space; none within a word."""
        if self.joining:
            return
        if (space.count("\n"), len(space)) > (self.pending.count("\n"), len(self.pending)):
            self.pending = space

    def empty(self, name: str, node: Any) -> None:
        if node.get("break") == "no" and self.parts:
            # A hyphen at the line's end stays in the text, and the tokeniser joins the word over it.
            self.pending = "\n" if self.parts[-1].endswith(("-", "\u2010", "\u00ad", "\u00ac")) else ""
            self.joining = True
        at = self.length + (len(self.pending) if self.parts else 0)
        label = node.get("n") or node.get(XML_ID) or ""
        kind = {"lb": "line", "pb": "page", "milestone": "locus", "gap": "lacuna"}.get(name)
        if name == "lb" and node.get("break") != "no":
            apart = " \n" if node.get("break") == "yes" else "\n"  # a space keeps a hyphen from joining words
            self.owe(self.pending + "\n" if self.broken else apart)  # a line without words is a blank one
            self.broken = True
        elif name in {"pb", "cb", "gb", "gap", "space"} and node.get("break") != "no":
            self.owe(" ")
        if kind:
            self.marks.append(Mark(kind, min(at, self.length), min(at, self.length), {"n": label}))

    def mark_block(self, name: str, node: Any, start: int) -> None:
        start = min(start, self.length) if self.parts else 0
        label = node.get("n") or node.get(XML_ID) or ""
        if name == "head" and self.length > start:
            self.marks.append(Mark("heading", start, self.length, {"n": label}))
        elif label and name in {"div", "div1", "div2", "div3", "div4", "ab", "p", "l"}:
            self.marks.append(Mark("section" if name.startswith("div") else "locus", start, self.length, {"n": label}))


def _readable(node: Any, name: str, witness: set[str]) -> Iterator[Any]:
    """The children to read: of a `<choice>` the witness's form, of an `<app>` its reading; the lemma if none is asked.

    Where an app does not name the witness, it has the lemma if the lemma names nobody (a negative apparatus), else
    nothing.
    """
    children = [child for child in node if isinstance(child.tag, str)]
    if name == "app" and witness:
        readings = [child for child in node.iter("{*}lem", "{*}rdg") if next(child.iterancestors("{*}app")) is node]
        own = [one for one in readings if {w.lstrip("#") for w in one.get("wit", "").split()} & witness]
        yield from own or (one for one in readings if etree.QName(one).localname == "lem" and one.get("wit") is None)
        return
    preferred = {"choice": _CHOICE, "app": ("lem", "rdgGrp", "rdg"), "rdgGrp": ("lem", "rdg")}.get(name)
    if preferred and children:
        by_name = {etree.QName(child).localname: child for child in reversed(children)}
        yield next((by_name[form] for form in preferred if form in by_name), children[0])
    else:
        yield from children

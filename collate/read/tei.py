"""TEI P5: the text of `<body>`, with its structure as marks.

The parser is bounded and secure: no network, no external entity, internal entities only within an
expansion limit, comments and processing instructions dropped without splitting the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from collate.errors import InputError, LimitError
from collate.model import Language, Mark, Origin, Source

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MAX_EXPANSION = 10  # characters of text per byte of file: nothing honest comes near
MIN_ALLOWED = 10_000  # the expansion a short file may have all the same

# What does not belong to the running text of the witness.
_SILENCES = {"lacunaStart", "lacunaEnd", "witStart", "witEnd"}
_SKIP = {"note", "witDetail", "fw", "teiHeader", "del", "figDesc", "certainty", "index", "standOff"}
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
    root = _parse(data, path, encoding)
    return [_source(root, data, path, siglum, witness="")]


def read_witnesses(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """A source for each witness of a parallel-segmented apparatus: of every app the reading that names it.

    Witnesses are those of ``listWit``; one that stands in a group is named where its group is. A text without
    such an apparatus is read as `read` does.
    """
    root = _parse(data, path, encoding)
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
    named = {token.lstrip("#") for node in root.iter("{*}lem", "{*}rdg") for token in node.get("wit", "").split()}
    named |= {own for token in named for own in groups.get(token, ())}
    sigla = {key: name for key, name in found.items() if key in named}
    if len(sigla) < 2:
        return read(data, path=path, siglum=siglum, encoding=encoding)
    return [_source(root, data, path, name, witness=key, groups=groups) for key, name in sigla.items()]


def _source(
    root: Any, data: bytes, path: str, siglum: str, *, witness: str, groups: dict[str, set[str]] | None = None
) -> Source:
    bodies = [node for node in root.iter("{*}body") if next(node.iterancestors("{*}body"), None) is None]
    if not bodies:
        raise InputError("is XML without a <body>", path=path, hint="is it TEI? plain text needs another ending")
    names = {witness, *(group for group, members in (groups or {}).items() if witness in members)}
    text = _Text(limit=max(MIN_ALLOWED, MAX_EXPANSION * len(data)), path=path, witness=names if witness else set())
    starts = (rdg for rdg in root.iter("{*}rdg") if names & {w.lstrip("#") for w in rdg.get("wit", "").split()})
    text.silent = bool(witness) and any(rdg.find("{*}witStart") is not None for rdg in starts)
    for body in bodies:
        text.walk(body)
    content = text.content()
    notes = () if content.strip() else ("its <body> holds no text",)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "tei", "utf-8", b"", notes)
    code = next((n.get(XML_LANG) for n in (bodies[0], *bodies[0].iterancestors()) if n.get(XML_LANG)), None)
    language = Language(code, "xml:lang") if code else Language("und", "not determined")
    return Source(siglum, content, origin, language, _title(root), "", tuple(text.marks))


def _parse(data: bytes, path: str, encoding: str | None) -> Any:
    parser = etree.XMLParser(
        encoding=encoding, resolve_entities="internal", no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as problem:
        line, column = getattr(problem, "position", (None, None))
        reason = " ".join(str(getattr(problem, "msg", None) or problem).split())
        raise InputError(
            f"is not well-formed XML ({reason})",
            path=path,
            line=line,
            column=column,
            hint="check it with xmllint",
        ) from None


def _title(root: Any) -> str:
    found = root.find(".//{*}titleStmt/{*}title")
    return "" if found is None else " ".join("".join(found.itertext()).split())


class _Text:
    """Collects the running text and the marks while walking the tree."""

    def __init__(self, limit: int, path: str, witness: set[str]) -> None:
        self.witness = witness  # the names by which an app speaks of the witness that is read; none: the lemma
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.limit, self.path = limit, path
        self.silent = False  # between the marks that say that the witness is not there
        self.joining = False  # after <lb break="no"/>: the word goes on
        self.pending = ""  # white space owed before the next text: block breaks collapse

    def content(self) -> str:
        return "".join(self.parts)

    def walk(self, node: Any) -> None:
        """Depth-first; lxml bounds the depth of a document at 256, so recursion is safe."""
        name = etree.QName(node).localname
        if name in _SKIP:
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
        self.say(node.text)
        for child in _readable(node, name, self.witness):
            self.walk(child)
            self.say(child.tail)
        if name in _BLOCKS:
            self.mark_block(name, node, start)
            self.owe("\n\n" if name in _APART else "\n")

    def say(self, text: str | None) -> None:
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
        self.parts.append(piece)
        self.length += len(piece)
        if self.length > self.limit:
            raise LimitError("expands to more text than its size allows", path=self.path, hint="check its entities")

    def owe(self, space: str) -> None:
        """The strongest break wins: paragraph, line, space; none inside a word that goes on."""
        if self.joining:
            return
        if len(space) > len(self.pending) or (space == "\n" and self.pending == " "):
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
            self.owe("\n")
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

    Where an app does not name the witness it has nothing there.
    """
    children = [child for child in node if isinstance(child.tag, str)]
    if name == "app" and witness:
        readings = (child for child in node.iter("{*}lem", "{*}rdg") if next(child.iterancestors("{*}app")) is node)
        yield from (
            reading for reading in readings if {w.lstrip("#") for w in reading.get("wit", "").split()} & witness
        )
        return
    preferred = {"choice": _CHOICE, "app": ("lem", "rdgGrp", "rdg"), "rdgGrp": ("lem", "rdg")}.get(name)
    if preferred and children:
        by_name = {etree.QName(child).localname: child for child in reversed(children)}
        yield next((by_name[form] for form in preferred if form in by_name), children[0])
    else:
        yield from children

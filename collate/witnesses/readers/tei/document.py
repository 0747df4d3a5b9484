"""A TEI document: where its text stands, its hands and glyphs, and the customs of its encoder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from html.entities import html5
from typing import Any, NamedTuple

from lxml import etree

from collate.errors import InputError
from collate.witnesses.readers.tei.elements import Use, attribute, in_word, name_of, use_of

EDITION = "edition"  # of EpiDoc: where there is such a division, the others are translation, commentary, apparatus
# Types of divisions that are not the text.
_APART = re.compile("apparatus|bibliograph|textcrit|witnesses|sigla", re.IGNORECASE)
# Types of divisions that have the text as it stands in the source; where there is one, the others repeat it.
_VERSIONS = {"transcription", "transcript", "diplomatic", "original", "orig"}
_OTHERS = {
    "translation", "normalized", "normalised", "regularized", "regularised", "modernized", "modernised", "interpretive",
    "commentary", "summary", "regest", "abstract",
}  # fmt: skip
_TEXT = {"p", "ab", "l", "s", "w", "seg", "u", "line", "app", "head"}  # a file without `body` that has one is TEI
_BREAKS = {"lb", "pb", "cb", "gb", "milestone"}
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{0,40});")
_DECLARED = re.compile(rb"<!ENTITY\s+([A-Za-z][\w.-]*)\s")
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
HYPHENS = ("-", "\u2010", "\u00ad", "\u00ac", "\u2e17")
_CEI = "{http://www.monasterium.net/"  # the Charters Encoding Initiative: beside the text is its description
NEAR = 8  # empty elements, at most, between a break and the letters beside it
_JOINED = 0.5  # the share of line beginnings with space beside them from which one without is inside a word


class Lines(Enum):
    """The custom of a file at the beginnings of lines."""

    SPACED = "space beside most"
    TIGHT = "no space"
    UNKNOWN = "no line beginning tells"


class Known(NamedTuple):
    """The name of an element, what is done with it, and whether it is no text of the witnesses."""

    name: str
    use: Use
    apart: bool


class Document:
    """A parsed file. InputError if it holds no text of TEI, or something that must not be skipped in silence."""

    def __init__(self, root: Any, path: str, size: int) -> None:
        self.root, self.path, self.size = root, path, size
        self._known: dict[int, Known] = {}
        self.kept = list(root.iter())  # lxml makes new objects of nodes that nobody keeps; ids would change
        self.doubled: list[Any] = []  # divisions that have the text once more, in another version or language
        self.parts = self._parts()
        self._refuse()

    def _parts(self) -> list[Any]:
        """The elements whose text is read: edition, body, sourceDoc, or what there is of a fragment."""
        bodies = list(_outermost(self.root, "body"))
        if bodies:
            editions = [
                div
                for body in bodies
                for div in _outermost(body, "div")
                if attribute(div, "type") == EDITION
            ]  # fmt: skip
            charters = [one for body in bodies for one in _outermost(body, "tenor") if one.tag.startswith(_CEI)]
            return self._first_version(editions or charters or bodies)
        for name in ("text", "sourceDoc"):
            if found := list(_outermost(self.root, name)):
                return found
        if any(name_of(node) in _TEXT for node in self.kept):
            return [self.root]
        raise InputError("is XML without a <body>", path=self.path, hint="is it TEI? plain text needs another ending")

    def _first_version(self, parts: list[Any]) -> list[Any]:
        """The parts, or the divisions in them that have the text as it stands, where others have it once more."""
        if len(parts) == 1 and name_of(parts[0]) == "body":
            divisions = [one for one in parts[0] if name_of(one).startswith("div")]
        else:
            divisions = [one for one in parts if name_of(one).startswith("div")]
        kinds = [_version(one) for one in divisions]
        texts = [kind for kind in kinds if kind in _VERSIONS]
        again = {kind for kind in kinds if kind and kind != texts[0]} if texts else set()
        self.doubled = [one for one, kind in zip(divisions, kinds, strict=True) if kind in again]
        return [one for one in divisions if one not in self.doubled] if self.doubled else parts

    def _refuse(self) -> None:
        """Refuse what would leave a gap in the text: an inclusion, an entity that is defined elsewhere."""
        for part in self.parts:
            for node in part.iter():
                if isinstance(node, etree._Entity):  # noqa: SLF001  lxml has no other name for it
                    what = f"the entity &{node.name}; is defined elsewhere"
                    raise InputError(what, path=self.path, line=node.sourceline, hint="write out what it stands for")
                if isinstance(node.tag, str) and use_of(node) is Use.REFUSED:
                    raise InputError(
                        f"the text includes {attribute(node, 'href') or 'another file'}", path=self.path,
                        line=node.sourceline, hint="bring it in first: xmllint --xinclude",
                    )  # fmt: skip

    @cached_property
    def nodes(self) -> list[Any]:
        """The elements whose text is read, in order, without what is left out."""
        return [node for part in self.parts for node in _read(part)]

    def known(self, node: Any) -> Known:
        """The name of an element and what is done with it; found out once, for all witnesses."""
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = Known(name_of(node), use_of(node), apart(node))
        return found

    def beside(self) -> list[Any]:
        """The front and back matter that has words; it is not read."""
        matter = (node for name in ("front", "back") for node in self.root.iter(f"{{*}}{name}"))
        return [one for one in matter if any((node.text or "").strip() for node in _read(one) if not _of_entry(node))]

    @cached_property
    def ours(self) -> bool:
        """Whether Collate wrote the file."""
        return any(node.get("ident") == "collate" for node in self.root.iter("{*}application"))

    @cached_property
    def located(self) -> bool:
        """Whether the header says that entries name the place they are about."""
        return any(attribute(one, "method").startswith("location") for one in self.root.iter("{*}variantEncoding"))

    @cached_property
    def hands(self) -> dict[str, int]:
        """The ids of the hands and their ranks, in the order of the header, then as they occur."""
        listed = [attribute(node, "xml:id") for node in self.root.iter("{*}handNote", "{*}hand")]
        used = [one for node in self.nodes for one in attribute(node, "hand").replace("#", "").split()]
        return {one: rank for rank, one in enumerate(dict.fromkeys(filter(None, [*listed, *used])))}

    @cached_property
    def glyphs(self) -> dict[str, str]:
        """What the signs of the header stand for, by their ids."""
        found: dict[str, str] = {}
        for char in self.root.iter("{*}char", "{*}glyph"):
            mappings = list(char.iter("{*}mapping"))
            by_type = {(attribute(one, "type") or "").casefold(): (one.text or "").strip() for one in mappings}
            best = (by_type.get(name) for name in ("unicode", "standard", "normalized", "simplified", "composed"))
            said = next(filter(None, best), next(filter(None, by_type.values()), ""))
            code = re.fullmatch(r"U\+([0-9A-Fa-f]{4,6})", said)
            if code and int(code[1], 16) < 0x110000 and not 0xD800 <= int(code[1], 16) < 0xE000:
                said = chr(int(code[1], 16))
            found[attribute(char, "xml:id")] = said
        return found

    @cached_property
    def lines(self) -> Lines:
        """Whether there is space beside the beginnings of lines: then one without it is inside a word.

        Those say nothing that begin a block, follow a hyphen, or say themselves whether they are in a word.
        """
        if self.ours:
            return Lines.UNKNOWN
        plain = [
            node for node in self.nodes if name_of(node) == "lb" and not (attribute(node, "break") or in_word(node))
        ]
        beside = [(preceding(node), following(node)) for node in plain]
        telling = [(a, b) for a, b in beside if a and b and not a.endswith(HYPHENS)]
        spaced = sum(a[-1].isspace() or b[0].isspace() for a, b in telling)
        if not telling:
            return Lines.UNKNOWN
        return Lines.SPACED if spaced >= _JOINED * len(telling) else Lines.TIGHT

    @cached_property
    def signs_apart(self) -> bool:
        """Whether space before a `pc` means nothing: every one of them that follows a word has it."""
        signs = [node for node in self.nodes if name_of(node) == "pc"]
        after = [node.getprevious() for node in signs]
        return any(one is not None for one in after) and all(
            one is None or (one.tail or "")[-1:].isspace() for one in after
        )


def _version(div: Any) -> str:
    """What version of the text a division has, by its type; "" if it does not say."""
    said = (attribute(div, "type").casefold(), attribute(div, "subtype").casefold())
    return next((one for one in reversed(said) if one in _VERSIONS or one in _OTHERS), "")


def _outermost(root: Any, name: str) -> Iterator[Any]:
    for node in root.iter(f"{{*}}{name}"):
        if not any(name_of(above) == name for above in node.iterancestors()):
            yield node


def _read(node: Any) -> Iterator[Any]:
    """A node and all below it, but for what is left out; without recursion, for lxml bounds the depth only of files."""
    left = [node]
    while left:
        one = left.pop()
        if not isinstance(one.tag, str) or apart(one):
            continue
        yield one
        left.extend(reversed(one))


def _of_entry(node: Any) -> bool:
    return name_of(node) == "app" or any(name_of(above) == "app" for above in node.iterancestors())


def apart(node: Any) -> bool:
    """Whether an element and all in it is no text of the witnesses."""
    if use_of(node) is Use.LEFT_OUT:
        return True
    return name_of(node).startswith("div") and bool(_APART.search(attribute(node, "type")))


def characters(data: bytes) -> bytes:
    """A file whose document type is elsewhere, with the characters for the entities that HTML has too (ISO names).

    Those that the file itself declares are left.
    """
    if b"<!DOCTYPE" not in data or b"&" not in data:
        return data
    declared = {*_DECLARED.findall(data), *_OF_XML}

    def character(match: re.Match[bytes]) -> bytes:
        known = html5.get(f"{match[1].decode()};")
        if known is None or match[1] in declared:
            return match[0]
        return "".join(f"&#{ord(char)};" for char in known).encode()

    return _ENTITY.sub(character, data)


def wide(text: str) -> bool:
    """Whether a text ends with a character of a script without spaces."""
    return bool(text) and unicodedata.east_asian_width(text[-1]) in {"W", "F"}


def preceding(node: Any) -> str:
    """The text right before a node, also within elements that end there; "" at the beginning of its parent."""
    for _ in range(NEAR):
        sibling = node.getprevious()
        if sibling is None:
            parent = node.getparent()
            if parent is None or parent.text or name_of(parent) in {"p", "ab", "l", "div", "body", "head"}:
                return (parent.text or "") if parent is not None else ""
            node = parent
        elif sibling.tail:
            return str(sibling.tail)
        elif name_of(sibling) in _BREAKS or not len(sibling):
            if sibling.text:
                return str(sibling.text)
            node = sibling
        else:
            last = sibling[-1]
            return str(last.tail or last.text or "")
    return ""


def following(node: Any) -> str:
    """The text right after a node, also within elements that begin there; "" at the end of its parent."""
    for _ in range(NEAR):
        if node.tail:
            return str(node.tail)
        sibling = node.getnext()
        if sibling is None:
            return ""
        if sibling.text:
            return str(sibling.text)
        node = sibling
    return ""

"""Reads EPUB: the text of a book, its files in the order of the spine, without what the publisher adds around it.

The structure is that of EPUB 3.3 (W3C), which holds EPUB 2 as well.
"""

from __future__ import annotations

from html.entities import html5
from typing import Any

import regex
from lxml import etree

from collate.errors import InputError
from collate.model import Source
from collate.witnesses.readers.documents import html_rules
from collate.witnesses.readers.documents.archive import Archive, resolved
from collate.witnesses.readers.documents.html import check_depth, page_text, parsed
from collate.witnesses.readers.documents.html_decoding import decode_html
from collate.witnesses.readers.documents.office_xml import local, within
from collate.witnesses.readers.set_aside import source
from collate.witnesses.readers.text_builder import Break, TextBuilder
from collate.witnesses.readers.wellformed import tree

PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
# What is about this edition of the book, by the structure vocabulary of EPUB.
PUBLISHERS = {
    "cover",
    "titlepage",
    "halftitlepage",
    "copyright-page",
    "imprint",
    "colophon",
    "other-credits",
    "ack-page",
}
AROUND = "pages about the edition"
_ENTITY = regex.compile(r"&(?P<name>[A-Za-z][A-Za-z0-9]*;)")
_OWN = {"amp;", "lt;", "gt;", "quot;", "apos;"}


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The text of the book. InputError if the file is no EPUB, or is encrypted."""
    archive = Archive(data, path)
    package = _package(archive)
    text = TextBuilder()
    around = _guide(archive, package)
    missing = []
    for name in _spine(archive, package):
        if name not in archive.names:
            missing.append(name)
            continue
        root = _page(archive, name)
        if root is None:
            continue
        if name in around:
            text.set_aside(AROUND, " ".join(" ".join(root.itertext()).split()))
        else:
            text.owe(Break.PARAGRAPH)
            page_text(root, text, _sheets(archive, name, root), _not_text)
    notes = [f"names a page that is not in it: {missing[0]}"] if missing else []
    return [source(siglum, text, data, path, "epub", notes=notes)]


def _package(archive: Archive) -> str:
    """The name of the package document."""
    container = archive.optional("META-INF/container.xml")
    names = [one.get("full-path", "") for one in within(container, "rootfile")] if container is not None else []
    found: str | None = next((name for name in names if name in archive.names), None)
    if found is None:
        raise InputError("is no EPUB: it names no package", path=archive.path, hint="get another copy")
    return found


def _spine(archive: Archive, package: str) -> list[str]:
    """The names of the pages in reading order; those that are only tables of contents are left out."""
    root = archive.xml(package)
    items = {
        one.get("id", ""): resolved(package, one.get("href", ""))
        for one in within(root, "item")
        if one.get("media-type", "") in PAGES and "nav" not in one.get("properties", "").split()
    }
    spine = [items[name] for one in within(root, "itemref") if (name := one.get("idref", "")) in items]
    rights = archive.optional("META-INF/encryption.xml")
    locked = (
        {resolved("", one.get("URI", "")) for one in within(rights, "CipherReference")} if rights is not None else set()
    )
    if locked & set(spine):
        raise InputError("is encrypted (DRM)", path=archive.path, hint="collate needs a copy without protection")
    return list(dict.fromkeys(spine))


def _guide(archive: Archive, package: str) -> set[str]:
    """The pages that the guide of EPUB 2 says are about the edition."""
    kinds = PUBLISHERS | {"toc", "title-page", "loi", "lot"}
    references = within(archive.xml(package), "reference")
    return {
        resolved(package, one.get("href", ""))
        for one in references
        if one.get("type") in kinds and "#" not in one.get("href", "")
    }


def _page(archive: Archive, name: str) -> Any | None:
    """The root of a page, its names without namespaces; read as HTML if it is not well-formed."""
    text = decode_html(archive.part(name), f"{archive.path} ({name})").text
    if not text.strip():
        return None
    plain = _ENTITY.sub(lambda one: one.group() if one["name"] in _OWN else html5.get(one["name"], one.group()), text)
    plain = regex.sub(r"\A\s*<\?xml[^>]*\?>", "", plain)
    try:
        root = tree(plain.encode("utf-8", "surrogatepass"), archive.path)
    except InputError:
        return parsed(text, f"{archive.path} ({name})")
    for one in root.iter():
        one.tag = local(one)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    check_depth(root, archive.path)
    return root


def _sheets(archive: Archive, page: str, root: Any) -> list[str]:
    """The style sheets that a page links to."""
    names = [resolved(page, one.get("href", "")) for one in root.iter("link") if "stylesheet" in one.get("rel", "")]
    return [archive.part(name).decode("utf-8", "replace") for name in names if name in archive.names]


def _not_text(node: Any, name: str) -> str:
    if name in {"body", "section", "div"} and html_rules.types(node) & PUBLISHERS:
        return AROUND
    return html_rules.not_text(node, name)

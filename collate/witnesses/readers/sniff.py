"""Chooses the reader for a file: by its first bytes where they are unmistakable, else by its ending."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import regex

from collate.witnesses.readers import collation_forms
from collate.witnesses.readers.documents import unreadable

_ENDINGS = {
    ".xml": "tei", ".tei": "tei", ".json": "collatex", ".csv": "table", ".tsv": "table", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".hocr": "hocr", ".md": "markdown", ".markdown": "markdown",
    ".graphml": "graphml",
}  # fmt: skip
_XML = (".xml", ".graphml", ".tei", ".hocr", ".html", ".htm", ".xhtml")
# What precedes the root of an XML file: a declaration, instructions, comments, a document type.
_PROLOG = rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!(?i:doctype)[^\[>]*(?:\[.*?\]\s*)?>)*+"
_ROOT = regex.compile(rb"(?s)(?:\xef\xbb\xbf)?" + _PROLOG + rb"<(?:[\w.-]+:)?(?P<name>[\w.-]+)")
_ROOTS = {b"PcGts": "page", b"alto": "alto", b"html": "html", b"HTML": "html", b"graphml": "graphml"}
_BODY = regex.compile(rb"<(?:[\w.-]+:)?body[\s>]")
_START = 65536  # the root of a file is in its first bytes


def reader_name(
    path: str, data: bytes, known: Collection[str] = (), *, one_witness: bool = False, hands: bool = False
) -> str:
    """The registered name of the reader: text unless the first bytes or the ending say otherwise.

    An ending that is the name of one of the `known` readers selects it. TEI that holds the readings of
    several witnesses is read as these, unless `one_witness` is asked for; with `hands`, a document that records its
    corrections is read in the stages of these. InputError if the file is of a format that is not read.
    """
    name = _by_form(path, data)
    collation = "" if one_witness else collation_forms.found(name, Path(path).suffix.lower(), data)
    if collation:
        return collation
    own = Path(path).suffix.lower().removeprefix(".")
    if name == "text" and path != "-" and own in known:
        return own
    if name == "text":
        unreadable.refuse(data, path)
    several = b"wit" in data and b"rdg" in data
    if name == "tei" and several and not one_witness:
        return "tei-witnesses"
    return f"{name}-hands" if hands and f"{name}-hands" in {"tei-hands", *known} else name


def _by_form(path: str, data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return unreadable.zipped(data, path)
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    named = path != "-" and not path.startswith("/dev/fd/")
    by_ending = _ENDINGS.get(Path(path).suffix.lower(), "text") if named else "text"
    if Path(path).suffix.lower() in _XML or (by_ending == "text" and _looks_like_xml(data)):
        return _by_root(data, path, by_ending)
    return "collatex" if not named and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else by_ending


def _looks_like_xml(data: bytes) -> bool:
    start = data[:256].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<?xml", b"<!doctype", b"<html", b"<tei", b"<pcgts", b"<alto", b"<graphml"))


def _by_root(data: bytes, path: str, by_ending: str) -> str:
    root = _ROOT.match(data[:_START])
    name = _ROOTS.get(root["name"] if root else b"", "tei" if by_ending == "text" else by_ending)
    if name == "html" and (b"ocr_page" in data or b"ocr_line" in data):
        return "hocr"
    if name == "tei":
        unreadable.refuse_xml(root["name"] if root else b"", data, path)
    paged = b"<sourceDoc" in data or b":sourceDoc" in data or (root is not None and root["name"] == b"surface")
    if name == "tei" and (root is not None and root["name"] == b"document") and b"office:text" in data:
        return "odt"  # a flat OpenDocument text
    return "tei-lines" if name == "tei" and paged and not _BODY.search(data) else name

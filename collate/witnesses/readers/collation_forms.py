"""Recognises collations of other programs in files whose ending does not say so: XML, HTML and text."""

from __future__ import annotations

import csv
from collections import Counter

import regex

from collate.witnesses.readers import html_table
from collate.witnesses.readers.drawn_table import is_drawn

ROWS = 3  # from which on lines with tabs can be a table
AGREE = 0.3  # share of its rows with the same word twice, from which on such a table is a collation
LONGEST = 12  # characters of a siglum over a column
_READING = regex.compile(rb"<(?:\w+:)?rdg\s[^>]*\bwit\s*=")
_BODY = regex.compile(rb"<(?:\w+:)?(?:body|TEI|teiCorpus|text)[\s>]")


def found(name: str, ending: str, data: bytes) -> str:
    """The name of the reader for a collation in a file that another reader, `name`, would read; "" if it holds none."""
    if name == "tei":
        return "apparatus-xml" if _READING.search(data) and not _BODY.search(data) else ""
    if name == "html":
        return "html-table" if html_table.holds_table(data) else ""
    if name != "text" or ending not in {".txt", ".tab", ""}:
        return ""
    beginning = data[:65536].decode("utf-8", "replace")
    if is_drawn(beginning):
        return "drawn-table"
    return "table" if "\t" in beginning and _tabbed(beginning, whole=len(data) <= 65536) else ""


def _tabbed(text: str, *, whole: bool) -> bool:
    """Whether lines with tabs are a collation: sigla in the first, as many cells in all, and words that agree."""
    lines = text.lstrip("\ufeff").splitlines()
    try:
        rows = [row for row in csv.reader(lines if whole else lines[:-1], delimiter="\t") if row]
    except csv.Error:
        return False
    head = rows[0] if rows else []
    if len(rows) <= ROWS or len(head) < 2 or any(len(row) != len(head) for row in rows):
        return False
    if len(set(head)) < len(head) or any(not cell or len(cell) > LONGEST or len(cell.split()) != 1 for cell in head):
        return False
    alike = sum(
        max(Counter(cell.strip().casefold() for cell in row if cell.strip()).values(), default=0) > 1
        for row in rows[1:]
    )
    return alike >= AGREE * (len(rows) - 1)

"""Termbases: TSV, CSV, TBX-Basic (ISO 30042, of 2008), and as text."""

from __future__ import annotations

import csv
import re
from typing import TextIO

from lxml import etree

from collate.io.tabular import guarded
from collate.io.wording import DECLARATION, isolated, one_line, visible, xml_text
from collate.model.termbase import Concept, Termbase

XML = "{http://www.w3.org/XML/1998/namespace}"


def write_tsv(termbase: Termbase, out: TextIO, *, guard: bool = True) -> None:
    """A row per concept, a column per language; terms are separated by ``|``, barred ones follow ``!``."""
    _rows(termbase, out, "\t", guard=guard)


def write_csv(termbase: Termbase, out: TextIO, *, guard: bool = True) -> None:
    """A row a concept, comma-separated."""
    _rows(termbase, out, ",", guard=guard)


def _rows(termbase: Termbase, out: TextIO, delimiter: str, *, guard: bool) -> None:
    table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    languages = termbase.languages
    table.writerow(["concept", *languages, "note", "source"])
    for concept in termbase:
        cells = (_cell(concept, code) for code in languages)
        row = (concept.name, *cells, concept.note, concept.source)
        table.writerow([guarded(one_line(cell), on=guard) for cell in row])


def _cell(concept: Concept, code: str) -> str:
    return "|".join([*concept.terms.get(code, ()), *(f"!{term}" for term in concept.barred.get(code, ()))])


def write_text(termbase: Termbase, out: TextIO) -> None:
    """A concept a paragraph, a language a line."""
    for concept in termbase:
        out.write(f"{visible(one_line(concept.name))}\n")
        out.writelines(
            f"  {code}  {isolated(one_line(', '.join(concept.terms.get(code, ()))))}"
            + (f"  (not {isolated(one_line(', '.join(barred)))})" if (barred := concept.barred.get(code)) else "")
            + "\n"
            for code in termbase.languages
            if code in concept.terms or code in concept.barred
        )
        if concept.note:
            out.write(f"  {one_line(concept.note)}\n")


def write_tbx(termbase: Termbase, out: TextIO) -> None:
    """TBX-Basic, version 2, which most programs read: a `langSet` per language; barred terms are deprecated."""
    root = etree.Element("martif", type="TBX-Basic")
    root.set(f"{XML}lang", termbase.languages[0] if termbase.languages else "und")
    header = etree.SubElement(etree.SubElement(root, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(header, "sourceDesc"), "p").text = "written by Collate"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for concept in termbase:
        _entry(etree.SubElement(body, "termEntry", id=_id(concept.name)), concept)
    etree.indent(root)
    out.write(DECLARATION + xml_text(etree.tostring(root, encoding="unicode")) + "\n")


def _id(name: str) -> str:
    """The name of a concept as the id of its entry: what an id cannot hold is written ``_x0020_``."""
    return re.sub(r"[^\w.-]|^[^\w]|^\d|_(?=x[0-9A-F]{4})", lambda match: f"_x{ord(match[0]):04X}_", visible(name))


def _entry(entry: etree._Element, concept: Concept) -> None:
    named = {term for terms in (*concept.terms.values(), *concept.barred.values()) for term in terms}
    if concept.name not in named:  # a subject field that repeats a term says nothing
        etree.SubElement(entry, "descrip", type="subjectField").text = visible(concept.name)
    if concept.source:
        etree.SubElement(entry, "admin", type="source").text = visible(concept.source)
    if concept.note:
        etree.SubElement(entry, "note").text = visible(concept.note)
    for code in dict.fromkeys((*concept.terms, *concept.barred)):
        section = etree.SubElement(entry, "langSet")
        section.set(f"{XML}lang", code)
        first = "preferredTerm-admn-sts"
        for term in concept.terms.get(code, ()):
            _term(section, term, first)
            first = "admittedTerm-admn-sts"
        for term in concept.barred.get(code, ()):
            _term(section, term, "deprecatedTerm-admn-sts")


def _term(section: etree._Element, term: str, status: str) -> None:
    own = etree.SubElement(section, "tig")
    etree.SubElement(own, "term").text = visible(term)
    etree.SubElement(own, "termNote", type="administrativeStatus").text = status

"""Termbases: TSV, CSV, TBX-Basic (ISO 30042, DCA style), and as text."""

from __future__ import annotations

import csv
from typing import TextIO

from lxml import etree

from collate.io.tabular import guarded
from collate.io.wording import DECLARATION, isolated, one_line, visible, xml_text
from collate.model.termbase import Concept, Termbase

TBX = "urn:iso:std:iso:30042:ed-2"
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
    """TBX-Basic: a `conceptEntry` with a `langSec` per language; barred terms are deprecated."""
    root = etree.Element(f"{{{TBX}}}tbx", nsmap={None: TBX}, type="TBX-Basic", style="dca")
    root.set(f"{XML}lang", termbase.languages[0] if termbase.languages else "und")
    header = etree.SubElement(etree.SubElement(root, f"{{{TBX}}}tbxHeader"), f"{{{TBX}}}fileDesc")
    described = etree.SubElement(etree.SubElement(header, f"{{{TBX}}}sourceDesc"), f"{{{TBX}}}p")
    described.text = "written by Collate"
    body = etree.SubElement(etree.SubElement(root, f"{{{TBX}}}text"), f"{{{TBX}}}body")
    for number, concept in enumerate(termbase, 1):
        _entry(etree.SubElement(body, f"{{{TBX}}}conceptEntry", id=f"c{number}"), concept)
    etree.indent(root)
    out.write(DECLARATION + xml_text(etree.tostring(root, encoding="unicode")) + "\n")


def _entry(entry: etree._Element, concept: Concept) -> None:
    etree.SubElement(entry, f"{{{TBX}}}descrip", type="subjectField").text = visible(concept.name)
    if concept.source:
        etree.SubElement(entry, f"{{{TBX}}}admin", type="source").text = visible(concept.source)
    if concept.note:
        etree.SubElement(entry, f"{{{TBX}}}note").text = visible(concept.note)
    for code in dict.fromkeys((*concept.terms, *concept.barred)):
        section = etree.SubElement(entry, f"{{{TBX}}}langSec")
        section.set(f"{XML}lang", code)
        first = "preferredTerm-admn-sts"
        for term in concept.terms.get(code, ()):
            _term(section, term, first)
            first = "admittedTerm-admn-sts"
        for term in concept.barred.get(code, ()):
            _term(section, term, "deprecatedTerm-admn-sts")


def _term(section: etree._Element, term: str, status: str) -> None:
    own = etree.SubElement(section, f"{{{TBX}}}termSec")
    etree.SubElement(own, f"{{{TBX}}}term").text = visible(term)
    etree.SubElement(own, f"{{{TBX}}}termNote", type="administrativeStatus").text = status

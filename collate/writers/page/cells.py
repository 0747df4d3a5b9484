"""The passages of translations on a page, marked where findings mean something and where translations part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from collate.io.wording import one_line, visible
from collate.model import Unit
from collate.model.edition import Edition
from collate.model.versions import Collated, Span
from collate.variants.entries import entry


def entries(edition: Edition, passage: int) -> list[str]:
    """An entry for each unit of a passage: its readings, the words of the original, what a revision mends or makes."""
    return [_entry(made, unit) for made in edition.collated for unit in _units(made, passage)]


def _parted(edition: Edition, passage: int, siglum: str) -> Iterator[tuple[int, int, str]]:
    """Where a translation parts from another in a passage, by offsets, with the entry."""
    for made in edition.collated:
        collation = made.apparatus.collation
        if siglum in collation.sigla:
            witness = collation.witnesses[collation.row(siglum)]
            for unit in _units(made, passage):
                first, last = collation.tokens(collation.row(siglum), unit.start, unit.end)
                if first < last:
                    yield int(witness.starts[first]), int(witness.ends[last - 1]), _entry(made, unit)


def shown(text: str) -> str:
    """The text with signs for control characters and for line ends."""
    return visible(text.replace("\r\n", "\n"), "\n\t")


def cell(edition: Edition, passage: int, number: int, span: Span) -> list[Any]:
    """A passage of a translation, by its number: strings, and ``[string, findings, entries]`` for words with marks."""
    source = edition.translations[number]
    meant = list(_meant(edition, passage, source.siglum, span))
    parted = list(_parted(edition, passage, source.siglum))
    bounds = (edge for low, high, _ in (*meant, *parted) for edge in (low, high) if span[0] < edge < span[1])
    pieces: list[Any] = []
    for low, high in pairwise(sorted({*span, *bounds})):
        text = shown(source.content[low:high])
        findings = [k for a, b, k in meant if a <= low and high <= b]
        own = [said for a, b, said in parted if a <= low and high <= b]
        pieces.append([text, findings, own] if findings or own else text)
    return pieces


def _meant(edition: Edition, passage: int, siglum: str, span: Span) -> Iterator[tuple[int, int, int]]:
    """The words of a translation that the findings of a passage mean, by offsets, with the number of the finding."""
    source = next(one for one in edition.translations if one.siglum == siglum)
    for k in edition.bands[passage].findings:
        found = edition.fidelity.findings[k] if edition.fidelity else None
        for one in found.passages if found else ():
            if one.siglum == siglum and one.words:
                start = source.content.find(one.text, span[0])
                low = start + one.span[0]
                if span[0] <= start <= span[1]:
                    yield low, low + len(one.words), k


def _units(made: Collated, passage: int) -> list[Unit]:
    return [unit for unit in made.apparatus.units if made.rows[unit.number] == passage]


def _entry(made: Collated, unit: Unit) -> str:
    printed = entry(made.apparatus, unit)
    line = "".join(run.text for run in (*printed.head, *printed.body))
    said = "; ".join(one_line(one) for one in made.said(unit.number))
    return f"{visible(made.apparatus.base)} {unit.number} {line}" + (f" — {said}" if said else "")

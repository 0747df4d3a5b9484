"""A text with its translations as JSON: ``collate diff --json`` where the texts are in several languages.

``{"form", "base", "original", "witnesses", "translations", "passages", "units", "collated", "findings", "recipe"}``; a
passage is ``{"texts", "heading", "line", "units", "findings"}``: `texts` by siglum, null where a text has none; `units`
are ids, `findings` numbers of the list, from 0.

`collated` are the translations of each language that has several: ``{"language", "base", "witnesses", "units",
"revisions"}``; a unit has besides ``passage``, its number from 0, and ``original``, the words translated there. A
revision is ``{"earlier", "later", "mended", "made", "kept", "wording", "formal", "mends", "makes"}``: numbers of
findings, ids of units where only the wording or the form changed, and by id of a unit its findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from collate.io.wording import json_text
from collate.model.fidelity import Finding
from collate.model.versions import Collated, Revision, Versions
from collate.writers.apparatus.places import base_span
from collate.writers.findings.json import record
from collate.writers.records import unit_record

FORM = "collate-versions-1"


def write(versions: Versions, out: TextIO) -> None:
    """One passage a line."""
    sources = versions.sources
    number = {id(finding): k for k, finding in enumerate(versions.fidelity.findings)}
    witnesses = versions.apparatus.collation.sigla if versions.apparatus else (sources[0].siglum,)
    head = {
        "form": FORM,
        "base": versions.base,
        "original": sources[0].siglum,
        "witnesses": list(witnesses),
        "translations": [source.siglum for source in sources[1:]],
    }
    out.write("{" + json_text(head)[1:-1] + ',\n"passages": [')
    places = _places(versions)
    for k, (passage, findings) in enumerate(zip(versions.passages, versions.findings(), strict=True)):
        span = passage.spans[0]
        about: dict[str, Any] = {
            "texts": {
                source.siglum: source.content[slice(*own)] if own else None
                for source, own in zip(sources, passage.spans, strict=True)
            },
            "heading": next(filter(None, passage.headings), ""),
            "line": sources[0].place(span[0])[0] if span else None,
            "units": [name for at, name in places if span and span[0] <= at < span[1]],
            "findings": [number[id(finding)] for finding in findings],
        }
        out.write((",\n" if k else "\n") + json_text(about))
    units = [unit_record(unit) for unit in versions.apparatus.units] if versions.apparatus else []
    found = [record(finding) for finding in versions.fidelity.findings]
    recipe = {**versions.fidelity.recipe, "apparatus": versions.apparatus.recipe if versions.apparatus else None}
    collated = [_collated(one, number) for one in versions.collated]
    parts = {"units": units, "collated": collated, "findings": found, "recipe": recipe}
    out.write("]" + "".join(f',\n"{name}": {json_text(part)}' for name, part in parts.items()) + "}\n")


def _collated(made: Collated, number: Mapping[int, int]) -> dict[str, Any]:
    """The translations of one language; `number`: that of each finding, by its identity."""
    collation = made.apparatus.collation
    return {
        "language": collation.witnesses[0].source.language.base,
        "base": made.apparatus.base,
        "witnesses": list(collation.sigla),
        "units": [
            {**unit_record(unit), "passage": made.rows[unit.number], "original": made.original.get(unit.number, "")}
            for unit in made.apparatus.units
        ],
        "revisions": [_revision(one, number) for one in made.revisions],
    }


def _revision(made: Revision, number: Mapping[int, int]) -> dict[str, Any]:
    def numbers(findings: Sequence[Finding]) -> list[int]:
        return [number[id(one)] for one in findings]

    return {
        "earlier": made.earlier,
        "later": made.later,
        "mended": numbers(made.mended),
        "made": numbers(made.made),
        "kept": numbers(made.kept),
        "wording": [f"u{one}" for one in made.wording],
        "formal": [f"u{one}" for one in made.formal],
        "mends": {f"u{unit}": numbers(findings) for unit, findings in made.mends.items()},
        "makes": {f"u{unit}": numbers(findings) for unit, findings in made.makes.items()},
    }


def _places(versions: Versions) -> list[tuple[int, str]]:
    """Where each unit stands in the base, by offset."""
    if versions.apparatus is None:
        return []
    collation = versions.apparatus.collation
    starts = collation.witnesses[collation.row(versions.apparatus.base)].starts
    spans = ((base_span(versions.apparatus, unit)[0], unit.id) for unit in versions.apparatus.units)
    return [(int(starts[min(first, len(starts) - 1)]) if len(starts) else 0, name) for first, name in spans]

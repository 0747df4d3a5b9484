"""A text with its translations as JSON: ``collate diff --json`` where the texts are in several languages.

``{"form", "base", "witnesses", "translations", "passages", "units", "findings", "recipe"}``; a passage is ``{"texts",
"heading", "line", "units", "findings"}``: `texts` by siglum, null where a text has none; `units` are ids, `findings`
numbers of the list, from 0.
"""

from __future__ import annotations

from typing import Any, TextIO

from collate.io.wording import json_text
from collate.model.versions import Versions
from collate.writers.apparatus.places import base_span
from collate.writers.findings.json import record
from collate.writers.records import unit_record

FORM = "collate-versions-1"


def write(versions: Versions, out: TextIO) -> None:
    """One passage a line."""
    made = versions.fidelity.parallels
    sources = [made[0].original, *(one.translation for one in made)]
    number = {id(finding): k for k, finding in enumerate(versions.fidelity.findings)}
    witnesses = versions.apparatus.collation.sigla if versions.apparatus else (sources[0].siglum,)
    head = {
        "form": FORM,
        "base": sources[0].siglum,
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
    out.write(f'],\n"units": {json_text(units)},\n"findings": {json_text(found)},\n"recipe": {json_text(recipe)}}}\n')


def _places(versions: Versions) -> list[tuple[int, str]]:
    """Where each unit stands in the base, by offset."""
    if versions.apparatus is None:
        return []
    collation = versions.apparatus.collation
    starts = collation.witnesses[collation.row(versions.apparatus.base)].starts
    spans = ((base_span(versions.apparatus, unit)[0], unit.id) for unit in versions.apparatus.units)
    return [(int(starts[min(first, len(starts) - 1)]) if len(starts) else 0, name) for first, name in spans]

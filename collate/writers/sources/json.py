"""Writes sources as JSON: the text, its marks with their offsets, and what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TextIO

from collate.io.wording import json_text
from collate.model import Source
from collate.model.references import References

FORM = "collate-read-1"


def write(sources: Sequence[Source], out: TextIO) -> None:
    """A record for each source; offsets count characters of its ``text``."""
    records = [_record(source) for source in sources]
    out.write(json_text({"form": FORM, "sources": records}, indent=1) + "\n")


def _record(source: Source) -> dict[str, Any]:
    references = References(source)
    return {
        "siglum": source.siglum,
        "manuscript": source.manuscript,
        "hand": source.hand,
        "file": source.origin.path,
        "format": source.origin.format,
        "encoding": source.origin.encoding,
        "language": source.language.code,
        "language_from": source.language.why,
        "text": source.content,
        "marks": [
            {
                "kind": mark.kind,
                "start": mark.start,
                "end": mark.end,
                "place": references.at(mark.start),
                **_data(mark.data),
            }
            for mark in source.marks
        ],
        "set_aside": [asdict(one) for one in source.set_aside],
    }


def _data(data: Any) -> dict[str, Any]:
    """What a mark says besides its place; the keys of the record itself are not overwritten."""
    return {key: value for key, value in data.items() if key not in {"kind", "start", "end", "place"}}

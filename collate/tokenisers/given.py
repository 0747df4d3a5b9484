"""Tokens that came with the source: pre-tokenised JSON, `<w>` elements."""

from __future__ import annotations

from collate.model import Source, Witness


def tokenise(source: Source) -> Witness:
    """One token per ``token`` mark, compared by the form the mark gives."""
    marks = [mark for mark in source.marks if mark.kind == "token"]
    spans = [(mark.start, mark.end) for mark in marks]
    return Witness.from_spans(source, spans, [str(mark.data["n"]) for mark in marks])

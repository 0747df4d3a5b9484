"""Uses the tokens that the file gives: pre-tokenised JSON, `<w>` elements."""

from __future__ import annotations

from collate.model import Source, Witness
from collate.witnesses.tokenisers.words import joined


def tokenise(source: Source) -> Witness:
    """One token per ``token`` mark, compared by the form that the mark gives, or else as words of a text are."""
    marks = [mark for mark in source.marks if mark.kind == "token"]
    spans = [(mark.start, mark.end) for mark in marks]
    forms = [mark.data.get("n", joined(source.content[mark.start : mark.end])) for mark in marks]
    return Witness.from_spans(source, spans, forms)

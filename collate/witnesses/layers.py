"""Reads a layer of a document or page in place of its text: its footnotes, its glosses, the notes in its margin."""

from __future__ import annotations

from dataclasses import replace

from collate.errors import UsageError
from collate.io.wording import visible
from collate.model import Source


def layer(source: Source, kind: str) -> Source:
    """The layer as a source, a line for each of its parts. UsageError if the source has none of that kind."""
    texts = [text for one in source.set_aside if one.kind == kind for text in one.texts]
    if not texts:
        known = dict.fromkeys(visible(one.kind) for one in source.set_aside if one.texts)
        there = f"it has {', '.join(known)}" if known else "it has none"
        raise UsageError(f"{visible(source.siglum)} has no layer {kind!r}", hint=there)
    return replace(source, content="\n".join(texts) + "\n", marks=(), signs=(), set_aside=())

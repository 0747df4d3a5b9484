"""Calls the steps of recognition in order: places first, then lost text, divided words and brackets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from collate.model import Source
from collate.witnesses.transcription import (
    bars,
    conventions,
    hispanic,
    lacunae,
    line_ends,
    numbers,
    openiti,
    pages,
    remarks,
    undivided,
    word_brackets,
)
from collate.witnesses.transcription.draft import Draft
from collate.witnesses.transcription.evidence import Evidence, is_program

TYPED = {"text"}  # the formats whose text people type; other readers may name theirs here
BY_LINES = {"page", "alto", "hocr", "tei-lines", "pdf"}  # formats in which only the ends of lines can be inside words
BEFORE, AFTER = "a.c.", "p.c."


def recognised(found: Sequence[Source], names: Sequence[str], *, hands: bool = False) -> list[list[Source]]:
    """The sources without what their transcribers wrote that is not text; each can be rebuilt from its `signs`.

    Each is a list of its layers, mostly one. `names` has the convention of each: one of `CONVENTIONS`, or "" for what
    leaves no doubt only; ``none`` leaves a text as it is typed. With `hands`, a text whose convention marks corrections
    is two sources, before and after.
    """
    typed = [k for k, source in enumerate(found) if names[k] != "none" and _is_typed(source, names[k])]
    own, of_own = [found[k] for k in typed], [names[k] for k in typed]
    others = [source.content for k, source in enumerate(found) if k not in typed]
    after = _read(own, of_own, others)
    before = _read(own, of_own, others, before=True) if hands else after
    layers = {k: _layers(found[k], *both) for k, both in zip(typed, zip(before, after, strict=True), strict=True)}
    return [layers.get(k, [source]) for k, source in enumerate(found)]


def _is_typed(source: Source, convention: str) -> bool:
    return (
        source.origin.format in TYPED | BY_LINES
        and not any(mark.kind == "token" for mark in source.marks)
        and (bool(convention) or hispanic.has_codes(source.content) or not is_program(source.content))
    )


def _read(
    found: Sequence[Source], names: Sequence[str], others: Sequence[str], *, before: bool = False
) -> list[Source]:
    """`others`: the texts of witnesses in which nothing is looked for; their words are evidence for line ends."""
    drafts = [Draft.of(source) for source in found]
    typed = [draft for draft in drafts if draft.source.origin.format not in BY_LINES]
    of_typed = [name for name, draft in zip(names, drafts, strict=True) if draft.source.origin.format not in BY_LINES]

    def evidence(own: Sequence[Draft], besides: Sequence[str] = ()) -> Evidence:
        return Evidence([*(draft.text for draft in own), *besides])

    openiti.step(typed)
    pages.step(typed)
    hispanic.step(typed, before=before)
    remarks.step(typed, before=before)
    numbers.step(typed)
    bars.step(typed, evidence(typed))
    lacunae.step(typed)
    line_ends.step(drafts, evidence(drafts, others), [name in conventions.LINE_BY_LINE for name in names])
    undivided.step(drafts, evidence(drafts, others))
    conventions.step(typed, of_typed, before=before)
    word_brackets.step(typed, evidence(typed), [conventions.enclosing(name) for name in of_typed])
    return [draft.finished() for draft in drafts]


def _layers(source: Source, before: Source, after: Source) -> list[Source]:
    """The text after correction, and before it the text before that if there is any difference."""
    if before.content == after.content:
        return [after]
    return [
        replace(layer, siglum=f"{source.siglum}.{hand.replace('.', '')}", manuscript=source.siglum, hand=hand)
        for layer, hand in ((before, BEFORE), (after, AFTER))
    ]

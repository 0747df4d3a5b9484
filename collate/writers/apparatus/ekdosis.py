r"""The text with its apparatus as LaTeX for ekdosis, which runs in LuaLaTeX only: numbered notes in two layers.

A unit whose words lie in one line of the base, apart from all others, is an ``\app`` with its ``\lem``; one that
crosses lines, holds other units or has no words in the base is a ``\note`` between labels. Compile until the pages
stay as they are. ekdosis cannot break a page's notes, and may oscillate where they are many: ``maxentries`` in the
preamble is how many a page may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TextIO

from collate.io.wording import json_text, runs_right_to_left
from collate.model import Apparatus, Profile, Run, Witness
from collate.variants.entries import PLAIN
from collate.variants.signs import signed
from collate.writers.apparatus.places import Note
from collate.writers.apparatus.places import notes as placed_notes
from collate.writers.tex import PREAMBLE, directed, escaped, fonts

MOST = 24  # notes of one layer on a page
_COMMENT = re.compile(r"[\r\n%]+")


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """A document for LuaLaTeX; the recipe stands in comments at its head."""
    base = signed(apparatus, profile)
    notes = list(placed_notes(apparatus, profile))
    out.write("% !TeX program = lualatex\n")
    out.write(f"% {_COMMENT.sub(' ', json_text(apparatus.recipe))}\n")
    out.write("\\documentclass[a4paper,11pt]{article}\n" + PREAMBLE)
    out.writelines(fonts([base.source.content, *(note.entry.text for note in notes)]))
    out.write("\\usepackage{ekdosis}\n")
    series = sorted({*"AB", *(note.series for note in notes)})
    out.writelines(f"\\DeclareApparatus{{{layer}}}[delim=\\hskip 1em,maxentries={MOST}]\n" for layer in series)
    out.write("\\SetLineation{lineation=document}\n\\sloppy\n\\begin{document}\n\\begin{ekdosis}\n")
    turned = runs_right_to_left(base.source.content)
    for start, end in _lines(base):
        body = "".join(_set(base, start, end, notes)).strip()
        out.write(f"{chr(92)}collatestart {body}\\collateend\n\n" if turned else f"{body}\n\n")
    out.write("\\end{ekdosis}\n\\end{document}\n")


def _lines(base: Witness) -> Iterator[tuple[int, int]]:
    """The words of each line of the base that has any."""
    cuts = [0, *(match.end() for match in re.finditer("\n", base.source.content)), len(base.source.content)]
    for low, high in pairwise(cuts):
        start, end = base.at(low), base.at(high)
        if end > start or not len(base):  # the notes on a text without words want a line too
            yield start, end


def _set(base: Witness, start: int, end: int, notes: Sequence[Note]) -> Iterator[str]:
    """The words of a line with the notes that begin or end among them."""
    here = [note for note in notes if note.first <= end and note.last >= start]
    whole = {note.first: note for note in here if _alone(note, start, end, here)}
    between = [note for note in here if whole.get(note.first) is not note]
    if start == end:
        yield from _ends(between, end, start)
    at = start
    while at < end:
        yield from _labels(between, at, "b")
        found = whole.get(at)
        after = found.last if found else at + 1
        words = "".join(_word(base, token) for token in range(at, after))
        text = words.rstrip()
        yield _app(found, text) if found else text
        yield from _ends(between, after, start)
        yield words[len(text) :]
        at = after


def _alone(note: Note, start: int, end: int, notes: Sequence[Note]) -> bool:
    """Whether a note has words, all in the line, and no other note touches them."""
    return start <= note.first < note.last <= end and not any(
        other is not note and other.first < note.last and note.first < other.last for other in notes
    )


def _labels(notes: Sequence[Note], at: int, side: str) -> Iterator[str]:
    yield from (rf"\linelabel{{{note.id}{side}}}" for note in notes if note.first == at and note.last > at)


def _ends(notes: Sequence[Note], after: int, start: int) -> Iterator[str]:
    """The notes that end after a word; one without words in the base stands after the word before it."""
    for note in notes:
        empty = note.first == note.last
        if note.last == after or (empty and note.last == start and after == start + 1 and start == 0):
            label = note.id
            begins = rf"\linelabel{{{label}b}}" if empty else ""
            yield rf"{begins}\linelabel{{{label}e}}\note[type={note.series},labelb={label}b,labele={label}e,nosep,"
            yield rf"lem={{{_runs(note.entry.head)}}}]{{{_runs(note.entry.body)}}}{{}}"  # braces keep the space


def _app(note: Note, text: str) -> str:
    lemma = rf"\lem[alt={{{_runs(note.entry.head)}}},nosep]{{{text}}}"
    return rf"\app[type={note.series}]{{{lemma}\note{{{_runs(note.entry.body)}}}}}"


def _word(base: Witness, token: int) -> str:
    """A word with the space after it."""
    following = int(base.starts[token + 1]) if token + 1 < len(base) else int(base.ends[token])
    space = " " if base.source.content[int(base.ends[token]) : following].strip("\u2060") else ""
    return escaped(" ".join(base.surface(token, token + 1).split())) + space


def _runs(runs: Sequence[Run]) -> str:
    return "".join(rf"\textit{{{escaped(run.text)}}}" if run.style == "note" else directed(run.text) for run in runs)

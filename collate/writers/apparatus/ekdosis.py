r"""The text with its apparatus as LaTeX for ekdosis, which runs in LuaLaTeX only: numbered notes in two layers.

A unit whose words lie in one paragraph of the base, apart from all others, is an ``\app`` with its ``\lem``; one that
crosses paragraphs, holds other units or has no words in the base is a ``\note`` between labels. Compile until the pages
stay as they are. ekdosis cannot break a page's notes, and may oscillate where they are many: ``maxentries`` in the
preamble is how many a page may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from collate.io.wording import json_text, runs_right_to_left
from collate.model import Apparatus, Profile, Run, Witness
from collate.variants.entries import PLAIN
from collate.variants.signs import signed
from collate.writers.apparatus.places import Note, signposts
from collate.writers.apparatus.places import notes as placed_notes
from collate.writers.blocks import blocks
from collate.writers.tex import PREAMBLE, directed, escaped, fonts

MOST = 24  # notes of one layer on a page
_COMMENT = re.compile(r"[\r\n%]+")


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """A document for LuaLaTeX; the recipe stands in comments at its head."""
    base = signed(apparatus, profile)
    notes = list(placed_notes(apparatus, profile))
    posts = signposts(apparatus)
    out.write("% !TeX program = lualatex\n")
    out.write(f"% {_COMMENT.sub(' ', json_text(apparatus.recipe))}\n")
    out.write("\\documentclass[a4paper,11pt]{article}\n" + PREAMBLE)
    out.writelines(fonts([base.source.content, *(note.entry.text for note in notes)]))
    out.write("\\usepackage{ekdosis}\n")
    series = sorted({*"AB", *(note.series for note in notes)})
    out.writelines(f"\\DeclareApparatus{{{layer}}}[delim=\\hskip 1em,maxentries={MOST}]\n" for layer in series)
    out.write(
        "\\SetLineation{lineation=document,modulo}\n\\sloppy\\frenchspacing\n\\begin{document}\n\\begin{ekdosis}\n"
    )
    out.write("\\renewcommand{\\makeLineNumber}{}\n" if posts else "")
    turned = runs_right_to_left(base.source.content)
    for kind, start, end in _paragraphs(apparatus, base):
        body = "".join(_set(base, start, end, notes, posts)).strip()
        out.write(f"\\collatestart {body}\\collateend\n\n" if turned else _paragraph(kind, body))
    out.write("\\end{ekdosis}\n\\end{document}\n")


def _paragraphs(apparatus: Apparatus, base: Witness) -> Iterator[tuple[str, int, int]]:
    """The words of each heading, paragraph and verse; of a stanza the last verse is told apart."""
    for block in blocks(apparatus, base.source.content):
        lines = block.lines if block.kind == "stanza" else ((block.start, block.end),)
        for start, end in lines:
            yield "last" if (block.kind, end) == ("stanza", block.end) else block.kind, base.at(start), base.at(end)
    if not len(base):  # the notes on a text without words want a line too
        yield "paragraph", 0, 0


def _paragraph(kind: str, body: str) -> str:
    if kind == "heading":
        return f"\\noindent{{\\bfseries\\large {body}\\par}}\\medskip\n\n"
    if kind in {"stanza", "last"}:
        return f"\\noindent {body}\n\n" + ("\\medskip\n\n" if kind == "last" else "")
    return f"{body}\n\n"


def _set(base: Witness, start: int, end: int, notes: Sequence[Note], posts: Mapping[int, str]) -> Iterator[str]:
    """The words of a paragraph with the notes that begin or end among them."""
    here = [note for note in notes if note.first <= end and note.last >= start]
    whole = {note.first: note for note in here if _alone(note, start, end, here)}
    between = [note for note in here if whole.get(note.first) is not note]
    if start == end:
        yield from _ends(between, end, start)
    at = start
    while at < end:
        yield from _begins(between, at)
        found = whole.get(at)
        after = found.last if found else at + 1
        words = "".join(_post(posts.get(token, "")) + _word(base, token) for token in range(at, after))
        text = words.rstrip()
        yield _app(found, text) if found else text
        yield from _ends(between, after, start)
        yield words[len(text) :]
        at = after


def _alone(note: Note, start: int, end: int, notes: Sequence[Note]) -> bool:
    """Whether a note has words, all in the paragraph, and no other note touches them."""
    return start <= note.first < note.last <= end and not any(
        other is not note and other.first < note.last and note.first < other.last for other in notes
    )


def _begins(notes: Sequence[Note], at: int) -> Iterator[str]:
    """The notes between labels that begin at a word: each stands where it begins, before those within."""
    for note in notes:
        if note.first == at and note.last > at:
            yield _between_labels(note)


def _ends(notes: Sequence[Note], after: int, start: int) -> Iterator[str]:
    """The labels of notes that end after a word; one without words in the base stands after the word before it."""
    for note in notes:
        empty = note.first == note.last
        if note.last == after or (empty and note.last == start and after == start + 1 and start == 0):
            yield (_between_labels(note) if empty else "") + rf"\linelabel{{{note.id}e}}{{}}"


def _between_labels(note: Note) -> str:
    label, head = note.id, f"{_unnumbered(note)}lem={{{_head(note)}}}"
    about = f"type={note.series},labelb={label}b,labele={label}e,nosep,{head}"
    return rf"\linelabel{{{label}b}}\note[{about}]{{{_runs(note.entry.body)}}}{{}}"  # braces keep the space


def _post(name: str) -> str:
    """A canonical reference beside the text."""
    return rf"\leavevmode\marginpar{{\footnotesize {escaped(name)}}}" if name else ""


def _head(note: Note) -> str:
    """The lemma, after its canonical reference if there is one."""
    return (rf"{escaped(note.place)}\enspace{{}}" if note.place else "") + _runs(note.entry.head)


def _unnumbered(note: Note) -> str:
    return "nonum," if note.place else ""


def _app(note: Note, text: str) -> str:
    lemma = rf"\lem[alt={{{_head(note)}}},{_unnumbered(note)}nosep]{{{text}}}"
    return rf"\app[type={note.series}]{{{lemma}\note{{{_runs(note.entry.body)}}}}}"


def _word(base: Witness, token: int) -> str:
    """A word with the space after it."""
    following = int(base.starts[token + 1]) if token + 1 < len(base) else int(base.ends[token])
    space = " " if base.source.content[int(base.ends[token]) : following].strip("\u2060") else ""
    return escaped(" ".join(base.surface(token, token + 1).split())) + space


def _runs(runs: Sequence[Run]) -> str:
    return "".join(rf"\textit{{{escaped(run.text)}}}" if run.style == "note" else directed(run.text) for run in runs)

r"""The text with its apparatus as LaTeX for reledmac: line-numbered notes in two layers, and the editor's own layers.

Substantive entries are A notes, formal ones B notes, those of the editor's own layers C notes and so on. A lemma
that lies in one paragraph is an ``\\edtext``; one that crosses paragraphs, or holds other units, is bound by labels.
Where the source has canonical references, notes name these, which stand in the margin, and not the lines as printed.
Elsewhere words that their paragraph repeats are marked with ``\\sameword``, so that reledmac numbers them by the lines
as they are set. Compile three times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TextIO

from collate.io.wording import json_text, runs_right_to_left
from collate.model import Apparatus, Profile, Run, Witness
from collate.variants.entries import PLAIN
from collate.variants.signs import signed
from collate.writers.apparatus.places import Note, signposts
from collate.writers.apparatus.places import notes as placed_notes
from collate.writers.blocks import Kind, blocks
from collate.writers.tex import PREAMBLE, directed, escaped, fonts

_LINES = "\\firstlinenum{5}\\linenumincrement{5}\n"
_REFERENCES = (  # in the margin, where no line is numbered: reledmac sets notes beside numbered lines only
    "\\firstlinenum{99999}\\linenumincrement{99999}\\rightnoteupfalse\n"
    "\\renewcommand{\\ledrsnotefontsetup}{\\footnotesize\\raggedright}\n"
)
_COMMENT = re.compile(r"[\r\n%]+")


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """A document for XeLaTeX or LuaLaTeX; the recipe stands in comments at its head."""
    posts = signposts(apparatus)
    if not posts:
        profile = replace(profile, occurrence=False)  # reledmac numbers the words of a line as it is set
    base = signed(apparatus, profile)
    notes = list(placed_notes(apparatus, profile))
    texts = [base.source.content, *(note.entry.text for note in notes)]
    series = ",".join(sorted({*"AB", *(note.series for note in notes)}))
    out.write("% !TeX program = xelatex\n")
    out.write(f"% {_COMMENT.sub(' ', json_text(apparatus.recipe))}\n")
    out.write("\\documentclass[a4paper,11pt]{article}\n" + PREAMBLE)
    out.writelines(fonts(texts))
    out.write(f"\\usepackage[series={{{series}}},noend,noeledsec,noledgroup]{{reledmac}}\n")
    out.write(
        "\\Xlemmaseparator{}\\Xinplaceoflemmaseparator{0pt}\\Xarrangement{paragraph}\\Xnumberonlyfirstinline\n"
        "\\sloppy\\frenchspacing\n"
        "\\setstanzaindents{1,0}\\setcounter{stanzaindentsrepetition}{1}\n"
    )
    out.write(_REFERENCES if posts else _LINES)
    out.write("\\begin{document}\n\\beginnumbering\n")
    turned = runs_right_to_left(base.source.content)
    for block in blocks(apparatus, base.source.content):
        lines = [(base.at(start), base.at(end)) for start, end in block.lines]
        if block.kind != "stanza" or turned:
            lines = [(lines[0][0], lines[-1][1])]
        bodies = [body for line in lines if (body := "".join(_paragraph(base, *line, notes, posts)).strip())]
        if bodies:
            out.write(_block(block.kind, bodies, turned=turned))
    if not len(base):  # the notes on a text without words want a paragraph too
        out.write(_block("paragraph", ["".join(_paragraph(base, 0, 0, notes, posts)).strip()], turned=turned))
    out.write("\\endnumbering\n\\end{document}\n")


def _block(kind: Kind, bodies: Sequence[str], *, turned: bool) -> str:
    r"""A paragraph, a heading, or a stanza with its lines. Text that runs from right to left is set by paragraphs."""
    if turned:
        return f"\\pstart\n\\collatestart {bodies[0]}\\collateend\n\\pend\n"
    if kind == "stanza":
        lines = [body.replace(r"\&", r"\ampersand{}") for body in bodies]  # in a stanza \& is its end
        return "\\stanza[\\medskip]\n" + " &\n".join(lines) + " \\&\n"
    if kind == "heading":
        return f"\\pstart\\noindent{{\\bfseries\\large {bodies[0]}}}\n\\pend\n"
    return f"\\pstart\n{bodies[0]}\n\\pend\n"


def _paragraph(base: Witness, start: int, end: int, notes: Sequence[Note], posts: Mapping[int, str]) -> Iterator[str]:
    """The words of a paragraph, those of a unit within its note; notes that do not lie in one piece by labels."""
    here = [note for note in notes if (note.first < end and note.last > start) or _points(note, start, end)]
    whole = [note for note in here if start <= note.first and note.last <= end and not _divided(note, notes)]
    bound = [note for note in here if note not in whole]
    repeated = Counter() if posts else _repeated(base, start, end)
    opening = {note.first: note for note in whole if note.last > note.first}
    points: dict[int, list[Note]] = {}
    for note in whole:
        if note.first == note.last:
            points.setdefault(note.first, []).append(note)
    at = start
    while at < end:
        yield from _edges(bound, at, opens=True)
        yield from (_edtext(base, "", note, repeated) for note in points.get(at, ()))
        found = opening.get(at)
        after = found.last if found else at + 1
        words = "".join(
            _post(posts.get(k, "")) + _word(base, k, repeated, in_lemma=found is not None and after == at + 1)
            for k in range(at, after)
        )
        text = words.rstrip()
        yield (_edtext(base, text, found, repeated) if found else text) + words[len(text) :]
        yield from _edges(bound, after, opens=False)
        at = after
    yield from (_edtext(base, "", note, repeated) for note in points.get(end, ()) if end == len(base))


def _points(note: Note, start: int, end: int) -> bool:
    """Whether a note without words of the base stands in a paragraph."""
    return note.first == note.last and start <= note.first <= end


def _divided(note: Note, notes: Sequence[Note]) -> bool:
    """Whether another note begins or ends among the words of a note; on a place between words none does."""
    return any(
        other is not note
        and note.first < note.last
        and (
            note.first <= other.first <= other.last <= note.last
            or note.first < other.first < note.last
            or note.first < other.last < note.last
        )
        for other in notes
    )


def _edges(bound: Sequence[Note], at: int, *, opens: bool) -> Iterator[str]:
    """What stands where notes between labels begin and end: the note at the beginning, before those within."""
    for note in bound:
        label = note.id
        if opens and note.first == at:
            footnote = _footnote(note, _runs(note.entry.head))
            yield rf"\edlabel{{{label}a}}\edtext{{}}{{\xxref{{{label}a}}{{{label}b}}{footnote}}}"
        elif not opens and note.last == at:
            yield rf"\edlabel{{{label}b}}"


def _post(name: str) -> str:
    """A canonical reference beside the text."""
    return rf"\ledrightnote{{{escaped(name)}}}" if name else ""


def _word(base: Witness, token: int, repeated: Counter[str], *, in_lemma: bool) -> str:
    """A token with the space after it."""
    surface = base.surface(token, token + 1)
    following = int(base.starts[token + 1]) if token + 1 < len(base) else int(base.ends[token])
    space = " " if base.source.content[int(base.ends[token]) : following].strip("\u2060") else ""
    set_ = escaped(" ".join(surface.split()))
    if repeated[base.normals[token]] > 1 and "\\" not in set_:  # reledmac makes a name of the word
        set_ = rf"\sameword{'[1]' if in_lemma else ''}{{{set_}}}"
    return set_ + space


def _repeated(base: Witness, start: int, end: int) -> Counter[str]:
    """How often each word stands in a paragraph."""
    return Counter(form for form in base.normals[start:end] if form.isalpha())


def _edtext(base: Witness, text: str, note: Note, repeated: Counter[str]) -> str:
    head = _runs(note.entry.head)
    quoted = next((run.text for run in note.entry.head if run.style == "lemma"), "")
    if note.word and repeated[note.word] > 1 and quoted and "\\" not in directed(quoted):
        head = head.replace(directed(quoted), rf"\sameword{{{directed(quoted)}}}", 1)
    if runs_right_to_left(base.source.content):  # TeX turns a line round with all in it: a note must not be open then
        return rf"{text}\collatenote{{\edtext{{}}{{{_footnote(note, head)}}}}}"
    return rf"\edtext{{{text}}}{{{_footnote(note, head)}}}"


def _footnote(note: Note, head: str) -> str:
    place = rf"{escaped(note.place)}\enspace{{}}" if note.place else ""
    options = "nosep,nonum" if place else "nosep"
    return rf"\lemma{{{place}{head}}}\{note.series}footnote[{options}]{{{_runs(note.entry.body)}}}"


def _runs(runs: Sequence[Run]) -> str:
    return "".join(rf"\textit{{{escaped(run.text)}}}" if run.style == "note" else directed(run.text) for run in runs)

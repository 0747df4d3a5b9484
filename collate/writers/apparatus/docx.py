"""The text with its apparatus as footnotes or endnotes, as a Word document. An extra: ``collate-texts[office]``.

Everything is set by named styles (*Collate Lemma*, *Collate Reading*, *Collate Sigla*, *Collate Voice*), so that a
publisher restyles the whole by changing these. The recipe is a custom XML part of the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from lxml import etree

from collate.errors import PluginError, UsageError
from collate.io.wording import visible
from collate.model import Apparatus, Profile, Run, Witness
from collate.variants.entries import PLAIN
from collate.variants.signs import signed
from collate.writers.apparatus.docx_notes import SERIES_MARK, Notes
from collate.writers.apparatus.docx_runs import PLACE, STYLES, E, attributed, said, styled, valued
from collate.writers.apparatus.places import Note, signposts
from collate.writers.apparatus.places import notes as placed_notes
from collate.writers.binary import bytes_of
from collate.writers.blocks import Block, Kind, blocks
from collate.writers.packages import attach, legal, packed

KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
WIDTH = "8640"  # of the text, in twentieths of a point: there the numbers of verses end
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def write_text(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """A Word document of the text alone. PluginError without the extra."""
    _write(apparatus, out, profile, "footnotes", noted=False)


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN, notes: str = "footnotes") -> None:
    """A Word document: the text, and entries as its notes; to the bytes below `out`.

    PluginError without the extra, UsageError if there is no such kind of notes.
    """
    _write(apparatus, out, profile, notes, noted=True)


def _write(apparatus: Apparatus, out: TextIO, profile: Profile, notes: str, *, noted: bool) -> None:
    if notes not in KINDS:
        raise UsageError(f"Word has no {notes!r}", hint=f"choose {', '.join(KINDS)}")
    try:
        import docx  # noqa: PLC0415  an extra
    except ImportError:
        raise PluginError("docx needs python-docx", hint="pip install 'collate-texts[office]'") from None
    document = docx.Document()
    _styles(document, KINDS[notes])
    base = signed(apparatus, profile)
    made = Notes(KINDS[notes], base.source.content)
    heading, plain = (document.styles[name].style_id for name in ("Heading 2", "Body Text"))
    end = document.sections[-1]._sectPr  # noqa: SLF001  python-docx has no notes of its own, and looks for the end each time
    for kind, paragraph in _paragraphs(apparatus, base, profile, made, noted=noted):
        block = E.p(E.pPr(valued("pStyle", heading if kind == "heading" else plain)))
        if kind == "stanza":
            block[0].append(E.tabs(attributed(E.tab(), val="right", pos=WIDTH)))
        made.fill(block, paragraph)
        end.addprevious(block)
    for block in made.after_text(heading):
        end.addprevious(block)
    if noted:
        attach(document.part, f"/word/{made.kind}s.xml", f"{_TYPES}{made.kind}s+xml", f"{made.kind}s", made.root)
    bytes_of(out).write(packed(document, f"Collation of {visible(apparatus.base)}", apparatus.recipe))


def _styles(document: Any, kind: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    styles = document.styles
    text = styles.add_style(f"{kind} text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style, text.font.size, text.paragraph_format.space_after = styles["Normal"], Pt(9), Pt(2)
    reference = styles.add_style(f"{kind} reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    styles.add_style(SERIES_MARK, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    place = styles.add_style(PLACE, WD_STYLE_TYPE.CHARACTER)
    place.font.bold, place.font.size = True, Pt(8)
    for name in STYLES.values():
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.italic = True if name == STYLES["note"] else None
        style.font.bold = True if name == STYLES["lemma"] else None


def _paragraphs(
    apparatus: Apparatus, base: Witness, profile: Profile, made: Notes, *, noted: bool
) -> Iterator[tuple[Kind, list[Run | etree._Element]]]:
    """Headings, paragraphs and stanzas, as runs of text and references to notes; a line of verse ends in a break.

    Canonical references stand before their words, those of verses after the line.
    """
    content = base.source.content
    points: dict[int, list[Note]] = {}
    for note in placed_notes(apparatus, profile) if noted else ():
        points.setdefault(int(base.ends[note.last - 1]) if note.last else 0, []).append(note)
    posts = {int(base.starts[token]): name for token, name in signposts(apparatus).items()} if noted else {}
    waiting = sorted(points)
    found = list(blocks(apparatus, content)) or [Block("paragraph", ((0, len(content)),))]
    for block in found:
        parts: list[Run | etree._Element] = []
        for number, (start, end) in enumerate(block.lines):
            if number:
                parts.append(E.r(E.br()) if block.kind == "stanza" else Run(" "))
            last = block is found[-1] and number == len(block.lines) - 1
            here = [offset for offset in waiting if offset <= end or last]
            del waiting[: len(here)]
            inline = {} if block.kind == "stanza" else {at: posts[at] for at in posts if start <= at < end}
            at = start
            for offset in sorted({*here, *inline}):
                to = max(at, min(offset, end))
                parts.append(Run(content[at:to]))
                parts += made.references(points[offset]) if offset in here else ()
                parts += [styled(PLACE, said(f"{legal(inline[offset])}\u00a0"))] if offset in inline else ()
                at = to
            parts.append(Run(content[at:end]))
            if block.kind == "stanza":
                parts += [E.r(E.tab()), styled(PLACE, said(legal(posts[start])))] if start in posts else ()
        yield block.kind, parts

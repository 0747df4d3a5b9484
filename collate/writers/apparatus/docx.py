"""The text with its apparatus as footnotes or endnotes, as a Word document. An extra: ``collate-texts[office]``.

Everything is set by named styles (*Collate Lemma*, *Collate Reading*, *Collate Sigla*, *Collate Voice*), so that a
publisher restyles the whole by changing these. The recipe is a custom XML part of the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from lxml import etree
from lxml.builder import ElementMaker

from collate.errors import PluginError, UsageError
from collate.io.wording import json_text, right_to_left, runs_right_to_left, unisolated, visible
from collate.model import Apparatus, Entry, Profile, Run, Witness
from collate.variants.entries import PLAIN
from collate.variants.signs import signed
from collate.writers.apparatus.places import notes as placed_notes
from collate.writers.binary import archive, bytes_of, made_at
from collate.writers.blocks import Block, Kind, blocks, headings_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
E = ElementMaker(namespace=W, nsmap={"w": W})
KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
STYLES = {"lemma": "Collate Lemma", "reading": "Collate Reading", "sigla": "Collate Sigla", "note": "Collate Voice"}
RECIPE = "urn:collate:recipe"
LONGEST = 255  # letters of a document property
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    made = _Notes(KINDS[notes], base.source.content)
    heading, plain = (document.styles[name].style_id for name in ("Heading 2", "Body Text"))
    end = document.sections[-1]._sectPr  # noqa: SLF001  python-docx has no notes of its own, and looks for the end each time
    for kind, paragraph in _paragraphs(apparatus, base, profile, made, noted=noted):
        block = E.p(E.pPr(_valued("pStyle", heading if kind == "heading" else plain)))
        made.fill(block, paragraph)
        end.addprevious(block)
    if noted:
        made.attach(document.part)
    about = document.core_properties
    about.title, about.author, about.created = f"Collation of {visible(apparatus.base)}"[:LONGEST], "", made_at()
    about.modified, about.comments = made_at(), ""
    recipe = etree.Element(f"{{{RECIPE}}}recipe", nsmap={None: RECIPE})
    recipe.text = _ILLEGAL.sub("\ufffd", json_text(apparatus.recipe))
    _attach(document.part, "/customXml/collate.xml", "application/xml", "customXml", recipe)
    bytes_of(out).write(archive(_members(document.part.package)))


def _members(package: Any) -> Iterator[tuple[str, bytes]]:
    """The files of a package with their contents. python-docx would date them by the clock, which may be wrong."""
    parts = list(package.iter_parts())
    types = ElementMaker(namespace=_CONTENT, nsmap={None: _CONTENT})
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    listed = types.Types(*(types.Default(Extension=ending, ContentType=kind) for ending, kind in kinds.items()))
    listed.extend(types.Override(PartName=str(part.partname), ContentType=part.content_type) for part in parts)
    yield "[Content_Types].xml", etree.tostring(listed, xml_declaration=True, encoding="UTF-8", standalone=True)
    yield "_rels/.rels", package.rels.xml
    for part in parts:
        part.before_marshal()
        yield part.partname.membername, part.blob
        if len(part.rels):
            yield part.partname.rels_uri.membername, part.rels.xml


def _styles(document: Any, kind: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    styles = document.styles
    text = styles.add_style(f"{kind} text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style, text.font.size, text.paragraph_format.space_after = styles["Normal"], Pt(9), Pt(2)
    reference = styles.add_style(f"{kind} reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    for name in STYLES.values():
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.italic = True if name == STYLES["note"] else None
        style.font.bold = True if name == STYLES["lemma"] else None


def _paragraphs(
    apparatus: Apparatus, base: Witness, profile: Profile, made: _Notes, *, noted: bool
) -> Iterator[tuple[Kind, list[Run | etree._Element]]]:
    """Headings, paragraphs and stanzas, as runs of text and references to notes; a line of verse ends in a break."""
    content = base.source.content
    notes: dict[int, list[Entry]] = {}
    for note in placed_notes(apparatus, profile) if noted else ():
        notes.setdefault(int(base.ends[note.last - 1]) if note.last else 0, []).append(note.entry)
    waiting = sorted(notes)
    found = list(blocks(content, headings_of(apparatus))) or [Block("paragraph", ((0, len(content)),))]
    for block in found:
        parts: list[Run | etree._Element] = []
        for number, (start, end) in enumerate(block.lines):
            if number:
                parts.append(E.r(E.br()) if block.kind == "stanza" else Run(" "))
            at = start
            last = block is found[-1] and number == len(block.lines) - 1
            while waiting and (waiting[0] <= end or last):
                offset = waiting.pop(0)
                parts.append(Run(content[at : max(at, min(offset, end))]))
                parts += _references(made, notes[offset])
                at = max(at, min(offset, end))
            parts.append(Run(content[at:end]))
        yield block.kind, parts


def _references(made: _Notes, entries: Sequence[Entry]) -> Iterator[etree._Element]:
    """The marks of the notes at one word, told apart: "8, 9"."""
    for number, one in enumerate(entries):
        if number:
            yield made.apart()
        yield made.reference(one)


class _Notes:
    """The notes of a document, and the marks in its text that point at them."""

    def __init__(self, kind: str, text: str) -> None:
        self.kind, self.turned = kind, runs_right_to_left(text)
        self.root, self.number = E(f"{kind}s"), 0
        for number, name in enumerate(("separator", "continuationSeparator")):
            note = E(kind, E.p(E.r(E(name))))
            _set(note, type=name, id=str(number - 1))
            self.root.append(note)

    def reference(self, made: Entry) -> etree._Element:
        """A new note, and the mark for it."""
        self.number += 1
        number = str(self.number)
        own = E.p(E.pPr(_valued("pStyle", f"{self.kind}text")), self._mark(E(f"{self.kind}Ref")))
        self.fill(own, (Run(" "), *made.runs))
        note = E(self.kind, own)
        _set(note, id=number)
        self.root.append(note)
        pointing = E(f"{self.kind}Reference")
        _set(pointing, id=number)
        return self._mark(pointing)

    def apart(self) -> etree._Element:
        """What stands between the marks of two notes at one word."""
        return E.r(E.rPr(_valued("rStyle", f"{self.kind}reference")), _text(", "))

    def _mark(self, sign: etree._Element) -> etree._Element:
        return E.r(E.rPr(_valued("rStyle", f"{self.kind}reference")), sign)

    def fill(self, paragraph: Any, parts: Sequence[Run | etree._Element]) -> None:
        """Append runs and marks to a paragraph, which runs from right to left if the text does."""
        if self.turned:
            properties = paragraph.find(f"{{{W}}}pPr")
            if properties is None:
                properties = E.pPr()
                paragraph.insert(0, properties)
            properties.append(E.bidi())
        for part in parts:
            if not isinstance(part, Run):
                paragraph.append(part)
            elif part.text:
                paragraph.append(_run(part))

    def attach(self, part: Any) -> None:
        """The notes as a part of the package, beside the text."""
        _attach(part, f"/word/{self.kind}s.xml", f"{_TYPES}{self.kind}s+xml", f"{self.kind}s", self.root)


def _attach(part: Any, name: str, content_type: str, relation: str, root: etree._Element) -> None:
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415

    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part.relate_to(Part(PackURI(name), content_type, blob, part.package), _OFFICE + relation)


def _text(said: str) -> etree._Element:
    text = E.t(said)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text


def _run(run: Run) -> etree._Element:
    text = _text(_ILLEGAL.sub("\ufffd", visible(unisolated(run.text), keep="\t")))
    properties = E.rPr()
    if run.style:
        properties.append(_valued("rStyle", STYLES[run.style].replace(" ", "")))
    if right_to_left(run.text):
        properties.append(E.rtl())
    return E.r(properties, text)


def _valued(name: str, value: str) -> etree._Element:
    element = E(name)
    _set(element, val=value)
    return element


def _set(element: etree._Element, **attributes: str) -> None:
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", value)

"""Reads DOCX: the text of a Word document after its tracked changes, or before and after them.

Notes, comments, running heads, hidden text, deleted text and tables of contents are set aside. The elements are those
of ECMA-376, part 1, section 17.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from collate.model import Source
from collate.witnesses.readers.documents.archive import Archive
from collate.witnesses.readers.documents.docx_parts import Parts, font
from collate.witnesses.readers.documents.office_xml import child, local, switched, value, within
from collate.witnesses.readers.documents.symbols import private, sign
from collate.witnesses.readers.set_aside import source, two_states
from collate.witnesses.readers.text_builder import Break, TextBuilder

INSERTED, DELETED = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
CHANGES = INSERTED | DELETED | {"cellIns", "cellDel"}
TRANSPARENT = {
    "body", "p", "r", "ins", "del", "moveTo", "moveFrom", "hyperlink", "smartTag", "customXml", "sdtContent", "bdo",
    "dir", "tbl", "tr", "tc", "ruby", "rubyBase", "drawing", "pict", "inline", "anchor", "graphic", "graphicData",
    "wsp", "wgp", "grpSp", "wpc", "txbx", "textbox", "shape", "rect", "roundrect", "oval", "group", "Choice",
    "Fallback", "footnote", "endnote", "comment", "hdr", "ftr", "txbxContent", "object",
}  # fmt: skip
# Elements that are a sign of their own.
SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
MADE_BY_WORD = {"TOC": "tables of contents", "INDEX": "indexes", "PAGE": "page numbers", "NUMPAGES": "page numbers"}


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The text with all tracked changes accepted. InputError if the file is no Word document or is damaged."""
    return [_read(Parts(Archive(data, path)), data, siglum, original=False)]


def read_hands(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """Two sources, with the tracked changes rejected (a.c.) and accepted (p.c.); one if there are none."""
    parts = Parts(Archive(data, path))
    if next(within(parts.body, *CHANGES), None) is None:
        return [_read(parts, data, siglum, original=False)]
    return two_states(siglum, lambda name, first: _read(parts, data, name, original=first))


def _read(parts: Parts, data: bytes, siglum: str, *, original: bool) -> Source:
    reader = _Document(parts, original=original)
    reader.walk(parts.body)
    for head in parts.running_heads:
        reader.text.set_aside("running heads", reader.apart(head))
    return source(siglum, reader.text, data, parts.archive.path, "docx", notes=reader.remarks)


class _Document:
    """Goes through the document, or through a note, and collects its text."""

    def __init__(self, parts: Parts, *, original: bool, note: bool = False) -> None:
        self.parts, self.original, self.note = parts, original, note
        self.text = TextBuilder()
        self.gone = INSERTED | {"cellIns"} if original else DELETED | {"cellDel"}
        self.style = ""  # of the paragraph
        self.boxes: list[Any] = []  # text boxes that follow the paragraph they are anchored in
        self.fields: list[_Field] = []
        self.noted: dict[Any, str] = {}  # notes that were read; one may be called often
        self.whole: dict[Any, bool] = {}  # the beginnings of fields that have an end
        self.remarks: tuple[str, ...] = ()

    def walk(self, node: Any) -> None:
        """Read a node and all below it. lxml bounds the depth of XML, so that recursion is safe."""
        if local(node) in {"body", "footnote", "endnote", "comment", "hdr", "ftr"}:
            self.whole |= _whole_fields(node, self.gone)
        self._each(node)

    def _each(self, nodes: Iterable[Any]) -> None:
        for one in nodes:
            name = local(one)
            own = getattr(self, f"_{name}", None)
            if name in self.gone:
                self._changed(one)
            elif own:
                own(one)
            elif name in SIGNS:
                self._say(SIGNS[name])
            elif name in TRANSPARENT:
                self._each(one)

    def apart(self, node: Any) -> str:
        """The text of a note, comment or running head."""
        inner = _Document(self.parts, original=self.original, note=True)
        inner.walk(node)
        return inner.text.content()

    def _say(self, text: str) -> None:
        for one in self.fields:
            if not one.result:
                return
            if one.aside:
                one.held.append(text)
                return
        self.text.say(text)

    def _changed(self, node: Any) -> None:
        """Text that is not in this state of the document."""
        if not self.original and local(node) == "del":
            self.text.set_aside("deleted passages", "".join(one.text or "" for one in within(node, "t", "delText")))

    # Paragraphs and tables

    def _p(self, node: Any) -> None:
        before = child(node, "pPr")
        style = child(before, "pStyle") if before is not None else None
        self.style = (value(style) or "") if style is not None else ""
        outline = child(before, "outlineLvl") if before is not None else None
        heading = outline is not None or self.parts.heading(self.style)
        if heading:
            self.text.owe(Break.PARAGRAPH)
        opened = self.text.begin("heading") if heading else None
        self._each(node)
        if opened:
            self.text.end(opened)
        if not self._runs_on(before):
            self._line_end()
            if heading:
                self.text.owe(Break.PARAGRAPH)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self._each(box)

    def _runs_on(self, before: Any | None) -> bool:
        """Whether the next paragraph goes on without a break: this one's end is deleted, or it is a drop capital."""
        frame = child(before, "framePr") if before is not None else None
        end = child(before, "rPr") if before is not None else None
        return (frame is not None and (value(frame, "dropCap") or "none") != "none") or (
            end is not None and (any(local(one) in self.gone for one in end) or bool(switched(end, "vanish")))
        )

    def _line_end(self) -> None:
        holder = next((one for one in self.fields if one.aside), None)
        if holder:
            holder.held.append("\n")
            self.text.owe(Break.LINE)
        else:
            self.text.line_end()

    def _tr(self, node: Any) -> None:
        before = child(node, "trPr")
        if before is None or not any(local(one) in self.gone for one in before):
            self._each(node)

    def _tc(self, node: Any) -> None:
        before = child(node, "tcPr")
        if before is None or not any(local(one) in self.gone for one in before):
            self._each(node)
            self.text.owe(Break.LINE)

    def _sdt(self, node: Any) -> None:
        """A content control; one whose text only asks for text, or that Word fills with contents, is no text."""
        about = child(node, "sdtPr")
        gallery = next(within(about, "docPartGallery"), None) if about is not None else None
        content = child(node, "sdtContent")
        if content is None:
            return
        if gallery is not None and (value(gallery) or "").startswith("Table of"):
            self.text.set_aside("tables of contents", self.apart(content))
        elif about is not None and child(about, "showingPlcHdr") is not None:
            self.text.set_aside("placeholders", self.apart(content))
        else:
            self._each(content)

    def _AlternateContent(self, node: Any) -> None:  # noqa: N802  the name of an element
        """The same thing for newer and older programs: the first is read."""
        first = next((one for one in node if local(one) in {"Choice", "Fallback"}), None)
        if first is not None:
            self._each(first)

    def _txbxContent(self, node: Any) -> None:  # noqa: N802
        self.boxes.append(node)

    def _altChunk(self, node: Any) -> None:  # noqa: N802, ARG002
        self.remarks = ("holds another file, which is not read: save it anew in Word",)

    _subDoc = _altChunk  # noqa: N815

    # Runs

    def _r(self, node: Any) -> None:
        before = child(node, "rPr")
        named = child(before, "rStyle") if before is not None else None
        style = (value(named) or "") if named is not None else ""
        hidden = switched(before, "vanish")
        for own in (style, self.style, ""):
            hidden = self.parts.asked(own, "hidden") if hidden is None else hidden
        if hidden:
            self.text.set_aside("hidden passages", "".join(one.text or "" for one in within(node, "t")))
            self._each(one for one in node if local(one) == "fldChar")
            return
        marks = [one for one in node if value(one, "customMarkFollows") in {"1", "true", "on"}]
        self.font = font(before) or self.parts.asked(style, "font") or self.parts.asked(self.style, "font") or ""
        self._each(marks or node)  # the sign that calls a note is no text

    def _t(self, node: Any) -> None:
        text = node.text or ""
        if any(map(private, text)):
            text = "".join(
                sign(ord(one), self.font) or sign(ord(one), "symbol") if private(one) else one for one in text
            )
        self._say(text)

    _delText = _t  # noqa: N815

    def _sym(self, node: Any) -> None:
        code = value(node, "char") or ""
        try:
            self._say(sign(int(code, 16), value(node, "font") or ""))
        except ValueError:
            return

    def _br(self, node: Any) -> None:
        if value(node, "type") in {"page", "column"}:
            self.text.owe(Break.LINE)
        else:
            self._cr(node)

    def _cr(self, node: Any) -> None:  # noqa: ARG002
        self._line_end()

    def _oMath(self, node: Any) -> None:  # noqa: N802
        self.text.owe(Break.SPACE)
        self._say("".join(one.text or "" for one in within(node, "t")))
        self.text.owe(Break.SPACE)

    def _oMathPara(self, node: Any) -> None:  # noqa: N802
        self._each(one for one in node if local(one) == "oMath")

    def _ruby(self, node: Any) -> None:
        gloss, base = child(node, "rt"), child(node, "rubyBase")
        if gloss is not None:
            self.text.set_aside("glosses", "".join(one.text or "" for one in within(gloss, "t")))
        if base is not None:
            self._each(base)

    # Fields and notes

    def _fldChar(self, node: Any) -> None:  # noqa: N802
        kind = value(node, "fldCharType")
        if kind == "begin" and self.whole.get(node):
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            self.text.set_aside(done.aside, "".join(done.held))

    def _instrText(self, node: Any) -> None:  # noqa: N802
        if self.fields and not self.fields[-1].result:
            self.fields[-1].code += node.text or ""

    def _fldSimple(self, node: Any) -> None:  # noqa: N802
        self.fields.append(_Field(value(node, "instr") or "", result=True))
        self._each(node)
        done = self.fields.pop()
        self.text.set_aside(done.aside, "".join(done.held))

    def _footnoteReference(self, node: Any) -> None:  # noqa: N802
        kind = local(node).removesuffix("Reference")
        found = self.parts.notes.get((kind, value(node, "id") or ""))
        if found is not None and not self.note:
            if found not in self.noted:
                self.noted[found] = self.apart(found)
            self.text.set_aside(f"{kind}s", self.noted[found])

    _endnoteReference = _commentReference = _footnoteReference  # noqa: N815


class _Field:
    """A field that Word computes: its code, and whether what follows is its result."""

    def __init__(self, code: str = "", *, result: bool = False) -> None:
        self.code, self.result = code, result
        self.held: list[str] = []  # the result, if it is no text

    @property
    def aside(self) -> str:
        """What the result is, if it is no text of the author; else ""."""
        words = self.code.split(maxsplit=1)
        return MADE_BY_WORD.get(words[0].upper(), "") if words else ""


def _whole_fields(root: Any, gone: Iterable[str]) -> dict[Any, bool]:
    """The elements that begin a field which also ends; in a damaged document a field must not hide the rest."""
    open_, whole = [], {}
    for one in within(root, "fldChar"):
        if any(local(above) in gone for above in one.iterancestors()):
            continue
        kind = value(one, "fldCharType")
        if kind == "begin":
            open_.append(one)
        elif kind == "end" and open_:
            whole[open_.pop()] = True
    return whole

"""What becomes of each TEI element and attribute: the tables by which the reader decides, and docs/tei.md is written.

An element that is not in `ELEMENTS` is read as words of the line, and if it is no element of TEI the user is told.
An attribute is read by `attribute`, which accepts only those of `ATTRIBUTES`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

XML = "{http://www.w3.org/XML/1998/namespace}"
XML_ID, XML_LANG = f"{XML}id", f"{XML}lang"
XI = "http://www.w3.org/2001/XInclude"
ASIDE_RUBY = {"rt", "rp", "rtc"}
_HIDDEN = re.compile(r"display: *none")
_HYPHEN = re.compile("hyphen|^[-¬=⸗]$")
_STRUCK = re.compile("strike|struck|delet|overstrike|cancel|erased|expunct", re.IGNORECASE)


class Use(StrEnum):
    """What the reader does with an element; the value is the sentence of docs/tei.md."""

    PARAGRAPH = "read, a blank line before and after it"
    LINE = "read, on a line of its own"
    INLINE = "read as words of the line"
    WORD = "read as one word"
    SIGN = "read as a sign of punctuation"
    PLACE = "a place: not text"
    LACUNA = "a lacuna: not text"
    SPACE = "a space"
    CHOICE = "one of its children is read"
    FORM = "read; which of two forms, `--prefer` decides"
    ADDITION = "read, unless the text before correction is asked for"
    DELETION = "read only if the text before correction is asked for"
    APPARATUS = "the reading of the witness is read"
    ABSENCE = "begins or ends the silence of a witness: not text"
    GLYPH = "read: its content, or what the header says it stands for"
    NOTHING = "has no text of its own"
    LEFT_OUT = "left out"
    REFUSED = "the file is refused"


class Element(NamedTuple):
    """One row: what is done with an element, what more there is to say, and the option that changes it."""

    use: Use
    more: str = ""
    option: str = ""


def _rows(use: Use, names: str, more: str = "", option: str = "") -> dict[str, Element]:
    return {name: Element(use, more, option) for name in names.split()}


HANDS = "`--hands`"
ELEMENTS: dict[str, Element] = {
    **_rows(
        Use.PARAGRAPH,
        "p ab head lg div div1 div2 div3 div4 div5 div6 div7 floatingText zone surface surfaceGrp "
        "prologue epilogue performance spGrp superEntry",
    ),
    **_rows(
        Use.LINE,
        "l list item table row cell opener closer salute signed trailer dateline sp stage speaker quote titlePage "
        "addrLine address byline argument epigraph castList castItem label docTitle titlePart docAuthor docImprint "
        "imprimatur postscript u line figure entryFree entry",
    ),
    "quote": Element(Use.LINE, "within a paragraph as words of the line"),
    "q": Element(Use.LINE, "within a paragraph as words of the line"),
    "label": Element(Use.LINE, "within a paragraph as words of the line"),
    "stage": Element(Use.LINE, "within a paragraph or a line as words of the line"),
    "line": Element(Use.LINE, "of a `sourceDoc`, in the order of the file"),
    "w": Element(Use.WORD, "with `part` M or F it goes on with the word before it"),
    "punct": Element(Use.SIGN, "of Menota: as `pc`"),
    "pc": Element(Use.SIGN, "at the word before it, if the file has space before every sign; see `join`, `pre`"),
    "c": Element(Use.INLINE, "space in it is space"),
    **_rows(Use.PLACE, "pb cb gb milestone", "no space where a word goes on over it; `ed` of another witness: ignored"),
    "lb": Element(Use.PLACE, 'a line\'s end; none in a word: `break="no"`, or no space where other lines have it'),
    "gap": Element(Use.LACUNA),
    "space": Element(Use.SPACE),
    "choice": Element(Use.CHOICE, "`orig`, `sic`, `expan` unless told otherwise", "`--prefer`"),
    **_rows(Use.FORM, "sic corr", "alone: read", "`--prefer sic`, `corr`"),
    **_rows(Use.FORM, "orig reg", "alone: read; in a `w`, both forms are kept", "`--prefer orig`, `reg`"),
    **_rows(Use.FORM, "abbr expan", "alone: read", "`--prefer abbr`, `expan`"),
    "ex": Element(Use.FORM, "letters that an abbreviation stands for", "`--prefer abbr` leaves it out"),
    "am": Element(Use.FORM, "the sign of an abbreviation, left out", "`--prefer abbr` reads it"),
    "surplus": Element(Use.FORM, "read, as `sic` is", "`--prefer corr` leaves it out"),
    **_rows(Use.FORM, "facs dipl norm", "of Menota: `dipl` (or `facs`) as `orig`, `norm` as `reg`", "`--prefer`"),
    **_rows(Use.ADDITION, "add addSpan", "a stage of correction by `seq`, `hand`", HANDS),
    **_rows(Use.DELETION, "del delSpan", "within `restore`, or if an `undo` names it, it is read", HANDS),
    "mod": Element(Use.INLINE, "if it is struck out (`rend`, `type`), as `del`", HANDS),
    **_rows(Use.INLINE, "subst restore redo retrace", "what is added in it is read, what is deleted is not", HANDS),
    "overw": Element(Use.INLINE, "of the Faust edition: `over` as `add`, `under` as `del`", HANDS),
    "over": Element(Use.ADDITION, "of the Faust edition", HANDS),
    "under": Element(Use.DELETION, "of the Faust edition", HANDS),
    **_rows(Use.APPARATUS, "app", "by any of the three methods of linking it to the text"),
    **_rows(Use.APPARATUS, "lem rdg rdgGrp", "in the text; elsewhere it takes the place of the words it is linked to"),
    **_rows(Use.ABSENCE, "lacunaStart lacunaEnd witStart witEnd", "of the reading's witnesses, or those it names"),
    "g": Element(Use.GLYPH, "`charDecl` of the header; what it does not map is left out, and said"),
    **_rows(
        Use.NOTHING,
        "anchor handShift ptr undo listTranspose transpose substJoin shift damageSpan metamark graphic media "
        "binaryObject notatedMusic desc",
    ),
    **_rows(
        Use.LEFT_OUT,
        "noteGrp annotation annotationBlock witDetail wit fw teiHeader figDesc certainty precision respons index "
        "standOff listApp listWit listRelation listPerson listPlace listOrg listEvent listNym listBibl listObject "
        "bibl biblStruct biblFull interp interpGrp spanGrp fs fLib fvLib graph tree eTree forest listForest link "
        "linkGrp join joinGrp alt altGrp timeline when facsimile xenoData egXML gi tag att val",
    ),
    "note": Element(Use.LEFT_OUT, 'unless it stands in the text of the source: `place="inline"`'),
    "mulu": Element(Use.LEFT_OUT, "of CBETA: an entry of the table of contents"),
    **_rows(Use.INLINE, "tt t yin zi sg jhead juan", "of CBETA; of a `tt` of type `app` the first `t`"),
    **_rows(Use.LEFT_OUT, "rt rp rtc", "the reading beside ideographs; also `span` of such a `type`"),
    "ruby": Element(Use.INLINE, "its `rb` is read, not its `rt`"),
    "span": Element(Use.INLINE, "left out if it has `from`, `to` or `target`: then it is an interpretation"),
    "include": Element(Use.REFUSED, "of XInclude: `xmllint --xinclude` brings in what it names"),
    **_rows(
        Use.INLINE,
        "TEI abstract actor addName affiliation author back bloc body caesura camera caption case castGroup cit cl "
        "code colloc colophon country damage date dateRange def distinct district docDate docEdition editor ellipsis "
        "email emph etym eventName explicit foreign forename form formula front gen genName geogFeat geogName gloss "
        "gram gramGrp group handNote height hi hom hyph ident idno incipit incident institution kinesic lang lbl locus "
        "m measure measureGrp mentioned mood move name nameLink num number oRef objectName orgName origDate origPlace "
        "orth pRef pause per persName phr placeName pos pron publisher pubPlace rb re ref region repository rhyme role "
        "roleDesc roleName rs rubric s said secl seg sense set settlement sex soCalled sound sourceDoc stamp street "
        "supplied surname syll tech term text time title tns unclear unit usg view vocal width writing xr "
        "apparatus tenor pTenor",
    ),
    **_rows(
        Use.LEFT_OUT,
        "msDesc person personGrp persona place org event nym object relation charDecl taxonomy listChange "
        "listPrefixDef divGen chDesc",
        "descriptions that stand among the text",
    ),
}  # fmt: skip

ATTRIBUTES: dict[str, tuple[str, str]] = {
    "xml:id": ("any element", "what pointers name; a section or place, where there is no `n`"),
    "xml:lang": ("any element", "the language of the text is the one that most of its letters are in"),
    "n": ("div, ab, p, lg, l, seg, milestone, pb, cb, lb", "a place; those within one another make a path: `1.12`"),
    "cRef": ("div, ab, p, lg, l, seg, milestone", "a place, where there is no `n`; of a `ref`: ignored"),
    "unit": ("milestone", "milestones of a later unit count within those of an earlier one"),
    "type": ("rdg, div, mod, span, g, lb", "a.c., p.c., s.l., omission, lac ...; parts that are no text; `inWord`"),
    "subtype": ("rdg", "as `type`"),
    "break": ("lb, pb, cb, gb, milestone", "`no`: the word goes on over it"),
    "part": ("w", "M and F go on with the word before"),
    "join": ("pc, w", "left, right, both: no space on that side"),
    "pre": ("pc", "`true`: at the word after it"),
    "wit": ("lem, rdg, witDetail, witStart and its like", "the witnesses of a reading; `#` is not needed"),
    "place": ("note", "`inline`: it stands in the text of the source"),
    "quantity": ("space", "0: no space"),
    "ed": ("pb, cb, gb, lb, milestone", "the witnesses whose page it is"),
    "corresp": ("witStart and its like, app", "the witnesses that fall silent; the place of an entry"),
    "hand": ("rdg, add, del, subst, mod", "a stage of correction, in the order of `handNote`"),
    "seq": ("add, del, subst, mod", "a stage of correction"),
    "varSeq": ("rdg", "the order of several readings of one witness"),
    "degree": ("certainty", "which of several readings a doubtful witness most likely supports"),
    "from": ("app, span", "where the words begin that the entry is about: `#id`"),
    "to": ("app, span", "where they end"),
    "loc": ("app outside the text", "the place of the entry; its lemma is looked for there"),
    "target": ("witDetail, undo, span", "the reading, or the deletion, that it is about"),
    "spanTo": ("addSpan, delSpan", "where what was added or deleted ends"),
    "rend": ("mod, lb, any element", "struck through, ...: as `del`; a hyphen: in a word; `display:none`: left out"),
    "reason": ("gap", "omitted, omission: the witness has nothing there; else its text is lost"),
    "ref": ("g", "the sign in the `charDecl` of the header"),
    "orig": ("w; reg of TEI P4", "the form in the source"),
    "reg": ("orig of TEI P4, w", "the regular form"),
    "norm": ("w", "the regular form: kept beside the form that is read"),
    "lemma": ("w", "kept with the word"),
    "pos": ("w", "kept with the word"),
    "msd": ("w", "kept with the word"),
    "sic": ("corr of TEI P4", "the form in the source"),
    "corr": ("sic of TEI P4", "the corrected form"),
    "abbr": ("expan of TEI P4", "the abbreviation"),
    "expan": ("abbr of TEI P4", "the expansion"),
    "method": ("variantEncoding", "location-referenced: entries with `loc` are about words beside them"),
    "href": ("include", "named in the message that refuses the file"),
}  # fmt: skip
_QUALIFIED = {"xml:id": XML_ID, "xml:lang": XML_LANG}
_UNQUALIFIED = {"xml:id": "id", "xml:lang": "lang"}  # in TEI P4, which has no namespace


@cache
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def name_of(node: Any) -> str:
    """The name of an element without its namespace; "" of an entity or a comment."""
    return _local(node.tag) if isinstance(node.tag, str) else ""


def attribute(node: Any, name: str) -> str:
    """The value of an attribute, or ""; KeyError for one that is not in `ATTRIBUTES`."""
    ATTRIBUTES[name]
    if name not in _QUALIFIED:
        return node.get(name) or ""
    return node.get(_QUALIFIED[name]) or node.get(_UNQUALIFIED[name]) or ""


def pointers(node: Any, name: str) -> list[str]:
    """The ids that an attribute points at, without ``#`` and the names of files; ``【宋】【元】`` are two."""
    named = attribute(node, name).replace("】【", "】 【").split()
    return [one.strip("#").rpartition("#")[2] for one in named if one.strip("#")]


def in_word(node: Any) -> bool:
    """Whether a break says that a word goes on over it: by ``break``, or by ``type`` or ``rend`` as older files do."""
    said = attribute(node, "break") or attribute(node, "type")
    return said in {"no", "inWord", "worddiv"} or (not said and bool(_HYPHEN.search(attribute(node, "rend"))))


def use_of(node: Any) -> Use:
    """What is done with an element."""
    name = name_of(node)
    found = ELEMENTS.get(name, Element(Use.INLINE)).use
    if _HIDDEN.search(attribute(node, "rend")):
        return Use.LEFT_OUT
    if name == "note" and attribute(node, "place") == "inline":
        return Use.INLINE
    if name == "span":
        apart = attribute(node, "type") in ASIDE_RUBY or any(attribute(node, one) for one in ("from", "to", "target"))
        return Use.LEFT_OUT if apart else Use.INLINE
    if name == "mod" and _STRUCK.search(attribute(node, "rend") + attribute(node, "type")):
        return Use.DELETION
    return Use.INLINE if found is Use.REFUSED and not node.tag.startswith(f"{{{XI}}}") else found

"""Beads as a translation memory, TMX 1.4, which CAT tools open: a unit for each bead that has both sides."""

from __future__ import annotations

import re
from typing import TextIO

from lxml import etree
from lxml.builder import E

from collate.io.wording import json_text, visible
from collate.model.parallel import Parallel
from collate.registry import version

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(parallel: Parallel, out: TextIO) -> None:
    """One document; what has no counterpart is no translation and stays out."""
    languages = [source.language.code for source in (parallel.original, parallel.translation)]
    header = E.header(
        E.note(_clean(json_text(parallel.recipe))),
        creationtool="Collate",
        creationtoolversion=version("collate"),
        segtype="sentence", adminlang="en", srclang=languages[0], datatype="plaintext", **{"o-tmf": "Collate"},
    )  # fmt: skip
    body = E.body()
    for number, bead in enumerate(parallel.beads, 1):
        texts = parallel.texts(bead)
        if all(texts):
            unit = E.tu(E.prop(str(bead.score), type="x-score"), tuid=str(number))
            for code, text in zip(languages, texts, strict=True):
                side = E.tuv(E.seg(_clean(text)))
                side.set(XML_LANG, code)
                unit.append(side)
            body.append(unit)
    raw = etree.tostring(E.tmx(header, body, version="1.4"), xml_declaration=True, encoding="utf-8", pretty_print=True)
    out.write(raw.decode("utf-8"))


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", visible(text, keep="\t\n"))

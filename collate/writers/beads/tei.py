"""Beads as TEI: both texts by sentences that point at one another (`@corresp`), and a `linkGrp` of the beads."""

from __future__ import annotations

from typing import Any, TextIO

from lxml import etree

from collate.io.wording import DECLARATION, json_text, one_line, xml_text
from collate.model import Source
from collate.model.parallel import Parallel, Segment
from collate.registry import version
from collate.writers.apparatus.tei_header import XML, E, clean


def write(parallel: Parallel, out: TextIO) -> None:
    """One TEI document with a `text` for each side. Link targets are sentences; what has no counterpart has no link."""
    mates: tuple[dict[int, list[str]], dict[int, list[str]]] = {}, {}
    links = E.linkGrp(type="translation")
    for number, bead in enumerate(parallel.beads, 1):
        own = [f"#o{k + 1}" for k in range(*bead.source)]
        others = [f"#t{k + 1}" for k in range(*bead.target)]
        if own and others:
            link = E.link(target=" ".join((*own, *others)), n=str(number))
            links.append(link)
        mates[0].update({k: others for k in range(*bead.source) if others})
        mates[1].update({k: own for k in range(*bead.target) if own})
    texts = E.group(
        _text(parallel.original, parallel.source, "o", mates[0]),
        _text(parallel.translation, parallel.target, "t", mates[1]),
    )
    document = E.TEI(_header(parallel), E.text(texts), *([E.standOff(links)] if len(links) else []))
    out.write(DECLARATION + xml_text(etree.tostring(document, encoding="unicode")) + "\n")


def _text(source: Source, segments: tuple[Segment, ...], prefix: str, mates: dict[int, list[str]]) -> Any:
    body = E.ab()
    body.text = "\n"
    for number, segment in enumerate(segments):
        sentence = E.s(clean(segment.text))
        sentence.set(f"{XML}id", f"{prefix}{number + 1}")
        if segment.heading:
            sentence.set("type", "heading")
        if number in mates:
            sentence.set("corresp", " ".join(mates[number]))
        sentence.tail = "\n"
        body.append(sentence)
    text = E.text(E.body(body))
    text.set(f"{XML}lang", source.language.code)
    text.set("n", clean(one_line(source.siglum)))
    return text


def _header(parallel: Parallel) -> Any:
    sources = parallel.original, parallel.translation
    title = " / ".join(one_line(source.title or source.siglum) for source in sources)
    return E.teiHeader(
        E.fileDesc(
            E.titleStmt(E.title(clean(title))),
            E.publicationStmt(E.p(f"Aligned by Collate {version('collate')}.")),
            E.sourceDesc(*(E.bibl(clean(one_line(f"{source.siglum}: {source.title}"))) for source in sources)),
        ),
        E.encodingDesc(E.p(clean(json_text(parallel.recipe)))),
    )

"""The header of a TEI apparatus: witnesses, how the apparatus is encoded, and the recipe; and names that XML allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from collate.io.wording import DECLARATION, count, json_text, one_line, visible, xml_text
from collate.model import Apparatus, Source, Unit

TEI = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"
E = ElementMaker(namespace=TEI, nsmap={None: TEI})
_NAME = re.compile(r"[A-Za-zͰ-῿֐-׿؀-ۿЀ-ӿ_][\w.-]*", re.ASCII)
_OURS = re.compile(r"[uw]\d+(r\d+|[ab])?|n\d+[ab]?|by\d+")  # ids of units, readings, words, notes, persons
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def names(apparatus: Apparatus) -> dict[str, str]:
    """An xml:id for each siglum: the siglum itself where it may be one, else ``wit-`` and its number."""
    return {
        siglum: siglum if _NAME.fullmatch(siglum) and not _OURS.fullmatch(siglum) else f"wit-{number}"
        for number, siglum in enumerate(apparatus.collation.sigla, 1)
    }


def people(apparatus: Apparatus) -> dict[str, str]:
    """An xml:id for each name of those whose conjectures the apparatus has."""
    names_ = dict.fromkeys(one.by for unit in apparatus.units for one in unit.conjectures)
    return {name: f"by{number}" for number, name in enumerate(names_, 1)}


def list_person(apparatus: Apparatus, prefix: str = "") -> Any:
    """Those whose conjectures the apparatus has, as persons with ids."""
    listed = E.listPerson()
    for name, own in people(apparatus).items():
        listed.append(E.person(E.persName(clean(visible(name))), {f"{XML}id": prefix + own}))
    return listed


def reasons(unit: Unit, ids: Mapping[str, str], prefix: str = "") -> Iterator[Any]:
    """Every label of a unit with its rule and reason, pointing at its reading."""
    for number, reading in enumerate(unit.readings):
        for label in reading.labels:
            yield E.witDetail(
                clean(f"{label.name}: {label.because} ({label.rule})"),
                wit=" ".join(f"#{ids[siglum]}" for siglum in reading.sigla),
                target=f"#{prefix}{unit.id}r{number}",
                type=label.name.replace(" ", "-"),
            )


def clean(text: str) -> str:
    """A text that XML can hold: what it cannot is shown as a sign, or as a space if it is one, which is no word."""
    return _ILLEGAL.sub(lambda match: " " if match[0].isspace() else visible(match[0]), text)


def header(
    apparatus: Apparatus,
    ids: Mapping[str, str],
    method: str = "",
    location: str = "",
    groups: Mapping[str, tuple[str, ...]] | None = None,
) -> Any:
    """The teiHeader: no date, so that the same inputs give the same bytes. Without a `method` there is no apparatus."""
    base = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)].source
    title = one_line(base.title) or f"{visible(apparatus.base)} and {count(len(ids) - 1, 'other')}"
    versions = apparatus.recipe.get("versions", {})
    release = re.match(r"\d+(\.\d+){0,3}", str(versions.get("collate", "0")))  # the schema knows no .dev
    # In the header, not in the apps: programs show what an app holds as text, or take it for a reading.
    labels = [detail for unit in apparatus.units for detail in reasons(unit, ids)] if method else []
    proposing = (
        E.respStmt(E.resp("conjecture"), E.name(clean(visible(name))), {f"{XML}id": own})
        for name, own in people(apparatus).items()
    )
    return E.teiHeader(
        E.fileDesc(
            E.titleStmt(E.title(clean(title)), *proposing),
            E.publicationStmt(E.p("A collation, not published.")),
            E.sourceDesc(listed_witnesses(apparatus, ids, groups)),
        ),
        E.encodingDesc(
            E.editorialDecl(
                E.p("The recipe of this collation, as JSON: ", clean(json_text(apparatus.recipe))),
                *([E.interpretation(E.p(*labels))] if labels else []),
            ),
            *([E.variantEncoding(method=method, location=location)] if method else []),
            E.appInfo(E.application(E.label("Collate"), ident="collate", version=release[0] if release else "0")),
        ),
    )


def listed_witnesses(
    apparatus: Apparatus, ids: Mapping[str, str], groups: Mapping[str, tuple[str, ...]] | None = None
) -> Any:
    """The listWit: every witness with its id, siglum and digest; groups are lists in it, hands in witnesses."""
    left = {witness.siglum: witness.source for witness in apparatus.collation.witnesses}
    listed, alone = E.listWit(), []
    for siglum in apparatus.collation.sigla:
        if siglum not in left:
            continue
        name = next((name for name, members in (groups or {}).items() if siglum in members), None)
        if name is None:
            alone.append(left.pop(siglum))
            continue
        listed.extend(_entries(alone, ids))
        alone = []
        own = [left.pop(member) for member in (groups or {})[name] if member in left]
        listed.append(E.listWit(E.head(clean(visible(name))), *_entries(own, ids)))
    listed.extend(_entries(alone, ids))
    return listed


def _entries(sources: Sequence[Source], ids: Mapping[str, str]) -> Iterator[Any]:
    """A witness for each source; the states of one manuscript stand in a witness without a reading of its own."""
    for name, states in groupby(sources, key=lambda source: source.manuscript or source.siglum):
        own = [_entry(source, ids[source.siglum]) for source in states]
        if len(own) == 1:
            yield own[0]
        else:
            yield E.witness(E.idno(clean(visible(name)), type="siglum"), E.listWit(*own))


def _entry(source: Source, name: str) -> Any:
    said = [source.hand, one_line(source.title), one_line(source.status), f"sha256 {source.origin.sha256}"]
    entry = E.witness(E.idno(clean(visible(source.siglum)), type="siglum"), clean("; ".join(filter(None, said))))
    entry.set(f"{XML}id", name)
    entry.set("n", clean(visible(source.siglum)))
    return entry


def document(apparatus: Apparatus, head: Any, text: Any) -> str:
    """The whole document, with a declaration."""
    base = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)].source
    root = E.TEI(head, text)
    if base.language.code != "und":
        text.set(f"{XML}lang", base.language.code)
    return DECLARATION + xml_text(etree.tostring(root, encoding="unicode")) + "\n"

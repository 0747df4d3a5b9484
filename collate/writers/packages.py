"""Word documents as python-docx builds them, with the recipe as a custom XML part, and without the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from collate.io.wording import json_text
from collate.writers.binary import archive, made_at

RECIPE = "urn:collate:recipe"
LONGEST = 255  # letters of a document property
_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"


def legal(text: str) -> str:
    """A text that XML can hold."""
    return _ILLEGAL.sub("\ufffd", text)


def packed(document: Any, title: str, made_from: Mapping[str, object]) -> bytes:
    """The bytes of a document of `docx`, with a title and its recipe."""
    about = document.core_properties
    about.title, about.author, about.comments = legal(title)[:LONGEST], "", ""
    about.created = about.modified = made_at()
    recipe = etree.Element(f"{{{RECIPE}}}recipe", nsmap={None: RECIPE})
    recipe.text = legal(json_text(made_from))
    attach(document.part, "/customXml/collate.xml", "application/xml", "customXml", recipe)
    return archive(_members(document.part.package))


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


def attach(part: Any, name: str, content_type: str, relation: str, root: etree._Element) -> None:
    """Add a part to a document, as it is named in the package."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415

    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part.relate_to(Part(PackURI(name), content_type, blob, part.package), _OFFICE + relation)

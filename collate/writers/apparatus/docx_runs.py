"""The elements of a Word document: runs of text in named styles, and their attributes."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from collate.io.wording import right_to_left, unisolated, visible
from collate.model import Run
from collate.writers.packages import legal

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
E = ElementMaker(namespace=W, nsmap={"w": W})
STYLES = {"lemma": "Collate Lemma", "reading": "Collate Reading", "sigla": "Collate Sigla", "note": "Collate Voice"}
PLACE = "Collate Place"  # the style of canonical references


def said(text: str) -> etree._Element:
    """The text of a run, with the spaces at its ends."""
    element = E.t(text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def styled(style: str, *content: etree._Element) -> etree._Element:
    """A run in a style of characters."""
    return E.r(E.rPr(valued("rStyle", style.replace(" ", ""))), *content)


def run(part: Run) -> etree._Element:
    """A run of an entry or of the text; what runs from right to left is marked so."""
    properties = E.rPr()
    if part.style:
        properties.append(valued("rStyle", STYLES[part.style].replace(" ", "")))
    if right_to_left(part.text):
        properties.append(E.rtl())
    return E.r(properties, said(legal(visible(unisolated(part.text), keep="\t"))))


def valued(name: str, value: str) -> etree._Element:
    """An element that says one thing, in its ``val``."""
    return attributed(E(name), val=value)


def attributed(element: Any, **attributes: str) -> Any:
    """The element, with attributes of Word's namespace."""
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name}", value)
    return element

"""Names in the XML of Word: elements without their namespaces, and the attributes of the main namespace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree


def local(node: Any) -> str:
    """The name of an element without its namespace: documents of the strict and the transitional kind have two."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def value(node: Any, name: str = "val") -> str | None:
    """The attribute of that name, whatever its namespace."""
    for key, found in node.items():
        if etree.QName(key).localname == name:
            return str(found)
    return None


def child(node: Any, *names: str) -> Any | None:
    """The element reached by following the first child of each name, or None."""
    for name in names:
        node = next((one for one in node if local(one) == name), None) if node is not None else None
    return node


def switched(node: Any, name: str) -> bool | None:
    """An on-off property in ``rPr`` or ``pPr``: True, False, or None if it is not there."""
    found = child(node, name) if node is not None else None
    return None if found is None else value(found) not in {"0", "false", "off"}


def within(node: Any, *names: str) -> Iterator[Any]:
    """The elements of these names below a node, in order."""
    return (one for one in node.iter() if local(one) in names)

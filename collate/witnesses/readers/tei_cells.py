"""The alignment in a parallel-segmented apparatus: which texts share a column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree

from collate.model import Mark

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


class TeiEntry(NamedTuple):
    """An app: its id or number, the words of its lemma, and the ids it names; None in a negative apparatus.

    An app inside a reading of another app also records the witnesses of the outer app's other readings: they have
    nothing here.
    """

    name: str
    lemma: str
    named: frozenset[str] | None


def cells_of(root: Any) -> dict[tuple[int, bool], int]:
    """The number of the cell of each node's text, and of what follows the node, by the node's identity.

    An app whose readings contain no other app is one cell, and so is the text between apps. If a reading contains apps,
    its parts are cells, and the other readings are in the first of them.
    """
    found: dict[tuple[int, bool], int] = {}
    _number(root, 0, found)
    return found


def entries_of(root: Any, cells: dict[tuple[int, bool], int]) -> dict[int, TeiEntry]:
    """The apps of the text by the number of the cell they begin in."""
    apps = [app for body in root.iter("{*}body") for app in body.iter("{*}app")]
    return {cells[id(app), False]: _entry(app, number) for number, app in enumerate(apps, 1)}


def unsaid(root: Any, known: Collection[str]) -> Iterator[str]:
    """Messages about parts of an apparatus that are not read: words without a witness, unknown witnesses."""
    strange: set[str] = set()
    for body in root.iter("{*}body"):
        for number, app in enumerate(body.iter("{*}app"), 1):
            readings = _own_readings(app)
            cited = {token.lstrip("#") for one in readings for token in one.get("wit", "").split()}
            strange |= cited - set(known)
            for one in readings:
                text = " ".join("".join(one.itertext()).split())
                rest = _name(one) == "lem" and not cited >= set(known)  # the lemma of witnesses that are not named
                if text and one.get("wit") is None and not rest:
                    yield f"{app.get(XML_ID) or f'app {number}'}: {text!r} is in no witness, and left out"
    if strange:
        yield f"the list of witnesses does not have {', '.join(sorted(strange))}"


def _entry(app: Any, number: int) -> TeiEntry:
    readings = _own_readings(app)
    lemma = next((one for one in readings if _name(one) == "lem"), None)
    text = "" if lemma is None else " ".join("".join(lemma.itertext()).split())
    negative = lemma is not None and lemma.get("wit") is None
    within = set(app.iterancestors("{*}lem", "{*}rdg"))
    outer = (one for other in app.iterancestors("{*}app") for one in _own_readings(other) if one not in within)
    named = frozenset(token.lstrip("#") for one in (*readings, *outer) for token in one.get("wit", "").split())
    return TeiEntry(app.get(XML_ID) or f"app {number}", text, None if negative else named)


def _own_readings(app: Any) -> list[Any]:
    """The readings of an app, without those of the apps inside it."""
    return [one for one in app.iter("{*}lem", "{*}rdg") if next(one.iterancestors("{*}app")) is app]


def marks_of(
    said: Sequence[tuple[int, str, Any, bool]],
    cells: Mapping[tuple[int, bool], int],
    entries: Mapping[int, TeiEntry],
    names: Collection[str],
) -> Iterator[Mark]:
    """Marks for the text of a witness in each cell and each entry of the apparatus, also where it has none.

    `said`: pieces of its text with their places, as they were read; `names`: those by which it is named.
    """
    spans: dict[int, tuple[int, int]] = {}
    for at, words, node, tail in said:
        cell = cells[id(node), tail]
        yield Mark("cell", at, at + len(words), {"column": cell})
        spans[cell] = spans.get(cell, (at, at))[0], at + len(words)
    known = sorted(spans)
    for cell, entry in sorted(entries.items()):
        before = known[: bisect_left(known, cell)]
        end = spans[before[-1]][1] if before else 0
        named = entry.named is None or not entry.named.isdisjoint(names)
        data = {"id": entry.name, "lemma": entry.lemma, "named": named, "column": cell}
        yield Mark("entry", *spans.get(cell, (end, end)), data)
        if not named:  # the apparatus does not say what it has there
            yield Mark("lacuna", end, end, {"n": entry.name})


def _number(node: Any, cell: int, found: dict[tuple[int, bool], int]) -> int:
    """Number the text of a node and of all below it, from `cell` on; the last number used."""
    found[id(node), False] = cell
    app = _name(node) == "app"
    last = cell
    for child in node:
        if _name(child) != "app":
            end = _number(child, cell, found)
            last = max(last, end)
            if not app and _name(node) != "rdgGrp":
                cell = end
        else:
            last = cell = _number(child, cell + 1, found) + 1
        found[id(child), True] = cell
    return last


def _name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""

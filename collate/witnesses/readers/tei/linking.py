"""Links entries that stand apart from the text to the words they are about.

Double end-point: ``from`` and ``to`` point at elements; where one is missing, the entry's own place in the text counts.
Location-referenced: the place is named, and the lemma is looked for there. Both become `Span`s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from collate.witnesses.readers.tei.apparatus import Entry, own_apps, words_of
from collate.witnesses.readers.tei.document import Document, apart
from collate.witnesses.readers.tei.elements import Use, attribute, name_of, pointers, use_of

_AROUND = {"lg", "div", "div1", "div2", "div3", "body", "sp"}  # of what stands in them, only blocks are text
_BLOCKS = {"p", "l", "ab", "lg", "div", "sp", "head"}
Point = tuple[int, str]  # the identity of an element, and "start" (before its content) or "end" (after it)


class Span(NamedTuple):
    """An entry and the points of the text between which its lemma stands; the two are one where it has no words."""

    entry: Entry
    start: Point
    end: Point
    reach: int = 0  # the order of the ends, by which the longer of two spans is known


class Unlinked(NamedTuple):
    """An entry that could not be linked, and why."""

    app: Any
    why: str


class Links:
    """The entries that stand apart, by the points of the text at which they begin and end."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.unlinked: list[Unlinked] = []
        self.by_start: dict[Point, list[Span]] = defaultdict(list)
        self.by_end: dict[Point, list[Span]] = defaultdict(list)

    def add(self, span: Span) -> None:
        """Take in a span."""
        self.spans.append(span)
        self.by_start[span.start].append(span)
        self.by_end[span.end].append(span)


def classified(document: Document) -> tuple[list[Entry], list[Entry]]:
    """The entries that stand in the text, with their readings in its place; and those that are linked to it."""
    inside = {id(app) for app in own_apps(document.nodes)}
    targets = _targets(document)
    within, outside = [], []
    for app in document.root.iter("{*}app"):
        entry = Entry(app)
        pointing = any(one in targets for name in ("from", "to") for one in pointers(app, name))
        named = name_of(app.getparent()) == "listApp" or _repeats(document, entry)
        if id(app) in inside and not pointing and not named:
            within.append(entry)
        elif entry.readings and (pointing or _placed(app) or _listed(app)):
            outside.append(entry)
    return within, outside


def _repeats(document: Document, entry: Entry) -> bool:
    """Whether an entry that names its place stands among the lines it is about, and its lemma in them once more."""
    if not attribute(entry.app, "loc") or entry.lemma is None or not words_of(entry.lemma):
        return False
    blocks = any(name_of(one) in _BLOCKS for one in entry.lemma.iter())
    return not blocks and (document.located or name_of(entry.app.getparent()) in _AROUND)


def _placed(app: Any) -> bool:
    """Whether an entry names a place."""
    return bool(attribute(app, "loc") or attribute(app, "corresp"))


def _listed(app: Any) -> bool:
    """Whether an entry stands in a list of an apparatus, or in a note at its words."""
    if not any(attribute(one, "wit") for one in app.iter("{*}lem", "{*}rdg")):
        return False
    return any(
        name_of(node) in {"listApp", "standOff", "back", "note"} or (name_of(node).startswith("div") and apart(node))
        for node in app.iterancestors()
    )


def _targets(document: Document) -> dict[str, Any]:
    """The elements of the text by their ids."""
    return {attribute(node, "xml:id"): node for node in document.nodes if attribute(node, "xml:id")}


def by_end_points(document: Document, outside: list[Entry], links: Links) -> list[Entry]:
    """Link entries whose ``from`` or ``to`` is there; those that are left have only a place."""
    targets = _targets(document)
    order = {id(node): number for number, node in enumerate(document.root.iter("*"))}
    inside = {id(node) for part in document.parts for node in part.iter("*")}
    left = []
    for entry in outside:
        first, last = (_target(entry.app, name, targets) for name in ("from", "to"))
        if first is None and last is None:
            left.append(entry)
            continue
        if (first is None or last is None) and id(entry.app) not in inside:
            one = first if first is not None else last
            links.add(_at(entry, one))
            continue
        start = _opening(first) if first is not None else (id(entry.app), "end")
        end = (id(last), "end") if last is not None else (id(entry.app), "end")
        if order[start[0]] > order[end[0]]:
            links.unlinked.append(Unlinked(entry.app, "ends before it begins"))
            continue
        links.add(Span(entry, start, end, order[end[0]]))
    return left


def _target(app: Any, name: str, targets: dict[str, Any]) -> Any:
    return next((targets[one] for one in pointers(app, name) if one in targets), None)


def _at(entry: Entry, node: Any) -> Span:
    """An entry with one end point: it is about that element, or, as our own say, stands before or after it."""
    where = attribute(entry.app, "type")
    bare = entry.lemma is not None and not "".join(entry.lemma.itertext()).strip()
    if where == "before":
        return Span(entry, _opening(node), _opening(node))
    if where == "after" or bare:
        return Span(entry, (id(node), "end"), (id(node), "end"))
    return Span(entry, _opening(node), (id(node), "end"))


def _opening(node: Any) -> Point:
    """Where what begins at an element begins: before its words, or at it if it has none."""
    empty = not len(node) and not (node.text or "").strip()
    return (id(node), "end") if empty or use_of(node) is Use.PLACE else (id(node), "start")


def begun(links: Links, point: Point) -> Iterator[Span]:
    """The entries that begin at a point, the longer first; those without words of the text before all."""
    spans = links.by_start.get(point, ())
    return iter(sorted(spans, key=lambda span: (span.start != span.end, -span.reach)))

"""Finds the notes of a page: which elements are notes, and which numbers and signs call them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from collate.witnesses.readers.documents.html_rules import (
    BACK_TYPES,
    BREAKS,
    NOTE_CLASSES,
    NOTE_TYPES,
    calls_note,
    classes,
    types,
)

LONGEST_NOTE = 20_000  # characters: what is longer is a chapter that a number leads to


@dataclass
class Notes:
    """The notes of one page: `calls` leads from each calling element to its note, or to None if it is elsewhere."""

    calls: dict[Any, Any | None] = field(default_factory=dict)
    bodies: set[Any] = field(default_factory=set)
    labels: set[Any] = field(default_factory=set)  # the numbers before notes, and the links back from them

    @classmethod
    def of(cls, root: Any) -> Notes:
        """Find the notes of a page."""
        found = cls()
        order = {one: number for number, one in enumerate(root.iter())}
        targets = {key: one for one in order for key in (one.get("id"), one.get("name")) if key}
        found.bodies = {one for one in order if types(one) & NOTE_TYPES}
        links = [one for one in order if one.tag == "a" and one.get("href")]
        for link in links:
            target = targets.get(link.get("href").removeprefix("#")) if link.get("href").startswith("#") else None
            if calls_note(link) and link not in found.labels:
                found._call(link, target, order)
        for link in links:
            if any(one in found.bodies for one in link.iterancestors()) and _leads_back(link, targets, found):
                found.labels.add(_raised(link))
        return found

    def _call(self, link: Any, target: Any | None, order: dict[Any, int]) -> None:
        elsewhere = not link.get("href").startswith("#") and bool(types(link) & {"noteref", "doc-noteref"})
        if target is None and not elsewhere:
            return
        body = None if target is None else _body(target)
        if body is not None and (order[body] <= order[link] or body in set(link.iterancestors()) or _long(body)):
            return  # a link back from a note, a number that leads up the page, or one that leads to a chapter
        self.calls[_raised(link)] = body
        if body is not None:
            self.bodies.add(body)


def _long(body: Any) -> bool:
    """Whether an element holds more text than a note."""
    length = 0
    for text in body.itertext():
        length += len(text)
        if length > LONGEST_NOTE:
            return True
    return False


def _raised(link: Any) -> Any:
    """The element to leave out with a link: a ``sup`` or brackets around it, if there is nothing else in them."""
    above = link.getparent()
    if above is not None and above.tag in {"sup", "span"} and "".join(above.itertext()) == "".join(link.itertext()):
        return _raised(above)
    return link


def _body(target: Any) -> Any:
    """The element that is the note in which a link's target stands."""
    lines = [one for one in (target, *target.iterancestors()) if one.tag in BREAKS and one.tag != "body"]
    named = next(
        (one for one in lines if types(one) & NOTE_TYPES or classes(one) & (NOTE_CLASSES - {"footnotes"})), None
    )
    if named is not None and named.tag not in {"ol", "ul", "section"}:
        return named
    first = lines[0] if lines else target
    if first.tag in {"td", "th"}:  # a note in a table is a row: the number, the text
        return next((one for one in lines if one.tag == "tr"), first)
    return next((one for one in lines[:2] if one.tag == "li"), first)


def _leads_back(link: Any, targets: dict[str, Any], notes: Notes) -> bool:
    if types(link) & BACK_TYPES:
        return True
    text = "".join(link.itertext()).strip()
    if text.startswith(("↩", "↑", "^", "⏎")):
        return True
    target = targets.get(link.get("href").removeprefix("#"))
    near = () if target is None else (target, *target.iterancestors(), *islice(target.iter(), 20))
    called = any(one in notes.calls for one in near)
    return called and (calls_note(link) or len(text) <= 5)

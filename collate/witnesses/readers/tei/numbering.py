"""Canonical references: the numbers of divisions, verses and milestones, joined to paths such as ``1.12``."""

from __future__ import annotations

from typing import Any

from collate.witnesses.readers.tei.elements import attribute, name_of

NUMBERED = {"div", "div1", "div2", "div3", "div4", "div5", "div6", "div7", "ab", "p", "lg", "l", "seg"}
LONGEST = 80  # characters of one number
_SEPARATORS = ".,: -_"


class Numbering:
    """The numbers that hold at the place which a reader has reached. `refining`: whether milestones divide further."""

    def __init__(self, refining: bool) -> None:
        self.refining = refining
        self.path: list[str] = []
        self.units: list[str] = []  # of milestones, the larger first: in the order of their first occurrence
        self.stones: dict[str, str] = {}

    def enter(self, node: Any) -> dict[str, str]:
        """The data of the mark for an element: its path of numbers as ``n``, and its ``id``; {} for others."""
        name = name_of(node)
        if name not in NUMBERED:
            return {}
        number = _number(node)
        if number.startswith("urn:") or (attribute(node, "type") == "edition" and number):
            number = ""
        if number:
            self.path.append(number)
            self.stones.clear()
        own = {"id": attribute(node, "xml:id")} if attribute(node, "xml:id") and name != "seg" else {}
        return {"n": joined(self.path), **own} if number else own

    def leave(self, node: Any) -> None:
        """Undo what `enter` did."""
        number = _number(node)
        if name_of(node) in NUMBERED and self.path and self.path[-1] == number:
            self.path.pop()

    def milestone(self, node: Any) -> tuple[str, dict[str, str]]:
        """The kind and the data of the mark for a milestone."""
        unit, number = attribute(node, "unit"), _number(node)
        if not self.refining or not number:
            return ("milestone", {"n": number or attribute(node, "xml:id"), "unit": unit})
        if unit not in self.units:
            self.units.append(unit)
        rank = self.units.index(unit)
        self.stones = {one: said for one, said in self.stones.items() if self.units.index(one) < rank}
        self.stones[unit] = number
        return "locus", {"n": joined([*self.path, *self.stones.values()])}


def _number(node: Any) -> str:
    """The number of an element, as far as a reference is read."""
    return " ".join((attribute(node, "n") or attribute(node, "cRef"))[:LONGEST].split())


def joined(path: list[str]) -> str:
    """A path of numbers; a number that repeats the one above it (``1``, ``1.12``) is not said twice."""
    found = ""
    for number in path:
        if found and number.startswith(found) and number[len(found) : len(found) + 1] in {*_SEPARATORS}:
            found = number
        else:
            found = f"{found}.{number}" if found else number
    return found

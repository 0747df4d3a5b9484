"""Recognises the hands of one manuscript among the witnesses of a table: ``E (a.c.)`` is the first hand of E."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

import regex

BEFORE, AFTER = "a.c.", "p.c."
ALIKE = 0.8  # share of equal cells from which on two columns can be two hands of one manuscript
_FIRST = regex.compile(r"(?P<name>.*?\S)(?:\s*\(a\.?c\.?\)|\s+a\.\s?c\.|\.ac|\^?ᵃᶜ|\^\{?ac\}?|\*)")
_LAST = regex.compile(r"(?P<name>.*?\S)(?:\s*\(p\.?c\.?\)|\s+p\.\s?c\.|\.pc|\^?ᵖᶜ|\^\{?pc\}?)")
_NUMBERED = regex.compile(r"(?P<name>\p{L}+)(?P<number>[12])")


def states(forms: Mapping[str, Mapping[int, str]]) -> dict[str, tuple[str, str]]:
    """The manuscript and the hand of each siglum that names a state of a manuscript.

    `forms` has the text of each witness by column. A first hand is only taken for one if its manuscript is there too;
    ``B1`` and ``B2`` if at least two manuscripts are written so, and their columns are nearly the same.
    """
    found: dict[str, tuple[str, str]] = {}
    for siglum in forms:
        first, last = _FIRST.fullmatch(siglum), _LAST.fullmatch(siglum)
        if first and first["name"] in forms:
            found[siglum] = first["name"], BEFORE
            found[first["name"]] = first["name"], AFTER
        elif first and any((own := _LAST.fullmatch(other)) and own["name"] == first["name"] for other in forms):
            found[siglum] = first["name"], BEFORE
        elif last and any((own := _FIRST.fullmatch(other)) and own["name"] == last["name"] for other in forms):
            found[siglum] = last["name"], AFTER
    return found or _numbered(forms)


def _numbered(forms: Mapping[str, Mapping[int, str]]) -> dict[str, tuple[str, str]]:
    """Pairs such as B1 and B2, C1 and C2."""
    matches = [match for match in map(_NUMBERED.fullmatch, forms) if match]
    pairs = []
    for name, own in groupby(sorted(matches, key=lambda match: str(match["name"])), key=lambda match: match["name"]):
        numbers = sorted(match["number"] for match in own)
        if numbers == ["1", "2"] and name not in forms and f"{name}3" not in forms:
            pairs.append(name)
    if len(pairs) < 2 or not all(_alike(forms[f"{name}1"], forms[f"{name}2"]) for name in pairs):
        return {}
    return {f"{name}{n}": (name, hand) for name in pairs for n, hand in ((1, BEFORE), (2, AFTER))}


def _alike(one: Mapping[int, str], other: Mapping[int, str]) -> bool:
    columns = one.keys() | other.keys()
    return bool(columns) and sum(one.get(c) == other.get(c) for c in columns) >= ALIKE * len(columns)


def siglum(given: str, manuscript: str, hand: str, known: Collection[str]) -> str:
    """The siglum of a state: as the file has it, or that of the manuscript for the last of two numbered hands."""
    if manuscript in known or not _NUMBERED.fullmatch(given):
        return given
    return manuscript if hand == AFTER else f"{manuscript} ({hand})"


def notes(found: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """A sentence that names the first hands and their manuscripts."""
    first = [f"{siglum} of {manuscript}" for siglum, (manuscript, hand) in found.items() if hand == BEFORE]
    if first:
        yield f"read as first hands, not as witnesses of their own: {', '.join(first)}"

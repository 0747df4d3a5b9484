"""Which of two forms is read: the source's or the editor's, the abbreviation or what it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from collate.errors import UsageError
from collate.witnesses.readers.tei.elements import attribute, name_of

PAIRS = {"abbr": "expan", "expan": "abbr", "orig": "reg", "reg": "orig", "sic": "corr", "corr": "sic"}
DEFAULT = ("expan", "orig", "sic")
_MENOTA = {"facs", "dipl", "norm"}
_ALSO = {"facs": "orig", "dipl": "orig", "norm": "reg", "ex": "expan"}  # of Menota; of some EpiDoc


def preferred(asked: Iterable[str] = ()) -> frozenset[str]:
    """The forms that are read: those asked for, and the default of the other pairs. UsageError for a wrong name."""
    found: dict[frozenset[str], str] = {frozenset((one, PAIRS[one])): one for one in DEFAULT}
    seen: dict[frozenset[str], str] = {}
    for one in asked:
        if one not in PAIRS:
            raise UsageError(f"there is no form {one!r} to prefer", hint=f"choose {', '.join(PAIRS)}")
        pair = frozenset((one, PAIRS[one]))
        if seen.setdefault(pair, one) != one:
            raise UsageError(f"{one} and {PAIRS[one]} cannot both be preferred", hint="name one of the two")
        found[pair] = one
    return frozenset(found.values())


def other(forms: frozenset[str]) -> frozenset[str]:
    """The same preference, but for the other of ``orig`` and ``reg``."""
    pair = {"orig", "reg"}
    return (forms - pair) | (pair - forms)


def chosen(children: list[Any], forms: frozenset[str]) -> Any:
    """The child of a ``choice`` that is read: one of a preferred form, else the first."""
    by_name: dict[str, Any] = {}
    for child in children:
        by_name.setdefault(name_of(child), child)
    if "dipl" in by_name:  # beside `facs`, which has every stroke, it is the form in the source
        by_name.pop("facs", None)
    for name, child in by_name.items():
        if name in forms or _ALSO.get(name) in forms:
            return child
    return children[0] if children else None


def pair_in(node: Any) -> list[Any]:
    """The two forms that stand in a word without a ``choice`` around them."""
    children = [child for child in node if name_of(child) in {*PAIRS, *_MENOTA}]
    names = {name_of(child) for child in children}
    pairs = any(PAIRS.get(name) in names for name in names) or len(names & _MENOTA) > 1
    return children if pairs else []


def in_attribute(node: Any, forms: frozenset[str]) -> str:
    """The form that TEI P4 puts into an attribute, where that is the one to read: ``<abbr expan="..">``."""
    name = name_of(node)
    if name in PAIRS and PAIRS[name] in forms:
        return attribute(node, PAIRS[name])
    return ""


def passed_over(node: Any, forms: frozenset[str]) -> bool:
    """Whether letters are read only in the other form: the sign of an abbreviation, or what it stands for."""
    name = name_of(node)
    if name == "am":
        return "expan" in forms
    if name == "ex":
        return "abbr" in forms
    if name == "surplus":
        return "corr" in forms
    return (name == "abbr" and "expan" in forms and _whole(node.getparent())) or (
        name == "expan" and "abbr" in forms and any(name_of(one) == "abbr" for one in node.itersiblings(preceding=True))
        and name_of(node.getparent()) in {"expan", "w"}
    )  # fmt: skip


def _whole(expan: Any) -> bool:
    """Whether the ``ex`` of an ``expan`` is the whole word beside its ``abbr``, not only the letters left out."""
    children = [one for one in expan if isinstance(one.tag, str)] if name_of(expan) == "expan" else []
    if [name_of(one) for one in children] != ["abbr", "ex"]:
        return False
    short, whole = ("".join(one.itertext()).strip() for one in children)
    letters = short.rstrip(".")
    if not letters or not whole:
        return False
    return short.endswith(".") or (whole[0].isupper() and whole.startswith(letters))

"""The kinds of decisions, what a decision of each kind needs, and what is wrong with a table of the decisions file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from collate.io.documents import MOST
from collate.model import Decision
from collate.variants.decisions.place import AFTER, BEFORE, BOTH

DOES = (
    "label", "regularise", "lemma", "conjecture", "deletion", "crux", "note", "split", "join", "realign",
    "dismiss-finding", "dismiss-suspect",
)  # fmt: skip
NEEDS = {
    "label": ("reading", "value"), "regularise": ("reading",), "lemma": ("reading",), "conjecture": ("value",),
    "note": ("value",), "split": ("value",), "realign": ("value",), "dismiss-finding": ("value",),
    "dismiss-suspect": ("value",),
}  # fmt: skip
SCOPES = ("here", "section", "everywhere")
STATUSES = ("", "proposed")
NUMBERS = {"word", "nth", "of"}
JOINED = ("", BEFORE, AFTER, BOTH)
QUOTED = 60  # characters of the file in a message
EMPTY_MEANS_OMISSION = {("reading", ""), ("at", ""), ("value", "conjecture")}  # a reading without words is an omission
_FIELDS = {field.name for field in fields(Decision)} - {"line"}


def types(table: dict[str, Any]) -> list[str]:
    """What is wrong with the keys of a table, and with the types of its values."""
    return [what for key, value in table.items() if (what := _type(key, value))]


def _type(key: str, value: Any) -> str:
    """What is wrong with the type of a value, or with its key."""
    if key not in _FIELDS:
        return f"a decision has no {short(repr(key))}"
    if key == "exact":
        return "" if isinstance(value, bool) else f"{key!r} is neither true nor false"
    if key == "witnesses":
        named = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return "" if named else f"{key!r} is no list of sigla"
    if key not in NUMBERS:
        return "" if isinstance(value, str) else f"{key!r} is no text"
    if not isinstance(value, int) or isinstance(value, bool):
        return f"{key!r} is no number"
    return "" if 0 <= value <= MOST else f"{key!r} is no number of words"


def values(table: dict[str, Any], labels: Collection[str] | None) -> list[str]:
    """What is wrong in a table whose values have the types that they should have."""
    do, value = table.get("do"), table.get("value", "")
    if do not in DOES:
        return [f"'do' is {short(repr(do))} and not one of {', '.join(DOES)}"]
    found = [
        f"a decision to {do} needs {key!r}"
        for key in ("base", "at", *NEEDS.get(do, ()))
        if key not in table or (not table[key] and not {(key, ""), (key, do)} & EMPTY_MEANS_OMISSION)
    ]
    if table.get("scope", "here") not in SCOPES:
        found.append(f"'scope' is {short(repr(table['scope']))} and not one of {', '.join(SCOPES)}")
    if table.get("status", "") not in STATUSES:
        found.append(f"'status' is {short(repr(table['status']))} and not proposed")
    if do == "split" and value and not (value.isdecimal() and len(value) < 10):
        found.append("'value' is the number of words before the cut")
    if do == "join" and value not in JOINED:
        found.append(f"'value' is {short(repr(value))} and not one of {', '.join(filter(None, JOINED))}")
    if table.get("labelled") and labels is not None and table["labelled"] not in labels:
        found.append(f"there is no label {short(repr(table['labelled']))}")
    if do == "label" and value and labels is not None and value not in labels:
        found.append(f"there is no label {short(repr(value))}")
    return found


def short(text: str) -> str:
    """A piece of the file as a message quotes it."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}..."

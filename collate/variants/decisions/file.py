"""Reads and writes the decisions file: TOML, a table for each decision, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, fields
from itertools import pairwise
from typing import Any

import regex

from collate.errors import CollateError, InputError, MistakesError
from collate.io.documents import MOST, toml_table
from collate.io.wording import json_text
from collate.model import Decision
from collate.variants.decisions.place import AFTER, BEFORE, BOTH

HEADER = "[[decision]]"
DOES = ("label", "regularise", "lemma", "conjecture", "split", "join", "realign")
SCOPES = ("here", "section", "everywhere")
NEEDS = {
    "label": ("reading", "value"), "regularise": ("reading",), "lemma": ("reading",), "conjecture": ("value",),
    "split": ("value",), "realign": ("value",),
}  # fmt: skip
NUMBERS = {"word", "nth", "of"}
JOINED = ("", BEFORE, AFTER, BOTH)
MANY = 50  # mistakes that are named; who has more mends these first
QUOTED = 60  # characters of the file in a message
SEE = "see docs/decisions.md"
EMPTY_MEANS_OMISSION = {"reading", "at"}  # a reading without words is an omission
_HEADERS = regex.compile(r"^[ \t]*\[\[[ \t]*decision[ \t]*\]\][ \t]*(?:#[^\r\n]*)?\r?$", regex.MULTILINE)
_PLACE = regex.compile(r" \(at line (\d+), column (\d+)\)\)$")
_FIELDS = {field.name for field in fields(Decision)} - {"line"}


def read(data: bytes, path: str, labels: Collection[str] | None = None) -> list[Decision]:
    """The decisions in a file. With `labels`, any other label is an error.

    MistakesError lists all mistakes, with the line at which the decision begins, or the line of an error in the TOML.
    """
    text = _text(data, path)
    try:
        tables = _tables(text, path)
    except InputError as problem:
        raise MistakesError(list(_mistakes(text, path, labels)) or [problem]) from None
    lines = [line for _, line in _headers(text)]
    if len(lines) != len(tables):
        raise InputError("writes a decision in another way than under [[decision]]", path=path, hint=SEE)
    problems = [
        problem for table, line in zip(tables, lines, strict=True) for problem in _wrong(table, path, line, labels)
    ]
    if problems:
        raise MistakesError(_most(problems))
    return [Decision(**table, line=line) for table, line in zip(tables, lines, strict=True)]


def _headers(text: str) -> Iterator[tuple[int, int]]:
    """Where each decision begins: its offset and its line."""
    line, before = 1, 0
    for match in _HEADERS.finditer(text):
        line += text.count("\n", before, match.start())
        before = match.start()
        yield before, line


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        lines = (line for line, own in enumerate(data.split(b"\n"), 1) if own.decode("utf-8", "ignore").encode() != own)
        problems = [InputError("is not UTF-8", path=path, line=line, hint="write the line anew") for line in lines]
        raise MistakesError(_most(problems)) from None


def _tables(text: str, path: str, first: int = 1) -> list[dict[str, Any]]:
    """The tables of a piece of the file that begins in line `first`. InputError if it is anything else."""
    try:
        document = toml_table(text.encode(), path, SEE)
    except CollateError as problem:
        said = _PLACE.search(problem.what)
        line, column = (int(said[1]), int(said[2])) if said else (problem.line or 1, None)
        what = _PLACE.sub(")", problem.what)
        raise InputError(what, path=path, line=line + first - 1, column=column, hint=SEE) from None
    tables = document.get("decision", [])
    if set(document) - {"decision"} or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise InputError("holds something other than [[decision]] tables", path=path, hint=SEE)
    return tables


def _mistakes(text: str, path: str, labels: Collection[str] | None) -> list[InputError]:
    """What is wrong in a file that is no TOML as a whole, decision by decision, as far as they can be told apart."""
    starts = [(0, 1), *_headers(text), (len(text), 0)]
    problems: list[InputError] = []
    for (start, line), (end, _) in pairwise(starts):
        try:
            tables = _tables(text[start:end], path, line)
        except InputError as problem:
            problems.append(problem)
        else:
            problems += (problem for table in tables for problem in _wrong(table, path, line, labels))
    return _most(problems)


def _most(problems: list[InputError]) -> list[InputError]:
    """The problems, or so many of them that a person can read them."""
    if len(problems) <= MANY:
        return problems
    last = InputError(f"{len(problems) - MANY} more mistakes", path=problems[0].path, hint="mend the first ones")
    return [*problems[:MANY], last]


def _wrong(table: dict[str, Any], path: str, line: int, labels: Collection[str] | None) -> Iterator[InputError]:
    """What is wrong in the table of a decision."""
    hint = f"there are: {', '.join(labels)}" if labels else SEE
    for what in _types(table) or _values(table, labels):
        yield InputError(what, path=path, line=line, hint=hint if what.startswith("there is no label") else SEE)


def _types(table: dict[str, Any]) -> list[str]:
    return [what for key, value in table.items() if (what := _type(key, value))]


def _type(key: str, value: Any) -> str:
    """What is wrong with the type of a value, or with its key."""
    if key not in _FIELDS:
        return f"a decision has no {_short(repr(key))}"
    if key not in NUMBERS:
        return "" if isinstance(value, str) else f"{key!r} is no text"
    if not isinstance(value, int) or isinstance(value, bool):
        return f"{key!r} is no number"
    return "" if 0 <= value <= MOST else f"{key!r} is no number of words"


def _values(table: dict[str, Any], labels: Collection[str] | None) -> list[str]:
    """What is wrong in a table whose values have the types that they should have."""
    do, value = table.get("do"), table.get("value", "")
    if do not in DOES:
        return [f"'do' is {_short(repr(do))} and not one of {', '.join(DOES)}"]
    found = [
        f"a decision to {do} needs {key!r}"
        for key in ("base", "at", *NEEDS.get(do, ()))
        if key not in table or (not table[key] and key not in EMPTY_MEANS_OMISSION)
    ]
    if table.get("scope", "here") not in SCOPES:
        found.append(f"'scope' is {_short(repr(table['scope']))} and not one of {', '.join(SCOPES)}")
    if do == "split" and value and not (value.isdecimal() and len(value) < 10):
        found.append("'value' is the number of words before the cut")
    if do == "join" and value not in JOINED:
        found.append(f"'value' is {_short(repr(value))} and not one of {', '.join(filter(None, JOINED))}")
    if do == "label" and value and labels is not None and value not in labels:
        found.append(f"there is no label {_short(repr(value))}")
    return found


def _short(text: str) -> str:
    """A piece of the file as a message quotes it."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}..."


def written(decision: Decision) -> str:
    """A decision as it stands in the file, with a blank line before it."""
    values = {key: value for key, value in asdict(decision).items() if key != "line"}
    always = {"do", "base", "at", *NEEDS.get(decision.do, ())}
    usual = asdict(Decision("", "", ""))
    kept = {key: value for key, value in values.items() if key in always or value != usual[key]}
    return f"\n{HEADER}\n" + "".join(f"{key} = {json_text(value)}\n" for key, value in kept.items())


def without(text: str, number: int) -> str:
    """The file's text without the decision of a number (from 0); comments after it stay."""
    headers = [match.start() for match in _HEADERS.finditer(text)]
    rest = text[headers[number] :].splitlines(keepends=True)
    own = (k for k, line in enumerate(rest) if k and (not line.strip() or line.lstrip().startswith(("#", "["))))
    size = next(own, len(rest))
    before = text[: headers[number]].rstrip("\r\n")
    return (before + "\n" if before else "") + "".join(rest[size:])


def said(decisions: Sequence[Decision]) -> list[str]:
    """One line for each decision, as a list shows them."""
    return [
        " ".join(
            filter(
                None,
                (
                    decision.do,
                    decision.at or "(nothing)",
                    f"] {decision.reading or 'om.'}" if "reading" in NEEDS.get(decision.do, ()) else "",
                    f"= {decision.value}" if decision.value else "",
                    f"[{decision.scope}]",
                    decision.said,
                ),
            )
        )
        for decision in decisions
    ]

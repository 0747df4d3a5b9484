"""Reads and writes the decisions file: TOML, a table for each decision, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

import regex

from collate.errors import CollateError, InputError, MistakesError
from collate.io.documents import toml_table
from collate.io.wording import json_text
from collate.model import Decision
from collate.variants.decisions import kinds, plain
from collate.variants.decisions.plain import HEADER

OTHER = "holds something other than [[decision]] tables and [renamed] sigla"
MANY = 50  # mistakes that are named; who has more mends these first
SEE = "see docs/decisions.md"
_HEADERS = regex.compile(r"^[ \t]*\[\[[ \t]*decision[ \t]*\]\][ \t]*(?:#[^\r\n]*)?\r?$", regex.MULTILINE)
_PLACE = regex.compile(r" \(at line (\d+), column (\d+)\)\)$")


def read(data: bytes, path: str, labels: Collection[str] | None = None) -> list[Decision]:
    """The decisions in a file. With `labels`, any other label is an error.

    MistakesError lists all mistakes, with the line at which the decision begins, or the line of an error in the TOML.
    """
    text = _text(data, path)
    try:
        tables, renamed = _tables(text, path)
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
    return [_decision(table, line, renamed) for table, line in zip(tables, lines, strict=True)]


def _decision(table: dict[str, Any], line: int, renamed: Mapping[str, str]) -> Decision:
    """A decision with the sigla that the witnesses have now."""
    made = Decision(**{**table, "witnesses": tuple(table.get("witnesses", ()))}, line=line)
    if not renamed:
        return made
    anchors = [place.strip().rpartition(":") for place in made.value.split("=")] if made.do == "realign" else []
    return replace(
        made,
        base=renamed.get(made.base, made.base),
        witnesses=tuple(renamed.get(siglum, siglum) for siglum in made.witnesses),
        value="=".join(f"{renamed.get(siglum, siglum)}:{at}" for siglum, _, at in anchors) if anchors else made.value,
    )


def _wrong(table: dict[str, Any], path: str, line: int, labels: Collection[str] | None) -> Iterator[InputError]:
    """What is wrong in the table of a decision."""
    hint = f"there are: {', '.join(labels)}" if labels else SEE
    for what in kinds.types(table) or kinds.values(table, labels):
        yield InputError(what, path=path, line=line, hint=hint if what.startswith("there is no label") else SEE)


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


def _tables(text: str, path: str, first: int = 1) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The decisions of a piece of the file that begins in line `first`, and the sigla that it renames.

    InputError if it is anything else.
    """
    if first == 1:
        begin = next((offset for offset, _ in _headers(text)), len(text))
        quick = plain.tables(text[begin:])
        head = _document(text[:begin], path, first) if quick is not None else {"decision": []}
        if quick is not None and "decision" not in head:
            return quick, _renamed(head, path)
    document = _document(text, path, first)
    tables = document.get("decision", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InputError(OTHER, path=path, hint=SEE)
    return tables, _renamed(document, path)


def _document(text: str, path: str, first: int) -> dict[str, Any]:
    try:
        return toml_table(text.encode(), path, SEE)
    except CollateError as problem:
        said = _PLACE.search(problem.what)
        line, column = (int(said[1]), int(said[2])) if said else (problem.line or 1, None)
        what = _PLACE.sub(")", problem.what)
        raise InputError(what, path=path, line=line + first - 1, column=column, hint=SEE) from None


def _renamed(document: dict[str, Any], path: str) -> dict[str, str]:
    """The sigla that witnesses have now, by those that they had."""
    renamed = document.get("renamed", {})
    if (
        set(document) - {"decision", "renamed"}
        or not isinstance(renamed, dict)
        or not all(isinstance(siglum, str) for siglum in renamed.values())
    ):
        raise InputError(OTHER, path=path, hint=SEE)
    return renamed


def _mistakes(text: str, path: str, labels: Collection[str] | None) -> list[InputError]:
    """What is wrong in a file that is no TOML as a whole, decision by decision, as far as they can be told apart."""
    starts = [(0, 1), *_headers(text), (len(text), 0)]
    problems: list[InputError] = []
    for (start, line), (end, _) in pairwise(starts):
        try:
            tables, _ = _tables(text[start:end], path, line)
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


def written(decision: Decision) -> str:
    """A decision as it stands in the file, with a blank line before it."""
    values = {key: value for key, value in asdict(decision).items() if key != "line"}
    always = {"do", "base", "at", *kinds.NEEDS.get(decision.do, ())}
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


def exchanged(text: str, number: int, decision: Decision) -> str:
    """The file's text with another decision in the place of that of a number (from 0)."""
    start = [match.start() for match in _HEADERS.finditer(text)][number]
    rest = without(text[start:], 0)
    return text[:start] + written(decision).lstrip("\n") + ("\n" + rest.lstrip("\n") if rest.strip() else "")


def said(decisions: Sequence[Decision]) -> list[str]:
    """One line for each decision, as a list shows them."""
    return [" ".join(filter(None, _parts(decision))) for decision in decisions]


def _parts(decision: Decision) -> Iterator[str]:
    yield decision.do
    yield decision.layer and f"({decision.layer})"
    yield decision.at or "(nothing)"
    if "reading" in kinds.NEEDS.get(decision.do, ()):
        yield f"] {decision.reading or 'om.'}"
    yield f"= {decision.value}" if decision.value else ""
    yield decision.status
    yield f"[{', '.join(filter(None, (decision.scope, 'exact' if decision.exact else '', *decision.witnesses)))}]"
    yield f"if {decision.labelled}" if decision.labelled else ""
    yield f"by {decision.by}" if decision.by else ""
    yield decision.said

"""The file of decisions: TOML, a table for each, in the order in which they were made; plain text to keep in git."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields

import regex

from collate.documents import MOST, toml_table
from collate.errors import InputError
from collate.model import Decision
from collate.wording import json_text

HEADER = "[[decision]]"
DOES = ("label", "regularise", "lemma", "conjecture", "split", "join", "realign")
SCOPES = ("here", "section", "everywhere")
NEEDS = {
    "label": ("reading", "value"), "regularise": ("reading",), "lemma": ("reading",), "conjecture": ("value",),
    "split": ("value",), "realign": ("value",),
}  # fmt: skip
NUMBERS = {"word", "nth", "of"}
EMPTY_MEANS_OMISSION = {"reading", "at"}  # a reading without words is an omission
_HEADERS = regex.compile(r"^[ \t]*\[\[[ \t]*decision[ \t]*\]\][ \t]*(?:#[^\r\n]*)?\r?$", regex.MULTILINE)
_CUT = regex.compile("[0-9]{1,9}")
_FIELDS = {field.name for field in fields(Decision)} - {"line"}


def read(data: bytes, path: str) -> list[Decision]:
    """The decisions of a file. InputError says in which line what is wrong; nothing is guessed."""
    document = toml_table(data, path, "see docs/decisions.md")
    text = data.decode("utf-8-sig")
    tables = document.get("decision", [])
    if set(document) - {"decision"} or not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise InputError("holds something other than [[decision]] tables", path=path, hint="see docs/decisions.md")
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEADERS.finditer(text)]
    if len(lines) != len(tables):
        raise InputError(
            "writes a decision in another way than under [[decision]]", path=path, hint="see docs/decisions.md"
        )
    return [_decision(table, path, line) for table, line in zip(tables, lines, strict=True)]


def _decision(table: dict[str, object], path: str, line: int) -> Decision:
    def wrong(what: str) -> InputError:
        return InputError(what, path=path, line=line, hint="see docs/decisions.md")

    for key, value in table.items():
        if key not in _FIELDS:
            raise wrong(f"a decision has no {key!r}")
        if not (type(value) is int and 0 <= value <= MOST if key in NUMBERS else isinstance(value, str)):
            raise wrong(f"{key!r} is no {'number' if key in NUMBERS else 'text'}")
    do = table.get("do")
    if do not in DOES:
        raise wrong(f"'do' is {do!r} and not one of {', '.join(DOES)}")
    if table.get("scope", "here") not in SCOPES:
        raise wrong(f"'scope' is {table['scope']!r} and not one of {', '.join(SCOPES)}")
    for key in ("base", "at", *NEEDS.get(str(do), ())):
        if key not in table or (not table[key] and key not in EMPTY_MEANS_OMISSION):
            raise wrong(f"a decision to {do} needs {key!r}")
    if do == "split" and not _CUT.fullmatch(str(table["value"])):
        raise wrong("'value' is the number of words before the cut")
    return Decision(**table, line=line)  # type: ignore[arg-type]


def written(decision: Decision) -> str:
    """A decision as it stands in the file, with a blank line before it."""
    values = {key: value for key, value in asdict(decision).items() if key != "line"}
    always = {"do", "base", "at", *NEEDS.get(decision.do, ())}
    usual = asdict(Decision("", "", ""))
    kept = {key: value for key, value in values.items() if key in always or value != usual[key]}
    return f"\n{HEADER}\n" + "".join(f"{key} = {json_text(value)}\n" for key, value in kept.items())


def without_last(text: str) -> str:
    """The file's text without its last decision; comments after it stay."""
    headers = list(_HEADERS.finditer(text))
    if not headers:
        return text
    rest = text[headers[-1].start() :].splitlines(keepends=True)
    size = next((k for k, line in enumerate(rest) if not line.strip() or line.startswith("#")), len(rest))
    return text[: headers[-1].start()].rstrip("\r\n") + "\n" + "".join(rest[size:])


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

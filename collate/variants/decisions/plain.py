"""Reads a decisions file fast if it is written as Collate writes it: a value on each line, as in JSON.

Tens of thousands of decisions are read in a second so; a TOML parser takes many times as long. Whatever is written in
another way is left to that parser.
"""

from __future__ import annotations

import json
import re
from typing import Any

HEADER = "[[decision]]"
_TEXT = r'[^"\\\x00-\x08\x0a-\x1f\x7f]'
_ESCAPE = r'\\(?:["\\bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})'  # what JSON and TOML mean the same by
_STRING = rf'"(?:{_TEXT}|{_ESCAPE})*"'
_LINE = re.compile(
    rf'([a-z]+) = (?:"({_TEXT}*)"|({_STRING}|0|[1-9]\d{{0,14}}|true|false|\[\]|\[{_STRING}(?:, ?{_STRING})*\]))'
)
_COMMENT = re.compile(r"#[^\x00-\x08\x0a-\x1f\x7f]*")


def tables(text: str) -> list[dict[str, Any]] | None:
    """The tables of a file that begins with a decision, or is empty; None if something in it is not so plain."""
    found: list[dict[str, Any]] = []
    for line in text.split("\n"):
        own = line.removesuffix("\r")
        if own == HEADER:
            found.append({})
            continue
        value = _LINE.fullmatch(own)
        if value is None:
            if own and not _COMMENT.fullmatch(own):
                return None
            continue
        if not found or value[1] in found[-1]:
            return None
        found[-1][value[1]] = value[2] if value[2] is not None else json.loads(value[3])
    return found

"""Reads `structure.toml`: the words of each language that mark headings and closing formulas."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def document() -> dict[str, Any]:
    """The whole file: a table per language, and `kinds`."""
    return tomllib.loads(files("collate.languages").joinpath("structure.toml").read_text(encoding="utf-8"))

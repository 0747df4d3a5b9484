"""The built-in list of common words in several languages: a row per concept, a column per language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def concepts() -> tuple[dict[str, tuple[str, ...]], ...]:
    """The rows, each a mapping from a language code to its words."""
    lines = files("collate").joinpath("languages", "concepts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    head, *body = rows
    return tuple({code: tuple(cell.split()) for code, cell in zip(head, row, strict=True)} for row in body)

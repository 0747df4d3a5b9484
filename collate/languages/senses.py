"""The built-in lists of number words, months and function words (`languages/numbers.tsv`, `languages/senses.tsv`)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from collate.model.senses import Senses

FRAMES = ("day", "month", "year", "and", "article", "one-and-a-half")


@cache
def senses(code: str) -> Senses:
    """The lists for a language; for a language without lists, figures only."""
    numbers = {row[0]: row[1].split() for row in _column("numbers.tsv", code)}

    def counted(kind: str) -> dict[str, int]:
        """The forms of the rows of a kind ("month 3"), and the number of each."""
        rows = [(name.removeprefix(kind), forms) for name, forms in numbers.items() if name.startswith(kind)]
        return {form: int(name) for name, forms in rows if name.isdecimal() for form in forms}

    small = {row[0]: tuple(form for form in row[1].split("|") if form) for row in _column("senses.tsv", code)}
    return Senses(
        code,
        counted(""),
        counted("about "),
        counted("part "),
        counted("month "),
        {name.removeprefix("unit "): tuple(forms) for name, forms in numbers.items() if name.startswith("unit ")},
        {name: tuple(numbers.get(name, ())) for name in FRAMES},
        small,
    )


def _column(name: str, code: str) -> list[tuple[str, str]]:
    lines = files("collate").joinpath("languages", name).read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if code not in head:
        return []
    place = head.index(code)
    return [(row[0], row[place] if place < len(row) else "") for row in rows]

"""Words of closed sets in several languages: countries, cities, weekdays, colours, degrees of kinship, opposites.

Countries, weekdays and the like are in `closed.tsv`, cities in `cities.tsv`; names of other countries come from the
territories of CLDR (`babel`), for any language.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex
from babel import Locale, UnknownLocaleError

from collate.languages.letters import unmarked

COLUMNS = ("en", "fr", "de", "ru", "zh")
SHORTEST = 4  # letters of a name that may have any ending
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:\.(?=\p{Lu}))?")
_VOWELS = "аеёийоуыэюяь"
_CYRILLIC = frozenset({"ru", "uk", "bg", "sr", "be", "mk"})


class Form(NamedTuple):
    """A form as listed: class and key of what it means, its words, and how it is compared.

    `asks`: the other language has to say it too. `capital`: it is written with one. `open`: the last word may have any
    ending.
    """

    kind: str
    key: str
    words: tuple[str, ...]
    asks: bool
    capital: bool
    open: tuple[bool, ...]


@dataclass(slots=True)
class Forms:
    """The forms of a language: of Chinese by their first character, else by the first word, or how it begins."""

    whole: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[str, list[Form]] = field(default_factory=lambda: defaultdict(list))
    han: dict[str, list[tuple[str, str, bool]]] = field(default_factory=lambda: defaultdict(list))

    def beginning(self, word: str) -> list[Form]:
        """The forms whose first word may be this one."""
        return [*self.whole.get(word, ()), *self.starts.get(word[:3], ())]


@cache
def forms(code: str) -> Forms:
    """The closed sets of a language."""
    made = Forms()
    listed: set[str] = set()
    for kind, key, cell in _cells("closed.tsv", code):
        listed.add(key)
        for written in cell.split("|"):
            if written:
                _add(made, code, kind, key, written, capital=(kind == "city" and code not in {"zh", "ru"}) or None)
    for key, name in _territories(code).items():
        if key not in listed:
            _add(made, code, "country", key, _inflected(name, code))
    for key, name, capital in _cities(code):
        _add(made, code, "city", key, name, capital=capital)
    return made


def _cells(name: str, code: str) -> list[tuple[str, str, str]]:
    if code not in COLUMNS:
        return []
    place = 2 + COLUMNS.index(code)
    rows = [line.split("\t") for line in _lines(name)[1:]]
    return [(row[0], row[1], row[place]) for row in rows]


def _lines(name: str) -> list[str]:
    text = files("collate").joinpath("languages", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _territories(code: str) -> dict[str, str]:
    """The countries by their codes, as the language calls them."""
    try:
        names = Locale.parse(code).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {key: name for key, name in names.items() if len(key) == 2 and key.isalpha() and "(" not in name}


def _cities(code: str) -> list[tuple[str, str, bool]]:
    column = 3 if code == "zh" else 2 if code in _CYRILLIC else 1
    found = []
    for line in _lines("cities.tsv")[1:]:
        row = line.split("\t")
        names = row[column].split("|") if column < len(row) else []
        found += [(row[0], _inflected(name, code), code != "zh") for name in names if name]
    return found


def _inflected(name: str, code: str) -> str:
    """A name with any ending, where the language inflects it."""
    if code not in _CYRILLIC or " " in name:
        return name
    stem = name.rstrip(_VOWELS)
    return f"{stem}*" if len(stem) >= SHORTEST else name


def _add(made: Forms, code: str, kind: str, key: str, written: str, *, capital: bool | None = None) -> None:
    asks, bare = not written.startswith("?"), written.removeprefix("?")
    if code == "zh":
        made.han[bare[0]].append((bare, f"{kind} {key}", asks))
        return
    words = bare.replace("-", " ").replace("'", " ").replace("’", " ").split()
    small = tuple(unmarked(word.rstrip("*").lower()) for word in words)
    has = bare[0].isupper() if capital is None else capital
    form = Form(kind, key, small, asks, has, tuple(word.endswith("*") for word in words))
    if form.open[0]:
        made.starts[small[0][:3]].append(form)
    else:
        made.whole[small[0]].append(form)

"""Loads language packs: a folder of small files for each language, built-in or of a project.

A project's file adds to the built-in one; a line with the same first column replaces the built-in line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from collate.config import Settings
from collate.errors import InputError, LimitError, UsageError
from collate.languages.letters import MARKED_LETTERS, unmarked
from collate.languages.numerals import LONGEST
from collate.model import Pack, Rewriting

NOTHING = "∅"
LARGEST = 1024 * 1024  # bytes of a file of a pack
# Patterns made from these are tried on every word, so the number and length of rules and words are limited.
MOST = {"spelling.tsv": 5_000, "elisions.txt": 1_000}
LONGEST_CELL = 200
TABLES = {"spelling.tsv": 5, "numerals.tsv": 2, "ordinals.tsv": 2, "months.tsv": 2, "abbreviations.tsv": 2}
_LISTS = "accents letters elisions function-words endings look-alikes keyboard doubled prefixes"
LISTS = tuple(f"{name}.txt" for name in _LISTS.split())
DOUBTFUL = "doubtful"
HINT = "see docs/languages.md"
_EDGES = {"start": r"(?<!\w){}", "end": r"{}(?!\w)", "word": r"(?<!\w){}(?!\w)", "inside": r"(?<=\w){}(?=\w)", "": "{}"}


class _Line(NamedTuple):
    """A line of a pack: its columns, and its file and line."""

    columns: tuple[str, ...]
    path: str
    number: int

    def error(self, what: str, column: int = 1) -> InputError:
        return InputError(what, path=self.path, line=self.number, column=column, hint=HINT)


def codes() -> tuple[str, ...]:
    """The languages that have a built-in pack."""
    return tuple(sorted(entry.name for entry in _built_in().iterdir() if entry.is_dir() and entry.name[0] not in "._"))


def _built_in() -> Traversable:
    return files("collate").joinpath("languages")


def function_words() -> dict[str, frozenset[str]]:
    """The function words of every built-in pack, used to detect the language of texts in Latin letters."""
    lists = {}
    for code in codes():
        data = _built_in().joinpath(code, "function-words.txt").read_bytes()
        found = _lines(data, code, 0)
        lists[code] = frozenset(word for line in found for word in line.columns[0].lower().split())
    return lists


def load(code: str, projects: Sequence[Path] = ()) -> Pack:
    """The pack of a language, empty if there is none. InputError names a line that is invalid."""
    folders: list[Traversable] = [_built_in().joinpath(code), *(folder / code for folder in projects)]
    lines: dict[str, list[_Line]] = {name: [] for name in (*TABLES, *LISTS)}
    digests = {}
    for folder in folders:
        if folder.is_dir():
            for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
                if entry.name.startswith(".") or entry.name == "README.md":
                    continue
                if entry.name not in lines:
                    known = ", ".join(sorted(lines))
                    raise InputError("is no file of a language pack", path=str(entry), hint=f"there are: {known}")
                data = _bytes(entry)
                digests[f"{entry.name}{'' if folder is folders[0] else ' (project)'}"] = hashlib.sha256(
                    data
                ).hexdigest()
                lines[entry.name] += _lines(data, str(entry), TABLES.get(entry.name, 0))
    for name, most in MOST.items():
        _bounded(lines[name], most)
    return _pack(code, lines, digests)


def _bytes(entry: Traversable) -> bytes:
    """The bytes of a file; an error if it is not a file or is too large."""
    if not entry.is_file():
        raise InputError("is no file", path=str(entry), hint=HINT)
    with entry.open("rb") as stream:
        data: bytes = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise LimitError(f"is larger than {LARGEST // 1024} kB", path=str(entry), hint=HINT)
    return data


def _lines(data: bytes, path: str, columns: int) -> Iterator[_Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise InputError("is not UTF-8", path=path, line=line, hint="save it as UTF-8") from None
    for number, content in enumerate(text.splitlines(), 1):
        if content.strip() and not content.startswith("#"):
            found = _Line(tuple(cell.strip() for cell in content.split("\t")), path, number)
            if columns and len(found.columns) != columns:
                raise found.error(f"has {len(found.columns)} columns and not {columns} (separated by tabs)")
            yield found


def _bounded(lines: Sequence[_Line], most: int) -> None:
    """Raise LimitError if lines are so many or so long that their patterns would take minutes."""
    count = 0
    for line in lines:
        words = "\t".join(line.columns).split()
        count += len(words) if len(line.columns) == 1 else 1
        if count > most:
            raise LimitError(f"is more than the {most:,} that a language can have", path=line.path, line=line.number)
        if any(len(cell) > LONGEST_CELL for cell in (line.columns if len(line.columns) > 1 else words)):
            what = f"is longer than {LONGEST_CELL} characters"
            raise LimitError(what, path=line.path, line=line.number, hint=HINT)


def _pack(code: str, lines: dict[str, list[_Line]], digests: dict[str, str]) -> Pack:
    def words(name: str) -> list[str]:
        return [word for line in lines[name] for word in line.columns[0].lower().split()]

    def sets(name: str) -> tuple[frozenset[str], ...]:
        groups = [line.columns[0].lower().replace(NOTHING, " " + NOTHING + " ").split() for line in lines[name]]
        return tuple(frozenset("" if item == NOTHING else item for item in group) for group in groups)

    letters = frozenset(words("letters.txt")) | MARKED_LETTERS
    return Pack(
        code=code,
        letters=letters,
        accents=sets("accents.txt"),
        elisions=tuple(words("elisions.txt")),
        function_words=frozenset(words("function-words.txt")),
        spelling=tuple(_table(lines["spelling.tsv"], lambda line: _rewriting(line, letters)).values()),
        numerals=_table(lines["numerals.tsv"], _number),
        ordinals=_table(lines["ordinals.tsv"], _number),
        months=_table(lines["months.tsv"], _month),
        abbreviations=_table(lines["abbreviations.tsv"], lambda line: line.columns[1].lower()),
        endings=sets("endings.txt"),
        alike=sets("look-alikes.txt"),
        keys=tuple(line.columns[0].lower().replace(" ", "") for line in lines["keyboard.txt"]),
        doubled=frozenset(words("doubled.txt")),
        prefixes=frozenset(words("prefixes.txt")),
        digests=digests,
    )


def _table(lines: Sequence[_Line], made: Callable[[_Line], Any]) -> dict[str, Any]:
    """Lines by their first column (a spelling rule: by what it rewrites, and where); later lines win."""
    found: dict[str, Any] = {}
    seen: dict[str, str] = {}
    for line in lines:
        key = " ".join((line.columns[0], *line.columns[2:3])) if len(line.columns) > 2 else line.columns[0]
        key = key.lower()
        if seen.get(key) == line.path:
            raise line.error(f"{line.columns[0]!r} is in this file already")
        seen[key] = line.path
        found[key] = made(line)
    return found


def _number(line: _Line) -> int:
    if not line.columns[1].isascii() or not line.columns[1].isdigit() or len(line.columns[1]) > LONGEST:
        raise line.error(f"{line.columns[1]!r} is no number", column=2)
    return int(line.columns[1])


def _month(line: _Line) -> int:
    number = _number(line)
    if not 1 <= number <= 12:
        raise line.error(f"there is no month {number}", column=2)
    return number


def _rewriting(line: _Line, letters: frozenset[str]) -> Rewriting:
    """A rule: what is written, how it is read, where in the word, its name, and what it loses."""
    written, read, where, rule, loses = line.columns
    read = "" if read == NOTHING else read
    if not written or written == NOTHING or not rule:
        raise line.error("a spelling rule needs what is written and a name")
    for column, text in enumerate((written, read), 1):
        if unmarked(text.lower(), letters) != text:
            raise line.error(f"rules are for small letters without accents, and {text!r} has others", column)
    conditions = [condition.strip() for condition in where.split(",")]
    pattern = _pattern(line, written, [condition for condition in conditions if condition != DOUBTFUL])
    place = f"{Path(line.path).name}:{line.number}"
    return Rewriting(written, read, rule, loses, place, pattern, DOUBTFUL in conditions)


def _pattern(line: _Line, written: str, conditions: Sequence[str]) -> re.Pattern[str]:
    """``end``, ``start``, ``word``, ``inside``; also ``before abc`` and ``after abc``: letters beside it."""
    pattern = re.escape(written)
    for condition in conditions:
        kind, _, beside = condition.partition(" ")
        if kind in _EDGES and not beside:
            pattern = _EDGES[kind].format(pattern)
        elif kind in {"before", "after"} and beside.strip():
            letters = "".join(map(re.escape, beside.replace(" ", "")))
            pattern = f"{pattern}(?=[{letters}])" if kind == "before" else f"(?<=[{letters}]){pattern}"
        else:
            raise line.error(f"a rule cannot hold {condition!r}", column=3)
    return re.compile(pattern)


@cache
def _of_project(code: str, folder: Path | None) -> Pack:
    return load(code, [folder] if folder else [])


def pack(code: str, settings: Settings) -> Pack:
    """The pack of a language tag, with what the project adds to it."""
    folder = settings.project.languages
    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is no folder of language packs", hint="see collate.toml")
    return _of_project(code.partition("-")[0], folder)

"""Reads JSON and TOML files with limits on size and depth, and checks their values against a type.

`json_object` and `toml_table` give plain values; `shaped` makes a typed one of them (a dataclass, a list of texts, ...)
or raises an InputError that names the file and the key, such as ``units[3].readings[0].text``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import msgspec

from collate.errors import InputError, LimitError

T = TypeVar("T")
LARGEST = 4 * 1024 * 1024  # bytes of a TOML file
DEEPEST = 32  # nested brackets, and parts of a dotted key, in TOML
MOST = 2**53  # the largest whole number that every program that reads JSON can hold
Count = Annotated[int, msgspec.Meta(ge=0, le=MOST)]

_SKIPPED = re.compile(  # strings and comments of TOML, in which brackets and dots mean nothing; closed or not
    r'"""(?:[^\\"]|\\.|"(?!""))*+"{0,5}'
    r"|'''(?:[^']|'(?!''))*+'{0,5}"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?|\#[^\n]*+",
    re.DOTALL,
)
_DOTTED = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}")
_BRACKETS = re.compile(r"[\[\]{}]")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # how JSON writes half a character
_DIGITS = re.compile(r"[0-9_]{4301}")  # more digits than Python converts
_WORDS = {
    "str": "text", "int": "a whole number", "float": "a number", "bool": "true or false", "object": "a table",
    "array": "a list", "null": "nothing", "date": "a date", "datetime": "a date", "time": "a time",
}  # fmt: skip
_BEGINNINGS = {
    "Object missing required field ": "lacks ", "Invalid enum value ": "cannot be ", "Expected ": "should be ",
}  # fmt: skip
_PATTERN = re.compile(r" matching regex .*")
_EXPECTED = re.compile(r"Expected (.*), got `?(.*?)`?")


def json_object(text: str, path: str, hint: str | None = None) -> dict[str, Any]:
    """The object that a JSON text holds; InputError if it is a list or a single value, else as `json_value`."""
    found = json_value(text, path, hint)
    if not isinstance(found, dict):
        raise InputError("is not a JSON object", path=path, hint=hint or "see docs/formats.md for the forms read")
    return found


def json_value(text: str, path: str, hint: str | None = None) -> Any:
    """The value that a JSON text holds.

    Raises InputError, with line and column if known, for invalid JSON, NaN and Infinity, duplicate keys and lone
    surrogates; LimitError for deep nesting and very long numbers.
    """

    def no_constant(name: str) -> NoReturn:
        raise InputError(f"{name} is no number of JSON", path=path, hint=hint)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
            raise InputError(f"the key {twice!r} stands twice in one object", path=path, hint=hint)
        return found

    try:
        found = json.loads(text, parse_constant=no_constant, object_pairs_hook=once)
    except json.JSONDecodeError as problem:
        raise InputError(
            f"is not JSON ({problem.msg})", path=path, line=problem.lineno, column=problem.colno, hint=hint
        ) from None
    except RecursionError:
        raise LimitError("is nested too deeply", path=path) from None
    except ValueError:
        raise _endless(text, path) from None
    if _HALF.search(text):
        _refuse_halves(found, path)
    return found


def _refuse_halves(found: object, path: str) -> None:
    for place, text in _texts(found):
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise InputError(f"{place}: a lone surrogate (\\ud800 to \\udfff) is not a character", path=path)


def _texts(found: Any) -> Iterator[tuple[str, str]]:
    """Every string of a value, including keys, with its place."""
    waiting: list[tuple[str, Any]] = [("", found)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, dict):
            yield from ((place or "a key", key) for key in value)
            waiting += ((f"{place}.{key}" if place else key, one) for key, one in value.items())
        elif isinstance(value, list):
            waiting += ((f"{place}[{n}]", one) for n, one in enumerate(value))


def toml_file(path: Path, hint: str) -> dict[str, Any]:
    """The table that a TOML file holds; InputError as `toml_table`, and where the file cannot be read."""
    try:
        if not path.is_file():  # a pipe would block
            raise InputError("is no file", path=str(path), hint=hint)
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
        raise InputError(f"cannot be read ({getattr(problem, 'strerror', None) or problem})", path=str(path)) from None
    return toml_table(data, str(path), hint)


def toml_table(data: bytes, path: str, hint: str) -> dict[str, Any]:
    """The table that the bytes of a TOML file hold.

    InputError if it is not TOML, LimitError for size, deep nesting and very long numbers.
    """
    try:
        text = data.decode("utf-8-sig")
        _bounded(text, path)
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise InputError(f"cannot be understood ({problem})", path=path, hint=hint) from None
    except RecursionError:
        raise LimitError("cannot be understood (it is nested too deeply)", path=path) from None
    except ValueError:
        raise _endless(text, path) from None


def _bounded(text: str, path: str) -> None:
    """Raise LimitError for deep nesting and long dotted keys, on which the parser would take minutes."""
    if len(text) > LARGEST:
        raise LimitError(f"is larger than {LARGEST // 1024 // 1024} MB", path=path)
    bare = _SKIPPED.sub(lambda match: "s" + "\n" * match.group().count("\n"), text)
    long = _DOTTED.search(bare)
    if long:
        line = bare.count("\n", 0, long.start()) + 1
        raise LimitError(f"cannot be understood (a key has more than {DEEPEST} parts)", path=path, line=line)
    depth = 0
    for match in _BRACKETS.finditer(bare):
        depth += 1 if match.group() in "[{" else -1
        if depth > DEEPEST:
            line = bare.count("\n", 0, match.start()) + 1
            raise LimitError("cannot be understood (it is nested too deeply)", path=path, line=line)


def _endless(text: str, path: str) -> LimitError:
    match = _DIGITS.search(text)
    line = text.count("\n", 0, match.start()) + 1 if match else None
    return LimitError("holds a number of thousands of digits", path=path, line=line)


def shaped(value: object, kind: type[T], path: str, place: str = "", hint: str | None = None) -> T:
    """The value as `kind`: a dataclass, a `TypedDict`, ``list[str]``, ... as msgspec supports them; nothing is coerced.

    `place` is where in the file the value is. InputError names a key that is missing or has the wrong type. Keys that a
    dataclass does not have are ignored.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as problem:
        what, _, inner = str(problem).partition(" - at `")
        inner = inner.removeprefix("key` in `").removeprefix("$").removesuffix("`")
        whole = f"{place}{inner}" if place else inner.removeprefix(".")
        raise InputError(f"{whole or 'the whole'}: {_said(what)}", path=path, hint=hint) from None
    except RecursionError:
        raise LimitError("is nested too deeply", path=path) from None


def each(value: object, kind: type[T], path: str, place: str, hint: str | None = None) -> dict[str, T]:
    """A table whose keys are the user's own (sigla, labels), each of its values as `kind`; as `shaped`."""
    table = shaped(value, dict[str, Any], path, place, hint)
    return {key: shaped(one, kind, path, f"{place}.{key}", hint) for key, one in table.items()}


def _said(what: str) -> str:
    """The library's message about a value, in terms of JSON and TOML."""
    expected = _EXPECTED.fullmatch(what)
    if expected:
        wanted, got = expected.groups()
        return f"should be {_words(wanted)}, and is {_WORDS.get(got, got)}"
    for begin, said in _BEGINNINGS.items():
        what = what.replace(begin, said)
    return _words(_PATTERN.sub(" of another form", what)).replace("`", "'")


def _words(what: str) -> str:
    """The library's names of types as words."""
    types = re.compile(rf"`((?:{'|'.join(_WORDS)})(?: \| (?:{'|'.join(_WORDS)}))*)`")
    return types.sub(lambda match: " or ".join(_WORDS[one] for one in match.group(1).split(" | ")), what)

"""Files that nobody writes, made of those that somebody does: one value of another type, size or depth at every place.

A document (JSON, TOML) is a tree of `Pairs`, lists and plain values; a table is lines of cells. `of_document`,
`of_table` and `of_bytes` give mutants without end, the same for the same seed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

LONG = 40_000  # characters of a key or a text
DIGITS = 5_000  # of a number
LEVELS = 1_000


class Pairs(list[list[Any]]):
    """An object as its pairs of key and value, so that a key can stand twice."""


class Raw(str):
    """What is written as it stands: a number without end, half a character, a word that the format does not have."""

    __slots__ = ()


def nested(opening: str, closing: str, levels: int = LEVELS) -> Raw:
    return Raw(opening * levels + closing * levels)


TEXTS = [
    "", " ", "\t", "\n", "a\nb", "\0", "a\0b", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufeff", "İ", "ß", "²", "٣", "𝟗", "Ⅷ",
    "一百", "-", "--help", ".", "..", "../../x", "/etc/passwd", "*", "**/x", "[", "(" * 50, "\\", '"', "'", "#", "=", "{", "{siglum}",
    "{0.__class__}", "%s", "None", "null", "true", "nan", "-1", "1e9", "u0", "u1", "u99999999999999999999", "9" * DIGITS,
    "x" * LONG, "x " * 5_000, "́" * 1_000, "A", "B", "und", "fr", "zh", "🙂", "\U0010ffff", "\ud7ff", "A:1.1=B:1.1",
]  # fmt: skip
SHARED: list[Any] = [
    True, False, 0, 1, 2, -1, 7, 0.5, -0.0, 1e300, 2**31, 2**53 + 1, 2**63, -(2**63), 2**64, 10**400,
    Raw("9" * DIGITS), Raw("-" + "9" * DIGITS), [], [[]], Pairs(), Pairs([["", ""]]), Pairs([["a", []]]), ["a"], ["a", 1], [[1]],
]  # fmt: skip
JSON_VALUES = [
    *TEXTS, *SHARED, None, [None], Raw("NaN"), Raw("Infinity"), Raw("-Infinity"), Raw("1e999"), Raw('"\\ud800"'),
    Raw('"a\\udc00b"'), Raw('"\\u0000"'), nested("[", "]"), nested('{"a":', "1}").replace("1}1}", "}}"), nested("[", ""),
    Raw("01"), Raw("undefined"), Raw(""),
]  # fmt: skip
TOML_VALUES = [
    *TEXTS, *SHARED, Raw("nan"), Raw("inf"), Raw("-inf"), Raw("0x" + "f" * DIGITS), Raw("1979-05-27"), Raw("07:32:00"),
    Raw("1979-05-27T07:32:00Z"), nested("[", "]"), nested("{a=", "}"), Raw('"\\ud800"'), Raw('"\\u0000"'), Raw("1e999"),
    Raw(""), Raw("'''\n'''"), Raw('"""' + "\\\n" * 1_000 + '"""'),
]  # fmt: skip
KEYS = ["", " ", "a.b", "\0", "x" * LONG, "__class__", "unknown", "A", "İ", "\x1b", "name", "self", "0", "-"]
TOML_KEYS = [*KEYS, Raw("a." * (LONG // 2) + "a"), Raw("a." * 40 + "a"), Raw('"a"."b"')]


def tree(value: Any) -> Any:
    """A plain value as a tree."""
    if isinstance(value, dict):
        return Pairs([[key, tree(one)] for key, one in value.items()])
    return [tree(one) for one in value] if isinstance(value, list) else value


def json_of(node: Any) -> str:
    """A tree as JSON, or what looks like it."""
    if isinstance(node, Raw):
        return str(node)
    if isinstance(node, Pairs):
        return "{" + ", ".join(f"{json_of(key)}: {json_of(one)}" for key, one in node) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(json_of, node)) + "]"
    return json.dumps(node) if not isinstance(node, float) else repr(node)


def _toml_value(node: Any) -> str:
    if isinstance(node, Raw):
        return str(node)
    if isinstance(node, Pairs):
        return "{" + ", ".join(f"{_toml_value(key)} = {_toml_value(one)}" for key, one in node) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(_toml_value, node)) + "]"
    if isinstance(node, bool):
        return str(node).lower()
    return json.dumps(node, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(node, str) else repr(node)


def toml_of(node: Any) -> str:
    """A tree as TOML: tables under their headers, lists of tables under double ones."""
    if not isinstance(node, Pairs):
        return f"x = {_toml_value(node)}\n"
    plain, tables = [], []
    for key, one in node:
        name = _toml_value(key)
        if isinstance(one, Pairs):
            tables.append(f"[{name}]\n{_lines(one)}")
        elif isinstance(one, list) and one and all(isinstance(item, Pairs) for item in one):
            tables += [f"[[{name if key != 'decision' else key}]]\n{_lines(item)}" for item in one]
        else:
            plain.append(f"{name} = {_toml_value(one)}\n")
    return "".join([*plain, *tables])


def _lines(pairs: Pairs) -> str:
    return "".join(f"{_toml_value(key)} = {_toml_value(one)}\n" for key, one in pairs)


def _places(node: Any) -> Iterator[tuple[list[Any], int]]:
    """Every place of a tree: the list that holds it, or a pair, and its number there."""
    for number, one in enumerate(node):
        if isinstance(node, Pairs):
            yield one, 1
            if isinstance(one[1], list):
                yield from _places(one[1])
        else:
            yield node, number
            if isinstance(one, list):
                yield from _places(one)


def _holders(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        yield node
        for one in node:
            yield from _holders(one[1] if isinstance(node, Pairs) else one)


def _copied(node: Any) -> Any:
    if isinstance(node, Pairs):
        return Pairs([[key, _copied(one)] for key, one in node])
    return [_copied(one) for one in node] if isinstance(node, list) else node


def _mutate(node: Any, draw: Random, values: list[Any], keys: list[Any]) -> None:
    kind = draw.randrange(10)
    if kind < 6:
        holder, at = draw.choice(list(_places(node)))
        old = holder[at]
        wrapped = [[old], Pairs([["a", old]]), [old, old], [old] * 50]
        holder[at] = _copied(draw.choice(values) if kind < 5 else draw.choice(wrapped))
        return
    holder = draw.choice([one for one in _holders(node) if one] or [node])
    at = draw.randrange(len(holder))
    if kind == 6:
        del holder[at]
    elif kind == 7:
        holder.insert(
            at,
            _copied(holder[draw.randrange(len(holder))]) if draw.random() < 0.7 else _made(holder, draw, values, keys),
        )
    elif kind == 8 and isinstance(holder, Pairs):
        holder[at][0] = draw.choice(keys)
    else:
        holder.append(_made(holder, draw, values, keys))


def _made(holder: Any, draw: Random, values: list[Any], keys: list[Any]) -> Any:
    value = _copied(draw.choice(values))
    return [draw.choice(keys), value] if isinstance(holder, Pairs) else value


def of_document(example: Any, form: str, seed: str) -> Iterator[bytes]:
    """Mutants of a document in ``json`` or ``toml``: each place in turn gets each value, then places by chance."""
    draw = Random(seed)
    values, keys = (JSON_VALUES, KEYS) if form == "json" else (TOML_VALUES, TOML_KEYS)
    written: Callable[[Any], str] = json_of if form == "json" else toml_of
    first = tree(example)
    while True:
        node = _copied(first)
        for _ in range(draw.choice((1, 1, 1, 1, 2, 3))):
            if isinstance(node, list) and node:
                _mutate(node, draw, values, keys)
        data = written(node).encode("utf-8", "surrogatepass")
        yield next(of_bytes(data, str(draw.random()))) if draw.random() < 0.05 else data


def of_table(lines: list[list[str]], between: str, seed: str) -> Iterator[bytes]:
    """Mutants of lines of cells: a cell, a line, or a sign between them is another."""
    draw = Random(seed)
    while True:
        rows = [list(row) for row in lines]
        for _ in range(draw.choice((1, 1, 2, 3))):
            if not rows:
                break
            row = rows[draw.randrange(len(rows))]
            kind = draw.randrange(8)
            if kind < 4 and row:
                at = draw.randrange(len(row))
                text = draw.choice(TEXTS)
                row[at] = text if draw.random() < 0.6 else row[at] + text
            elif kind == 4 and row:
                del row[draw.randrange(len(row))]
            elif kind == 5:
                row.insert(draw.randrange(len(row) + 1), draw.choice(TEXTS))
            elif kind == 6:
                rows.insert(draw.randrange(len(rows) + 1), list(draw.choice(rows)))
            else:
                rows.remove(row)
        data = "\n".join(between.join(row) for row in rows).encode("utf-8", "surrogatepass") + b"\n"
        yield next(of_bytes(data, str(draw.random()))) if draw.random() < 0.1 else data


def of_bytes(data: bytes, seed: str) -> Iterator[bytes]:
    """Mutants of bytes: cut off, turned over, doubled, with bytes that no text has."""
    draw = Random(seed)
    odd = (b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"<", b"&", b'"', b"\t", b"\xf0\x90")
    while True:
        made = bytearray(data)
        at, end = sorted((draw.randrange(len(made) + 1), draw.randrange(len(made) + 1)))
        kind = draw.randrange(5)
        if kind == 0:
            del made[at:]
        elif kind == 1:
            del made[at:end]
        elif kind == 2:
            made[at:at] = draw.choice(odd) * draw.choice((1, 1, 50))
        elif kind == 3:
            made[at:at] = made[at:end]
        elif made:
            made[min(at, len(made) - 1)] ^= 1 << draw.randrange(8)
        yield bytes(made)

"""Reads CollateX's JSON: its input with pre-tokenised witnesses, and its table, which Collate writes too.

``{"witnesses": [{"id", "content"}]}``, ``{"witnesses": [{"id", "tokens": [{"t", "n"}]}]}`` or
``{"witnesses": [siglum], "table": [[cell, ...] per witness]}``, a cell being a list of tokens or null.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from collate.errors import InputError
from collate.io.documents import json_object, shaped
from collate.model import Language, Mark, Origin, Source
from collate.witnesses.readers.decode import decode

MOST_POSITIONS = 1_000_000  # of one cell


@dataclass(frozen=True, slots=True)
class _About:
    """What Collate's own table records of a witness, besides its tokens."""

    siglum: str
    lead: str = ""
    language: str | None = None
    language_from: str = "in the file"


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the file, in its order; `siglum` is not used, as the file has sigla."""
    decoded = decode(data, path, encoding)
    document = json_object(decoded.text, path)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "collatex", decoded.encoding, decoded.bom, decoded.notes)
    if "recipe" in document:  # a table that Collate wrote
        origin = replace(origin, format="collate")
    if "table" in document:
        return _unique(_table(document, origin), path)
    witnesses = document.get("witnesses")
    if not isinstance(witnesses, list) or not witnesses:
        raise InputError("has no list of witnesses", path=path, hint="see docs/formats.md for the forms read")
    return _unique([_witness(entry, number, origin) for number, entry in enumerate(witnesses, 1)], path)


def _unique(sources: list[Source], path: str) -> list[Source]:
    seen: set[str] = set()
    for source in sources:
        if source.siglum in seen:
            raise InputError(f"names two witnesses {source.siglum!r}", path=path, hint="give one another siglum")
        seen.add(source.siglum)
    return sources


def _witness(entry: Any, number: int, origin: Origin) -> Source:
    path = origin.path
    where = f"witness {number}"
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not entry["id"]:
        raise InputError(f"{where} has no id", path=path)
    if isinstance(entry.get("content"), str):
        return Source(entry["id"], entry["content"], origin)
    if not isinstance(entry.get("tokens"), list):
        raise InputError(f"{where} ({entry['id']}) has neither tokens nor content", path=path)
    cells = [[token] for token in entry["tokens"]]
    return _source(entry["id"], cells, origin, aligned=False)


def _table(document: dict[str, Any], origin: Origin) -> list[Source]:
    path = origin.path
    sigla, rows = document.get("witnesses"), document["table"]
    if not (isinstance(sigla, list) and sigla and all(isinstance(s, str) and s for s in sigla)):
        raise InputError("its witnesses are not a list of sigla", path=path)
    if not (isinstance(rows, list) and len(rows) == len(sigla) and all(isinstance(row, list) for row in rows)):
        raise InputError(f"its table does not have {len(sigla)} rows, one per witness", path=path)
    if len({len(row) for row in rows}) > 1:
        raise InputError("the rows of its table differ in length", path=path)
    about: dict[str, _About] = {}
    if origin.format == "collate":  # in other tables the key may mean anything
        about = {one.siglum: one for one in shaped(document.get("sources", []), list[_About], path, "sources")}
    return [
        _source(siglum, row, origin, aligned=True, about=about.get(siglum))
        for siglum, row in zip(sigla, rows, strict=True)
    ]


def _source(siglum: str, cells: list[Any], origin: Origin, *, aligned: bool, about: _About | None = None) -> Source:
    """Join the tokens to a text and keep their offsets, forms and columns as marks."""
    path = origin.path
    parts, marks = [about.lead if about else ""], []
    length = len(parts[0])
    previous = ""
    for column, cell in enumerate(cells):
        if not (cell is None or isinstance(cell, list)):
            raise InputError(f"a cell of {siglum} is neither a list of tokens nor null", path=path)
        for token in cell or ():
            if not isinstance(token, dict) or not isinstance(token.get("t"), str):
                raise InputError(f'a token of {siglum} has no text "t"', path=path)
            text = token["t"]
            if not text.strip():
                raise InputError(f"a token of {siglum} is empty", path=path, hint="leave it out")
            if previous and not previous[-1].isspace() and not about:
                parts.append(" ")  # tokens given without their spaces
                length += 1
            body = text[: _length(token, text, siglum, path)] if about else text.rstrip()
            mark: dict[str, Any] = {"n": _normal(token, body, siglum, path)}
            if aligned:
                mark["column"] = (column, _position(token, siglum, path))
            start = length + len(text) - len(text.lstrip())
            marks.append(Mark("token", start, length + len(body), mark))
            parts.append(text)
            length += len(text)
            previous = text
    language = Language(about.language, about.language_from) if about and about.language else None
    return Source(siglum, "".join(parts), origin, language or Language("und", "not determined"), marks=tuple(marks))


def _length(token: dict[str, Any], text: str, siglum: str, path: str) -> int:
    """How many characters of a token's text are the token; the rest is the space before the next."""
    length = token.get("length", len(text.rstrip()))
    if not isinstance(length, int) or isinstance(length, bool) or not 0 < length <= len(text):
        raise InputError(f'a token of {siglum} has a "length" that is none', path=path, hint="leave it out")
    return length


def _normal(token: dict[str, Any], body: str, siglum: str, path: str) -> str:
    """The form that a token is compared by: its ``n``, or else its text."""
    normal = token.get("n")
    if not isinstance(normal, str | None):
        raise InputError(f'a token of {siglum} has a form "n" that is no text', path=path)
    return body if normal is None else normal


def _position(token: dict[str, Any], siglum: str, path: str) -> int:
    """The position of a token in its cell."""
    position = token.get("position", 0)
    if not isinstance(position, int) or isinstance(position, bool) or not 0 <= position <= MOST_POSITIONS:
        raise InputError(f'a token of {siglum} has a "position" that is none', path=path, hint="positions count from 0")
    return position

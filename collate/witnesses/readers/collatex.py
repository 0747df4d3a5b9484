"""Reads JSON of CollateX and of tools around it: witnesses to be aligned, and tables that are aligned.

Witnesses: ``{"witnesses": [{"id", "content"}]}``, ``{"witnesses": [{"id", "tokens": [{"t", "n"}]}]}``, and the list
of TRAViz, ``[{"edition", "text"}]``. Tables, in which a cell is a list of tokens: Python's and Collate's own
``{"witnesses": [siglum], "table": [[cell, ...] per witness]}``, Java's with a row for each position, and
``{"alignment": [{"witness", "tokens": [token or null]}]}`` of Stemmaweb and of CollateX before 1.0. Collate's apparatus
is read as the table of its units.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from collate.errors import InputError
from collate.io.documents import json_value, shaped
from collate.model import Language, Mark, Origin, Source
from collate.witnesses.readers import collatex_signs, collatex_tables
from collate.witnesses.readers.apparatus import FORM
from collate.witnesses.readers.decode import decode

MOST_POSITIONS = 1_000_000  # of one cell
HINT = "see docs/formats.md for the forms read"
OURS = {"t", "n", "length", "position"}


@dataclass(frozen=True, slots=True)
class _About:
    """What Collate's own table records of a witness, besides its tokens."""

    siglum: str
    lead: str = ""
    language: str | None = None
    language_from: str = "in the file"
    manuscript: str = ""
    hand: str = ""
    signs: list[tuple[int, str, str, str, bool]] = field(default_factory=list)
    marks: list[tuple[str, int, int, str]] = field(default_factory=list)


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the file, in its order; `siglum` is not used, as the file has sigla."""
    decoded = decode(data, path, encoding)
    document = json_value(decoded.text, path)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "collatex", decoded.encoding, decoded.bom, decoded.notes)
    return sources(document, origin)


def sources(document: object, origin: Origin) -> list[Source]:
    """The witnesses that a JSON value holds, as `read` gives those of a file. InputError if it has another form."""
    path = origin.path
    if isinstance(document, list) and all(isinstance(entry, dict) for entry in document):
        document = {"witnesses": document}
    if not isinstance(document, dict):
        raise InputError("is not a JSON object", path=path, hint=HINT)
    if document.get("form") == FORM:
        return collatex_tables.units(document, origin)
    if "table" in document and "recipe" in document:
        return _unique(_own_table(document, replace(origin, format="collate")), path)
    if "table" in document or "alignment" in document:
        return _unique(collatex_tables.read(document, origin), path)
    witnesses = document.get("witnesses")
    if not isinstance(witnesses, list) or not witnesses:
        raise InputError("has no list of witnesses", path=path, hint=HINT)
    return _unique([_witness(entry, number, origin) for number, entry in enumerate(witnesses, 1)], path)


def _unique(found: list[Source], path: str) -> list[Source]:
    seen: set[str] = set()
    for source in found:
        if source.siglum in seen:
            raise InputError(f"names two witnesses {source.siglum!r}", path=path, hint="give one another siglum")
        seen.add(source.siglum)
    return found


def _witness(entry: Any, number: int, origin: Origin) -> Source:
    """A witness to be aligned: its text, or its tokens."""
    path = origin.path
    where = f"witness {number}"
    name = next((entry[key] for key in ("id", "edition") if key in entry), None) if isinstance(entry, dict) else None
    if not isinstance(name, str) or not name:
        raise InputError(f"{where} has no id", path=path)
    text = next((entry[key] for key in ("content", "text") if isinstance(entry.get(key), str)), None)
    if text is not None:
        return Source(name, text, origin)
    if not isinstance(entry.get("tokens"), list):
        raise InputError(f"{where} ({name}) has neither tokens nor content", path=path)
    cells = [[token] for token in entry["tokens"]]
    return _source(name, cells, origin, None)


def _own_table(document: dict[str, Any], origin: Origin) -> list[Source]:
    """The table that Collate wrote: a row for each witness."""
    path = origin.path
    sigla, rows = collatex_tables.sigla(document, path), document["table"]
    if not (isinstance(rows, list) and len(rows) == len(sigla) and all(isinstance(row, list) for row in rows)):
        raise InputError(f"its table does not have {len(sigla)} rows, one per witness", path=path)
    if len({len(row) for row in rows}) > 1:
        raise InputError("the rows of its table differ in length", path=path)
    about = {one.siglum: one for one in shaped(document.get("sources", []), list[_About], path, "sources")}
    return [
        _source(siglum, row, origin, about.get(siglum) or _About(siglum))
        for siglum, row in zip(sigla, rows, strict=True)
    ]


def _source(siglum: str, cells: list[Any], origin: Origin, about: _About | None) -> Source:
    """Join the tokens to a text, with marks for their offsets, forms, properties and columns.

    With `about` the tokens are those of a table of Collate's, and carry the space after them.
    """
    path = origin.path
    parts, marks = [about.lead if about else ""], []
    length = len(parts[0])
    previous = ""
    for column, cell in enumerate(cells):
        if not (cell is None or isinstance(cell, list)):
            raise InputError(f"a cell of {siglum} is neither a list of tokens nor null", path=path)
        for token in cell or ():
            text = collatex_tables.text_of(token, siglum, path)
            if not text.strip():
                raise InputError(f"a token of {siglum} is empty", path=path, hint="leave it out")
            if previous and not previous[-1].isspace() and not about:
                parts.append(" ")  # tokens given without their spaces
                length += 1
            body = text[: _length(token, text, siglum, path)] if about else text.rstrip()
            normal = collatex_tables.normal_of(token, siglum, path)
            mark: dict[str, Any] = {"n": body if normal is None else normal}
            if about:
                mark["column"] = (column, _position(token, siglum, path))
            properties = {key: value for key, value in token.items() if key not in OURS}
            if properties:
                mark["properties"] = properties
            start = length + len(text) - len(text.lstrip())
            marks.append(Mark("token", start, length + len(body), mark))
            parts.append(text)
            length += len(text)
            previous = text
    language = Language(about.language, about.language_from) if about and about.language else None
    state = (about.manuscript, about.hand) if about else ("", "")
    made = Source(
        siglum, "".join(parts), origin, language or Language("und", "not determined"), marks=tuple(marks),
        manuscript=state[0], hand=state[1],
    )  # fmt: skip
    return collatex_signs.taken_out_again(made, about.signs, about.marks) if about and about.signs else made


def _length(token: dict[str, Any], text: str, siglum: str, path: str) -> int:
    """How many characters of a token's text are the token; the rest is the space before the next."""
    length = token.get("length", len(text.rstrip()))
    if not isinstance(length, int) or isinstance(length, bool) or not 0 < length <= len(text):
        raise InputError(f'a token of {siglum} has a "length" that is none', path=path, hint="leave it out")
    return length


def _position(token: dict[str, Any], siglum: str, path: str) -> int:
    """The position of a token in its cell."""
    position = token.get("position", 0)
    if not isinstance(position, int) or isinstance(position, bool) or not 0 <= position <= MOST_POSITIONS:
        raise InputError(f'a token of {siglum} has a "position" that is none', path=path, hint="positions count from 0")
    return position

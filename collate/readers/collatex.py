"""CollateX's JSON: its input with pre-tokenised witnesses, and its table, which is also ours.

``{"witnesses": [{"id", "content"}]}``, ``{"witnesses": [{"id", "tokens": [{"t", "n"}]}]}`` or
``{"witnesses": [siglum], "table": [[cell, ...] per witness]}``, a cell being a list of tokens or null.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import regex

from collate.errors import InputError
from collate.model import Language, Mark, Origin, Source
from collate.readers.decode import decode
from collate.readers.json_document import document_of

_TAIL = regex.compile(r"(?<=\S)[\s\p{Cf}\p{Cc}]+$")  # what stood between tokens: space, and signs that are not seen


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The witnesses of the file, in its order; `siglum` is not used, the file names its own."""
    decoded = decode(data, path, encoding)
    document = document_of(decoded.text, path)
    origin = Origin(path, hashlib.sha256(data).hexdigest(), "collatex", decoded.encoding, decoded.bom, decoded.notes)
    if "recipe" in document:  # a table of ours
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
        return Source(entry["id"], _clean(entry["content"], where, path), origin)
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
    records = document.get("sources")
    about = {
        entry["siglum"]: entry
        for entry in (records if isinstance(records, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("siglum"), str)
    }
    return [
        _source(siglum, row, origin, aligned=True, about=about.get(siglum, {}))
        for siglum, row in zip(sigla, rows, strict=True)
    ]


def _source(
    siglum: str, cells: list[Any], origin: Origin, *, aligned: bool, about: dict[str, Any] | None = None
) -> Source:
    """Join the tokens to a text and keep their bounds, forms and columns as marks."""
    about = about or {}
    path = origin.path
    parts, marks = [str(about.get("lead", ""))], []
    length = len(parts[0])
    previous = ""
    for column, cell in enumerate(cells):
        if not (cell is None or isinstance(cell, list)):
            raise InputError(f"a cell of {siglum} is neither a list of tokens nor null", path=path)
        for token in cell or ():
            if not isinstance(token, dict) or not isinstance(token.get("t"), str):
                raise InputError(f'a token of {siglum} has no text "t"', path=path)
            text = _clean(token["t"], siglum, path)
            if not text.strip():
                raise InputError(f"a token of {siglum} is empty", path=path, hint="leave it out")
            if previous and not previous[-1].isspace() and not about:
                parts.append(" ")  # tokens given without their spaces
                length += 1
            body = _TAIL.sub("", text) if about else text.rstrip()
            normal = token.get("n", body)
            mark: dict[str, Any] = {"n": _clean(normal, siglum, path) if isinstance(normal, str) else body}
            if aligned:
                position = token.get("position", 0)
                mark["column"] = (column, position if isinstance(position, int) else 0)
            start = length + len(text) - len(text.lstrip())
            marks.append(Mark("token", start, length + len(body), mark))
            parts.append(text)
            length += len(text)
            previous = text
    code = about.get("language")
    language = Language(code, str(about.get("language_from", "in the file"))) if isinstance(code, str) else None
    return Source(siglum, "".join(parts), origin, language or Language("und", "not determined"), marks=tuple(marks))


def _clean(text: str, where: str, path: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError(f"{where}: a lone surrogate (\\ud800 to \\udfff) is not a character", path=path)
    return text

"""Turns the `witnesses` argument of the public functions into sources.

A witness is a text, bytes, a file or an open one, an element of ElementTree or lxml, a list of tokens, or a source;
the whole can also be the JSON of CollateX, as `json.load` returns it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Protocol, cast
from xml.etree import ElementTree as ET

from collate import pipeline
from collate.config import Settings
from collate.errors import InputError, UsageError
from collate.io.arguments import check, wrong
from collate.model import Language, Origin, Source
from collate.witnesses import language
from collate.witnesses.readers import collatex
from collate.witnesses.readers import text as text_reader
from collate.witnesses.transcription.recognition import recognised


class Readable(Protocol):
    """An open file, of text or of bytes."""

    def read(self) -> str | bytes:
        """All that is left of it."""
        ...


class Element(Protocol):
    """An element of ElementTree or of lxml."""

    tag: Any

    def iter(self) -> Iterator[Any]:
        """The element and all below it."""
        ...


Tokens = Sequence[Mapping[str, Any]]  # {"t": text, "n": what is compared, and anything else}
Given = Source | str | bytes | os.PathLike[str] | Readable | Element | Tokens
Witnesses = Iterable[Source] | Iterable[tuple[str, Given]] | Mapping[str, Any]
_KINDS = "a str (a text), bytes, a Path (a file), an open file, an element, a list of tokens or a Source"
_EXAMPLE = 'write {"A": "the text", "B": Path("b.txt")}, or a list of what read() and text() return'


def from_text(siglum: str, content: str, known: Language) -> Source:
    """A source that is no file. UsageError for an empty siglum, InputError for a text with half a character in it."""
    check("siglum", siglum, str, "a str")
    check("content", content, str, "a str", "decode bytes first; read() reads files")
    if not siglum.strip():
        raise UsageError("a witness needs a siglum")
    try:
        digest = sha256(content.encode()).hexdigest()
    except UnicodeEncodeError as problem:
        raise InputError(f"holds half a character at {problem.start}", path=siglum, hint="decode it anew") from None
    return Source(siglum, content, Origin(siglum, digest, "text"), known)


def path(name: str, value: str | os.PathLike[str], hint: str | None = None) -> str:
    """A path as a str. WrongTypeError for what is no path, and for one that is bytes."""
    check(name, value, (str, os.PathLike), "a path (str or Path)", hint)
    found = os.fspath(value)
    check(name, found, str, "a path of characters", "os.fsdecode() makes one of bytes")
    return found


def given(witnesses: Witnesses, settings: Settings) -> list[Source]:
    """A source for each witness given, in order; those that were sources are left as they are.

    The languages of texts and files are those of `settings`, else declared, else detected. A str is read as typed text
    where `settings` names a convention; with ``auto`` it is taken as it is.
    """
    if _is_collatex(witnesses):
        return _from_json(witnesses, settings)
    pairs = list(_pairs(witnesses))
    files = [pipeline.Named(path(siglum, one), siglum) for siglum, one in pairs if isinstance(one, os.PathLike)]
    read = iter(pipeline.sources(files, replace(settings, languages=())))
    found = [next(read) if isinstance(one, os.PathLike) else _source(siglum, one, settings) for siglum, one in pairs]
    if all(isinstance(one, Source) for _, one in pairs):
        return found
    typed = [k for k, (_, one) in enumerate(pairs) if isinstance(one, str) and settings.convention != "auto"]
    for k, (read_so, *_) in zip(
        typed, recognised([found[k] for k in typed], [settings.convention] * len(typed)), strict=True
    ):
        found[k] = read_so
    settled = language.settled(found, settings.languages, range(len(found)))
    return [
        source if isinstance(one, Source) else known
        for (_, one), source, known in zip(pairs, found, settled, strict=True)
    ]


def _source(siglum: str, one: Given, settings: Settings) -> Source:
    """The source of a witness that is no path; its language is still to be settled."""
    if isinstance(one, Source):
        return one
    if isinstance(one, str):
        return from_text(siglum, one, Language("und", "not determined"))
    if isinstance(one, bytes):
        return _named(siglum, text_reader.read(one, path=siglum, siglum=siglum, encoding=settings.encoding))
    if hasattr(one, "read"):
        return _source(siglum, one.read(), settings)
    if hasattr(one, "iter"):
        return _named(siglum, _from_element(siglum, one))
    tokens = list(cast("Tokens", one))  # what has no other form has been refused
    return _named(siglum, collatex.sources({"witnesses": [{"id": siglum, "tokens": tokens}]}, _origin(siglum, one)))


def _named(siglum: str, found: Sequence[Source]) -> Source:
    """The one source that a reader made. UsageError for an empty siglum."""
    if not siglum.strip():
        raise UsageError("a witness needs a siglum")
    return found[0]


def _origin(name: str, value: object) -> Origin:
    digest = sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "replace"))
    return Origin(name, digest.hexdigest(), "collatex")


def _from_element(siglum: str, element: Any) -> list[Source]:
    """The text of a TEI document, or of an element that stands for its text."""
    from lxml import etree  # noqa: PLC0415  not needed for texts

    from collate.witnesses.readers import tei  # noqa: PLC0415  not needed for texts

    if hasattr(element, "getroottree"):
        data = etree.tostring(element, with_tail=False, encoding="unicode")
    else:  # an element of the standard library
        data = ET.tostring(element, encoding="unicode")
    if not any(str(node.tag).rpartition("}")[2] == "body" for node in element.iter() if isinstance(node.tag, str)):
        data = f"<TEI><text><body>{data}</body></text></TEI>"
    return tei.read(data.encode(), path=siglum, siglum=siglum, encoding="utf-8")


def _is_collatex(witnesses: object) -> bool:
    """Whether this is the JSON of CollateX: an object of witnesses or a table, or a list of witnesses."""
    if isinstance(witnesses, Mapping):
        return any(isinstance(witnesses.get(key), list) for key in ("witnesses", "alignment", "table")) and not any(
            isinstance(witnesses.get("witnesses"), kind) for kind in (str, Source)
        )
    return isinstance(witnesses, list) and bool(witnesses) and all(isinstance(one, Mapping) for one in witnesses)


def _from_json(document: Any, settings: Settings) -> list[Source]:
    found = collatex.sources(document, _origin("CollateX JSON", document))
    return language.settled(found, settings.languages, range(len(found)))


def _pairs(witnesses: Witnesses) -> Iterator[tuple[str, Given]]:
    """Each witness with its siglum. WrongTypeError for what is neither a source nor such a pair."""
    check("witnesses", witnesses, Iterable, "a dict or a list of witnesses", _EXAMPLE)
    if isinstance(witnesses, str | bytes):  # whose letters could be gone through
        raise wrong("witnesses", witnesses, "a dict or a list of witnesses", _EXAMPLE)
    for item in witnesses.items() if isinstance(witnesses, Mapping) else witnesses:
        if isinstance(item, Source):
            yield item.siglum, item
        elif isinstance(item, tuple) and len(item) == 2:
            siglum, one = item
            check("a siglum", siglum, str, "a str", _EXAMPLE)
            if not _is_witness(one):
                raise wrong(f"the witness {siglum!r}", one, _KINDS)
            yield siglum, replace(one, siglum=siglum) if isinstance(one, Source) else one
        else:
            raise wrong("a witness", item, "a Source, or a pair of a siglum and a text or Path", _EXAMPLE)


def _is_witness(one: object) -> bool:
    if isinstance(one, list | tuple):
        return all(isinstance(token, Mapping) for token in one)
    element = hasattr(one, "tag") and hasattr(one, "iter")
    return isinstance(one, Source | str | bytes | os.PathLike) or hasattr(one, "read") or element

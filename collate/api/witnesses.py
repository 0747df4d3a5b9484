"""Turns the `witnesses` argument of the public functions into sources: texts and files by siglum, or sources."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from collate import pipeline
from collate.config import Settings
from collate.errors import InputError, UsageError
from collate.io.arguments import check, wrong
from collate.model import Language, Origin, Source
from collate.witnesses import language

Given = Source | str | os.PathLike[str]
Witnesses = Iterable[Source] | Iterable[tuple[str, Given]] | Mapping[str, Given]
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

    The languages of texts and files are those of `settings`, else declared, else detected.
    """
    pairs = list(_pairs(witnesses))
    files = [pipeline.Named(path(siglum, one), siglum) for siglum, one in pairs if isinstance(one, os.PathLike)]
    read = iter(pipeline.sources(files, replace(settings, languages=())))
    found = [
        one if isinstance(one, Source)
        else from_text(siglum, one, Language("und", "not determined")) if isinstance(one, str)
        else next(read)
        for siglum, one in pairs
    ]  # fmt: skip
    if all(isinstance(one, Source) for _, one in pairs):
        return found
    settled = language.settled(found, settings.languages, range(len(found)))
    return [
        source if isinstance(one, Source) else known
        for (_, one), source, known in zip(pairs, found, settled, strict=True)
    ]


def _pairs(witnesses: Witnesses) -> Iterator[tuple[str, Given]]:
    """Each witness with its siglum. WrongTypeError for what is neither a source nor such a pair."""
    kinds = (Source, str, os.PathLike)
    check("witnesses", witnesses, Iterable, "a dict or a list of witnesses", _EXAMPLE)
    if isinstance(witnesses, str | bytes):  # whose letters could be gone through
        raise wrong("witnesses", witnesses, "a dict or a list of witnesses", _EXAMPLE)
    for item in witnesses.items() if isinstance(witnesses, Mapping) else witnesses:
        if isinstance(item, Source):
            yield item.siglum, item
        elif isinstance(item, tuple) and len(item) == 2:
            siglum, one = item
            check("a siglum", siglum, str, "a str", _EXAMPLE)
            check(f"the witness {siglum!r}", one, kinds, "a str (a text), a Path (a file) or a Source")
            yield siglum, replace(one, siglum=siglum) if isinstance(one, Source) else one
        else:
            raise wrong("a witness", item, "a Source, or a pair of a siglum and a text or Path", _EXAMPLE)

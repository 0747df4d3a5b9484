"""Reads the files that the user named as sources, each with its siglum and language."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from collate import registry
from collate.config import Settings
from collate.errors import LimitError, UsageError
from collate.model import Language, Source
from collate.witnesses import language
from collate.witnesses.described import described
from collate.witnesses.files import load
from collate.witnesses.readers.sniff import reader_name

TOGETHER = 4  # all files together may be this many times the limit of one: a megabyte takes thirty in memory


@dataclass(frozen=True, slots=True)
class Named:
    """One witness as the user named it: ``A=path`` or ``path``."""

    path: str
    siglum: str = ""

    @classmethod
    def parse(cls, argument: str) -> Named:
        """Split ``A=path``; a path that itself holds ``=`` and exists is a path."""
        left, sign, right = argument.partition("=")
        if not sign or not left or "/" in left or os.path.exists(argument):  # noqa: PTH110  never raises
            return cls(argument)
        if not right:
            raise UsageError(f"{argument!r} names no file", hint="write A=path")
        return cls(right, left)


def comparing(settings: Settings) -> Callable[[str], str]:
    """What makes of a word the form by which it is compared."""
    rules = [registry.load(registry.NORMALISERS, name) for name in ("nfc", *settings.normalise)]

    def normal(form: str) -> str:
        for rule in rules:
            form = rule(form)
        return form

    return normal


def sources(
    named: Sequence[Named], settings: Settings, *, repeated: bool = False, texts: Sequence[str] = ()
) -> list[Source]:
    """Read every witness and settle its siglum and language.

    One file named twice is refused unless `repeated`; two witnesses of one siglum always are. If a text is in
    several files, `texts` says for each file which text it belongs to: the language of a text is detected once.
    """
    _refuse_repeats(named, allowed=repeated)
    found, size = [], 0
    for name in named:
        data = _loaded(name, settings)
        size += len(data)
        if size > TOGETHER * settings.max_bytes:
            raise LimitError(
                f"the witnesses are together larger than {TOGETHER * settings.max_bytes / 1024 / 1024:,.0f} MB",
                hint="collate a part of them, or raise --max-size",
            )
        found += _read(name, data, settings)
    found = _unique(found, allowed=repeated)
    return language.settled(found, settings.languages, texts if len(texts) == len(found) else range(len(found)))


def _refuse_repeats(named: Sequence[Named], *, allowed: bool) -> None:
    seen: dict[str, str] = {}
    for name in named:
        key = name.path if name.path == "-" or "\0" in name.path else os.path.realpath(name.path)
        if key in seen and (not allowed or key == "-"):
            raise UsageError(f"{seen[key]} and {name.path} are the same file", hint="name each witness once")
        seen[key] = name.path


def _loaded(name: Named, settings: Settings) -> bytes:
    return load(name.path, settings.max_bytes)


def _read(name: Named, data: bytes, settings: Settings) -> list[Source]:
    about = described(name.path) if name.path != "-" else None
    siglum = name.siglum or (about.siglum if about else "") or _stem(name.path)
    known = registry.names(registry.READERS)
    kind = reader_name(name.path, data, known, one_witness=bool(name.siglum), hands=settings.hands)
    reader = registry.load(registry.READERS, kind)
    wanted = registry.taking(reader, prefer=settings.prefer, hands=settings.hands)
    read: list[Source] = reader(data, path=name.path, siglum=siglum, encoding=settings.encoding, **wanted)
    if name.siglum and {source.manuscript or source.siglum for source in read} != {name.siglum}:
        raise UsageError(f"{name.path} names its own witnesses", hint=f"leave out {name.siglum}=")
    if about is None:
        return read
    return [
        replace(
            source,
            title=about.title or source.title,
            status=about.status,
            date=about.date,
            language=Language(language.code(about.language), "witnesses.toml") if about.language else source.language,
        )
        for source in read
    ]


def _stem(path: str) -> str:
    return "stdin" if path == "-" else Path(path).stem or path


def _unique(found: list[Source], *, allowed: bool) -> list[Source]:
    seen: dict[str, Source] = {}
    for source in found:
        siglum, number = source.siglum, 1
        first = seen.get(siglum)
        while siglum in seen and allowed and first and first.origin.sha256 == source.origin.sha256:
            number += 1
            siglum = f"{source.siglum} ({number})"
        if siglum in seen:
            raise UsageError(
                f"{seen[siglum].origin.path} and {source.origin.path} have the same siglum {siglum!r}",
                hint="give one another siglum: B=path",
            )
        seen[siglum] = replace(source, siglum=siglum)
    return list(seen.values())

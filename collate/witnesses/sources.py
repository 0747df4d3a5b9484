"""Reads the files that the user named as sources, each with its siglum and language."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from collate import registry
from collate.config import Settings
from collate.errors import LimitError, UsageError
from collate.model import Language, Source
from collate.witnesses import language
from collate.witnesses.described import Description, described
from collate.witnesses.files import load
from collate.witnesses.folders import joined
from collate.witnesses.layers import layer
from collate.witnesses.named import Named, files, refuse_repeats, stems
from collate.witnesses.readers.sniff import reader_name
from collate.witnesses.transcription.recognition import recognised

TOGETHER = 4  # all files together may be this many times the limit of one: a megabyte takes thirty in memory


@dataclass(frozen=True, slots=True)
class _Read:
    """A source of a file, the number of the witness that was named, and the convention of its transcription."""

    number: int
    source: Source
    convention: str


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
    """Read every witness, take out of typed texts what is not text, and settle sigla and languages.

    One file named twice is refused unless `repeated`; two witnesses of one siglum always are. If a text is in
    several files, `texts` says for each file which text it belongs to: the language of a text is detected once.
    """
    refuse_repeats(named, allowed=repeated)
    read = list(_read_all(_with_sigla(named), settings))
    layers = recognised([one.source for one in read], [one.convention for one in read], hands=settings.hands)
    found: list[Source] = []
    for number, own in groupby(zip(read, layers, strict=True), key=lambda pair: pair[0].number):
        of_witness = [parts for _, parts in own]
        folder = len(of_witness) > 1 and named[number].path != of_witness[0][0].origin.path
        found += _joined(of_witness, named[number].path) if folder else [one for parts in of_witness for one in parts]
    if settings.aside:
        found = [layer(source, settings.aside) for source in found]
    found = _unique(found, allowed=repeated)
    return language.settled(found, settings.languages, texts if len(texts) == len(found) else range(len(found)))


def _with_sigla(named: Sequence[Named]) -> list[Named]:
    """The witnesses, those without a siglum with one by their files: `described` ones keep theirs."""
    nameless = [name.path for name in named if not name.siglum and not _siglum_beside(name.path)]
    sigla = dict(zip(nameless, stems(nameless), strict=True))
    return [replace(name, stem=sigla.get(name.path, "")) for name in named]


def _siglum_beside(path: str) -> str:
    about = described(path) if path != "-" else None
    return about.siglum if about else ""


def _read_all(named: Sequence[Named], settings: Settings) -> Iterator[_Read]:
    size = 0
    for number, name in enumerate(named):
        for file in files(name):
            data = load(file.path, settings.max_bytes)
            size += len(data)
            if size > TOGETHER * settings.max_bytes:
                raise LimitError(
                    f"the witnesses are together larger than {TOGETHER * settings.max_bytes / 1024 / 1024:,.0f} MB",
                    hint="collate a part of them, or raise --max-size",
                )
            about = described(file.path) if file.path != "-" else None
            convention = settings.convention if settings.convention != "auto" else (about.convention if about else "")
            of_file = _read(file, data, settings, about)
            if file.path != name.path and len(of_file) > 1:
                raise UsageError(f"{file.path} holds several texts", hint="a folder holds the files of one witness")
            for source in of_file:
                yield _Read(number, source, convention)


def _read(name: Named, data: bytes, settings: Settings, about: Description | None) -> list[Source]:
    siglum = name.siglum or (about.siglum if about else "") or name.stem
    known = registry.names(registry.READERS)
    kind = reader_name(name.path, data, known, one_witness=bool(name.siglum), hands=settings.hands)
    reader = registry.load(registry.READERS, kind)
    wanted = registry.taking(reader, prefer=settings.prefer, hands=settings.hands)
    encoding, note = _encoding(name, about, data, settings)
    read: list[Source] = reader(data, path=name.path, siglum=siglum, encoding=encoding, **wanted)
    if name.siglum and {source.manuscript or source.siglum for source in read} != {name.siglum}:
        raise UsageError(f"{name.path} names its own witnesses", hint=f"leave out {name.siglum}=")
    if note:
        read = [replace(one, origin=replace(one.origin, notes=(*one.origin.notes, note))) for one in read]
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


def _encoding(name: Named, about: Description | None, data: bytes, settings: Settings) -> tuple[str | None, str]:
    """The encoding in which to read a file, None if it is to be found out, and what to tell the user.

    What is said of one file holds. What is said of all holds for those that are not valid UTF-8: a file that is, and
    has letters beyond ASCII, is hardly anything else.
    """
    own = name.encoding or (about.encoding if about else "")
    if own or settings.encoding is None:
        return own or None, ""
    try:
        is_utf8 = codecs.lookup(settings.encoding).name in {"utf-8", "utf-8-sig"}
        beyond = not data.isascii() and b"\0" not in data and bool(data.decode("utf-8"))
    except (LookupError, ValueError):
        return settings.encoding, ""
    if is_utf8 or not beyond:
        return settings.encoding, ""
    return None, (
        f"is valid UTF-8 and read so, not as {settings.encoding}; "
        f"{name.siglum or 'A'}@{settings.encoding}={name.path} would read it as that"
    )


def _joined(layers: Sequence[Sequence[Source]], path: str) -> list[Source]:
    """The files of a folder as one witness; as two, before and after correction, if any file has both."""
    hands = dict.fromkeys(source.hand for layer in layers for source in layer if len(layer) > 1)
    if not hands:
        return [joined([source for layer in layers for source in layer], path)]
    return [joined([next((s for s in layer if s.hand == hand), layer[-1]) for layer in layers], path) for hand in hands]


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

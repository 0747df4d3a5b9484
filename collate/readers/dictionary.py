"""Bilingual dictionaries that a user may have: dictd (FreeDict), FreeDict's TEI, CC-CEDICT, and Unihan's glosses.

Each gives pairs (word, translation) as they stand; what they are worth is for others to say.
"""

from __future__ import annotations

import bz2
import gzip
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from collate.errors import InputError, LimitError
from collate.readers.files import opened

Pair = tuple[str, str]
LARGEST = 256 * 1024 * 1024  # of a dictionary, unpacked
_HEAD = re.compile(r"^(\S[^/<]*?)\s*(?:/.*?/)?\s*(?:<[^>]*>)?\s*$")
_ASIDE = re.compile(r"\([^)]*\)|<[^>]*>|/[^/]*/|\[[^\]]*\]|^\s*\d+\.?\s|\u0301")
_CEDICT = re.compile(r"^(\S+) (\S+) \[[^\]]*\] /(.*)/\s*$")


def pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a dictionary of any form, which is told by its name. InputError if it is none of them."""
    name = path.name.lower()
    text = _text(path)
    if "unihan_readings" in name:
        return _unihan(text)
    if name.endswith((".dict.dz", ".dict")):
        return _dictd(text)
    if name.endswith((".tei", ".tei.gz")):
        return _tei("\n".join(text).encode(), path)
    if "cedict" in name:
        return _cedict(text)
    raise InputError(
        "is no dictionary that is known",
        path=str(path),
        hint="dictd (.dict.dz), FreeDict TEI (.tei), CC-CEDICT, Unihan",
    )


def _as_it_is(packed: BinaryIO) -> BinaryIO:
    return packed


def _text(path: Path) -> Iterable[str]:
    unpacked: dict[str, Callable[[BinaryIO], Any]] = {".dz": gzip.open, ".gz": gzip.open, ".bz2": bz2.open}
    try:
        with opened(str(path)) as packed, unpacked.get(path.suffix, _as_it_is)(packed) as stream:
            data: bytes = stream.read(LARGEST + 1)
    except (OSError, EOFError, ValueError) as problem:
        raise InputError(f"cannot be read ({getattr(problem, 'strerror', None) or problem})", path=str(path)) from None
    if len(data) > LARGEST:
        raise LimitError("unpacks to more than 256 MB", path=str(path), hint="name a smaller dictionary")
    return data.decode("utf-8", errors="replace").split("\n")


def _dictd(lines: Iterable[str]) -> Iterator[Pair]:
    """A line that names a pronunciation or a part of speech is a headword, those below translate it."""
    head = ""
    for line in lines:
        marked = "/" in line or "<" in line
        match = _HEAD.match(line) if marked else None
        if match:
            head = match[1].strip()
        elif head and line.strip():
            for translation in re.split("[,;]", _ASIDE.sub("", line)):
                if translation.strip():
                    yield head, translation.strip()


def _cedict(lines: Iterable[str]) -> Iterator[Pair]:
    for line in lines:
        match = _CEDICT.match(line)
        if match:
            for gloss in match[3].split("/"):
                for word in dict.fromkeys((match[1], match[2])):
                    yield word, _ASIDE.sub("", gloss).strip()


def _unihan(lines: Iterable[str]) -> Iterator[Pair]:
    for line in lines:
        code, _, rest = line.partition("\tkDefinition\t")
        if rest:
            for gloss in re.split("[,;]", _ASIDE.sub("", rest)):
                yield chr(int(code.removeprefix("U+"), base=16)), gloss.strip()


def _tei(data: bytes, path: Path) -> Iterator[Pair]:
    from collate.readers.wellformed import tree  # noqa: PLC0415

    for entry in tree(data, str(path)).iter("{*}entry"):
        heads = [" ".join(orth.itertext()).strip() for orth in entry.iter("{*}orth")]
        for quote in entry.iter("{*}quote"):
            for head in heads:
                yield head, " ".join(quote.itertext()).strip()

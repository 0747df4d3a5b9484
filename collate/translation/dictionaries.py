"""Reads bilingual dictionaries: dictd (FreeDict), FreeDict's TEI, CC-CEDICT, and Unihan's glosses.

Each reader yields pairs (word, translation) as they are in the file; `bilingual_lexicon` selects and weights them.
"""

from __future__ import annotations

import bz2
import gzip
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from collate.errors import InputError, LimitError
from collate.witnesses.files import opened
from collate.witnesses.readers.wellformed import tree

Pair = tuple[str, str]
LARGEST = 256 * 1024 * 1024  # of a dictionary, unpacked
_SIGN = re.compile(r"[/<]")  # before it stands a headword
_LAST = re.compile(r"/\s*<")  # where a pronunciation ends and a part of speech begins
_NUMBERED = re.compile(r"\s*+\d++\.?\s")
_OPENING = re.compile("[(</[\u0301]")  # of what is said aside; and an accent of stress
_CLOSING = {"(": ")", "<": ">", "/": "/", "[": "]"}
_CODE = re.compile(r"U\+([0-9A-F]{4,6})")
_CEDICT = re.compile(r"^(\S+) (\S+) \[[^\]]*\] /(.*)/\s*$")


def pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a dictionary; its format is recognised by the file name. InputError if the format is unknown."""
    name = path.name.lower()
    text = _text(path)
    if "unihan_readings" in name:
        return _unihan(text, path)
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
    except (OSError, EOFError, ValueError, zlib.error) as problem:  # ValueError: a NUL in the name
        raise InputError(f"cannot be read ({getattr(problem, 'strerror', None) or problem})", path=str(path)) from None
    if len(data) > LARGEST:
        raise LimitError("unpacks to more than 256 MB", path=str(path), hint="name a smaller dictionary")
    return data.decode("utf-8", errors="replace").split("\n")


def _dictd(lines: Iterable[str]) -> Iterator[Pair]:
    """A line that names a pronunciation or a part of speech is a headword, those below translate it."""
    head = ""
    for line in lines:
        found = headword(line)
        if found:
            head = found
        elif head and line.strip():
            for translation in re.split("[,;]", plain(line)):
                if translation.strip():
                    yield head, translation.strip()


def headword(line: str) -> str:
    """The word before a pronunciation between slashes, a part of speech in angles, or both; else "".

    It goes over the line once, however it is made: an expression for the whole line takes a time that grows with the
    square of its length.
    """
    sign = _SIGN.search(line)
    if not sign or line[0].isspace() or not sign.start():
        return ""
    rest = line[sign.start() :].rstrip()
    last = rest.rfind(">", 0, -1) + 1  # no part of speech that ends the line begins before
    if rest[0] == "<":
        ends = rest[-1] == ">" and not last
    elif rest[-1] == ">":
        ends = any(match.start() > 0 for match in _LAST.finditer(rest, last))
    else:
        ends = len(rest) > 1 and rest[-1] == "/"
    return line[: sign.start()].strip() if ends else ""


def plain(text: str) -> str:
    """A translation without its number, accents of stress, and what stands in brackets, angles or between slashes."""
    numbered = _NUMBERED.match(text)
    at = numbered.end() if numbered else 0
    parts: list[str] = []
    never = set()  # opening signs that are never closed are not searched again
    while match := _OPENING.search(text, at):
        sign, start = match.group(), match.start()
        end = start if sign not in _CLOSING else -1 if sign in never else text.find(_CLOSING[sign], start + 1)
        parts.append(text[at : start if end >= 0 else start + 1])
        if end < 0:
            never.add(sign)
        at = max(start, end) + 1
    return "".join([*parts, text[at:]])


def _cedict(lines: Iterable[str]) -> Iterator[Pair]:
    for line in lines:
        match = _CEDICT.match(line)
        if match:
            for gloss in match[3].split("/"):
                for word in dict.fromkeys((match[1], match[2])):
                    yield word, plain(gloss).strip()


def _unihan(lines: Iterable[str], path: Path) -> Iterator[Pair]:
    for number, line in enumerate(lines, 1):
        code, _, rest = line.partition("\tkDefinition\t")
        if rest:
            char = _character(code, path, number)
            for gloss in re.split("[,;]", plain(rest)):
                yield char, gloss.strip()


def _character(code: str, path: Path, line: int) -> str:
    match = _CODE.fullmatch(code)
    point = int(match[1], base=16) if match else -1
    if not 0 < point <= sys.maxunicode or 0xD800 <= point <= 0xDFFF:
        raise InputError(f"{code!r} is no character", path=str(path), line=line, hint="write U+6C34")
    return chr(point)


def _tei(data: bytes, path: Path) -> Iterator[Pair]:
    for entry in tree(data, str(path)).iter("{*}entry"):
        heads = [" ".join(orth.itertext()).strip() for orth in entry.iter("{*}orth")]
        for quote in entry.iter("{*}quote"):
            for head in heads:
                yield head, " ".join(quote.itertext()).strip()

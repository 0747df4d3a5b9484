"""Decodes bytes to text: UTF-8, or UTF-16 and UTF-32 with a byte order mark; other guesses are reported to the user."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from collate.errors import InputError

_BOMS = (  # UTF-32 before UTF-16, whose mark is the beginning of UTF-32's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A smaller share of NULs in the first bytes may be damage; a larger one is UTF-16 without a mark.
_NUL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, its encoding, the byte order mark before it, and what to tell the user."""

    text: str
    encoding: str
    bom: bytes = b""
    notes: tuple[str, ...] = ()


def decode(data: bytes, path: str, encoding: str | None = None) -> Decoded:
    """Decode a file. If `encoding` is given, no other is tried."""
    bom, implied = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", ""))
    body = data[len(bom) :]
    if encoding is not None:
        return _declared(data, path, encoding)
    if implied:
        return Decoded(_strict(body, implied, path), implied, bom)
    if body[:4096].count(0) > _NUL_SHARE * len(body[:4096]):
        even, odd = body[:4096:2].count(0), body[1:4096:2].count(0)
        guess = "utf-16-be" if even > odd else "utf-16-le"
        raise InputError(
            "holds NUL bytes, as UTF-16 without a byte order mark does",
            path=path,
            hint=f"try --encoding {guess}",
        )
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as problem:
        return _legacy(body, path, problem)


def _declared(data: bytes, path: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise InputError(f"there is no encoding {encoding!r}", path=path, hint="try utf-8 or cp1252") from None
    name = codec.name
    if not getattr(codec, "_is_text_encoding", True) or name in {"idna", "punycode", "undefined", "raw_unicode_escape"}:
        raise InputError(f"{encoding!r} is not an encoding of text files", path=path, hint="try utf-8 or cp1252")
    bom = next((mark for mark, implied in _BOMS if implied.startswith(name) and data.startswith(mark)), b"")
    if bom and name in {"utf-16", "utf-32"}:
        name = dict(_BOMS)[bom]
    return Decoded(_strict(data[len(bom) :], name, path), name, bom)


def _strict(body: bytes, encoding: str, path: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as problem:
        line, column = _place(body, problem.start, encoding)
        raise InputError(
            f"is not {encoding} here",
            path=path,
            line=line,
            column=column,
            hint="name another with --encoding",
        ) from None


def _place(body: bytes, offset: int, encoding: str) -> tuple[int, int]:
    before = body[:offset].decode(encoding, errors="replace")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _legacy(body: bytes, path: str, problem: UnicodeDecodeError) -> Decoded:
    """Decode bytes that are not UTF-8 by a guess, if it reproduces the bytes; a note says so."""
    from collate.witnesses.readers import encoding_guess  # noqa: PLC0415  needed by one file in a thousand

    line, column = _place(body, problem.start, "utf-8")
    name = encoding_guess.guess(body)
    if name:
        try:
            text = body.decode(name)
        except (UnicodeDecodeError, LookupError):
            text = ""
        if text and text.encode(name) == body and "\x00" not in text:
            note = f"not UTF-8 (line {line}, column {column}); read as {name}, a guess: --encoding decides"
            return Decoded(text, name, notes=(note,))
    hint = f"try --encoding {name}" if name else "name its encoding with --encoding"
    raise InputError("is not UTF-8 here", path=path, line=line, column=column, hint=hint)

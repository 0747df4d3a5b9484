"""Reads plain text: the decoded file is the content, unaltered."""

from __future__ import annotations

import hashlib

from collate.errors import InputError
from collate.model import Origin, Source
from collate.witnesses.readers.decode import decode


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """One source per file. Line ends, final newline and odd spaces stay as they are."""
    found = decode(data, path, encoding)
    notes = found.notes
    if "\x00" in found.text:
        line = found.text.count("\n", 0, found.text.index("\x00")) + 1
        raise InputError("holds a NUL character", path=path, line=line, hint="is this a text file?")
    if not found.text.strip():
        notes = (*notes, "is empty" if not found.text else "holds only white space")
    digest = hashlib.sha256(data).hexdigest()
    origin = Origin(path, digest, "text", found.encoding, found.bom, notes)
    return [Source(siglum, found.text, origin)]

"""Opens a document that is a zip file (DOCX, ODT, EPUB) and reads its parts, within limits of size.

Nothing is unpacked to a disk, so the names in the file cannot lead anywhere, and nothing is fetched that is not in it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any
from urllib.parse import unquote

from collate.errors import InputError, LimitError
from collate.witnesses.readers.wellformed import tree

MEGABYTE = 1024 * 1024
MOST_OF_A_PART = 64 * MEGABYTE  # unpacked; the text of the longest novel has 10 MB of markup
MOST_TOGETHER = 128 * MEGABYTE
MOST_PARTS = 20_000


class Archive:
    """The parts of a zip file by name."""

    def __init__(self, data: bytes, path: str) -> None:
        """InputError if the file is no zip file, LimitError if it has too many parts."""
        self.path = path
        self.taken = 0
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            # Some programs write the names of parts with backslashes.
            self.inside = {name.replace("\\", "/"): name for name in self.zip.namelist()}
            self.names = frozenset(self.inside)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RecursionError) as problem:
            raise InputError(
                f"is damaged: it cannot be unpacked ({problem})", path=path, hint="save it again, or get another copy"
            ) from None
        if len(self.names) > MOST_PARTS:
            raise LimitError(f"has more than {MOST_PARTS:,} parts", path=path, hint="is it a document?")

    def part(self, name: str) -> bytes:
        """The bytes of a part. KeyError if there is none, InputError if it is damaged or encrypted."""
        about = self.zip.getinfo(self.inside[name])
        if about.flag_bits & 1:
            raise InputError("is protected by a password", path=self.path, hint="save a copy without one")
        try:
            with self.zip.open(about) as stream:
                found = stream.read(MOST_OF_A_PART + 1)  # what the file says of its size may be false
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as bad:
            raise InputError(
                f"is damaged: its part {name!r} cannot be unpacked ({bad})", path=self.path,
                hint="save it again, or get another copy",
            ) from None  # fmt: skip
        self.taken += len(found)
        if len(found) > MOST_OF_A_PART or self.taken > MOST_TOGETHER:
            raise LimitError(
                f"unpacks to more than {MOST_OF_A_PART // MEGABYTE} MB in a part, or {MOST_TOGETHER // MEGABYTE} MB "
                "together", path=self.path, hint="is it a document?",
            )  # fmt: skip
        return found

    def xml(self, name: str) -> Any:
        """The root of a part that is XML. InputError names the part if it is not well-formed."""
        return tree(self.part(name), f"{self.path} ({name})")

    def optional(self, name: str) -> Any | None:
        """As `xml`; None if there is no such part."""
        return self.xml(name) if name in self.names else None


def resolved(base: str, target: str) -> str:
    """The name of the part that `target` leads to from the part `base`; what leads elsewhere names no part."""
    target = unquote(target.partition("#")[0])
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))

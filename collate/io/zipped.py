"""Reads single files of a zip archive (XLSX, ODS, ...) with limits on their size."""

from __future__ import annotations

import io
import zipfile
import zlib

from collate.errors import InputError, LimitError

MOST = 64 * 1024 * 1024  # bytes of one file, unpacked
FILES = 10_000


class Archive:
    """A zip archive whose files are unpacked in memory, one by one, and never to a path that it names."""

    def __init__(self, data: bytes, path: str, what: str) -> None:
        """`what` names the kind of file for messages. InputError if the bytes are no zip archive."""
        self.path, self.what = path, what
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise InputError(f"is no {what} ({problem})", path=path, hint="save it again") from None
        if len(self.names) > FILES:
            raise LimitError(f"holds more than {FILES:,} files", path=path)

    def read(self, name: str) -> bytes:
        """The bytes of a file in the archive. InputError if it is missing or damaged, LimitError if it is too large."""
        if name not in self.names:
            raise InputError(f"is no {self.what}: it holds no {name}", path=self.path, hint="save it again")
        try:
            with self._zip.open(name) as stream:
                data = stream.read(MOST + 1)
        except RuntimeError:  # what zipfile raises for a password
            raise InputError("is encrypted", path=self.path, hint="save it without a password") from None
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as problem:
            raise InputError(f"is damaged: {name} cannot be unpacked ({problem})", path=self.path) from None
        if len(data) > MOST:
            raise LimitError(
                f"holds {name}, which is larger than {MOST // 1024 // 1024} MB when unpacked", path=self.path,
                hint="divide the file",
            )  # fmt: skip
        return data

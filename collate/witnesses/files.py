"""Opens and reads the user's files safely: regular files and stdin, up to a size, never a device."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from collate.errors import InputError, LimitError

STDIN = "-"
MAX_BYTES = 32 * 1024 * 1024
CHUNK = 16 * 1024 * 1024
# `collate diff <(command) ...` names a pipe here; such a pipe has a writer, so reading it ends.
_PIPES = ("/dev/fd/", "/proc/self/fd/")


def load(path: str, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file or of stdin (``-``). InputError if it cannot be read, LimitError if it is too large."""
    try:
        if path == STDIN:
            return _bounded(_chunks(sys.stdin.buffer, max_bytes), path, max_bytes)
        kind = Path(path).stat().st_mode
        if stat.S_ISDIR(kind):
            raise InputError("is a folder, not a file", path=path, hint="name the files inside it")
        if not (stat.S_ISREG(kind) or path.startswith(_PIPES)):
            raise InputError("is not a regular file", path=path, hint="use - to read from stdin")
        with opened(path) as stream:
            return _bounded(_chunks(stream, max_bytes), path, max_bytes)
    except FileNotFoundError:
        raise InputError("there is no such file", path=path, hint=_near(path)) from None
    except PermissionError:
        raise InputError("you may not read this file", path=path, hint="check its permissions") from None
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
        reason = getattr(problem, "strerror", None) or str(problem)
        raise InputError(f"cannot be read ({reason})", path=path) from None


def opened(path: str) -> BinaryIO:
    """Open a file; OSError from the system, InputError if it is not a regular file. A named pipe does not block.

    Pipes that a shell opened for the command (``<(...)``) are accepted.
    """
    stream = open(path, "rb", opener=_opener)  # noqa: SIM115  the caller closes it
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) or path.startswith(_PIPES):
        return stream
    stream.close()
    raise InputError("is not a regular file", path=path, hint="use - to read from stdin")


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags if path.startswith(_PIPES) else flags | getattr(os, "O_NONBLOCK", 0))


def _chunks(stream: BinaryIO, max_bytes: int) -> bytes:
    """All bytes, or a little more than is allowed; a large limit does not reserve memory."""
    parts, size = [], 0
    while size <= max_bytes and (part := stream.read(CHUNK)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _bounded(data: bytes, path: str, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise LimitError(
            f"is larger than {max_bytes / 1024 / 1024:,.0f} MB",
            path=path,
            hint="split it, or raise --max-size",
        )
    return data


def _near(path: str) -> str:
    """A hint for a name that does not exist: the most similar file name beside it."""
    from rapidfuzz import process  # noqa: PLC0415  only when something went wrong

    folder = Path(path).parent
    try:
        beside = [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError:
        return "check the spelling"
    match = process.extractOne(Path(path).name, beside, score_cutoff=70)
    return f"did you mean {folder / match[0]}?" if match else "check the spelling"

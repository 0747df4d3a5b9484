"""A file whole or not at all: written aside, then renamed into place."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO


def written_whole(path: Path, writes: Callable[[TextIO], object]) -> None:
    """Let `writes` fill a file beside `path`, which then takes its name; until all is written the old file stays."""
    path = path.resolve()  # through a symlink, to the file it names
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            writes(stream)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).chmod(_mode(path))
        Path(aside).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
        raise


def _mode(path: Path) -> int:
    """The old file's permissions, or what the umask leaves of a new one's."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

"""Writes files atomically: to a temporary file in the same folder, which is then renamed.

A process locks the temporary file while it writes, so a file left by a killed process, whose lock the system has
released, can be told from one that is being written.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from collate.io.folders import Folder

try:
    import fcntl
except ImportError:  # Windows: the age of the file is used instead of a lock
    fcntl = None  # type: ignore[assignment]

Writes = Callable[[TextIO], object]
Check = Callable[[Path], object]
LONGEST = 200  # bytes of the file's name used in that of its temporary file: a name has 255 at most
DAY = 24 * 60 * 60
_ASIDE = re.compile(r"\.(.*)\.[a-z0-9_]{8}\.part", re.DOTALL)


def written_whole(path: Path, writes: Writes, hold: Check = lambda _: None) -> None:
    """Let `writes` fill a temporary file, which then replaces `path`; until it is complete the old file stays.

    `hold` is called with the path of the complete temporary file; if it raises an error, the old file stays.
    """
    path = path.resolve()  # through a symlink, to the file it names
    with Folder.opened(path.parent) as folder:
        fill(folder, path.name, writes, hold)


def fill(folder: Folder, name: str, writes: Writes, hold: Check = lambda _: None) -> None:
    """As `written_whole`, for a name in an open folder. A link of that name is replaced, not followed."""
    aside, handle = _aside(folder, name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            writes(stream)
            stream.flush()
            os.fsync(handle)
            hold(folder.path / aside)
            if fcntl:
                os.fchmod(handle, _mode(folder, name))
                folder.rename(aside, name)  # still locked, so that no process takes it for a file that was left behind
        if not fcntl:
            folder.rename(aside, name)
    except BaseException:
        with contextlib.suppress(OSError):
            folder.remove(aside)
        raise


@contextlib.contextmanager
def held_aside(folder: Folder, name: str, text: str) -> Iterator[str]:
    """A context manager for a temporary file with a text, beside a name; yields its name.

    It is locked and named like other temporary files: if the process is killed, `swept` removes it.
    """
    aside, handle = _aside(folder, name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(handle)
            yield aside
    finally:
        with contextlib.suppress(OSError):
            folder.remove(aside)


def _aside(folder: Folder, name: str) -> tuple[str, int]:
    """A new file ``.NAME.XXXXXXXX.part``, open and locked; a NAME that is too long is cut."""
    short = os.fsencode(name)[:LONGEST].decode("utf-8", errors="ignore")
    while True:
        aside = f".{short}.{secrets.token_hex(4)}.part"
        try:
            handle = folder.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            continue
        _locked(handle)
        if os.fstat(handle).st_nlink:
            return aside, handle
        os.close(handle)  # another process removed it before it was locked


def _locked(handle: int) -> bool | None:
    """Lock a file; False if another process holds the lock, None if the file system has no locks."""
    if not fcntl:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def swept(folder: Folder, wanted: Callable[[str], bool] = lambda _: True) -> list[str]:
    """Remove the temporary files that killed processes left in a folder; returns their names.

    `wanted` is called with the final name of each. Only regular files without further hard links are removed, and
    only if no process is writing them.
    """
    found = []
    for aside in folder.names():
        known = _ASIDE.fullmatch(aside)
        if known and wanted(known[1]):
            with contextlib.suppress(OSError):
                if _left(folder, aside):
                    found.append(aside)
    return found


def _left(folder: Folder, aside: str) -> bool:
    """Remove a temporary file if no process is writing it; returns whether it was removed."""
    handle = folder.open(aside, os.O_RDONLY)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_nlink != 1:
            return False
        free = _locked(handle)
        if free is False or (free is None and time.time() - state.st_mtime < DAY):
            return False
        folder.remove(aside)
        return True
    finally:
        os.close(handle)


def _mode(folder: Folder, name: str) -> int:
    """The old file's permissions, or those of a new file under the umask."""
    state = folder.state(name)
    if state is not None and stat.S_ISREG(state.st_mode):
        return stat.S_IMODE(state.st_mode) & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

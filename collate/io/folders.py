"""File operations relative to an open folder, so that they are safe if its path is exchanged for a link meanwhile.

Names are those of entries of the folder, never paths. On systems without such operations (Windows) the path of the
folder is used, and links are checked for before each step.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_HELD = bool(_NOFOLLOW) and os.open in os.supports_dir_fd


class Folder:
    """An open folder. `path` is what it was opened by, for messages only."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path, self._handle = path, handle

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[Folder]:
        """Open the folder at a path, following links; for folders that the user named."""
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY) if _HELD else None
        try:
            yield cls(path, handle)
        finally:
            if handle is not None:
                os.close(handle)

    @contextmanager
    def inner(self, name: str) -> Iterator[Folder]:
        """A folder in this one. OSError if there is none, or if a link has that name."""
        path = self.path / name
        if self._handle is None:
            if path.is_symlink() or not path.is_dir():
                raise NotADirectoryError(20, "Not a directory", str(path))
            yield Folder(path, None)
            return
        handle = self.open(name, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield Folder(path, handle)
        finally:
            os.close(handle)

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """A file descriptor of an entry; links are not followed, and opening a pipe does not block."""
        if self._handle is None and flags & os.O_CREAT == 0 and (self.path / name).is_symlink():
            raise OSError(40, "Too many levels of symbolic links", str(self.path / name))
        return os.open(self._at(name), flags | _NOFOLLOW | _NONBLOCK | _BINARY, mode, dir_fd=self._handle)

    def state(self, name: str) -> os.stat_result | None:
        """The result of `lstat` for an entry; None if it does not exist."""
        try:
            return os.stat(self._at(name), dir_fd=self._handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def link(self, name: str) -> str | None:
        """The target of an entry that is a symbolic link; None if it is not a link."""
        state = self.state(name)
        if state is None or not stat.S_ISLNK(state.st_mode):
            return None
        return os.readlink(self._at(name), dir_fd=self._handle)

    def names(self) -> list[str]:
        """The names of its entries, sorted."""
        return sorted(os.listdir(self.path if self._handle is None else self._handle))  # noqa: PTH208  it may be open

    def make(self, name: str) -> None:
        """Make a folder in it, unless the name exists."""
        if self.state(name) is None:
            try:
                os.mkdir(self._at(name), dir_fd=self._handle)
            except FileExistsError:  # another process has made it
                return

    def rename(self, old: str, new: str) -> None:
        """Rename an entry; an existing file of the new name is replaced."""
        os.replace(self._at(old), self._at(new), src_dir_fd=self._handle, dst_dir_fd=self._handle)

    def remove(self, name: str) -> None:
        """Remove a file."""
        os.unlink(self._at(name), dir_fd=self._handle)

    def _at(self, name: str) -> str:
        if not name or name in {".", ".."} or "/" in name or os.sep in name:
            raise ValueError(f"{name!r} is no name of a file")
        return name if self._handle is not None else str(self.path / name)

"""Notices that files of witnesses change, or go, while they are on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from collate.io.wording import visible

State = tuple[int, int]


class Watched:
    """Files, and how each was when it was read."""

    def __init__(self, paths: Iterable[str]) -> None:
        states = {path: _state(path) for path in paths}
        self._states = {path: state for path, state in states.items() if state is not None}

    def changes(self) -> list[str]:
        """A sentence for each file that is not as it was read."""
        said = []
        for path, before in self._states.items():
            now = _state(path)
            if now is None:
                said.append(f"{visible(path)} is gone; the text here is what was read of it")
            elif now != before:
                said.append(f"{visible(path)} has changed since it was read; collate anew to see it")
        return said


def _state(path: str) -> State | None:
    """Time and size of a file; None if it is not there."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size

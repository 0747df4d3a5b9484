"""Write a result whole or not at all: aside first, then renamed into place."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from collate.cli.console import piped, say
from collate.errors import OutputError, UsageError
from collate.wording import json_text

Writes = Callable[[TextIO], None]


def write_to(target: str | None, writes: Writes, inputs: Sequence[str] = ()) -> None:
    """Let `writes` fill the file `target`, or stdout if None or ``-``.

    UsageError if the target is one of the inputs; OutputError if it cannot be written. Until all is
    written the old file stays as it was.
    """
    if target is None or target == "-":
        with piped():
            writes(sys.stdout)
            sys.stdout.flush()
        return
    path = Path(target)
    try:
        _refuse_inputs(path, inputs)
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            _write_through(path, writes)
        else:
            _write_aside(path, writes)
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: a loop of symlinks; ValueError: a NUL
        reason = getattr(problem, "strerror", None) or problem
        raise OutputError(f"cannot be written ({reason})", path=target) from None


def _refuse_inputs(path: Path, inputs: Sequence[str]) -> None:
    for name in inputs:
        if name != "-" and path.exists() and Path(name).exists() and path.samefile(name):
            raise UsageError(f"is one of the witnesses ({name})", path=str(path), hint="write to another file")


def _write_through(path: Path, writes: Writes) -> None:
    """A device or a pipe cannot be renamed over; a folder cannot be written at all."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writes(stream)


def _write_aside(path: Path, writes: Writes) -> None:
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


def taking(writer: Callable[..., object], **given: object) -> dict[str, object]:
    """Those of the options that a writer takes."""
    from inspect import signature

    taken = signature(writer).parameters
    return {name: value for name, value in given.items() if name in taken}


def recipe_beside(output: str | None, recipe: Mapping[str, object], inputs: Sequence[str] = ()) -> None:
    """Write the recipe of a file next to it, for a format that has no place for one; stdout has none."""
    if output and Path(output).is_file():
        text = json_text(recipe, indent=1) + "\n"
        write_to(f"{output}.recipe.json", lambda out: say(out, text), inputs)

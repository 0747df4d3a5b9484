"""Writes results to files (atomically) or to stdout."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TextIO, cast

from collate.cli import console
from collate.cli.console import piped, say
from collate.config import project
from collate.errors import CollateError, OutputError
from collate.io.files import written_whole
from collate.io.formats import refuse_inputs, unwritable
from collate.io.wording import for_people, json_text

Writes = Callable[[TextIO], None]


def write_result(output: str | None, writes: Writes, *, people: bool = False) -> None:
    """Let `writes` fill what ``--output`` names, as `write_to` does. UsageError if that is a file this run reads."""
    if output and output != "-":
        try:
            refuse_inputs(Path(output), _read())
        except (OSError, RuntimeError, ValueError) as problem:
            raise _unwritable(output, problem) from None
    write_to(output, writes, people=people)
    if output and output != "-":
        console.done(f"{output} is written")


def _read() -> Iterator[str | Path]:
    """The files that the command line names by whatever option, but for the output; the project's decisions."""
    for before, word in pairwise(sys.argv):
        if before not in {"-o", "--output"} and not word.startswith(("-o", "--output=")):
            yield word
            yield word.partition("=")[2] or word
    with suppress(CollateError):  # a collate.toml with an error stops only the commands that use it
        decisions = project(Path.cwd()).decisions
        if decisions:
            yield decisions


class _ForPeople(io.TextIOBase):
    """A stream that removes characters that would act on a terminal."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        self._out.write(for_people(text))
        return len(text)


def write_to(target: str | None, writes: Writes, *, people: bool = False) -> None:
    """Let `writes` fill the file `target`, or stdout if None or ``-``.

    `people`: it is a text to read, not data, and nothing in it may act on a terminal.
    OutputError if it cannot be written. Until all is written the old file stays as it was.
    """
    if people:
        plain = writes
        writes = lambda out: plain(cast("TextIO", _ForPeople(out)))  # noqa: E731
    if target is None or target == "-":
        with piped():
            writes(sys.stdout)
            sys.stdout.flush()
        return
    path = Path(target)
    try:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            _write_through(path, writes)
        else:
            written_whole(path, writes)
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: a loop of symlinks; ValueError: a NUL
        raise _unwritable(target, problem) from None


def _unwritable(target: str, problem: Exception) -> OutputError:
    return OutputError(unwritable(problem), path=target)


def _write_through(path: Path, writes: Writes) -> None:
    """Write to the target directly: a device or a pipe cannot be replaced by renaming. A folder is an error."""
    if stat.S_ISBLK(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is a disk")
    with open(path, "w", encoding="utf-8", newline="", opener=_unwaiting) as stream:
        writes(stream)


def _unwaiting(path: str, flags: int) -> int:
    """Open a file for writing; a pipe without a reader is an error."""
    try:
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except OSError as problem:
        if problem.errno == errno.ENXIO and stat.S_ISFIFO(Path(path).stat().st_mode):
            raise OSError(problem.errno, "nobody reads this pipe") from None
        raise
    os.set_blocking(handle, True)
    return handle


def recipe_beside(output: str | None, recipe: Mapping[str, object]) -> None:
    """Write the recipe to a separate file, for a format that cannot contain it; not for stdout."""
    if output and Path(output).is_file():
        text = json_text(recipe, indent=1) + "\n"
        write_result(f"{output}.recipe.json", lambda out: say(out, text))

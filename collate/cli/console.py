"""The standard streams: results on stdout, messages on stderr, errors in one sentence, exit statuses of ``diff``."""

from __future__ import annotations

import errno
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from collate.cli import early
from collate.cli.commands_by_name import COMMANDS
from collate.cli.renamed import new_name
from collate.errors import UsageError
from collate.io import faults
from collate.io.wording import for_people, visible

SAME, DIFFERENT, TROUBLE, INTERRUPTED = 0, 1, 2, early.STATUS
QUIET, NORMAL, VERBOSE = -1, 0, 1

_loudness = NORMAL
_concluded = False


def loudness(level: int) -> None:
    """Set which messages this run writes to stderr: QUIET only errors, VERBOSE also details."""
    global _loudness, _concluded
    _loudness, _concluded = level, False


def utf8_streams() -> None:
    """Write UTF-8 whatever the locale says; what cannot be encoded is shown, never an error.

    Where Python does not buffer stdout (PYTHONUNBUFFERED), it drops what a full disk does not take and says nothing:
    a buffer that is emptied at the end of each line writes all or fails.
    """
    if sys.stdout is None or sys.stderr is None:  # closed by the caller
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open until the program ends
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        raw: Any = sys.stdout.detach()  # type: ignore[union-attr]
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def quiet_libraries() -> None:
    """Hide warnings and log lines of libraries: the user of a command cannot act on them.

    Python's own options (``python -W default -m collate ...``) show warnings all the same.
    """
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    logging.lastResort = logging.NullHandler()


def say(out: TextIO, text: str) -> None:
    """Write a text whole: what `write_to` is given where there is no writer."""
    out.write(text)


def out(line: str) -> None:
    """One line on stdout."""
    with piped():
        sys.stdout.write(for_people(line) + "\n")


def misused(message: str) -> int:
    """Report an error of the command line parser; without a command, print the help."""
    if message.startswith("Usage:"):
        _told(for_people(message) + "\n")
        return TROUBLE
    command = next((word for word in sys.argv[1:] if word in COMMANDS), "")
    renamed = new_name(command, message)
    if renamed:
        error(renamed)
        return TROUBLE
    hint = "; a file whose name begins with - is written ./-name" if message.startswith("No such option") else ""
    error(UsageError(message.rstrip(".")).sentence() + hint)
    return TROUBLE


def interrupted() -> int:
    """Report Ctrl-C; returns the exit status."""
    error("interrupted; nothing was left half-written")
    return INTERRUPTED


def unusable(problem: OSError) -> int:
    """Name the file or stream that could not be used; returns the exit status."""
    if problem.filename is not None:
        where = visible(os.fsdecode(problem.filename))
    elif problem.errno == errno.ENOENT:  # of what has no name, only the working folder can be missing
        where = "the working folder"
    else:
        where = "stdout"
        silence_stdout()
    error(f"{where}: cannot be used ({problem.strerror})")
    return TROUBLE


def fault(problem: Exception) -> None:
    """A fault of the program: one sentence, and the traceback for those who ask for it."""
    _told(for_people(faults.asked_for(problem)))
    error(faults.sentence(problem))


def error(sentence: str) -> None:
    """One line on stderr, whatever was asked for."""
    _told(f"collate: {visible(sentence)}\n")


def talk(sentence: str) -> None:
    """One line on stderr; not with ``--quiet``."""
    if _loudness > QUIET:
        error(sentence)


def detail(sentence: str) -> None:
    """One line on stderr, only with ``--verbose``."""
    if _loudness == VERBOSE:
        error(sentence)


def done(sentence: str) -> None:
    """What a command has done, in the last line. Only for a person, who reads stderr on a terminal."""
    global _concluded  # noqa: PLW0603  one program, one stderr
    _concluded = True
    if _loudness == VERBOSE or (_loudness == NORMAL and sys.stderr.isatty()):
        error(sentence)


def ended(command: str, seconds: float) -> None:
    """The last line of a command that has not said what it has done; it took so many seconds."""
    if not _concluded:
        done(f"{command.strip('_')} is done, {seconds:.1f} s")


def _told(text: str) -> None:
    """Write to stderr. If that fails, only the exit status reports the error."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


class PipeClosedError(Exception):
    """The reader has closed stdout. Not an OSError: typer would end with status 1, which means differences."""


@contextmanager
def piped() -> Iterator[None]:
    """Turn a closed pipe into PipeClosedError."""
    try:
        yield
    except BrokenPipeError:
        raise PipeClosedError from None


def silence_stdout() -> None:
    """Redirect stdout after a closed pipe, so that the interpreter does not write to it at exit."""
    _silence(sys.stdout)


def _silence(stream: TextIO) -> None:
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, stream.fileno())

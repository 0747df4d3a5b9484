"""Shows a long view in a pager, as git does: the one that PAGER names, else less."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

from collate.errors import UsageError


def wanted(lines: int) -> bool:
    """Whether so many lines need a pager: stdout and stdin are a terminal, which is not that high."""
    return sys.stdin.isatty() and lines >= shutil.get_terminal_size().lines and bool(_command())


def show(text: str) -> None:
    """Let the user page through a text, colours and all. UsageError if PAGER names no program."""
    command = _command()
    # As git has it: quit if it fits, show colours, leave the text on the screen.
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager:  # noqa: S603  the user's own
            try:
                pager.communicate(text.encode("utf-8", "backslashreplace"))
            except KeyboardInterrupt:  # less goes on until q: Ctrl-C is for it
                pager.wait()
    except OSError as problem:
        raise UsageError(
            f"the pager {command[0]!r} cannot be started ({problem.strerror})", hint="--no-pager"
        ) from None


def _command() -> list[str]:
    """The words of the pager's command; none if PAGER is empty or ``cat``, or no pager is there."""
    asked = os.environ.get("PAGER")
    try:
        words = shlex.split(asked) if asked is not None else [shutil.which("less") or ""]
    except ValueError:  # quotes that do not pair
        words = []
    return [] if words in ([], [""], ["cat"]) else words

"""Prints rich views on stdout or to a file."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

from collate.cli import pager
from collate.cli.console import piped
from collate.cli.output import write_result
from collate.io.wording import for_people

PLAIN_WIDTH = 80
NARROWEST = 20
UNFOLDED = 1_000_000


def show(
    parts: Iterable[RenderableType],
    output: str | None = None,
    *,
    wide: bool = False,
    paged: bool = False,
    folds: bool = True,
) -> None:
    """Print a view, on stdout or to a file: colours on a terminal only, never markup, a steady width elsewhere.

    `paged`: what is longer than the terminal goes through a pager. Unless it `folds`, a line in a pipe or a file is as
    long as it is.
    """
    if output in {None, "-"} and sys.stdout.isatty():
        screen = _screen(None, terminal=True)
        with screen.capture() as captured:
            for part in parts:
                screen.print(_ForPeople(part))
        text = captured.get()
        if paged and pager.wanted(text.count("\n")):
            pager.show(text)
            return
        with piped():
            sys.stdout.write(text)
            sys.stdout.flush()
        return
    screen = _screen(_columns(120 if wide else PLAIN_WIDTH) if folds else UNFOLDED, terminal=_coloured(otherwise=False))

    def lines(out: TextIO) -> None:
        for part in parts:
            with screen.capture() as captured:
                screen.print(_ForPeople(part))
            out.writelines(line.rstrip() + "\n" for line in captured.get().splitlines())

    write_result(output, lines)


def _coloured(*, otherwise: bool) -> bool:
    """Whether to colour: NO_COLOR says no, FORCE_COLOR and CLICOLOR_FORCE say yes, CLICOLOR=0 says no."""
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return otherwise and os.environ.get("CLICOLOR") != "0"


class _ForPeople:
    """A rich view that passes only rich's own colours to the terminal."""

    def __init__(self, part: RenderableType) -> None:
        self.part = part

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.part, options):
            yield Segment(for_people(segment.text), segment.style)


def _screen(width: int | None, *, terminal: bool) -> Console:
    size = _size()
    return Console(
        file=sys.stdout, markup=False, highlight=False, emoji=False,
        width=width or _columns(size.columns), height=size.lines, force_terminal=terminal,
        no_color=not _coloured(otherwise=terminal), legacy_windows=False,
    )  # fmt: skip


def _size() -> os.terminal_size:
    """The size of the terminal; 80 columns and 25 lines where no stream is one, or it does not know its size."""
    for stream in (0, 1, 2):
        with contextlib.suppress(OSError):
            size = os.get_terminal_size(stream)
            if size.columns and size.lines:
                return size
    return os.terminal_size((80, 25))


def _columns(otherwise: int) -> int:
    """The width that COLUMNS asks for, if it is one that text fits in."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isdecimal() and len(asked) <= 5 and int(asked) >= NARROWEST else otherwise

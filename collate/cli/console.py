"""Streams and manners: stdout is data, stderr is talk, an error is one sentence, statuses are diff's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from collate.wording import visible

if TYPE_CHECKING:
    from rich.console import RenderableType

SAME, DIFFERENT, TROUBLE, INTERRUPTED = 0, 1, 2, 130
PLAIN_WIDTH = 80


def utf8_streams() -> None:
    """Write UTF-8 whatever the locale says; what cannot be encoded is shown, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def show(parts: Iterable[RenderableType], *, wide: bool = False) -> None:
    """Print a view: colours on a terminal only, never markup, a steady width and no loose ends when piped."""
    terminal = sys.stdout.isatty()
    width = None if terminal or "COLUMNS" in os.environ else (120 if wide else PLAIN_WIDTH)
    from rich.console import Console

    screen = Console(
        file=sys.stdout, markup=False, highlight=False, emoji=False, width=width,
        force_terminal=terminal, no_color=None if terminal else True, legacy_windows=False,
    )  # fmt: skip
    for part in parts:
        if terminal:
            screen.print(part)
        else:
            with screen.capture() as captured:
                screen.print(part)
            sys.stdout.writelines(line.rstrip() + "\n" for line in captured.get().splitlines())


def talk(sentence: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"collate: {visible(sentence)}\n")


def silence_stdout() -> None:
    """After a closed pipe: nothing more can be said on stdout, and the interpreter must not try at exit."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())

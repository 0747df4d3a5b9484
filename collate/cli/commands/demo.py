"""`collate demo`: the treaty in five screens, each the real output of the command that it names."""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
import textwrap
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from collate.cli import console
from collate.cli.option_groups import with_groups
from collate.errors import UsageError

LANGUAGES = ("en", "fr", "ru", "zh")
WIDTH = 76


@with_groups()
def demo(
    ctx: typer.Context,
    language: Annotated[str, typer.Option("--language", "-l", metavar="CODE", help="en, fr, ru or zh.")] = "en",
    screen: Annotated[int, typer.Option("--screen", metavar="N", help="One screen only, from 1.")] = 0,
) -> int:
    """Walk through the treaty of 1916 in five screens; on a terminal, Enter leads to the next."""
    if language not in LANGUAGES:
        raise UsageError(f"the demo does not speak {language!r}", hint=f"choose {', '.join(LANGUAGES)}")
    screens = tomllib.loads(files("collate.cli").joinpath("demo.toml").read_text(encoding="utf-8"))["screen"]
    if not 0 <= screen <= len(screens):
        raise UsageError(f"there is no screen {screen}", hint=f"there are {len(screens)}")
    chosen = screens[screen - 1 : screen] if screen else screens
    app = ctx.find_root().command
    with contextlib.chdir(_texts()):
        for number, one in enumerate(chosen):
            sys.stdout.write(f"{_folded(one[language])}\n\n$ collate {one['command']}\n")
            sys.stdout.flush()
            app.main(shlex.split(one["command"]), prog_name="collate", standalone_mode=False, obj=ctx.obj)
            if number + 1 < len(chosen):
                _pause()
    return console.SAME


def _texts() -> Path:
    """The folder of the treaty: in the package, or in the clone that it was installed from."""
    inside = Path(os.fspath(files("collate").joinpath("texts", "treaty-1916")))  # type: ignore[call-overload]
    return inside if inside.is_dir() else Path(__file__).parents[3] / "texts" / "treaty-1916"


def _folded(text: str) -> str:
    """Chinese has no spaces to fold at, and counts two columns a character."""
    wide = WIDTH // 2 if not text.isascii() and " " not in text[:20] else WIDTH
    return textwrap.fill(text, wide)


def _pause() -> None:
    if sys.stdin.isatty() and sys.stdout.isatty():
        sys.stderr.write("\n— Enter —\n")
        sys.stdin.readline()
    else:
        sys.stdout.write("\n")

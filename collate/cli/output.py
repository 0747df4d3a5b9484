"""Write a result whole or not at all: aside first, then renamed into place."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from collate.cli.console import piped, say
from collate.errors import OutputError, UsageError
from collate.whole import written_whole
from collate.wording import json_text

Writes = Callable[[TextIO], None]
OWN = ("collate.toml", "decisions.toml", "witnesses.toml")  # written by people, read unasked


def write_to(target: str | None, writes: Writes, inputs: Sequence[str] = ()) -> None:
    """Let `writes` fill the file `target`, or stdout if None or ``-``.

    UsageError if the target is one of the inputs (``path`` or ``A=path``); OutputError if it cannot be written.
    Until all is written the old file stays as it was.
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
            written_whole(path, writes)
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: a loop of symlinks; ValueError: a NUL
        reason = getattr(problem, "strerror", None) or problem
        raise OutputError(f"cannot be written ({reason})", path=target) from None


def _refuse_inputs(path: Path, inputs: Sequence[str]) -> None:
    if not inputs or not path.exists():
        return
    for name in (*inputs, *(name.partition("=")[2] for name in inputs), *(str(path.with_name(own)) for own in OWN)):
        if name and Path(name).exists() and path.samefile(name):
            raise UsageError(f"is a file that is read ({name})", path=str(path), hint="write to another file")


def _write_through(path: Path, writes: Writes) -> None:
    """A device or a pipe cannot be renamed over; a folder cannot be written at all."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writes(stream)


def recipe_beside(output: str | None, recipe: Mapping[str, object], inputs: Sequence[str] = ()) -> None:
    """Write the recipe of a file next to it, for a format that has no place for one; stdout has none."""
    if output and Path(output).is_file():
        text = json_text(recipe, indent=1) + "\n"
        write_to(f"{output}.recipe.json", lambda out: say(out, text), inputs)

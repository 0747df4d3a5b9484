"""Messages for unexpected errors (bugs)."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

TRACEBACK = "COLLATE_TRACEBACK"  # the variable that asks for tracebacks


def sentence(problem: Exception) -> str:
    """One sentence: the error, where it was raised, the version, and what to send with a bug report."""
    from importlib.metadata import version  # noqa: PLC0415  only when something went wrong

    frames = traceback.extract_tb(problem.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        f"a fault of Collate itself ({type(problem).__name__}{place},"
        f" Collate {version('collate-texts')}, Python {python});"
        f" keep this line, the command, its files, and what it prints with {TRACEBACK}=1: whoever looks after your copy"
        " of Collate needs them"
    )


def asked_for(problem: Exception) -> str:
    """The traceback of an error if the user asked for tracebacks, else ""."""
    return "".join(traceback.format_exception(problem)) if os.environ.get(TRACEBACK) else ""

"""Limits on the values of options and on the memory of a run; the time limit is in `interrupts`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import typer

from collate.errors import UsageError

T = TypeVar("T", int, float, int | None)
MANY = 1_000_000  # of anything that a command makes or counts
SEED = 2**63  # below which every random number generator takes a seed
LEAST, MOST = 300, 2**40  # megabytes: what the program itself wants; what a system can count


def between(low: float, high: float) -> Callable[[typer.CallbackParam, T], T]:
    """A callback for an option that takes a number: UsageError unless it lies between `low` and `high`, both allowed.

    What is no number (``nan``) lies nowhere; an option that was not given may be None.
    """

    def checked(parameter: typer.CallbackParam, value: T) -> T:
        if value is not None and not low <= value <= high:
            raise UsageError(f"{parameter.opts[0]} must lie between {low} and {high}", hint=f"it is {value}")
        return value

    return checked


def memory(most: int) -> None:
    """Let this process and its workers have so many megabytes of memory each; what wants more is a MemoryError."""
    if not LEAST <= most <= MOST:
        raise UsageError(f"--max-memory must be {LEAST} or more", hint="the program itself wants that much")
    from collate.config import MEGABYTE  # noqa: PLC0415  only when a bound is asked for

    try:
        import resource  # noqa: PLC0415  only when a bound is asked for
    except ImportError:
        raise UsageError("--max-memory is not to be had on this system") from None
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most * MEGABYTE, hard))

"""Limits on the values of options and on the memory of a run; the time limit is in `interrupts`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
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


def half_of_what_is_free(system: Path = Path("/")) -> int | None:
    """Let this process and its workers take half of the memory that is free now, and return that in megabytes.

    None, and no bound, on a system that does not say what is free (only Linux does), and if a lower bound is set. What
    counts is memory that is written to: libraries reserve much more than they use.
    """
    free = _free(system)
    if free is None:
        return None
    import resource  # noqa: PLC0415  Linux has it

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = max(LEAST * 1024, free // 2)
    own = _kilobytes(system / "proc/self/status", "VmData:") or 0
    wanted = (own + most) * 1024
    if any(bound not in {resource.RLIM_INFINITY, -1} and bound < wanted for bound in (soft, hard)):
        return None
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    return most // 1024


def _free(system: Path) -> int | None:
    """The kilobytes that are free: those of the machine, or of the container if it has less."""
    free = _kilobytes(system / "proc/meminfo", "MemAvailable:")
    most, taken = (_number(system / f"sys/fs/cgroup/memory.{name}") for name in ("max", "current"))
    if free is None or most is None or taken is None:
        return free
    return min(free, max(0, most - taken) // 1024)


def _kilobytes(path: Path, name: str) -> int | None:
    """The number behind a name in a file of the kernel; None if it is not there."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(name))
    except (OSError, ValueError, IndexError, StopIteration):
        return None


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii", errors="replace"))
    except (OSError, ValueError):  # not there, or ``max``
        return None

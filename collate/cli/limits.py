"""What a run may cost: bounds that hold for every command."""

from __future__ import annotations

import signal
from types import FrameType

from collate.errors import LimitError, UsageError

MEGABYTE = 1024 * 1024
LEAST, MOST = 300, 2**40  # megabytes: what the program itself wants; what a system can count
LONGEST = 10_000_000  # seconds


def seconds(most: float) -> None:
    """End this run with a LimitError when so many seconds are over. UsageError where the system has no alarms."""
    if not 0 < most <= LONGEST:
        raise UsageError(f"--max-time must be more than 0, and {LONGEST} at most")
    if not hasattr(signal, "setitimer"):
        raise UsageError("--max-time is not to be had on this system")

    def over(_: int, __: FrameType | None) -> None:
        raise LimitError(f"not done in {most:g} s", hint="raise --max-time, or collate less at once")

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, most)


def memory(most: int) -> None:
    """Let this process and its workers have so many megabytes of memory each; what wants more is a MemoryError."""
    if not LEAST <= most <= MOST:
        raise UsageError(f"--max-memory must be {LEAST} or more", hint="the program itself wants that much")
    try:
        import resource
    except ImportError:
        raise UsageError("--max-memory is not to be had on this system") from None
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most * MEGABYTE, hard))

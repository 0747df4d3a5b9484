"""What a run may cost in memory: a bound that holds for every command; that in time is in `interrupts`."""

from __future__ import annotations

from collate.errors import UsageError

LEAST, MOST = 300, 2**40  # megabytes: what the program itself wants; what a system can count


def memory(most: int) -> None:
    """Let this process and its workers have so many megabytes of memory each; what wants more is a MemoryError."""
    if not LEAST <= most <= MOST:
        raise UsageError(f"--max-memory must be {LEAST} or more", hint="the program itself wants that much")
    from collate.config import MEGABYTE

    try:
        import resource
    except ImportError:
        raise UsageError("--max-memory is not to be had on this system") from None
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most * MEGABYTE, hard))

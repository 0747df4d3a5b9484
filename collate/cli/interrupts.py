"""Ctrl-C and the end of the time allowed, remembered: a library may make another error of them, or nothing at all."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any, Self

from collate.cli import console
from collate.errors import LimitError, UsageError

LONGEST = 10_000_000  # seconds
AGAIN = 2.0  # seconds until the alarm is repeated: one that is raised inside a destructor, say, is lost


class Interrupts:
    """While it is entered, Ctrl-C raises KeyboardInterrupt as ever, and is `seen`; so is the alarm that `after` sets.

    Where the caller has Ctrl-C ignored (a job in the background) or handled, that stays so.
    """

    def __init__(self) -> None:
        self.seen = False
        self._late = False
        self._allowed: float | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if (
            threading.current_thread() is threading.main_thread()
            and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        ):
            self._before[signal.SIGINT] = signal.signal(signal.SIGINT, self._raised)
        return self

    def __exit__(self, *_: object) -> None:
        self.quiet()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def after(self, most: float) -> None:
        """Interrupt this run when so many seconds are over. UsageError where the system has no alarms."""
        if not 0 < most <= LONGEST:
            raise UsageError(f"--max-time must be more than 0, and {LONGEST} at most")
        if not hasattr(signal, "setitimer"):
            raise UsageError("--max-time is not to be had on this system")
        self._allowed = most
        self._before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._raised)
        signal.setitimer(signal.ITIMER_REAL, most, AGAIN)

    def quiet(self) -> None:
        """No alarm any more."""
        if self._allowed is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def said(self) -> int:
        """Say on stderr what ended the run; the status."""
        self.quiet()
        if self._late:
            late = LimitError(f"not done in {self._allowed:g} s", hint="raise --max-time, or collate less at once")
            console.talk(late.sentence())
            return late.exit_status
        return console.interrupted()

    def _raised(self, number: int, _: FrameType | None) -> None:
        self.seen = True
        self._late = number != signal.SIGINT
        raise KeyboardInterrupt

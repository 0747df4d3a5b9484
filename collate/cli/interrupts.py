"""Handles Ctrl-C and time limits during a command, also if a library swallows or replaces the exception."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType
from typing import Any, Self

from collate.cli import console, early
from collate.errors import LimitError, UsageError

LONGEST = 10_000_000  # seconds
AGAIN = 2.0  # seconds until an interrupt is raised again: a library may have caught it
SOON = 0.01  # the same where Python has dropped it


class Interrupts:
    """A context in which Ctrl-C and the alarm of `after` raise KeyboardInterrupt and set `seen`.

    An interrupt may be lost: what is raised in a destructor is dropped by Python, and a library may catch it. So it is
    raised again until the run ends. Where the caller has Ctrl-C ignored (a job in the background) or handled, that
    stays so.
    """

    def __init__(self) -> None:
        self.seen = False
        self.memory: int | None = None  # megabytes that the run may take, where nobody has said how many
        self._late = False
        self._allowed: float | None = None
        self._before: dict[int, Any] = {}
        self._unraisable = sys.unraisablehook

    def __enter__(self) -> Self:
        sys.unraisablehook = self._dropped
        if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) in {
            signal.default_int_handler,
            early.ended,
        }:
            self._listen(signal.SIGINT)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():  # first SIGINT, or it could set the alarm once more
            if number != signal.SIGINT:
                self.quiet()
            signal.signal(number, handler)
        sys.unraisablehook = self._unraisable

    def _listen(self, number: int) -> None:
        self._before.setdefault(number, signal.getsignal(number))
        signal.signal(number, self._raised)

    def after(self, most: float) -> None:
        """Interrupt this run after so many seconds. UsageError if the system has no alarms."""
        if not 0 < most <= LONGEST:
            raise UsageError(f"--max-time must be more than 0, and {LONGEST} at most")
        if not hasattr(signal, "setitimer"):
            raise UsageError("--max-time is not to be had on this system")
        self._allowed = most
        self._raise_in(most)

    def quiet(self) -> None:
        """Cancel the alarm."""
        if hasattr(signal, "setitimer") and signal.SIGALRM in self._before:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def said(self) -> int:
        """Report on stderr what ended the run; returns the exit status. No further interrupt is raised."""
        if signal.SIGINT in self._before:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        self.quiet()
        if self._late:
            late = LimitError(f"not done in {self._allowed:g} s", hint="raise --max-time, or collate less at once")
            console.error(late.sentence())
            return late.exit_status
        return console.interrupted()

    def _raised(self, number: int, _: FrameType | None) -> None:
        if not self.seen:
            self.seen, self._late = True, number != signal.SIGINT
        if number == signal.SIGINT:
            self._raise_in(AGAIN)
        raise KeyboardInterrupt

    def _raise_in(self, seconds: float) -> None:
        """Raise KeyboardInterrupt after so many seconds, repeatedly, if the system has alarms."""
        if hasattr(signal, "setitimer"):
            self._listen(signal.SIGALRM)
            signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)

    def _dropped(self, what: sys.UnraisableHookArgs) -> None:
        """Report an error that Python drops, unless it is an interrupt, which is raised again."""
        if not self.seen:
            self._unraisable(what)
        elif issubclass(what.exc_type, KeyboardInterrupt):
            self._raise_in(SOON)

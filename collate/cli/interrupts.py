"""Ctrl-C, remembered: a library in C may make another error of it, and that would look like a fault of ours."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any, Self


class Interrupts:
    """While it is entered, Ctrl-C raises KeyboardInterrupt as ever, and is `seen`.

    Where the caller has Ctrl-C ignored (a job in the background) or handled, that stays so.
    """

    def __init__(self) -> None:
        self.seen = False
        self._before: Any = None

    def __enter__(self) -> Self:
        if (
            threading.current_thread() is threading.main_thread()
            and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        ):
            self._before = signal.signal(signal.SIGINT, self._raised)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _raised(self, _: int, __: FrameType | None) -> None:
        self.seen = True
        raise KeyboardInterrupt

"""Handles Ctrl-C before and after a command runs: the process ends at once without a message."""

import atexit
import os
import signal

STATUS = 130  # 128 and the number of SIGINT, as shells have it


def listen() -> None:
    """End the process at Ctrl-C, unless the caller has it ignored (a job in the background) or handled."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, ended)
        # The first that is registered is the last that is called. After it Python would let the signal kill the
        # process, with another status, while it clears itself away.
        atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)


def ended(*_: object) -> None:
    """End the process here and now. Nothing is written yet, or all is: there is nothing to clear away."""
    os._exit(STATUS)

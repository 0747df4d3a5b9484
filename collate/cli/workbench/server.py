"""The server: bound to this machine alone, with a token of its own, until it is told to stop."""

from __future__ import annotations

import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from collate.cli.workbench.opened import Opened
from collate.cli.workbench.routes import Workbench
from collate.errors import UsageError

HOST = "127.0.0.1"


class _Server(uvicorn.Server):
    """A server that Ctrl-C ends in order: what is being written is written to its end."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(
            uvicorn.Config(
                workbench.app, log_config=None, access_log=False, lifespan="off", ws="none",
                server_header=False, timeout_graceful_shutdown=5,
            )
        )  # fmt: skip
        self.workbench = workbench

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on Ctrl-C and on SIGTERM, and leave the signals as they were. Only the main thread hears signals."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self._told) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _told(self, number: int, frame: FrameType | None) -> None:
        self.workbench.closing = True
        self.handle_exit(number, frame)


def serve(opened: Opened, *, port: int, who: str | None, ready: Callable[[str, uvicorn.Server], None]) -> None:
    """Serve the workbench until Ctrl-C. `ready` is called with the address and the server, once it can be reached.

    `port` 0 takes one that is free. UsageError if the port is taken.
    """
    with _listening(port) as listener:
        taken = listener.getsockname()[1]
        token = secrets.token_urlsafe(32)
        server = _Server(Workbench(opened, token, taken, who))
        ready(f"http://{HOST}:{taken}/#token={token}", server)
        server.run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except (OSError, OverflowError) as problem:
        listener.close()
        reason = getattr(problem, "strerror", None) or problem
        raise UsageError(f"the port {port} cannot be used ({reason})", hint="--port 0 takes one that is free") from None
    return listener

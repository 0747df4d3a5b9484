"""Ctrl-C is Ctrl-C, whatever a library makes of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from collate.cli import differing
from collate.cli.interrupts import Interrupts
from collate.errors import PluginError
from tests.conftest import Collate


@pytest.fixture
def in_the_foreground() -> Iterator[None]:
    """A shell that starts the tests in the background has them ignore Ctrl-C, and the program would too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("in_the_foreground")
@pytest.mark.parametrize("made_of_it", [SystemError, ImportError, PluginError, KeyboardInterrupt])
def test_an_interrupt_that_became_another_error_is_one(
    collate: Collate, monkeypatch: pytest.MonkeyPatch, made_of_it: type[BaseException]
) -> None:
    """Status 130 and the sentence, not a fault of ours."""

    def swallows(*_: object, **__: object) -> None:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        raise made_of_it("what a library said")

    monkeypatch.setattr(differing, "enough", swallows)
    done = collate("diff", "-l", "en", "examples/moved-A.txt", "examples/moved-B.txt")
    assert done.status == 130
    assert done.err.splitlines()[-1] == "collate: interrupted; nothing was left half-written"


def test_what_the_caller_ignores_stays_ignored() -> None:
    """A job in the background is not to be interrupted."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interrupts() as interrupts:
            os.kill(os.getpid(), signal.SIGINT)
        assert not interrupts.seen
    finally:
        signal.signal(signal.SIGINT, before)

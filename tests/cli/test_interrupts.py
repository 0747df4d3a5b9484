"""Ctrl-C is Ctrl-C, and the end of the time is the end, whatever a library makes of them."""

from __future__ import annotations

import os
import signal
import time

import pytest

from collate.cli import differing, interrupts
from collate.cli.interrupts import Interrupts
from collate.errors import PluginError
from tests.conftest import Collate


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


def test_an_end_of_time_that_is_lost_comes_again(collate: Collate, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a destructor, where Python drops whatever is raised."""

    def loses_the_first(*_: object, **__: object) -> None:
        with pytest.raises(KeyboardInterrupt):
            time.sleep(30)
        time.sleep(30)

    monkeypatch.setattr(interrupts, "AGAIN", 0.05)
    monkeypatch.setattr(differing, "enough", loses_the_first)
    done = collate("--max-time", "0.3", "diff", "-l", "en", "examples/moved-A.txt", "examples/moved-B.txt")
    assert done.status == 2
    assert done.err.splitlines()[-1] == "collate: not done in 0.3 s; raise --max-time, or collate less at once"
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_what_the_caller_ignores_stays_ignored() -> None:
    """A job in the background is not to be interrupted."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interrupts() as heard:
            os.kill(os.getpid(), signal.SIGINT)
        assert not heard.seen
    finally:
        signal.signal(signal.SIGINT, before)

"""Ctrl-C is Ctrl-C, and the end of the time is the end, whatever a library makes of them."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from collate.cli import interrupts
from collate.cli.commands import diff as differing
from collate.cli.interrupts import Interrupts
from collate.errors import PluginError
from tests.conftest import ROOT, THOROUGH, Collate, thorough


@pytest.mark.parametrize("made_of_it", [SystemError, ImportError, PluginError, KeyboardInterrupt])
def test_an_interrupt_that_became_another_error_is_one(
    collate: Collate, monkeypatch: pytest.MonkeyPatch, made_of_it: type[BaseException]
) -> None:
    """Status 130 and the sentence, not a fault of ours."""

    def swallows(*_: object, **__: object) -> None:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        raise made_of_it("what a library said")

    monkeypatch.setattr(differing, "read", swallows)
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
    monkeypatch.setattr(differing, "read", loses_the_first)
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


SAID = "collate: interrupted; nothing was left half-written"
DIFF = ["diff", "-l", "en", "examples/moved-A.txt", "examples/moved-B.txt"]
# The program as `python -m collate` starts it; it says when it has begun to listen, before it loads anything else.
PROGRAM = """
import sys
from collate.__main__ import early, main
listen = early.listen
early.listen = lambda: None
listen()
sys.argv = ["collate", *sys.argv[1:]]
sys.stdout.write("here\\n")
sys.stdout.flush()
main()
"""


def interrupted_at(seconds: float, child: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Send Ctrl-C so many seconds from now; the status, stdout and stderr."""
    time.sleep(seconds)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    return child.returncode, out, err


def test_ctrl_c_is_silent_at_any_moment_from_the_first_line_on() -> None:
    """While modules are loaded too: status 130, or that of a run that is done, and no traceback; by a seed."""
    draw = random.Random(1)
    seen = []
    for number in range(80 if THOROUGH else 6):
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *DIFF], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "here\n"
            status, _, err = interrupted_at(draw.uniform(0, 0.8) if number else 0, child)
        seen.append(status)
        assert status in {1, 130}, err
        assert [line for line in err.splitlines() if not line.startswith("collate: ")] == []
        assert err.splitlines()[-1:] in ([], [SAID]) or status == 1 or "(--language)" in err.splitlines()[-1]
    assert 130 in seen


# What is loaded before the program listens: an interrupt here is printed by Python, as for every program.
LOADED_FIRST = {"collate/__init__.py", "collate/__main__.py", "collate/cli/__init__.py", "collate/cli/early.py"}


@thorough
def test_what_the_console_script_prints_at_ctrl_c_comes_from_before_it_listens() -> None:
    """Python loads the four modules that it needs to listen; no other is ever named in a traceback."""
    script = Path(sys.executable).with_name("collate")
    if not script.exists():
        pytest.skip("the console script is not installed beside this Python")
    draw = random.Random(2)
    for _ in range(60 if THOROUGH else 4):
        with subprocess.Popen(
            [script, *DIFF], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as child:
            status, _, err = interrupted_at(draw.uniform(0, 0.6), child)
        named = {
            Path(file).relative_to(ROOT).as_posix()
            for file in re.findall(rf'"({re.escape(str(ROOT))}/collate/[^"]+)"', err)
        }
        assert named <= LOADED_FIRST, err
        assert status in {1, 130} or "collate: " not in err


def test_an_interrupt_that_python_drops_comes_again(collate: Collate, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised in a destructor is printed and lost; here it is neither."""

    class Interrupted:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    def drops(*_: object, **__: object) -> None:
        Interrupted()
        time.sleep(30)

    monkeypatch.setattr(interrupts, "AGAIN", 30)
    monkeypatch.setattr(differing, "read", drops)
    done = collate(*DIFF)
    assert done.status == 130
    assert done.err.splitlines()[-1] == SAID
    assert "Traceback" not in done.err


def test_an_interrupt_that_a_library_catches_comes_again(collate: Collate, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was there before is there again: no alarm is left."""

    def catches(*_: object, **__: object) -> None:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        time.sleep(30)

    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGALRM), sys.unraisablehook
    monkeypatch.setattr(interrupts, "AGAIN", 0.05)
    monkeypatch.setattr(differing, "read", catches)
    done = collate(*DIFF)
    assert (done.status, done.err.splitlines()[-1]) == (130, SAID)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert before == (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGALRM), sys.unraisablehook)


@pytest.mark.parametrize("asked", [False, True])
def test_a_fault_of_ours_says_what_to_keep(collate: Collate, monkeypatch: pytest.MonkeyPatch, asked: bool) -> None:
    """One sentence, with the versions; the traceback where it is asked for. It sends nobody anywhere."""

    def fails(*_: object, **__: object) -> None:
        raise LookupError("what nobody has foreseen")

    monkeypatch.setattr(differing, "read", fails)
    monkeypatch.setenv("COLLATE_TRACEBACK", "1" if asked else "")
    done = collate(*DIFF)
    assert done.status == 2
    assert ("Traceback" in done.err, "what nobody has foreseen" in done.err) == (asked, asked)
    said = done.err.splitlines()[-1]
    assert said.startswith("collate: a fault of Collate itself (LookupError at test_interrupts.py:")
    assert all(f"{what} " in said for what in ("Collate", "Python", "the command,", "COLLATE_TRACEBACK=1:"))
    assert "report" not in said

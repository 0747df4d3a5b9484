"""The processes of a run: they end with it, they are silent, and where there can be none, one does the work."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from collate.projects import crew
from tests.conftest import THOROUGH, run, thorough
from tests.projects.test_project import chapters, prose, settle

# A system without semaphores, as where /dev/shm is missing.
WITHOUT = """
import _multiprocessing, sys
def refuses(*_, **__):
    raise OSError(38, "Function not implemented")
_multiprocessing.SemLock = refuses
from collate.__main__ import main
sys.argv = ["collate", *sys.argv[1:]]
main()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two witnesses of twelve chapters, each of which takes a while."""
    texts = {number: prose(number, 2000) for number in range(1, 13)}
    other = {number: text.replace("x7 ", "x7 else ") for number, text in texts.items()}
    folder = chapters(tmp_path / "p", A=texts, B=other)
    settle(folder, language='"en"')
    return folder


def begun(project: Path, *program: str) -> subprocess.Popen[str]:
    """A run by two workers, as a terminal starts it: with a group of its own, which Ctrl-C is sent to."""
    if not program and crew.alone():
        pytest.skip("this system lets no processes work together (/dev/shm is missing)")
    return subprocess.Popen(
        [sys.executable, *(program or ("-m", "collate")), "run", project, "-w", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def others(session: int) -> list[str]:
    """The processes of a session, but for the one that began it."""
    found = subprocess.run(["pgrep", "-s", str(session)], check=False, capture_output=True, text=True)
    return [number for number in found.stdout.split() if number != str(session)]


def until(true: object, seconds: float = 60) -> bool:
    """Whether something becomes true in time."""
    late = time.monotonic() + seconds
    while time.monotonic() < late:
        if callable(true) and true():
            return True
        time.sleep(0.05)
    return False


def records(project: Path) -> int:
    return len(list((project / ".collate" / "sections").glob("*.json")))


@pytest.mark.parametrize(
    "how", [signal.SIGKILL, pytest.param(signal.SIGTERM, marks=thorough), pytest.param(signal.SIGHUP, marks=thorough)]
)
def test_workers_end_with_their_parent(project: Path, how: signal.Signals) -> None:
    """However it ends, also where it cannot do anything about it; the next run goes on."""
    with begun(project) as child:
        assert until(lambda: records(project) > 0)
        assert len(others(child.pid)) >= 2
        child.send_signal(how)
        child.wait()
        assert until(lambda: others(child.pid) == [], 20)
    kept = records(project)
    made = run("run", project, "--json", "-w", "1")
    assert made.status == 0
    assert json.loads(made.out)["done"] == 12 - kept
    assert list(project.rglob("*.part")) == []


@thorough
def test_workers_begin_to_watch_before_they_are_given_anything(project: Path) -> None:
    """A parent that is killed while they start is noticed too."""
    with begun(project) as child:
        assert until(lambda: len(others(child.pid)) >= 2)
        child.kill()
        child.wait()
        assert until(lambda: others(child.pid) == [], 30)


def test_ctrl_c_is_heard_by_the_run_alone(project: Path) -> None:
    """A terminal sends it to the workers too, at whatever moment: they say nothing; by a seed."""
    draw = random.Random(3)
    for _ in range(30 if THOROUGH else 1):
        for path in (project / ".collate" / "sections").glob("*.json"):
            path.unlink()
        with begun(project) as child:
            until(lambda: records(project) > 0 or child.poll() is not None, draw.choice([0.0, 60.0]))
            assert until(lambda: others(child.pid) or child.poll() is not None)
            time.sleep(draw.uniform(0, 0.5))
            os.killpg(child.pid, signal.SIGINT)
            out, err = child.communicate(timeout=60)
        assert child.returncode == 130
        assert out == "" or (out.startswith("12 sections") and records(project) == 12)  # Ctrl-C came at the very end
        assert err.splitlines() == [
            "collate: 12 sections, 12 to do, 2 at a time", "collate: interrupted; nothing was left half-written",
        ]  # fmt: skip
        assert until(lambda: others(child.pid) == [], 20)


@thorough
def test_a_system_on_which_no_processes_work_together_is_said(project: Path) -> None:
    """In our words, and one process does the work."""
    with begun(project, "-c", WITHOUT) as child:
        out, err = child.communicate(timeout=120)
    assert child.returncode == 0
    assert out.startswith("12 sections")
    assert err.splitlines() == [
        "collate: this system lets no processes work together (has it a /dev/shm?): one does all the work",
        "collate: 12 sections, 12 to do, 1 at a time",
    ]


def test_a_fault_in_one_section_says_what_to_keep(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails, and the others are done."""
    from collate import pipeline

    collate = pipeline.collate

    def fails(witnesses: list[object], settings: object) -> object:
        if "word5x" in witnesses[0].source.content:  # type: ignore[attr-defined]
            raise LookupError("what nobody has foreseen")
        return collate(witnesses, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "collate", fails)
    made = run("run", project, "--json", "-w", "1")
    assert made.status == 2
    failed = json.loads(made.out)["failed"]
    assert list(failed) == ["ch5"]
    assert failed["ch5"].startswith("a fault of Collate itself (LookupError at test_processes.py:")
    assert "COLLATE_TRACEBACK=1" in failed["ch5"]

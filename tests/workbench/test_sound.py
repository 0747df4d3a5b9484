"""Nothing that the screen showed as saved is lost; the file stays one that a version control shows line by line."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from collate.variants.decisions import locked
from tests.conftest import ROOT, THOROUGH
from tests.workbench.conftest import Asking

KILLS = 200 if THOROUGH else 4
DECISIONS = 1_000 if THOROUGH else 30
BOUND = 32 * 1024 * 1024


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Starts workbenches over this folder."""
    command = [sys.executable, "-m", "tests.workbench.mortal", os.fspath(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()
        assert process.wait(30) == 0


def notes_until_killed(process: int, address: str, seed: int, delay: float) -> list[str]:
    """Note one thing after another while a process is killed; returns what was answered to be saved."""
    parts = urlsplit(address)
    origin = f"http://{parts.netloc}"
    headers = {
        "X-Collate-Token": parts.fragment.removeprefix("token="),
        "Origin": origin,
        "Content-Type": "application/json",
    }
    killer = threading.Timer(delay, os.kill, (process, signal.SIGKILL))
    saved = []
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        for number in range(10_000):
            text = f"{seed}.{number}"
            connection.request("POST", "/decide", json.dumps({"do": "note", "place": "u1", "value": text}), headers)
            answer = connection.getresponse()
            if answer.status == 200 and json.loads(answer.read())["said"]:
                saved.append(text)
            if number == 0:  # from here on it may happen at any moment
                killer.start()
    except (OSError, http.client.HTTPException):
        pass
    finally:
        killer.join()
        connection.close()
    return saved


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_kill_loses_nothing_that_was_saved(mortal: subprocess.Popen[str], tmp_path: Path) -> None:
    """At any moment: the file can be read, and holds what was answered; at most one more, not answered yet."""
    assert mortal.stdin
    assert mortal.stdout
    saved: list[str] = []
    for seed in range(KILLS):
        mortal.stdin.write("again\n")
        mortal.stdin.flush()
        process, address = mortal.stdout.readline().split()
        before = len(saved)
        saved += notes_until_killed(int(process), address, seed, random.Random(seed).uniform(0, 0.15))
        held = [one.value for one in locked.read(tmp_path / "decisions.toml", BOUND)] if saved else []
        assert [one for one in held if one in set(saved)] == saved
        assert len([one for one in held if one.startswith(f"{seed}.")]) - (len(saved) - before) in {0, 1}
    assert len(saved) > KILLS


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=Ed", "-c", "user.email=ed@example.org", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_thousand_decisions_are_shown_line_by_line(kings: Asking, tmp_path: Path) -> None:
    """Each adds its own lines, and changes none; each that is taken back takes away its own lines."""
    git(tmp_path, "init", "-q")
    path = tmp_path / "decisions.toml"
    kings.decide("label", "u1", value="slip", reading=kings.get("/unit", n=1).json()["readings"][1]["normal"])
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    started = time.monotonic()
    before = path.read_text(encoding="utf-8")
    for number in range(DECISIONS - 1):
        answer = kings.decide("note", f"1.{number % 5 + 1}", value=f"no. {number}", layer=f"layer {number % 3}")
        assert answer.status_code == 200, answer.json()
        now = path.read_text(encoding="utf-8")
        assert now.startswith(before)
        before = now
    assert time.monotonic() - started < 0.3 * DECISIONS  # each is there at once, the last like the first
    diff = git(tmp_path, "diff")
    assert not re.search(r"^-(?!--)", diff, re.MULTILINE)
    assert diff.count("\n+[[decision]]\n") == DECISIONS - 1
    assert max(map(len, diff.splitlines())) < 120
    git(tmp_path, "commit", "-q", "-a", "-m", "a thousand")
    key = kings.get("/open").json()  # the middle one goes
    assert key["decisions"] == DECISIONS
    from collate.cli.workbench.desk import key_of

    kings.post("/take-back", key_of(kings.desk.decisions[DECISIONS // 2]))
    diff = git(tmp_path, "diff")
    assert not re.search(r"^\+(?!\+\+)", diff, re.MULTILINE)
    assert diff.count("\n-[[decision]]") == 1

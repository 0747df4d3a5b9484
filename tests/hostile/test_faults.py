"""Whatever happens to a run, each file is the old one or the new one, whole, and the next run succeeds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import THOROUGH

HARNESS = Path(__file__).with_name("faults.py")
TEXT = "Now when the king came down from the hill he saw the {} river, and he commanded the old men to build {}.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two witnesses and a project of them, in a folder that anybody may use."""
    for path in (tmp_path, *tmp_path.parents[:2]):
        path.chmod(0o777)
    (tmp_path / "A.txt").write_text(TEXT.format("wide", "a bridge") * 20, encoding="utf-8")
    (tmp_path / "B.txt").write_text(TEXT.format("broad", "bridges") * 20, encoding="utf-8")
    (tmp_path / "collate.toml").write_text(
        '[witnesses]\nA = "A.txt"\nB = "B.txt"\n[settings]\nlanguage = "en"\n', encoding="utf-8"
    )
    return tmp_path


def seen(folder: Path, fault: str, times: int, seed: int = 1) -> dict[str, Any]:
    """How the runs ended."""
    command = [sys.executable, str(HARNESS), fault, str(times), str(seed), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=110)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    assert [state for state in found["seen"] if "neither" in state or "failed" in state] == []
    return found


def test_a_run_that_is_killed_leaves_whole_files(folder: Path) -> None:
    """Kill -9 at a random moment, 18 times, 400 in thorough runs, of nine commands."""
    found = seen(folder, "killed", 400 if THOROUGH else 18)
    assert sum(number for state, number in found["seen"].items() if state.endswith(" -9")) > 8


def test_a_run_that_is_interrupted_leaves_whole_files_and_nothing_else(folder: Path) -> None:
    """Ctrl-C at a random moment: status 130 or done; no file lies about."""
    found = seen(folder, "interrupted", 200 if THOROUGH else 9)
    assert {state.split()[-1] for state in found["seen"]} <= {"0", "130"}
    assert any(state.endswith(" 130") for state in found["seen"])
    assert found["left"] == []


def test_a_full_disk_leaves_whole_files_and_nothing_else(folder: Path) -> None:
    """The disk is full after a random number of bytes: status 2, or done where the file still went on it."""
    found = seen(folder, "disk", 200 if THOROUGH else 9)
    assert {state.split()[-1] for state in found["seen"]} <= {"0", "2"}
    assert sum(number for state, number in found["seen"].items() if state.endswith(" 2")) > 3
    assert found["left"] == []


def test_a_folder_that_may_not_be_written_is_left_as_it_is(folder: Path) -> None:
    """Status 2 for every command."""
    if os.getuid() != 0:
        pytest.skip("only root can be somebody else")
    found = seen(folder, "forbidden", 9)
    assert {state.split()[-1] for state in found["seen"]} == {"2"}
    assert found["left"] == []
    folder.chmod(0o777)


@pytest.mark.parametrize("size", [0, 1, 5_000])
def test_a_pipe_that_is_closed_ends_the_run_in_silence(folder: Path, size: int) -> None:
    """After any number of bytes: status 0, nothing on stderr but what it always says."""
    (folder / "A.txt").write_text("a word " * 10_000, encoding="utf-8")
    command = [sys.executable, "-m", "collate", "table", "-l", "en", "A.txt", "B.txt"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(size)
        child.stdout.close()
        said = child.stderr.read().decode()
    assert child.returncode == 0
    assert said.splitlines() == ["collate: A  en (--language)", "collate: B  en (--language)"]

"""Whatever happens to a run, each file is the old one or the new one, whole, and the next run succeeds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import THOROUGH, thorough

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


# How often each happens, here and in thorough runs; the statuses that a run may end with, and which of them must be seen.
FAULTS = {
    "killed": ((6, 150), {"0", "-9"}, "-9"),  # kill -9 at a random moment
    "interrupted": ((4, 75), {"0", "130"}, "130"),  # Ctrl-C at a random moment
    "disk": ((4, 75), {"0", "2"}, "2"),  # the disk is full after a random number of bytes
    "forbidden": ((2, 9), {"2"}, "2"),  # the folder may not be written
}


def test_whatever_happens_files_are_whole_and_the_next_run_succeeds(folder: Path) -> None:
    """Of nine commands, by seed; only a run that was killed may leave its unfinished file behind, under another name."""
    faults = [name for name in FAULTS if name != "forbidden" or os.getuid() == 0]  # only root can be somebody else
    wanted = [f"{name}={FAULTS[name][0][THOROUGH]}" for name in faults]
    done = subprocess.run(
        [sys.executable, str(HARNESS), "1", str(folder), *wanted], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    for name in faults:
        _, allowed, needed = FAULTS[name]
        states = found[name]["seen"]
        assert [state for state in states if "neither" in state or "failed" in state] == [], name
        assert {state.split()[-1] for state in states} <= allowed, name
        assert any(state.endswith(f" {needed}") for state in states), name
        assert found[name]["left"] == [] or name == "killed"


@pytest.mark.parametrize("size", [pytest.param(0, marks=thorough), 1, pytest.param(5_000, marks=thorough)])
def test_a_pipe_that_is_closed_ends_the_run_in_silence(folder: Path, size: int) -> None:
    """After any number of bytes: status 0, nothing on stderr."""
    (folder / "A.txt").write_text("a word " * 4_000, encoding="utf-8")
    command = [sys.executable, "-m", "collate", "table", "-l", "en", "A.txt", "B.txt"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(size)
        child.stdout.close()
        said = child.stderr.read().decode()
    assert child.returncode == 0
    assert said == ""

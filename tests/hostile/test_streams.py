"""Streams and pipes: a full disk is trouble however Python buffers, and nothing is waited for that may never come."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run, thorough

UNBUFFERED = pytest.mark.parametrize(
    "unbuffered", [pytest.param("", id="buffered"), pytest.param("1", id="unbuffered", marks=thorough)]
)
WITNESSES = ["-l", "en", "examples/moved-A.txt", "examples/moved-B.txt"]
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
WAITING = 60  # seconds after which a command is taken to wait for ever


def started(
    *arguments: str,
    unbuffered: str = "",
    most: int | None = None,
    stdout: int = subprocess.PIPE,
    stderr: int = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    """A command as a process of its own; with `most`, files may have no more bytes than that."""
    return subprocess.run(
        [sys.executable, "-m", "collate", *arguments],
        cwd=ROOT, check=False, timeout=WAITING, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        preexec_fn=None if most is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip


@UNBUFFERED
@pytest.mark.parametrize("most", [pytest.param(0, marks=thorough), 700])
def test_a_disk_that_is_full_is_trouble(tmp_path: Path, unbuffered: str, most: int) -> None:
    """From the first byte or later; where Python does not buffer, it drops the rest and says nothing."""
    with (tmp_path / "out").open("wb") as out:
        done = started("table", "--to", "json", *WITNESSES, unbuffered=unbuffered, most=most, stdout=out.fileno())
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == b"collate: stdout: cannot be used (File too large)"
    assert (tmp_path / "out").stat().st_size == most


@FULL
@UNBUFFERED
def test_a_full_stdout_is_trouble_for_what_is_short(unbuffered: str) -> None:
    """A version is written at the very end."""
    with Path("/dev/full").open("wb") as full:
        done = started("--version", unbuffered=unbuffered, stdout=full.fileno())
    assert done.returncode == 2
    assert done.stderr == b"collate: stdout: cannot be used (No space left on device)\n"


@FULL
@UNBUFFERED
def test_what_cannot_be_said_on_stderr_changes_no_result(unbuffered: str) -> None:
    """The status is that of the comparison, the result is whole."""
    with Path("/dev/full").open("wb") as full:
        done = started("table", "--to", "json", *WITNESSES, unbuffered=unbuffered, stderr=full.fileno())
        missing = started("diff", "no-such-file", "nor-this", unbuffered=unbuffered, stderr=full.fileno())
    assert done.returncode == 0
    assert json.loads(done.stdout)["witnesses"]
    assert missing.returncode == 2


@thorough
def test_what_is_unbuffered_is_the_same() -> None:
    """Byte for byte."""
    made = [started("diff", *WITNESSES, unbuffered=unbuffered).stdout for unbuffered in ("", "1")]
    assert made[0] == made[1] != b""


PIPED = {
    "a witness": ["diff", "-l", "en", "examples/moved-A.txt", "PIPE"],
    "decisions": ["apparatus", *WITNESSES, "--decisions", "PIPE"],
    "anchors": ["diff", *WITNESSES, "--anchor", "PIPE"],
    "a termbase": ["beads", *WITNESSES, "--terms", "PIPE"],
    "a dictionary": ["beads", *WITNESSES, "--dictionary", "PIPE"],
    "a pivot": ["beads", *WITNESSES, "--pivot", "PIPE"],
    "an apparatus": ["convert", "PIPE", "--to", "csv"],
    "where decisions go": ["decide", "conjecture", "u1", "word", *WITNESSES, "--who", "n", "--decisions", "PIPE"],
}


@pytest.mark.parametrize("what", PIPED)
def test_a_pipe_in_place_of_a_file_is_refused_unread(tmp_path: Path, what: str) -> None:
    """Whoever holds its other end may never write."""
    pipe = tmp_path / "pipe.dict"
    os.mkfifo(pipe)
    held = os.open(pipe, os.O_RDWR)
    try:
        done = run(*(str(pipe) if word == "PIPE" else word for word in PIPED[what]))
    finally:
        os.close(held)
    assert done.status == 2
    assert "pipe.dict: is not a regular file" in done.err.splitlines()[-1]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/random", "/dev/tty", "/dev/null"])
def test_a_device_in_place_of_a_witness_is_refused(device: str) -> None:
    """Some give bytes for ever."""
    done = run("diff", "-l", "en", "examples/moved-A.txt", device)
    assert done.status == 2
    assert f"{device}: is not a regular file" in done.err


@pytest.mark.parametrize("name", [pytest.param("pipe.txt", marks=thorough), "pipe.xlsx"])
def test_a_pipe_that_nobody_reads_is_no_place_for_a_result(tmp_path: Path, name: str) -> None:
    """It is said; the pipe stays."""
    pipe = tmp_path / name
    os.mkfifo(pipe)
    done = started("apparatus", *WITNESSES, "-o", str(pipe))
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == f"collate: {pipe}: cannot be written (nobody reads this pipe)"
    assert pipe.is_fifo()


def test_a_pipe_that_somebody_reads_gets_the_whole_result(tmp_path: Path) -> None:
    """As `-o >(command)` of a shell."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        held = os.open(pipe, os.O_RDWR)  # cat is there, or will be
        done = started("table", "--to", "json", *WITNESSES, "-o", str(pipe))
        os.close(held)
        assert reader.stdout is not None
        got = reader.stdout.read()
    assert done.returncode == 0
    assert json.loads(got)["witnesses"]

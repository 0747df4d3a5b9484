"""Too much is refused at once, with the option that allows it; what is allowed comes to an end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from collate.cli import limits
from collate.config import Settings
from collate.witnesses import sources
from tests.conftest import run, thorough

# What the files hold, the command, its status, what is said last ("" for nothing in particular).
CASES: list[tuple[str, list[str], str, int, str]] = [
    ("a file too large", ["a" * 1_100_000, "b"], "diff --max-size 1 {}", 2, "A.txt: is larger than 1 MB; split it, or raise"),
    ("files too large together", ["a " * 500_000] * 6, "diff --max-size 1 {}", 2, "are together larger than 4 MB; collate a part"),
    ("no size at all", ["a", "b"], "diff --max-size 0 {}", 2, "--max-size must be more than 0"),
    ("no time", ["a b " * 90_000, "a c " * 90_000], "--max-time 1.5 diff {}", 2, "not done in 1.5 s; raise --max-time"),
    ("no time at all", ["a", "b"], "--max-time 0 diff {}", 2, "--max-time must be more than 0"),
    ("time without end", ["a", "b"], "--max-time nan diff {}", 2, "--max-time must be more than 0, and 10000000 at most"),
    ("memory without end", ["a", "b"], "--max-memory 99999999999999999999 diff {}", 2, "--max-memory must be 300 or more"),
    ("no memory", ["a b c d " * 400_000] * 2, "--max-memory 300 table {}", 2, "out of memory; collate fewer or shorter"),
    ("no memory at all", ["a", "b"], "--max-memory 5 diff {}", 2, "--max-memory must be 300 or more"),
    ("a word of a megabyte", ["x" * 1_000_000, "x" * 999_999 + "z"], "apparatus --to json {}", 0, ""),
    ("a word of a megabyte, and two", ["x" * 1_000_000, f"{'x' * 500_000} {'x' * 500_000}"], "apparatus --to csv {}", 0, ""),
    ("one word, over and over", ["a " * 30_000, "a " * 29_000], "apparatus {}", 0, ""),
    ("lines without anything", ["\n" * 50_000 + "a", "\n" * 49_999 + "b"], "diff {}", 1, ""),
    ("two hundred witnesses", [f"one two w{k % 7} three" for k in range(200)], "diff {}", 1, ""),
    ("nothing but signs", [".,;:" * 5_000, ".;,:" * 5_000], "apparatus {}", 0, ""),
]  # fmt: skip


LONG = {
    "a word of a megabyte",
    "one word, over and over",
    "lines without anything",
    "a word of a megabyte, and two",
    "nothing but signs",
    "no time",
    "no memory",  # what has a default is tested below
    "two hundred witnesses",
}


@pytest.mark.parametrize(
    ("texts", "command", "status", "said"),
    [pytest.param(*case[1:], id=case[0], marks=[thorough] if case[0] in LONG else []) for case in CASES],
)
def test_it_is_done_or_refused(tmp_path: Path, texts: list[str], command: str, status: int, said: str) -> None:
    """In a process of its own, within a minute."""
    names = [chr(ord("A") + k) if k < 26 else f"W{k}" for k in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [f"{name}.txt" for name in names]
    words = [part for word in command.split() for part in (files if word == "{}" else [word])]
    words[words.index(files[0]) : words.index(files[0])] = ["-l", "en"]
    done = subprocess.run(
        [sys.executable, "-m", "collate", *words],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == status, done.stderr[-300:]
    assert said in "".join(done.stderr.splitlines()[-1:])
    assert done.stdout == "" or status != 2


def test_a_word_that_is_no_word_is_not_judged_letter_by_letter(tmp_path: Path) -> None:
    """It is another word, and the label says that nobody looked."""
    (tmp_path / "A.txt").write_text("x" * 1001, encoding="utf-8")
    (tmp_path / "B.txt").write_text("x" * 1000 + "y", encoding="utf-8")
    done = run("diff", "--why", "-l", "en", tmp_path / "A.txt", tmp_path / "B.txt")
    assert "1,001 and 1,001 letters: not looked into" in " ".join(done.out.split())


def test_the_bound_of_all_files_is_four_times_that_of_one() -> None:
    """As the documents say."""
    assert sources.TOGETHER == 4
    assert Settings().max_bytes == 32 * 1024 * 1024


def kernel(folder: Path, *, free: int, container: str = "max") -> Path:
    """A folder with what the kernel of a machine says of its memory, in kilobytes; the container has used a megabyte."""
    for name, text in {
        "proc/meminfo": f"MemTotal: 99999999 kB\nMemAvailable:   {free} kB\n",
        "proc/self/status": "Name: collate\nVmData:\t    1024 kB\n",
        "sys/fs/cgroup/memory.max": container,
        "sys/fs/cgroup/memory.current": "1048576",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="ascii")
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not say what is free")
@pytest.mark.parametrize(
    ("free", "container", "bound"),
    [
        (4_000 * 1024, "max", 2_000),
        (4_000 * 1024, str(1_001 * 2**20), 500),
        (400 * 1024, "max", limits.LEAST),
        (4_000 * 1024, "no number", 2_000),
    ],
)
def test_a_run_may_take_half_of_what_is_free(tmp_path: Path, free: int, container: str, bound: int) -> None:
    """Of the machine or of its container, and always as much as the program itself wants."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (before[1], before[1]))
        assert limits.half_of_what_is_free(kernel(tmp_path, free=free, container=container)) == bound
        assert resource.getrlimit(resource.RLIMIT_DATA)[0] == (bound + 1) * 2**20
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def test_a_system_that_does_not_say_what_is_free_sets_no_bound(tmp_path: Path) -> None:
    assert limits.half_of_what_is_free(tmp_path) is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not say what is free")
def test_what_reaches_half_of_what_was_free_ends_in_one_sentence(tmp_path: Path) -> None:
    """In a process that is told that the machine has 600 MB to spare."""
    text = "a b c d " * 400_000
    for name in "AB":
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    kernel(tmp_path / "system", free=600 * 1024)
    code = (
        "import functools, sys, pathlib\nfrom collate.cli import app, limits\n"
        "limits.half_of_what_is_free = functools.partial(limits.half_of_what_is_free, pathlib.Path('system'))\n"
        "sys.argv = ['collate', 'table', '-l', 'en', 'A.txt', 'B.txt']\napp.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "out of memory (half of what was free: 300 MB); collate fewer or shorter" in done.stderr

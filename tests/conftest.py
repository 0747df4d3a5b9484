"""Shared by all tests: the field's data if they are at hand, the command line run in this process."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import chromium, opens, tab  # noqa: F401  fixtures

ROOT = Path(__file__).parent.parent
FIELD = ROOT.parent / "shared" / "field"
TREATY = ROOT / "texts" / "treaty-1916"

THOROUGH = bool(os.environ.get("COLLATE_THOROUGH"))  # as CI runs once: properties on more examples, and what takes long
thorough = pytest.mark.skipif(not THOROUGH, reason="takes long: COLLATE_THOROUGH=1 runs it, as CI does")

# A shell that starts the tests in the background has them and their children ignore Ctrl-C; some tests are about it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples each time, so that a failure is the fault of a change; COLLATE_RANDOM=1 draws others.
settings.register_profile(
    "collate", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150 if THOROUGH else 20,
    derandomize=not os.environ.get("COLLATE_RANDOM"),
)  # fmt: skip
settings.register_profile("read-only", settings.get_profile("collate"), database=None)  # which else is a folder here
settings.load_profile("collate" if os.access(ROOT, os.W_OK) else "read-only")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected output of command documents")


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    status: int
    out: str
    err: str


Collate = Callable[..., Run]


class Late(BaseException):
    """What was given a time took longer; no handler of errors takes it for one of its own."""


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Raise Late where something takes longer than it may, on a busy machine too: what would never end is a fault."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise Late

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _streams(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    out, err = io.BytesIO(), io.BytesIO()
    saved = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    sys.stdout, sys.stderr = (io.TextIOWrapper(stream, encoding="utf-8", newline="\n") for stream in (out, err))
    try:
        yield out, err
    finally:
        for wrapper in (sys.stdout, sys.stderr):
            wrapper.flush()
            wrapper.detach()  # or its end would close the bytes
        sys.stdin, sys.stdout, sys.stderr = saved


def needs_names(*names: str) -> None:
    """Skip where files cannot have such names: in an ASCII locale without UTF-8 mode, Python has no bytes for them."""
    try:
        for name in names:
            os.fsencode(name)
    except UnicodeEncodeError:
        pytest.skip(f"files cannot have such names in this locale ({sys.getfilesystemencoding()})")


def run(*arguments: str | Path, stdin: bytes = b"") -> Run:
    """Run `collate ARGUMENTS` in this process, as the console script does."""
    from collate.cli.app import main

    argv = sys.argv
    sys.argv = ["collate", *map(str, arguments)]
    try:
        with _streams(stdin) as (out, err), pytest.raises(SystemExit) as ended:
            main()
    finally:
        sys.argv = argv
    return Run(int(ended.value.code or 0), out.getvalue().decode(), err.getvalue().decode())


@pytest.fixture
def collate() -> Callable[..., Run]:
    return run


@pytest.fixture(autouse=True)
def _steady_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("collate.cli.console.quiet_libraries", lambda: None)  # here a warning is an error
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def field() -> Path:
    """The field's data, which a user's clone does not have."""
    if not FIELD.is_dir():
        pytest.skip("../shared/field is not here: real witnesses and gold alignments are tested where it is")
    return FIELD


@pytest.fixture
def witness_files(tmp_path: Path) -> Callable[..., list[str]]:
    """Write texts to files named by their sigla."""

    def write(**texts: str) -> list[str]:
        for siglum, text in texts.items():
            (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8", newline="")
        return [os.fspath(tmp_path / f"{siglum}.txt") for siglum in texts]

    return write

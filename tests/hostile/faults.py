"""Runs commands in children that something happens to: killed, interrupted, out of disk, not allowed. Prints JSON.

usage: python faults.py SEED FOLDER FAULT=TIMES ...    (a folder with A.txt and B.txt; a warm process, so that a child
takes milliseconds)
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from collate.cli.app import main
from collate.cli.console import utf8_streams

COMMANDS = {
    "out.xml": ["apparatus", "-l", "en", "--to", "tei", "A.txt", "B.txt", "-o", "out.xml"],
    "out.json": ["table", "-l", "en", "--to", "json", "A.txt", "B.txt", "-o", "out.json"],
    "out.csv": ["apparatus", "-l", "en", "--to", "csv", "A.txt", "B.txt", "-o", "out.csv"],
    "out.xlsx": ["apparatus", "-l", "en", "--to", "xlsx", "A.txt", "B.txt", "-o", "out.xlsx"],
    "out.docx": ["apparatus", "-l", "en", "--to", "docx", "A.txt", "B.txt", "-o", "out.docx"],
    "out.html": ["page", "-l", "en", "A.txt", "B.txt", "-o", "out.html"],
    "out.tmx": ["beads", "-l", "en", "--no-dictionaries", "--to", "tmx", "A.txt", "B.txt", "-o", "out.tmx"],
    "decisions.toml": ["decide", "conjecture", "u1", "word", "A.txt", "B.txt", "--who", "n", "--when", "2026-01-01"],
    "collated/summary.json": ["run", ".", "-w", "1"],
}
OLD = b"# what was there before\n"


def child(arguments: list[str], before: object = None) -> int:
    """A command in a child of this process; its number."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # until the command is there to be interrupted
    number = os.fork()
    if number:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        return number
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        if callable(before):
            before()
        sys.argv = ["collate", *arguments]
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
        main()
    except SystemExit as ended:
        os._exit(int(ended.code or 0))
    except KeyboardInterrupt:  # between this line and the program's own net
        os._exit(130)
    os._exit(99)


def warm() -> None:
    """Import what the commands import, so that the children need not."""
    import warnings

    warnings.filterwarnings("ignore", category=DeprecationWarning)  # that forks and threads do not go together
    saved = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    for path, arguments in COMMANDS.items():
        sys.argv = ["collate", *arguments]
        try:
            main()
        except SystemExit:
            clear(path, old=False)
    for stream, kept in zip((1, 2), saved, strict=True):
        os.dup2(kept, stream)


def ended(number: int) -> int:
    """The exit status of a child, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def happens(fault: str, arguments: list[str], draw: random.Random, lasting: float, size: int) -> int:
    """Run a command to which something happens; its exit status."""
    if fault in {"killed", "interrupted"}:
        number = child(arguments)
        time.sleep(draw.uniform(0, lasting))
        os.kill(number, signal.SIGKILL if fault == "killed" else signal.SIGINT)
        return ended(number)
    if fault == "disk":
        most = draw.randrange(size + 1)
        return ended(child(arguments, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))))
    return ended(child(arguments, lambda: os.setuid(65534)))


def whole(path: str, made: bytes) -> str:
    """Whether a file is the old one, the new one, or neither."""
    data = Path(path).read_bytes() if Path(path).exists() else b""
    return "old" if data == OLD else "new" if data == made else "absent" if not data else "neither"


def one(fault: str, path: str, draw: random.Random, made: bytes, lasting: float) -> tuple[str, int]:
    """Something happens to one command: what became of its file, and its status. The next run must succeed."""
    clear(path)
    status = happens(fault, COMMANDS[path], draw, lasting, len(made))
    state = whole(path, made)
    if fault == "forbidden":
        return state, status
    clear(path, old=False)
    if ended(child(COMMANDS[path])) != 0 or whole(path, made) != "new":
        state += ", and the next run failed"
    Path("decisions.toml").unlink(missing_ok=True)  # or it would be replayed by the others
    return state, status


def clear(path: str, *, old: bool = True) -> None:
    """The state before a run: the old file, if it is a whole one that is written anew."""
    if path in {"out.xml", "out.json", "out.csv", "out.xlsx", "out.docx", "out.html", "out.tmx"} and old:
        Path(path).write_bytes(OLD)
    elif path == "decisions.toml":
        Path(path).unlink(missing_ok=True)


def everything(faults: dict[str, int], seed: int) -> dict[str, object]:
    """Each fault so many times, to each command in turn: how files ended, by status, and what lies about afterwards."""
    warm()
    known: dict[str, tuple[bytes, float]] = {}
    for path, arguments in COMMANDS.items():
        clear(path, old=False)
        start = time.perf_counter()
        if ended(child(arguments)) != 0:
            raise SystemExit(f"{arguments} does not run at all")
        known[path] = Path(path).read_bytes(), (time.perf_counter() - start)
        clear("decisions.toml", old=False)
    return {fault: _seen(fault, times, random.Random(seed), known) for fault, times in faults.items()}


def _seen(fault: str, times: int, draw: random.Random, known: dict[str, tuple[bytes, float]]) -> dict[str, object]:
    about = set(map(str, Path().iterdir()))
    if fault == "forbidden":
        Path().chmod(0o555)
    seen: Counter[str] = Counter()
    for k in range(times):
        path = list(COMMANDS)[k % len(COMMANDS)]
        state, status = one(fault, path, draw, *known[path])
        seen[f"{state} {status}"] += 1
        if "neither" in state or "failed" in state:
            seen[f"{path}: {state} {status}"] += 1
    Path().chmod(0o777)
    return {"seen": dict(sorted(seen.items())), "left": sorted(set(map(str, Path().iterdir())) - about)}


if __name__ == "__main__":
    utf8_streams()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs us in the background has ignored it
    os.chdir(sys.argv[2])
    wanted = {fault: int(times) for fault, _, times in (word.partition("=") for word in sys.argv[3:])}
    print(json.dumps(everything(wanted, int(sys.argv[1]))))  # noqa: T201

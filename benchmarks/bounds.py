"""Inputs at and beyond what is reasonable: each is done or refused, with its seconds and peak memory.

usage: python benchmarks/bounds.py [COMMAND ...]      (diff and table unless named)
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from measure import COLLATE, peak

LIMIT = 600  # seconds
WORDS = ["".join(random.Random(k).choices("abcdefghijklmnop", k=2 + k % 8)) for k in range(20_000)]


def prose(size: int, seed: int = 1) -> str:
    """Words on one line, about so many bytes of them."""
    draw = random.Random(seed)
    return " ".join(draw.choices(WORDS, k=size * 2 // 13))


def changed(text: str, every: int, by: str = "z") -> str:
    """A copy with another word in each of so many."""
    words = text.split(" ")
    words[::every] = [by] * len(words[::every])
    return " ".join(words)


def cases() -> Iterator[tuple[str, list[str]]]:
    """What is tried, and the texts of its witnesses."""
    letters = " ".join(random.Random(1).choices("abcdefgh", k=1_000_000))
    token = "".join(random.Random(1).choices("abcdefgh", k=10_000_000))
    line = prose(100_000_000)
    copies = prose(16_000)
    yield "100 MB in a line", [line, line]
    yield "30 MB in a line", [line[:30_000_000], changed(line[:30_000_000], 997)]
    yield "a million tokens of a letter", [letters, changed(letters, 991)]
    yield '"a " a million times', ["a " * 1_000_000, "a " * 999_000]
    yield "a token of 10 MB", [token, f"{token[:5_000_000]}z{token[5_000_001:]}"]
    yield "200 witnesses of 2,500 words", [changed(copies, 60 + k, f"w{k}") for k in range(200)]
    yield "20,000 witnesses of a word", ["word" if k % 3 else "wort" for k in range(20_000)]
    yield "a million empty lines", ["\n" * 1_000_000 + "a", "\n" * 999_999 + "b"]
    yield "100,000 paragraphs of a word", ["a\n\n" * 100_000, "a\n\n" * 99_999 + "b"]


def main(commands: list[str]) -> None:
    """Print a line for every case and command."""
    with tempfile.TemporaryDirectory() as folder:
        for name, texts in cases():
            files = [Path(folder, f"w{k}.txt") for k in range(len(texts))]
            for file, text in zip(files, texts, strict=True):
                file.write_text(text, encoding="utf-8")
            for command in commands:
                print(f"{name:32} {command:10} {tried([command, '-l', 'en', *map(str, files)])}", flush=True)
            for file in files:
                file.unlink()


def tried(arguments: list[str]) -> str:
    """How a command ended: status, seconds, megabytes, what it said last."""
    start = time.perf_counter()
    try:
        done = subprocess.run([COLLATE, *arguments], capture_output=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return f"not done in {LIMIT} s"
    seconds = time.perf_counter() - start
    said = done.stderr.decode().splitlines()[-1].removeprefix("collate: ") if done.returncode == 2 else ""
    return f"status {done.returncode}  {seconds:6.1f} s  {peak([COLLATE, *arguments], LIMIT):6.0f} MB  {said}"


if __name__ == "__main__":
    main(sys.argv[1:] or ["diff", "table"])

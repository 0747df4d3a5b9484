"""examples/agreements.md is true: the same question in four languages, and they give the same answer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run, thorough
from tests.test_commands import aside

DOCUMENT = ROOT / "examples" / "agreements.md"
BLOCK = re.compile(r"^```(python|r|sh)\n(.*?)^```\n+```text\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
PROGRAMS = {"python": [sys.executable, "-"], "r": ["Rscript", "-"], "sh": ["sh"]}
NEEDS = {"python": sys.executable, "r": "Rscript", "sh": "jq"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The witnesses, and what the commands of the document write."""
    made = tmp_path_factory.mktemp("agreements")
    for path in (ROOT / "examples" / "agreements").glob("*.txt"):
        shutil.copy(path, made)
    for command in re.findall(r"^\$ collate (.*)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE):
        assert run(*aside(command.split(), made)).status == 0
    return made


@thorough
def test_every_block_prints_what_stands_below_it(folder: Path, request: pytest.FixtureRequest) -> None:
    """As its reader would run it; `--accept` writes what they print."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def printed(block: re.Match[str]) -> str:
        language, code, text = block.groups()
        if shutil.which(NEEDS[language]) is None:
            return block[0]
        done = subprocess.run(
            PROGRAMS[language],
            input=code,
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=folder,
            env=environment,
        )
        assert done.returncode == 0, done.stderr
        return block[0].replace(f"```text\n{text}", f"```text\n{done.stdout}")

    there = DOCUMENT.read_text(encoding="utf-8")
    made = BLOCK.sub(printed, there)
    if request.config.getoption("--accept"):
        DOCUMENT.write_text(made, encoding="utf-8")
    else:
        assert made == there


def test_the_answers_are_the_same() -> None:
    """Whoever computes them."""
    blocks = BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))
    counts = [re.findall(r", (\d+)\)", text) or re.findall(r" (\d+)$", text, re.MULTILINE) for _, _, text in blocks]
    assert len(blocks) == 4
    assert all(own == counts[0] for own in counts)

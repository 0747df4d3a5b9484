"""examples/tables.md is true: its Python and R, run on the files that its commands write, print what stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, run
from tests.test_commands import aside

TEXT = (ROOT / "examples" / "tables.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ collate (.*)$", TEXT, re.MULTILINE)
BLOCKS = re.findall(r"^```(python|r)\n(.*?)^```\n+```text\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands of the document have written their files."""
    made = tmp_path_factory.mktemp("tables")
    for command in COMMANDS:
        assert run(*aside(command.split(), made)).status == 0
    return made


@pytest.mark.parametrize(("language", "code", "printed"), BLOCKS, ids=[f"{b[0]}-{n}" for n, b in enumerate(BLOCKS, 1)])
def test_a_block_prints_what_stands_below_it(folder: Path, language: str, code: str, printed: str) -> None:
    """As its reader would run it."""
    program = {"python": [sys.executable, "-"], "r": ["Rscript", "-"]}[language]
    if shutil.which(program[0]) is None:
        pytest.skip("Rscript is not on this machine")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}  # else R cannot read in folders with letters such as é
    done = subprocess.run(
        program, input=code, capture_output=True, encoding="utf-8", check=False, cwd=folder, env=environment
    )
    if "there is no package called" in done.stderr:
        pytest.skip("R has not the packages jsonlite and readxl on this machine")
    assert done.returncode == 0, done.stderr
    assert done.stdout == printed


def test_the_document_reads_every_form() -> None:
    """A form that it writes is also read."""
    code = "".join(block[1] for block in BLOCKS)
    assert all(f'"{command.split()[-1]}"' in code or f"'{command.split()[-1]}'" in code for command in COMMANDS)

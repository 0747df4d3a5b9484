"""Documents are tests: every ``console`` block of the README, examples/ and tests/commands/ is run and compared.

A block holds commands after ``$ ``, the expected stdout below each, and ``? 1`` where the status is not 0. Lines of
stderr are not part of it; the versions of other people's packages stand there as ``{...}``. `pytest --accept` writes
what the commands now print; read the diff.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, run

DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "examples").glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "tests" / "commands").glob("*.md")),
]
VERSIONS = re.compile(r'(?<="versions": )\{[^}]*\}')
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def aside(words: list[str], folder: Path) -> list[str]:
    """The words of a command, with the file that it writes (after ``-o``) in a folder of the test's own."""
    return [str(folder / word) if before == "-o" else word for before, word in zip(["", *words], words, strict=False)]


def _replay(block: str, folder: Path) -> str:
    """The block with what its commands print now."""
    lines = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        lines.append(line)
        words = shlex.split(line[2:])
        assert words[0] == "collate", f"only collate is run in documents: {line}"
        result = run(*aside(words[1:], folder))
        lines += [VERSIONS.sub("{...}", row.replace(f"{folder}/", "")) for row in result.out.splitlines()]
        if result.status:
            lines.append(f"? {result.status}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_document_says_what_the_program_prints(document: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Each command of a document prints what stands below it, and ends with the status given."""
    text = document.read_text(encoding="utf-8")
    replayed = BLOCK.sub(lambda match: f"```console\n{_replay(match[1], tmp_path)}```", text)
    if request.config.getoption("--accept"):
        document.write_text(replayed, encoding="utf-8")
    assert replayed == text

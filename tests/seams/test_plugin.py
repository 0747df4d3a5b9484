"""Another package adds a writer by an entry point, and one that fails is named and contained."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
def write(apparatus, out, *, guard=True):
    out.write("; ".join(unit.lemma.text for unit in apparatus.units) + "\\n")
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package as pip leaves it: a module, and metadata with entry points."""
    (tmp_path / "acme_collate.py").write_text(CODE, encoding="utf-8")
    info = tmp_path / "acme_collate-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-collate\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[collate.apparatuses]\nlemmas = acme_collate:write\nbroken = acme_missing:write\ntext = acme_collate:write\n",
        encoding="utf-8",
    )
    (tmp_path / "A.txt").write_text("one two three four", encoding="utf-8")
    (tmp_path / "B.txt").write_text("one too three fore", encoding="utf-8")
    return tmp_path


def collate(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process that has the package."""
    command = [
        sys.executable,
        "-c",
        "from collate.cli.app import main; main()",
        *arguments,
        "-l",
        "en",
        "A.txt",
        "B.txt",
    ]
    path = os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        command, cwd=package, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


def test_a_writer_of_another_package_writes(package: Path) -> None:
    """By its name, like a built-in one."""
    done = collate(package, "apparatus", "--to", "lemmas")
    assert (done.returncode, done.stdout) == (0, "two; four\n")


def test_a_writer_that_cannot_be_loaded_is_named(package: Path) -> None:
    """One sentence, status 2; and nobody takes over a built-in name."""
    done = collate(package, "apparatus", "--to", "broken")
    assert done.returncode == 2
    assert "'broken' of the apparatuses (acme_missing:write) cannot be loaded" in done.stderr
    assert collate(package, "apparatus", "--to", "text").stdout.startswith("Base: A\n")

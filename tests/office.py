"""LibreOffice, which opens what Collate writes for people who use an office."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

# By the ending of a file: the part of LibreOffice that opens it, and what that part can surely convert, to what.
CALC, WRITER = ("Calc", "sure.csv", "xlsx"), ("Writer", "sure.txt", "odt")
PARTS = {".csv": CALC, ".xlsx": CALC, ".docx": WRITER}


def converted(path: Path, form: str, *how: str) -> Path:
    """What LibreOffice makes of a file, in a folder beside it. `form` is an ending, with a filter behind a colon.

    Skips where LibreOffice, or the part of it that is needed, is not there.
    """
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice (Debian: libreoffice-calc-nogui, libreoffice-writer-nogui)")
    made = _asked(path, form, how)
    if not made.is_file():
        part, name, other = PARTS[path.suffix]
        sure = path.with_name(name)
        sure.write_text("word", encoding="utf-8")
        if not _asked(sure, other, ()).is_file():
            pytest.skip(f"needs {part}, a part of LibreOffice (Debian: libreoffice-{part.lower()}-nogui)")
    assert made.is_file(), f"LibreOffice cannot read {path.name}"
    return made


def _asked(path: Path, form: str, how: tuple[str, ...]) -> Path:
    """The file that LibreOffice was asked for; it ends with status 0 also where it could not make it."""
    folder = path.parent / "converted"
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    command = ["soffice", home, "--headless", *how, "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, check=False, timeout=120)
    return folder / f"{path.stem}.{form.partition(':')[0]}"

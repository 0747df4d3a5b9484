"""Workbooks, documents and Parquet, opened in what people open them with."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.conftest import ROOT, TREATY, run, thorough

TREATY_FILES = [str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(folder: Path, form: str, *arguments: str) -> Path:
    """The apparatus in a file."""
    path = folder / f"apparatus.{form}"
    done = run("apparatus", "--to", form, "-o", str(path), *arguments)
    assert done.status == 0, done.err
    return path


def converted(path: Path, form: str) -> Path:
    """What LibreOffice makes of a file."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice (LibreOffice) is not on this machine")
    home = f"-env:UserInstallation=file://{path.parent}/office"
    command = ["soffice", home, "--headless", "--convert-to", form, "--outdir", str(path.parent), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "Error" not in done.stderr
    return path.with_suffix(f".{form}")


def test_a_workbook_has_every_unit_and_every_reading(tmp_path: Path) -> None:
    """The wide and the long form, as the CSV has them, and the recipe."""
    sheets = pd.read_excel(written(tmp_path, "xlsx", *TREATY_FILES), sheet_name=None, keep_default_na=False)
    assert list(sheets) == ["units", "readings", "recipe"]
    for sheet, form in (("units", "csv"), ("readings", "csv-long")):
        table = pd.read_csv(written(tmp_path, form, "--no-guard", *TREATY_FILES), keep_default_na=False)
        assert sheets[sheet].to_dict("records") == table.to_dict("records")
    assert "versions" in set(sheets["recipe"]["what"])


def test_a_text_is_no_formula_in_a_workbook(tmp_path: Path) -> None:
    """LibreOffice shows it as it stands; nothing is computed."""
    (tmp_path / "A.txt").write_text("one =1+1 two three", encoding="utf-8")
    (tmp_path / "B.txt").write_text("one two @SUM(2+3) three", encoding="utf-8")
    path = written(tmp_path, "xlsx", "-l", "en", str(tmp_path / "A.txt"), str(tmp_path / "B.txt"))
    with zipfile.ZipFile(path) as book:
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist())
    text = converted(path, "csv").read_text(encoding="utf-8")
    assert "=1+1" in text
    assert "@SUM(2+3)" in text


def test_parquet_has_the_long_form_and_the_recipe(tmp_path: Path) -> None:
    """A row per reading and witness; the recipe in its metadata."""
    path = written(tmp_path, "parquet", *TREATY_FILES)
    table = pd.read_csv(written(tmp_path, "csv-long", "--no-guard", *TREATY_FILES), keep_default_na=False)
    read = duckdb.read_parquet(str(path))
    assert [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()] == table.to_dict("records")
    ((key, value),) = duckdb.execute("SELECT key, value FROM parquet_kv_metadata(?)", [str(path)]).fetchall()
    assert key == b"recipe"
    assert b"sha256" in value


@pytest.mark.parametrize("notes", ["footnotes", pytest.param("endnotes", marks=thorough)])
def test_a_word_user_sees_the_text_and_its_notes(tmp_path: Path, notes: str) -> None:
    """LibreOffice sets the document; a page has the words, the number of the note and the note."""
    path = written(tmp_path, "docx", "-p", "classical", "--notes", notes, *TREATY_FILES)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    page = subprocess.run(["pdftotext", "-layout", converted(path, "pdf"), "-"], capture_output=True, check=True).stdout
    text = page.decode()
    assert "peurs" in text
    assert re.search(r"(2|ii)\s*peurs\] leurs fr-edited", text)


def test_a_document_uses_named_styles(tmp_path: Path) -> None:
    """Headings are headings; what is quoted, noted and cited can be restyled as a whole."""
    with zipfile.ZipFile(written(tmp_path, "docx", "-p", "classical", *TREATY_FILES)) as package:
        text, notes, styles = (
            package.read(f"word/{name}.xml").decode() for name in ("document", "footnotes", "styles")
        )
    assert text.count('w:val="Heading2"') == 6
    for style in ("CollateLemma", "CollateSigla", "CollateVoice", "CollateReading"):
        assert f'w:val="{style}"' in notes
        assert f'w:styleId="{style}"' in styles


@pytest.mark.parametrize("language", ["he", "zh", "ru"])
def test_a_document_is_set_in_any_script(tmp_path: Path, language: str) -> None:
    """Right-to-left paragraphs are marked as such, and LibreOffice reads the whole."""
    from tests.writers.test_printed import PAIRS, SEEN

    for siglum, text in zip(("A", "hB"), PAIRS[language], strict=True):
        (tmp_path / f"{siglum}.txt").write_text(text + "\n", encoding="utf-8")
    path = written(tmp_path, "docx", "-l", language, str(tmp_path / "A.txt"), str(tmp_path / "hB.txt"))
    with zipfile.ZipFile(path) as package:
        assert (b"<w:bidi/>" in package.read("word/document.xml")) == (language == "he")
        notes = package.read("word/footnotes.xml").decode()
        assert SEEN[language] in notes
        assert "U+2068" not in notes


@pytest.mark.parametrize("form", ["xlsx", "docx", "parquet", "svg"])
def test_the_same_inputs_give_the_same_file(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No date but the one that is asked for."""
    first = written(tmp_path, form, *TREATY_FILES).read_bytes()
    assert written(tmp_path, form, *TREATY_FILES).read_bytes() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = written(tmp_path, form, *TREATY_FILES).read_bytes()
    assert (dated != first) == (form in {"xlsx", "docx"})


def test_what_is_no_text_is_not_written_to_a_terminal() -> None:
    """One sentence that says what to do; seen through a pseudo-terminal."""
    import os
    import pty
    import sys

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "collate", "apparatus", "--to", "xlsx", *TREATY_FILES]
    done = subprocess.run(command, stdout=follower, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    os.close(follower)
    os.close(leader)
    assert done.returncode == 2
    assert done.stderr.endswith("collate: this format is no text for a terminal; name a file with -o\n")


def test_without_its_extra_a_format_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And leaves no file."""
    import sys

    for form, module, extra in (
        ("xlsx", "xlsxwriter", "office"),
        ("docx", "docx", "office"),
        ("parquet", "duckdb", "parquet"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        done = run("apparatus", "--to", form, "-o", str(tmp_path / "x"), *TREATY_FILES)
        assert done.status == 2
        assert f"pip install 'collate[{extra}]'" in done.err
        assert not (tmp_path / "x").exists()

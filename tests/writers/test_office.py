"""Workbooks, documents and Parquet, opened in what people open them with."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from collate.model import Entry, Run
from tests.conftest import ROOT, TREATY, run, thorough
from tests.office import converted

TREATY_FILES = [str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(folder: Path, form: str, *arguments: str) -> Path:
    """The apparatus in a file."""
    path = folder / f"apparatus.{form}"
    done = run("apparatus", "--to", form, "-o", str(path), *arguments)
    assert done.status == 0, done.err
    return path


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
    long = written(tmp_path, "csv-long", "--no-guard", *TREATY_FILES)
    table = pd.read_csv(long, keep_default_na=False, dtype={"place": str})
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
    done = subprocess.run(command, stdout=follower, stderr=subprocess.PIPE, encoding="utf-8", check=False, cwd=ROOT)
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
        assert f"pip install 'collate-texts[{extra}]'" in done.err
        assert not (tmp_path / "x").exists()


def test_a_recipe_of_any_length_is_whole_in_a_workbook(tmp_path: Path) -> None:
    """A row for each of its entries, and no cell longer than a cell can be."""
    import json

    names = [tmp_path / f"witness-{number:03}.txt" for number in range(180)]
    for number, name in enumerate(names):
        name.write_text(f"one word{number % 3} two", encoding="utf-8")
    files = ["-l", "en", *map(str, names)]
    sheet = pd.read_excel(written(tmp_path, "xlsx", *files), sheet_name="recipe", keep_default_na=False, dtype=str)
    whole = json.loads(written(tmp_path, "json", *files).read_text(encoding="utf-8"))["recipe"]
    assert len(json.dumps(whole["sources"])) > 32_767
    rows = {(what, entry): json.loads(value) for what, entry, value in sheet.itertuples(index=False)}
    assert rows == dict(parts(whole))
    assert sheet["value"].str.len().max() <= 32_767


def parts(value: object, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, str], object]]:
    """What a value holds that holds nothing itself, with its place."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not value or not inner:
        yield (place[0], ".".join(place[1:])), value
    for key, one in inner:
        yield from parts(one, (*place, str(key)))


@pytest.mark.parametrize(
    "letters",
    [
        pytest.param("word ", id="ASCII", marks=thorough),
        pytest.param("слово ", id="Cyrillic", marks=thorough),
        pytest.param("\U0001033e\U0001033f ", id="Gothic", marks=thorough),
    ],
)
def test_a_text_that_no_cell_can_hold_goes_on_below(letters: str, tmp_path: Path) -> None:
    """Its pieces, joined, are the text; a letter of two code units is not cut in two."""
    import json

    (tmp_path / "A.txt").write_text(letters * (40_000 // len(letters)), encoding="utf-8")
    (tmp_path / "B.txt").write_text("other", encoding="utf-8")
    files = ["-l", "en", str(tmp_path / "A.txt"), str(tmp_path / "B.txt")]
    sheet = pd.read_excel(written(tmp_path, "xlsx", *files), sheet_name="units", keep_default_na=False, dtype=str)
    units = json.loads(written(tmp_path, "json", *files).read_text(encoding="utf-8"))["units"]
    assert sheet.groupby("unit")["lemma"].agg("".join).to_dict() == {unit["id"]: unit["lemma"] for unit in units}
    assert len(sheet) > len(units)
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in sheet["lemma"]) <= 32_767


def test_more_witnesses_than_a_sheet_has_columns_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a sentence, and without a file; nothing vanishes."""
    from collate.writers.apparatus import xlsx as apparatus_xlsx

    monkeypatch.setattr(apparatus_xlsx, "MOST_COLUMNS", 13)
    done = run("apparatus", "--to", "xlsx", "-o", str(tmp_path / "x.xlsx"), *TREATY_FILES)
    assert done.status == 2
    assert "a sheet holds 13 columns, and 2 witnesses want more; use --to csv" in done.err
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("year", [1975, 2150])
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_clock_may_be_wrong(form: str, year: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A zip file can name no year before 1980 or after 2107; the file is the one of any other day."""
    expected = written(tmp_path, form, *TREATY_FILES).read_bytes()
    now = datetime(year, 5, 1, tzinfo=UTC)
    with monkeypatch.context() as clock:
        clock.setattr("time.time", now.timestamp)
        made = written(tmp_path, form, *TREATY_FILES).read_bytes()
    assert made == expected


@pytest.mark.parametrize("seconds", ["1", "4500000000", "9" * 15, "9" * 5000])
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_any_date_that_is_asked_for_gives_a_file(
    form: str, seconds: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The nearest that a zip file can name."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with zipfile.ZipFile(written(tmp_path, form, *TREATY_FILES)) as package:
        assert package.testzip() is None


def test_word_files_are_made_in_time_in_proportion_to_their_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notes before one are not counted, nor the paragraphs before one looked through, to add it."""
    import docx.document
    from lxml import etree

    from collate.writers.apparatus.docx_notes import Notes
    from collate.writers.apparatus.places import Note

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("this goes through the whole document")

    monkeypatch.setattr(docx.document.Document, "add_paragraph", refused)
    notes = Notes("footnote", "text")
    monkeypatch.setattr(notes, "root", _Uncounted(notes.root))
    for number in range(3):
        (mark,) = notes.references([Note(0, 1, "u1", Entry(number, 1, (), (Run("x"),), substantive=True), "A")])
        assert f'w:id="{number + 1}"' in etree.tostring(mark).decode()


class _Uncounted:
    """Notes to which more are added, and which nobody counts."""

    def __init__(self, root: object) -> None:
        self.append = root.append  # type: ignore[attr-defined]

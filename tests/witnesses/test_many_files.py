"""Many files at once: folders as witnesses, sigla from folders, an encoding for each file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collate.config import Settings
from collate.witnesses.named import Named, stems
from collate.witnesses.readers.encoding_guess import guess
from collate.witnesses.sources import sources
from tests.conftest import run


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_a_witness_with_its_files_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """Its siglum is the folder's name; the files come back from what was read."""
    a = write(tmp_path / "editionA", ch10="third part", ch2="second ua-\ncua part\n", ch1="first p(ro)pter")
    b = write(tmp_path / "editionB", ch1="first propter", ch2="second uacua part", ch10="another part")
    found = sources([Named.parse(str(a)), Named.parse(str(b))], Settings(languages=("en",)))
    assert [(one.siglum, one.content) for one in found] == [
        ("editionA", "first propter\nsecond uacua part\nthird part"),
        ("editionB", "first propter\nsecond uacua part\nanother part"),
    ]
    assert found[0].original == "first p(ro)ptersecond ua-\ncua part\nthird part"
    result = run("diff", "-l", "en", str(a), str(b))
    assert "third] another editionB" in result.out


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """In a sentence that names it."""
    a = write(tmp_path / "empty")
    result = run("read", str(a))
    assert (result.status, "is a folder without texts" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("paths", "wanted"),
    [
        (["x/a.txt", "x/b.txt"], ["a", "b"]),
        (["one/text.txt", "two/text.txt"], ["one", "two"]),
        (["one/text.txt", "one/other.txt", "two/text.txt"], ["one", "other", "two"]),
        (["one/text.txt", "one/text.xml", "two/b.txt"], ["one-text", "one-text", "b"]),
    ],
)
def test_files_of_one_name_have_sigla_by_their_folders(paths: list[str], wanted: list[str]) -> None:
    """Where folders tell them apart."""
    assert stems(paths) == wanted


def test_an_encoding_can_be_that_of_one_file(tmp_path: Path) -> None:
    """In the argument, or beside the file in `witnesses.toml`."""
    (tmp_path / "a.txt").write_bytes("dire été".encode("cp437"))
    (tmp_path / "b.txt").write_text("dire été", encoding="utf-8")
    assert run("diff", "-l", "fr", f"A@cp437={tmp_path}/a.txt", f"{tmp_path}/b.txt").status == 0
    (tmp_path / "witnesses.toml").write_text('[[witness]]\nfile = "a.txt"\nencoding = "cp437"\n', encoding="utf-8")
    assert run("diff", "-l", "fr", f"{tmp_path}/a.txt", f"{tmp_path}/b.txt").status == 0


def test_the_encoding_of_all_is_for_files_that_are_not_utf_8(tmp_path: Path) -> None:
    """One that is valid UTF-8 with letters beyond ASCII is read so, and that is said."""
    (tmp_path / "a.txt").write_bytes("dire été".encode("latin-1"))
    (tmp_path / "b.txt").write_text("dire été", encoding="utf-8")
    result = run("diff", "-l", "fr", "--encoding", "latin-1", f"{tmp_path}/a.txt", f"{tmp_path}/b.txt")
    assert result.status == 0
    assert "b.txt: is valid UTF-8 and read so, not as latin-1" in result.err


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("à la Russie ou au Japon", "cp1252"), ("supérieur à", "cp1252"), ("Straße", "cp1252"), ("déjà vu", "cp1252"),
        ("Åsa går på ön", "cp1252"), ("część książki", "cp1250"), ("Věc příští, řeka teče", "cp1250"),
        ("Привет, мир. Как дела?", "cp1251"), ("İstanbul çok güzel bir şehir", "cp1254"),
    ],
)  # fmt: skip
def test_short_texts_of_western_europe_are_not_taken_for_others(text: str, encoding: str) -> None:
    """Nor are those of others taken for Western ones."""
    assert text.encode(encoding).decode(guess(text.encode(encoding))) == text


def test_places_and_what_was_set_aside_name_the_file_of_a_folder(tmp_path: Path) -> None:
    """For the line alone does not say where it is."""
    a = write(tmp_path / "A", one="[fol. 1r] terra\n", two="[fol. 2r] caelum\n")
    (record,) = json.loads(run("read", str(a), "--json").out)["sources"]
    assert [one["where"] for one in record["set_aside"]] == ["one.txt, line 1", "two.txt, line 1"]
    assert [mark["n"] for mark in record["marks"] if mark["kind"] == "file"] == ["one.txt", "two.txt"]

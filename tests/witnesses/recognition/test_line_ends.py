"""Words divided over the lines of a page become whole: by a sign, or by what the other witnesses have."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import run
from tests.witnesses.recognition.test_page_xml import line, page, region


def words(tmp_path: Path, pages: list[bytes], other: str) -> list[str]:
    """The words of a witness of pages as they are compared, beside another witness."""
    folder = tmp_path / "P"
    folder.mkdir()
    for number, data in enumerate(pages):
        (folder / f"{number}.xml").write_bytes(data)
    (tmp_path / "T.txt").write_text(other, encoding="utf-8")
    done = run("table", "-l", "en", "--to", "json", f"P={folder}", f"T={tmp_path / 'T.txt'}")
    return [token["n"] for cell in json.loads(done.out)["table"][0] for token in cell or ()]


def lines(*said: str) -> bytes:
    return page(region("a", *map(line, said)))


def test_a_word_with_a_sign_at_the_end_of_the_line_is_whole(tmp_path: Path) -> None:
    """Also with the signs that only old prints and text recognition have."""
    assert words(tmp_path, [lines("a medi-", "cine for mar\u2e17", "tyrs of gold=", "smiths")], "x") == [
        "a", "medicine", "for", "martyrs", "of", "goldsmiths"
    ]  # fmt: skip


def test_a_word_goes_on_over_the_end_of_a_page(tmp_path: Path) -> None:
    """The catch-word and the page number between its parts are set aside first."""
    first = page(region("a", line("a medi-")), region("c", line("cine"), kind="catch-word"))
    second = page(region("n", line("5"), kind="page-number"), region("a", line("cine")))
    assert words(tmp_path, [first, second], "x") == ["a", "medicine"]


def test_a_word_divided_without_a_sign_is_whole_if_another_witness_has_it(tmp_path: Path) -> None:
    """One of its parts is a word of nobody."""
    assert words(tmp_path, [lines("the loss of Eliza", "beth were")], "the loss of Elizabeth was") == [
        "the", "loss", "of", "Elizabeth", "were"
    ]  # fmt: skip


def test_two_words_stay_two_where_another_witness_has_them_so(tmp_path: Path) -> None:
    """The whole occurs elsewhere, and is no reason."""
    assert words(tmp_path, [lines("he went in", "to the house")], "he went in to the house, into") == [
        "he", "went", "in", "to", "the", "house"
    ]  # fmt: skip


def test_nothing_is_joined_that_no_other_witness_has_whole(tmp_path: Path) -> None:
    """A program cannot know."""
    assert words(tmp_path, [lines("recurent mar", "tire")], "something else") == ["recurent", "mar", "tire"]

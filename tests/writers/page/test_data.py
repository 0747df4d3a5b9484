"""What a page carries, without a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.io.wording import visible
from collate.writers.blocks import lineation
from tests.conftest import FIELD, run, thorough

WORDS = st.lists(st.sampled_from(["one", "two.\n\n", "Three", "quatre\r\n", "五", "ſix", "\x1b[0m", ","]), max_size=12)


def carried(path: Path) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def texts(data: dict[str, Any]) -> list[str]:
    """Each witness, put together again from the stretches."""
    return [
        about["lead"] + "".join(s if isinstance(s, str) else s["t"][s["w"][row]] for s in data["stretches"])
        for row, about in enumerate(data["witnesses"])
    ]


@given(witnesses=st.lists(WORDS.map(" ".join), min_size=2, max_size=3))
def test_a_page_loses_nothing(witnesses: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Joined, the stretches are each text, with signs for what acts; units and bands lie inside it."""
    folder = tmp_path_factory.mktemp("page")
    for number, text in enumerate(witnesses):
        (folder / f"W{number}.txt").write_text(text, encoding="utf-8", newline="")
    made = run("page", "-l", "fr", "-o", folder / "page.html", *sorted(folder.glob("*.txt")))
    assert made.status == 0, made.err
    data = carried(folder / "page.html")
    assert texts(data) == [visible(text.replace("\r\n", "\n"), "\n\t") for text in witnesses]
    assert all(0 <= unit["a"] < unit["b"] <= len(data["stretches"]) for unit in data["units"])
    bounds = [0, *(band["b"] for band in data["bands"])]
    assert [band["a"] for band in data["bands"]] == bounds[:-1]


@pytest.mark.parametrize("folder", ["stemma_parzival/witnesses", pytest.param("zh_laozi/witnesses", marks=thorough)])
def test_real_traditions_are_carried_whole(folder: str, tmp_path: Path) -> None:
    """Chinese prose, German verse."""
    files = sorted((FIELD / "gold" / folder).glob("*.txt"))
    if not files:
        pytest.skip(f"needs {folder}, evaluation data that is not in this repository")
    made = run("page", "-o", tmp_path / "page.html", "--bases", files[0].stem, *files)
    assert made.status == 0, made.err
    contents = [file.read_text("utf-8").removeprefix("\ufeff") for file in files]
    assert texts(carried(tmp_path / "page.html")) == contents


def test_lines_are_paragraphs_or_wrapped_or_verses() -> None:
    """By whether the next word would have had room."""
    words = ["a word", "and several more", "of them", "until the edge", "is reached", "again"] * 12
    wrapped, line = [], ""
    for word in " ".join(words).split():
        if len(line) + len(word) + 1 > 60:
            wrapped.append(line)
            line = ""
        line = f"{line} {word}".strip()
    assert lineation("\n".join(wrapped)) == "wrapped"
    assert lineation("\n".join(words)) == "verses"
    assert lineation(" ".join(words * 3) + "\n" + "x\n" * 9) == "paragraphs"
    uneven = [" ".join(words[k : k + 9 + k % 3]) for k in range(0, 60, 10)]
    assert lineation("\n".join(uneven)) == "wrapped"  # too long for verses, and no line ends a sentence


def test_bases_beyond_eight_are_left_out_and_it_is_said(tmp_path: Path) -> None:
    """Unless they are asked for."""
    for number in range(10):
        (tmp_path / f"W{number}.txt").write_text(f"one two {number}", encoding="utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    made = run("page", "-l", "en", "-o", tmp_path / "page.html", *files)
    assert "2 of the witnesses cannot be chosen as the base (see --bases)" in made.err
    assert carried(tmp_path / "page.html")["bases"] == list(range(8))
    run("page", "-l", "en", "--bases", "W9", "-o", tmp_path / "page.html", *files)
    assert carried(tmp_path / "page.html")["bases"] == [0, 9]


def test_what_is_left_out_is_left_out_of_the_page(tmp_path: Path) -> None:
    """--only and --ignore hold for every base."""
    (tmp_path / "A.txt").write_text("one two three", encoding="utf-8")
    (tmp_path / "B.txt").write_text("One two four", encoding="utf-8")
    run("page", "-l", "en", "--only", "substantive", "-o", tmp_path / "p.html", tmp_path / "A.txt", tmp_path / "B.txt")
    units = carried(tmp_path / "p.html")["units"]
    assert [unit["n"] for unit in units] == [2]


def test_headings_stand_alone_also_among_verses(tmp_path: Path) -> None:
    """A band for each, though no empty line parts them from what follows."""
    verses = "Chapter 1\nshort line one\nshort line two\nChapter 2\nshort line three\nand a fourth\n"
    (tmp_path / "A.txt").write_text(verses, encoding="utf-8")
    (tmp_path / "B.txt").write_text(verses.replace("two", "too"), encoding="utf-8")
    run("page", "-l", "en", "-o", tmp_path / "p.html", tmp_path / "A.txt", tmp_path / "B.txt")
    assert [bool(band.get("heading")) for band in carried(tmp_path / "p.html")["bands"]] == [True, False, True, False]


def test_the_page_opens_with_the_text_that_decisions_establish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one more text to read from, and a conjecture is its lemma."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "A.txt").write_text("one two three four five", encoding="utf-8")
    (tmp_path / "B.txt").write_text("one too three four fife", encoding="utf-8")
    files = ("A.txt", "B.txt", "-l", "en")
    assert run("decide", "conjecture", "u1", "twain", *files, "--who", "Ed").status == 0
    run("page", *files, "-o", "page.html")
    found = carried(tmp_path / "page.html")
    assert found["bases"] == [2, 0, 1]
    assert found["witnesses"][2]["siglum"] == "edited text"
    assert texts(found)[2] == "one twain three four five"
    assert found["units"][0]["views"][0][0][1] == [2]

"""A copy of each translation with its findings as notes: the text is whole, and each note is at its words."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import collate
from collate.config import Settings
from collate.model.fidelity import Fidelity
from collate.translation.fidelity import findings
from collate.writers.findings import html
from collate.writers.findings.marked import CARET, copies
from tests.conftest import ROOT
from tests.office import converted

FOLDER = ROOT / "examples" / "translations"


@pytest.fixture(scope="module")
def found() -> Fidelity:
    """What is wrong in anna and boris."""
    original, *others = collate.read(*(FOLDER / f"{name}.txt" for name in ("fr", "anna", "boris")))
    return collate.fidelity(original, *others, dictionaries=False)


def test_each_note_is_at_the_words_it_means(found: Fidelity) -> None:
    """In the order of the text; where a sentence is left out there is a sign."""
    anna, boris = copies(found)
    assert anna.notes == ()
    assert [note.partition(":")[0] for note in boris.notes] == ["date", "number", "omitted-unit"]
    marked = [(piece.text, piece.notes) for paragraph in boris.paragraphs for piece in paragraph if piece.notes]
    assert marked == [("12 March 1878", (1,)), ("thirty", (2,)), (CARET, (3,))]
    assert boris.paragraphs[3][0].text.endswith("in the garden. ")


WORDS = st.sampled_from(["trois", "quatre", "3", "ne", "pas", "roi", "1887", "(", "Paris", "‸", "\u202e", "no", "4"])
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", ". ", ".\n", "\n\n", "\r\n", "\u2028"])), max_size=30).map(
    lambda pairs: "".join(word + sign for word, sign in pairs)
)


@given(texts=st.lists(TEXTS, min_size=2, max_size=3))
def test_the_copy_has_the_whole_text_and_every_note_once(texts: list[str]) -> None:
    """Whatever was found where: but for lines that are blank, and the signs for what is left out."""
    original, *others = (collate.text(f"w{k}", text, "fr" if k == 0 else "en") for k, text in enumerate(texts))
    made = findings.checked(original, others, Settings(), use_dictionaries=False, strict=True)
    for copy, source in zip(copies(made), others, strict=True):
        pieces = [piece for paragraph in copy.paragraphs for piece in paragraph]
        carets = sum(piece.text == CARET and bool(piece.ends) for piece in pieces)
        shown = re.sub(r"\s", "", "".join(piece.text for piece in pieces))
        wanted = re.sub(r"\s", "", source.content)
        assert len(shown) >= len(wanted) + min(carets, 0)
        assert sorted(number for piece in pieces for number in piece.ends) == list(range(1, len(copy.notes) + 1))
        for number in range(1, len(copy.notes) + 1):
            assert any(number in piece.notes for piece in pieces)
    out = io.StringIO()
    html.write(made, out)
    page = etree.HTML(out.getvalue())
    assert {link.get("href")[1:] for link in page.iter("a")} == {one.get("id") for one in page.iter() if one.get("id")}


def test_word_opens_the_copy_with_its_comments(found: Fidelity, tmp_path: Path) -> None:
    """Each finding is a comment; the same findings give the same bytes."""
    for name in ("one", "two"):
        collate.write(found, tmp_path / f"{name}.docx")
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.docx") as package:
        comments = etree.fromstring(package.read("word/comments.xml"))
    said = ["".join(one.itertext()) for one in comments]
    assert [text.partition(":")[0] for text in said] == ["date", "number", "omitted-unit"]
    text = converted(tmp_path / "one.docx", "txt:Text").read_text(encoding="utf-8-sig")
    assert "The coachman asked thirty francs for the day." in text

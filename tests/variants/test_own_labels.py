"""Labels and classes of the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collate.errors import UsageError
from collate.model import vocabulary
from tests.conftest import Collate

OWN = '[labels.theological]\nclass = "doctrine"\n'


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two witnesses and a label of its own."""
    (tmp_path / "A.txt").write_text("In the beginning God made heaven.\n", encoding="utf-8")
    (tmp_path / "B.txt").write_text("In the beginning gods made the heaven.\n", encoding="utf-8")
    (tmp_path / "collate.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_decision_gives_a_label_of_the_user_s_own(texts: Path, collate: Collate) -> None:
    assert collate("decide", "label", "u1", "theological", "A.txt", "B.txt", "--who", "N").status == 0
    unit = json.loads(collate("apparatus", "A.txt", "B.txt", "--to", "json").out)["units"][0]
    assert unit["labels"] == ["theological"]


@pytest.mark.parametrize("form", ["tei", "csv", "text", "jsonl", "html", "markdown"])
def test_it_stands_in_every_output(texts: Path, collate: Collate, form: str) -> None:
    collate("decide", "label", "u1", "theological", "A.txt", "B.txt", "--who", "N")
    assert "theological" in collate("apparatus", "A.txt", "B.txt", "--to", form).out


def test_a_class_of_the_user_s_own_can_be_asked_for(texts: Path, collate: Collate) -> None:
    collate("decide", "label", "u1", "theological", "A.txt", "B.txt", "--who", "N")
    done = collate("apparatus", "A.txt", "B.txt", "--only", "doctrine")
    assert "gods" in done.out
    assert "add. the" not in done.out


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"theological": "substantive"}, "no label"),
        ({"slip": "grave"}, "is not 'grave'"),
        ({"theological": {}}, "needs a class"),
        ({"theological": {"class": "x", "means": "y"}}, "needs a class, and nothing else"),
        ({"a,b": {"class": "formal"}}, "cannot be called"),
        ({"formal": {"class": "formal"}}, "cannot be called"),
        ({"theological": {"class": "slip"}}, "cannot be called"),
    ],
)
def test_what_is_wrong_with_a_label_is_said(entries: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        vocabulary.declared(entries)

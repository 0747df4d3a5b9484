"""A project: one chapter on the desk at a time, one file of decisions and one undo for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collate.api.project import project
from tests.conftest import run
from tests.workbench.conftest import Asking

A = "CHAPTER I.\n\nThe old king sat in the hall.\n\nCHAPTER II.\n\nThe old queen saw the ships come.\n"
B = "CHAPTER I.\n\nThe young king sat in the hall.\n\nCHAPTER II.\n\nThe young queen saw the ships come.\n"


@pytest.fixture
def chapters(tmp_path: Path) -> Asking:
    from collate.cli.workbench.opened import OpenedProject

    for name, text in (("A.txt", A), ("B.txt", B)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("init", tmp_path).status == 0
    return Asking(OpenedProject(project(tmp_path)))


def labels(asking: Asking) -> list[Any]:
    return [row[5] for row in asking.get("/units").json()["rows"]]


def test_each_chapter_has_its_own_units(chapters: Asking) -> None:
    assert len(chapters.get("/open").json()["chapters"]) == 2
    first = labels(chapters)
    assert chapters.post("/chapter", 1).json()["chapter"] == 1
    assert labels(chapters) == first == ["old] young B (substitution)"]
    assert chapters.post("/chapter", 2).status_code == 409


def test_a_decision_of_one_chapter_is_not_stale_in_another(chapters: Asking, tmp_path: Path) -> None:
    """It stands in the one file of the project, and later runs replay it."""
    chapters.decide("label", "u1", value="slip")
    assert chapters.post("/chapter", 1).json()["stale"] == []
    chapters.decide("regularise", "u1")
    assert (tmp_path / "decisions.toml").read_text(encoding="utf-8").count("[[decision]]") == 2
    assert chapters.post("/chapter", 0).json()["stale"] == []
    assert labels(chapters) == ["old] young B (slip)"]
    done = run("run", tmp_path, "--json", "-w", "1")
    assert done.status == 0, done.err
    assert '"slip": 1' in done.out


def test_undo_goes_back_over_chapters(chapters: Asking, tmp_path: Path) -> None:
    """In the order in which all was decided, from whichever chapter is on the desk."""
    chapters.decide("label", "u1", value="slip")
    chapters.post("/chapter", 1)
    chapters.decide("label", "u1", value="slip")
    assert chapters.post("/undo").status_code == 200
    assert chapters.post("/undo").status_code == 200
    assert "[[decision]]" not in (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    chapters.post("/chapter", 0)
    assert labels(chapters) == ["old] young B (substitution)"]

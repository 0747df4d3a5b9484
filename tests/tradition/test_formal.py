"""Formal differences say little of descent."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Collate


def test_a_tree_leaves_formal_differences_out_unless_they_are_asked_for(tmp_path: Path, collate: Collate) -> None:
    texts = {
        "A": "the cat sat on the mat.",
        "B": "The cat sat, on the mat",
        "C": "the dog sat on the mat.",
        "D": "the dog sat on the rug.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in texts]
    assert "joining on 2 units" in collate("stemma", *files, "-l", "en").out
    assert "joining on 4 units" in collate("stemma", *files, "-l", "en", "--only", "formal,substantive").out

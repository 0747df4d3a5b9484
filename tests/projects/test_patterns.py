"""Patterns of witnesses: what `pathlib` finds by them, in a time that a folder full of links cannot make longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from collate.projects.patterns import matching, ordered
from tests.conftest import in_time


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "a.txt",
        "b.txt",
        "c.xml",
        ".hidden.txt",
        "one/a.txt",
        "one/ch2.txt",
        "one/ch10.txt",
        "two/a.txt",
        "two/deep/a.txt",
        "[x]/a.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a", encoding="utf-8")
    (tmp_path / "linked").symlink_to("one")
    (tmp_path / "dangling").symlink_to("nowhere")
    return tmp_path


@pytest.mark.parametrize(
    "pattern",
    [
        "*.txt", "*/a.txt", "one/*.txt", "t*/**/*.txt", "**/*.txt", "**/a.txt", "?.txt", "[ab].txt", "*/*", "*/deep/*",
        "o*/ch?.txt", "*/x", "./*.txt", "[!a].txt", "A.*", "dangling/*", "[[]x]/*", "one/../*.txt",
    ],
)  # fmt: skip
def test_a_pattern_finds_what_the_library_finds(tree: Path, pattern: str) -> None:
    """But for the same file found again through a link to its folder."""
    slow = {path.resolve() for path in tree.glob(pattern) if path.is_file()}
    found = matching(tree, pattern)
    assert {path.resolve() for path in found} == slow
    assert found == sorted(found, key=ordered)


@pytest.mark.parametrize(
    "pattern", ["*/" * 40 + "a.txt", "*/" * 1_900 + "a.txt", "*a" * 100 + ".txt", "?*" * 120 + "b", "[!b]*" * 50]
)
def test_links_in_circles_and_many_signs_take_no_time(tree: Path, pattern: str) -> None:
    """Twenty links to the folder itself were 20 to the power of 40 paths; 1,900 folders in a pattern were too deep."""
    for number in range(20):
        (tree / f"loop{number}").symlink_to(".")
    with in_time(20):
        matching(tree, pattern)

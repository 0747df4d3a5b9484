"""Documents and pages of others as they are found: the letters of each in the order in which a reader has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from tests.conftest import FIELD, thorough
from tests.witnesses.documents.making import sources

FOLDERS = (FIELD / "wild" / "documents", FIELD / "wild" / "recognition")
ENDINGS = (".final.txt", ".txt")  # of what a file must give; the first that is there
WHOLE, LONGEST = 0.99, 40  # how alike, and the letters at a stretch that may be too much or missing


def expected(path: Path, *endings: str) -> str | None:
    """What a file must give, if somebody has said so."""
    found = (path.with_name(f"{path.name}.expected{ending}") for ending in endings)
    return next((one.read_text(encoding="utf-8") for one in found if one.exists()), None)


def bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


FILES = [
    path
    for folder in FOLDERS
    if folder.is_dir()
    for path in sorted(folder.iterdir())
    if ".expected" not in path.name and expected(path, *ENDINGS) is not None
]


@thorough
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_letters_are_those_that_a_reader_has_in_their_order(path: Path, field: Path) -> None:
    """Nothing is missing that is text, and nothing is there that is none."""
    (source,) = sources(path.read_bytes(), str(path))
    read, wanted = bare(source.content), bare(expected(path, *ENDINGS) or "")
    if len(read) > 1.2 * len(wanted):  # what is expected is the beginning only
        read = read[: len(wanted)]
    changes = [one for one in Indel.opcodes(read, wanted) if one.tag != "equal"]
    assert Indel.normalized_similarity(read, wanted) >= WHOLE
    assert max((max(o.src_end - o.src_start, o.dest_end - o.dest_start) for o in changes), default=0) <= LONGEST


@thorough
@pytest.mark.parametrize(
    "path", [path for path in FILES if expected(path, ".original.txt")], ids=lambda path: path.name
)
def test_tracked_changes_are_rejected_in_the_first_state(path: Path, field: Path) -> None:
    """As Word shows the original."""
    first, _ = sources(path.read_bytes(), str(path), hands=True)
    assert Indel.normalized_similarity(bare(first.content), bare(expected(path, ".original.txt") or "")) >= WHOLE

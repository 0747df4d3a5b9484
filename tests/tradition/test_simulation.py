"""Simulated traditions: deterministic, and true about themselves."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from collate.tradition.simulation.copies import invented, simulate
from tests.conftest import Run

TEXT = invented(300, random.Random(0))


@given(seed=st.integers(0, 10_000), copies=st.integers(1, 6), rate=st.floats(0, 0.5), contamination=st.floats(0, 1))
def test_the_gold_table_holds_every_word_of_every_copy_in_order(
    seed: int, copies: int, rate: float, contamination: float
) -> None:
    """Each column of the table numbers the words of its copy, once and ascending."""
    made = simulate(TEXT, copies, seed=seed, rate=rate, contamination=contamination)
    for column, words in enumerate(made.copies.values()):
        assert [row[column] for row in made.table if row[column] >= 0] == list(range(len(words)))


def test_scribes_who_change_nothing_hand_down_the_text() -> None:
    """At rate 0 every copy is the original, and the table has a row a word."""
    made = simulate(TEXT, 3, rate=0)
    assert set(map(tuple, made.copies.values())) == {tuple(TEXT)}
    assert made.table == [[n] * 3 for n in range(len(TEXT))]


def test_a_seed_decides_everything() -> None:
    """The same seed, the same tradition; another seed, another one."""
    assert simulate(TEXT, 4, seed=7) == simulate(TEXT, 4, seed=7)
    assert simulate(TEXT, 4, seed=7) != simulate(TEXT, 4, seed=8)


def test_the_stemma_names_every_copy_once() -> None:
    """In Newick form, from the first copy down."""
    made = simulate(TEXT, 12, seed=1)
    newick = made.newick()
    assert newick.endswith(";")
    assert all(newick.count(siglum) == 1 for siglum in made.copies)


def test_the_command_writes_witnesses_that_collate(collate: Callable[..., Run], tmp_path: Path) -> None:
    """Files and gold table agree with each other, and the aligner finds nearly all true pairs."""
    assert collate("simulate", "-o", tmp_path, "-n", "3", "--words", "400", "--seed", "2").status == 0
    gold = json.loads((tmp_path / "gold_table.json").read_text(encoding="utf-8"))
    files = sorted((tmp_path / "witnesses").iterdir())
    for path, row in zip(files, gold["table"], strict=True):
        assert "".join(cell[0]["t"] for cell in row if cell).split() == path.read_text(encoding="utf-8").split()
    ours = json.loads(collate("table", "-l", "en", "--to", "json", *files).out)
    assert _pairs(gold) <= _pairs(ours) or len(_pairs(gold) - _pairs(ours)) < 0.03 * len(_pairs(gold))


def _pairs(table: dict[str, list[list[list[dict[str, str]] | None]]]) -> set[tuple[int, int, int, int]]:
    """Which word of which witness shares a cell with which of another."""
    counts = [0] * len(table["table"])
    pairs = set()
    for cells in zip(*table["table"], strict=True):
        here = []
        for row, cell in enumerate(cells):
            for _ in cell or ():
                here.append((row, counts[row]))
                counts[row] += 1
        pairs |= {(*a, *b) for a in here for b in here if a[0] < b[0]}
    return pairs


def test_the_truth_of_a_contaminated_tradition_is_written(collate: Callable[..., Run], tmp_path: Path) -> None:
    """Which copies took their end from a second exemplar, and from which; none without contamination."""
    for share, some in (("1", True), ("0", False)):
        assert collate("simulate", "-n", "6", "--contamination", share, "-o", tmp_path / share).status == 0
        seconds = json.loads((tmp_path / share / "second_exemplars.json").read_text(encoding="utf-8"))
        copies = {path.stem for path in (tmp_path / share / "witnesses").glob("*.txt")}
        assert (set(seconds) | set(seconds.values())) <= copies
        assert bool(seconds) == some

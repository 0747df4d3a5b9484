"""The bead aligner: its fast paths against slow ones, and what it makes of texts whose truth is known."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.translation.beads import band, learn, lexicon, scores, search
from collate.translation.beads.align import beads
from collate.translation.beads.band import BLOCK, Band
from collate.translation.beads.lexicon import Side
from collate.translation.beads.scores import PRIORS, Model
from collate.translation.beads.seeds import seeds, skeleton
from tests.conftest import thorough

WORDS = [f"w{k}" for k in range(40)]


def side(segments: list[list[str]]) -> Side:
    """Segments in numbers, as long as their words."""
    return Side.of(segments, [sum(map(len, segment)) for segment in segments])


def table_of(source: Side, target: Side, where: Band) -> list[search.Row]:
    """The scores of every bead of two sides."""
    same = seeds(source.names, target.names, ([""] * len(source.names), [""] * len(target.names)), {})
    tables = lexicon.tables(same, lexicon.empty(), (len(source.names), len(target.names)))
    model = Model(1.0, 6.8, PRIORS)
    blocks = [scores.block_scores(source, target, where, k, model, tables, (1.0, 1.0)) for k in range(len(where.low))]
    return search.rows(blocks, where, math.log(PRIORS[0, 1]))


SEGMENT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
SIDE = st.lists(SEGMENT, min_size=1, max_size=6)


@given(SIDE, SIDE)
def test_the_best_path_is_that_of_a_slow_search(one: list[list[str]], other: list[list[str]]) -> None:
    """Every path is worth as much or less, by a recursion over all of them."""
    source, target = side(one), side(other)
    table = table_of(source, target, band.whole(len(one), len(other)))

    @cache
    def slow(i: int, j: int) -> float:
        if (i, j) == (len(one), len(other)):
            return 0.0
        return max(
            (
                float(score[j]) + slow(i + a, j + b)
                for (a, b), score in table[i].scores.items()
                if i + a <= len(one) and j + b <= len(other)
            ),
            default=-math.inf,
        )

    path = search.best(table, len(other))
    worth = sum(table[i].scores[after - i, end - j][j] for (i, after), (j, end) in path)
    assert worth == pytest.approx(slow(0, 0))


@given(SIDE, SIDE)
def test_likelihoods_of_beads_add_up(one: list[list[str]], other: list[list[str]]) -> None:
    """Over all paths, each segment of the original stands in exactly one bead."""
    source, target = side(one), side(other)
    table = table_of(source, target, band.whole(len(one), len(other)))
    held = np.zeros(len(one))
    for row, shares in enumerate(search.likely(table, len(other))):
        for (a, _), share in shares.items():
            held[row : row + a] += share.sum()
    assert held == pytest.approx(np.ones(len(one)))


@given(SIDE, st.lists(SEGMENT, max_size=6))
def test_no_segment_is_lost(one: list[list[str]], other: list[list[str]]) -> None:
    """Both sides are in the beads, whole and in order; an empty side is nothing but omissions."""
    source, target = side(one), side(other)
    nothing = seeds(source.names, target.names, ([], []), {})
    done = beads(source, target, nothing)
    for part, count in ((0, len(one)), (1, len(other))):
        assert [k for bead in done.beads for k in range(*bead[part])] == list(range(count))


def novel(length: int, seed: int) -> tuple[list[list[str]], list[list[str]], list[tuple[int, int]]]:
    """A text and its translation word by word into made-up words, every ninth segment left out; the pairs kept."""
    chance = np.random.default_rng(seed)
    source = [[f"s{k}" for k in chance.zipf(1.5, chance.integers(6, 20)) if k < 400] for _ in range(length)]
    kept = [number for number in range(length) if chance.random() > 0.11]
    target = [[f"t{word[1:]}" for word in chance.permutation(source[number])] for number in kept]
    return source, target, [(number, place) for place, number in enumerate(kept)]


@pytest.mark.parametrize("length", [40, pytest.param(900, marks=thorough)])
def test_a_lexicon_is_learnt_on_the_texts(length: int) -> None:
    """With no word in common and no dictionary; whole, and in the band around anchors, which few numbers give."""
    source, target, truth = novel(length, 1)
    for number, place in truth[:: max(2, len(truth) // 60)]:
        source[number].append(f"#{number + 1000}")
        target[place].append(f"#{number + 1000}")
    one, other = side(source), side(target)
    same = seeds(one.names, other.names, ([""] * len(one.names), [""] * len(other.names)), {})
    done = beads(one, other, same)
    pairs = {(a, c) for (a, b), (c, d) in done.beads if b - a == d - c == 1}
    assert len(pairs & set(truth)) >= 0.9 * len(truth)


def test_windows_ascend_and_hold_their_path() -> None:
    """Each block's window holds the places of the path, and no window begins before the one above it."""
    path = np.linspace(0, 500, 301)
    found = band.around(path, np.full(301, 5.0), 500)
    assert (np.diff(found.low) >= 0).all()
    assert (np.diff(found.high) >= 0).all()
    for row in range(301):
        assert found.low[found.block(row)] <= path[row] <= found.high[found.block(row)]
    assert found.block(300) == 300 // BLOCK


@pytest.mark.parametrize(
    ("one", "other"), [("convention", "konventsiya"), ("sazonov", "sazonov"), ("president", "prezident")]
)
def test_cognates_sound_alike(one: str, other: str) -> None:
    """As they are heard, not as they are written."""
    sounds = [skeleton(one, one)], [skeleton(other, other)]
    assert len(seeds([one], [other], sounds, {})) == 1


def test_words_that_do_not_sound_alike_are_no_cognates() -> None:
    """Not even if they begin with one letter."""
    sounds = [skeleton("maison", "maison")], [skeleton("moskva", "moskva")]
    assert len(seeds(["maison"], ["moskva"], sounds, {})) == 0


def test_many_translations_count_as_one_seed() -> None:
    """A word for which a dictionary offers five is not surer than one for which it offers one."""
    five = lexicon.Pairs(np.zeros(5, np.int64), np.arange(5), np.ones(5))
    one = lexicon.Pairs(np.zeros(1, np.int64), np.zeros(1, np.int64), np.ones(1))
    known = [lexicon.tables(pairs, lexicon.empty(), (1, 5))[0].known[0] for pairs in (five, one)]
    assert known[0] == pytest.approx(known[1])


def test_a_pair_seen_once_teaches_nothing() -> None:
    """Its own sighting does not count; a pair seen three times is learnt."""
    source, target = side([["a", "b"], ["c"], ["c"], ["c"]]), side([["x", "y"], ["z"], ["z"], ["z"]])
    cells = np.arange(4), np.arange(4), np.ones(4)
    same = lexicon.Pairs(np.array([0, 2]), np.array([0, 2]), np.ones(2))  # a and x, c and z
    known = lexicon.tables(same, lexicon.empty(), (3, 3))
    learnt = learn.words(source, target, cells, known)
    pairs = {(source.names[a], target.names[b]) for a, b in zip(learnt.source, learnt.target, strict=True)}
    assert pairs == {("c", "z")}


@given(SIDE, SIDE)
def test_what_words_are_worth_is_counted_word_by_word(one: list[list[str]], other: list[list[str]]) -> None:
    """The log of how much likelier each word is than by chance, less what it is beside the bead's window on average."""
    source, target = side(one), side(other)
    same = seeds(source.names, target.names, ([""] * len(source.names), [""] * len(target.names)), {})
    table, _ = lexicon.tables(same, lexicon.empty(), (len(source.names), len(target.names)))
    found = scores._words(source, target, (0, len(one)), (0, len(other)), table, 1.0)
    likely = {
        (source.names[k], target.names[column]): share
        for k in range(len(source.names))
        for column, share in zip(
            table.columns[table.starts[k] : table.starts[k + 1]].tolist(),
            table.share[table.starts[k] : table.starts[k + 1]].tolist(),
            strict=True,
        )
    }
    known = dict(zip(source.names, table.known.tolist(), strict=True))
    chance = dict(zip(target.names, target.share.tolist(), strict=True))
    every = [word for segment in other for word in segment]

    def gain(words: list[str], word: str) -> float:
        share = sum(1 - known[own] + likely.get((own, word), 0.0) / chance[word] for own in words) / len(words)
        return min(scores.CAP, math.log(scores.UNKNOWN + (1 - scores.UNKNOWN) * share))

    for (a, b), values in found.items():
        for i, j in np.ndindex(values.shape):
            words = [word for segment in one[i : i + a] for word in segment]
            margin = sum(gain(words, word) for word in every) / len(every)
            slow = sum(gain(words, word) - margin for segment in other[j : j + b] for word in segment)
            assert values[i, j] == pytest.approx(slow, abs=1e-9)


@given(SIDE, SIDE)
def test_pairs_of_words_compete_within_each_pair_of_segments(one: list[list[str]], other: list[list[str]]) -> None:
    """Each word is explained by its partners in the share in which these belong to it, summed over all pairs."""
    source, target = side(one), side(other)
    same = seeds(source.names, target.names, ([""] * len(source.names), [""] * len(target.names)), {})
    tables = lexicon.tables(same, lexicon.empty(), (len(source.names), len(target.names)))
    rows, columns = (own.ravel() for own in np.indices((len(one), len(other))))
    found = learn.words(source, target, (rows, columns, np.full(len(rows), 0.5)), tables)
    where = [(set(a), set(b)) for a in one for b in other]
    pairs = sorted({(a, b) for own, mates in where for a in own for b in mates})
    same_form = {
        (a, b): math.sqrt(max(1e-6, tables[0].share[k]) * max(1e-6, tables[1].share[m]))
        for a, b in pairs
        if a == b
        for k in [int(tables[0].starts[source.names.index(a)])]
        for m in [int(tables[1].starts[target.names.index(b)])]
    }
    belongs = {pair: same_form.get(pair, 1e-6) for pair in pairs}
    learnt = {}
    for a, b in pairs:
        cells = [(own, mates) for own, mates in where if a in own and b in mates]
        there = sum(0.5 * belongs[a, b] / (sum(belongs[own, b] for own in one_) + 0.02) for one_, _ in cells)
        back = sum(0.5 * belongs[a, b] / (sum(belongs[a, mate] for mate in mates) + 0.02) for _, mates in cells)
        together = 0.5 * len(cells)
        worth = math.sqrt(there * back) * max(0.0, together - learn.OWN) / together
        if worth >= learn.LEAST:
            learnt[a, b] = worth
    got = {
        (source.names[a], target.names[b]): weight
        for a, b, weight in zip(found.source.tolist(), found.target.tolist(), found.weight.tolist(), strict=True)
    }
    assert got == pytest.approx(learnt)


@given(st.lists(st.integers(0, 50), max_size=8), st.integers(0, 50))
def test_the_nearest_point_found_by_halving_is_that_found_by_looking_at_all(points: list[int], count: int) -> None:
    known = np.array([-1, *sorted(points), 51], dtype=float)
    rows = np.arange(count + 1, dtype=float)
    slow = np.abs(rows[:, None] - known[None, :]).min(axis=1)
    assert band._to_nearest(rows, known).tolist() == slow.tolist()


def test_a_band_without_anchors_is_no_wider_than_memory_allows() -> None:
    """Of 20,000 sentences that are all alike, a straight path and what stands beside it is looked at."""
    assert 2 * 20_000 * band._widest(20_000) <= band.MOST_CELLS
    assert band._widest(2_000) > 2_000 * band.DRIFT / 2, "a text of a book is not narrowed"

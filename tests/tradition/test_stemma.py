"""`stats` and `stemma`: agreements counted, trees that are those of other programs, hints of two exemplars."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from collate.model.tree import Node
from collate.tradition.agreement import agreements, coded, distances, growth
from collate.tradition.changes_of_side import turns, windows
from collate.tradition.trees import consensus, joined, resampled, supported
from collate.writers.stemma.trees import newick
from tests.conftest import FIELD, ROOT, Collate

COPIES = sorted((ROOT / "examples" / "copies").glob("W*.txt"))
NAMES = ["A", "B", "C", "D", "E"]
ROWS = st.lists(st.text("01?", min_size=6, max_size=6), min_size=3, max_size=6)


@given(ROWS)
def test_agreements_are_those_of_a_plain_count(rows: list[str]) -> None:
    """What a witness lacks is neither agreement nor difference."""
    names = [f"W{k}" for k in range(len(rows))]
    same, both = agreements(coded(dict(zip(names, rows, strict=True))))
    for a, b in combinations(range(len(rows)), 2):
        there = [(x, y) for x, y in zip(rows[a], rows[b], strict=True) if "?" not in {x, y}]
        assert (int(both[a, b]), int(same[a, b])) == (len(there), sum(x == y for x, y in there))


def test_what_a_witness_lacks_makes_it_no_farther() -> None:
    """One difference in the two units that both have is a half, however many more there are."""
    far = distances(coded({"A": "00000000", "B": "01??????"}))
    assert far.tolist() == [[0, 0.5], [0.5, 0]]


def test_to_agree_with_one_throughout_is_no_turn() -> None:
    """Also where the agreement becomes less: a hint wants the witness on the other side afterwards."""
    rng = np.random.default_rng(1)
    a, b = rng.integers(0, 2, 400), rng.integers(0, 2, 400)
    x = np.where(np.arange(400) < 200, a, np.where(rng.random(400) < 0.35, b, a))
    found = turns(["A", "B", "X"], np.array([a, b, x]), [(f"u{k}", k) for k in range(400)])
    assert [turn.siglum for turn in found] == []


@given(ROWS)
def test_more_witnesses_never_make_fewer_units(rows: list[str]) -> None:
    """And all of them make those that vary at all."""
    names = [f"W{k}" for k in range(len(rows))]
    found = growth(coded(dict(zip(names, rows, strict=True))))
    assert found == sorted(found)
    assert found[-1] == sum(len(set(column) - {"?"}) > 1 for column in zip(*rows, strict=True))


def test_distances_of_a_tree_give_the_tree() -> None:
    """Neighbour joining finds a tree from its own path lengths, branches and all."""
    far = np.array(
        [[0, 5, 9, 9, 8], [5, 0, 10, 10, 9], [9, 10, 0, 8, 7], [9, 10, 8, 0, 3], [8, 9, 7, 3, 0]], dtype=float
    )
    tree = joined(NAMES, far)
    assert tree.splits() == {frozenset("CDE"), frozenset("DE")}
    assert {leaf.name: leaf.length for leaf in tree.walk() if leaf.name} == {"A": 2, "B": 3, "C": 4, "D": 2, "E": 1}


def test_the_majority_is_that_of_another_program() -> None:
    """All that more than half of the trees have, Biopython's clades among it, on resampled random characters."""
    from Bio import Phylo
    from Bio.Phylo.Consensus import majority_consensus

    states = np.random.default_rng(3).integers(0, 2, (6, 30))
    names = list("ABCDEF")
    trees = resampled(names, states, 25, seed=2)
    theirs = majority_consensus([Phylo.read(io.StringIO(newick(tree)), "newick") for tree in trees], 0.5)
    often = Counter(split for tree in trees for split in tree.splits())
    assert consensus(trees).splits() == {split for split, times in often.items() if times > len(trees) / 2}
    assert consensus(trees).splits() >= _node(theirs.root).splits()


def _node(clade: object) -> Node:
    inner = tuple(_node(child) for child in clade.clades)  # type: ignore[attr-defined]
    return Node("" if inner else str(clade.name), 0.0, inner)  # type: ignore[attr-defined]


def test_supports_are_the_share_of_trees_that_have_a_branch() -> None:
    """And the same for the same seed."""
    states = np.array([[0, 0, 0, 0, 1], [0, 0, 0, 0, 0], [1, 1, 1, 1, 0], [1, 1, 1, 1, 0]])
    names = list("ABCD")
    others = resampled(names, states, 20, seed=5)
    tree = supported(joined(names, distances(states)), others)
    supports = [node.support for node in tree.walk() if node.support is not None]
    assert supports == [sum(frozenset("CD") in other.splits() for other in others) / 20]
    assert others == resampled(names, states, 20, seed=5)


def test_a_copy_of_two_exemplars_is_noticed_where_it_turns() -> None:
    """X follows A in the first half and B in the second; A, B and Y turn nowhere."""
    rng = np.random.default_rng(1)
    a, b = rng.integers(0, 2, 80), rng.integers(0, 2, 80)
    states = np.array([a, b, np.concatenate((a[:40], b[40:])), rng.integers(0, 2, 80)])
    places = [(f"u{k + 1}", k + 1) for k in range(80)]
    found = turns(["A", "B", "X", "Y"], states, places)
    assert [(turn.siglum, turn.before, turn.after) for turn in found] == [("X", "A", "B")]
    assert abs(found[0].line - 41) <= 3


@pytest.mark.parametrize("siglum", ["A B", "it's", "(x);", "a:b", "\x1b[31m"])
def test_a_siglum_is_a_name_in_newick(siglum: str) -> None:
    """Whatever signs it has; another program reads it back."""
    from Bio import Phylo

    text = newick(Node(children=(Node(siglum, 0.1), Node("B", 0.1), Node("C", 0.2))))
    read = Phylo.read(io.StringIO(text), "newick")
    assert len(read.get_terminals()) == 3
    assert "\x1b" not in text


def test_every_form_of_the_tree_is_written(collate: Collate, tmp_path: Path) -> None:
    """Newick and NEXUS are read by another program, dot has an edge for each branch, SVG every siglum."""
    from Bio import Phylo

    for form in ("newick", "nexus"):
        collate("stemma", "-l", "art", *COPIES, "--to", form, "-o", tmp_path / form, "--replicates", "10")
        tree = next(iter(Phylo.parse(tmp_path / form, form)))
        assert sorted(leaf.name for leaf in tree.get_terminals()) == [path.stem for path in COPIES]
    dot = collate("stemma", "-l", "art", *COPIES, "--to", "dot").out
    assert dot.count(" -- ") == 2 * len(COPIES) - 3
    drawing = collate("stemma", "-l", "art", *COPIES, "--to", "svg").out
    assert all(f">{path.stem}</text>" in drawing for path in COPIES)


def test_statistics_say_the_same_in_every_form(collate: Collate) -> None:
    """The JSON's pairs are the CSV's rows, and the text has their shares."""
    document = json.loads(collate("stats", "-l", "art", *COPIES, "--to", "json").out)
    rows = collate("stats", "-l", "art", *COPIES, "--to", "csv").out.splitlines()[1:]
    assert [row.split(",")[:4] for row in rows] == [
        [one["witness"], one["other"], str(one["same"]), str(one["both"])] for one in document["agreement"]
    ]
    first = document["agreement"][0]
    assert f"{first['same'] / first['both']:.3f}" in collate("stats", "-l", "art", *COPIES).out


@pytest.mark.parametrize(("command", "form"), [("stats", "csv"), ("stemma", "newick")])
def test_what_is_written_has_its_recipe_beside_it(collate: Collate, tmp_path: Path, command: str, form: str) -> None:
    """With the digests of the witnesses."""
    collate(command, "-l", "art", *COPIES, "--to", form, "-o", tmp_path / "x")
    recipe = json.loads((tmp_path / "x.recipe.json").read_text(encoding="utf-8"))
    assert len({source["sha256"] for source in recipe["sources"]}) == len(COPIES)


def test_two_witnesses_make_no_tree(collate: Collate) -> None:
    """Nor do texts that nowhere differ."""
    two = collate("stemma", "-l", "art", *COPIES[:2])
    assert (two.status, two.err.splitlines()[-1]) == (
        2, "collate: a tree wants three witnesses or more; name another file",
    )  # fmt: skip
    same = collate(
        "stemma", "-l", "art", *(f"{name}={COPIES[0]}" for name in "A"), f"B={COPIES[1]}", "--only", "lacuna"
    )
    assert same.status == 2


def test_the_tree_of_a_known_tradition_is_found_as_others_find_it() -> None:
    """Notre besoin: four of the five divisions of the true stemma, as by PHYLIP and IQ-TREE (benchmarks/stemma.py)."""
    folder = FIELD / "gold" / "stemma_besoin"
    if not folder.is_dir():
        pytest.skip("../shared/field/gold is not here: no tradition whose stemma is known")
    truth: Sequence[frozenset[str]] = [
        frozenset("BL"), frozenset("BLVF"), frozenset("DS"), frozenset({"T1", "T2"}),
    ]  # fmt: skip
    assert _besoin(folder) >= set(truth)


def _besoin(folder: Path) -> set[frozenset[str]]:
    from collate import pipeline
    from collate.config import Settings
    from collate.tradition import stemma

    settings = Settings(languages=("fr",))
    paths = sorted((folder / "witnesses").glob("*.txt"))
    sources = pipeline.sources([pipeline.Named(str(path)) for path in paths], settings)
    made = pipeline.apparatus(pipeline.collate(pipeline.witnesses(sources, settings), settings), "T1", settings)
    tree = stemma.stemma(made, replicates=0).tree
    every = frozenset(tree.leaves())
    return {half for split in tree.splits() for half in (split, every - split)}


def test_labels_are_counted_between_every_two_witnesses(collate: Collate, tmp_path: Path) -> None:
    """Also between two that both differ from the base: B and C differ in case, each from A by another word."""
    for name, text in (("A", "one two three"), ("B", "one Four three"), ("C", "one four three")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in "ABC"]
    rows = collate("stats", "-l", "en", *files, "--to", "csv").out.splitlines()
    assert rows[0] == "witness,other,same,both,share,substitution,capitalisation"
    assert [row[:3] + row.rpartition(",")[0][-2:] + row[-2:] for row in rows[1:]] == ["A,B,1,0", "A,C,1,0", "B,C,0,1"]


def test_who_is_nearest_is_told_along_the_text() -> None:
    """X goes with A in the first half and with B in the second; few units have no windows."""
    rng = np.random.default_rng(1)
    a, b = rng.integers(0, 2, 200), rng.integers(0, 2, 200)
    states = np.array([a, b, np.concatenate((a[:100], b[100:]))])
    units = [f"u{k + 1}" for k in range(200)]
    found = windows(["A", "B", "X"], states, units)
    assert [window.nearest[2][0] for window in found[:4]] == ["A"] * 4
    assert [window.nearest[2][0] for window in found[-4:]] == ["B"] * 4
    assert (found[0].first, found[-1].last) == ("u1", "u200")
    assert windows(["A", "B", "X"], states[:, :59], units[:59]) == []


def test_pictures_say_who_and_are_the_same_each_time(collate: Collate, tmp_path: Path) -> None:
    """As SVG with words for words; as PNG; no sigil is taken for mathematics."""
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install 'collate-texts[plots]'")
    named = [f"${number}^$={path}" for number, path in enumerate(COPIES)]
    for picture in ("agreement", "dendrogram", "tree", "strip"):
        made = collate("stats", "-l", "art", *named, "--to", "svg", "--picture", picture)
        assert made.status == 0, made.err
        assert all(made.out.count(f">${number}^$<") >= 1 for number in range(len(COPIES)))
    assert collate("stats", "-l", "art", *named, "--to", "svg", "--picture", picture).out == made.out
    few = collate("stats", "-l", "art", *COPIES, "--to", "svg", "--picture", "affinities")
    assert "too few units" in few.err
    assert collate("stats", "-l", "art", *COPIES, "--picture", "pie").status == 2
    collate("stats", "-l", "art", *COPIES, "--to", "png", "-o", tmp_path / "heat.png")
    assert (tmp_path / "heat.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_is_drawn_with_the_fonts_that_are_there(
    collate: Collate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Of those that are not, Matplotlib says nothing; one sentence says which letters of the sigla no font has."""
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install 'collate-texts[plots]'")
    monkeypatch.setattr("collate.writers.drawing.FONTS", ["No Such Serif", "DejaVu Serif"])
    named = [f"{siglum}={path}" for siglum, path in zip("A漢𐎀", COPIES, strict=False)]
    for form in ("svg", "png"):
        made = collate("stats", "-l", "art", *named, "--to", form, "-o", tmp_path / f"heat.{form}")
        assert made.status == 0
        assert ("no font on this machine has 漢𐎀" in made.err) == (form == "png")
    assert "漢" in (tmp_path / "heat.svg").read_text(encoding="utf-8")
    assert caplog.text == ""


def test_in_a_notebook_the_nouns_show_themselves(tmp_path: Path) -> None:
    """A collation, an apparatus, beads and a tree; text is only text."""
    from collate import pipeline
    from collate.config import Settings
    from collate.tradition import stemma
    from collate.translation import sentence_pairs

    for name, text in (("A", "one <b>two</b> three."), ("B", "one <b>deux</b> three."), ("C", "One deux.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(languages=("en",))
    sources = pipeline.sources([pipeline.Named(str(tmp_path / f"{name}.txt")) for name in "ABC"], settings)
    collation = pipeline.collate(pipeline.witnesses(sources, settings), settings)
    apparatus = pipeline.apparatus(collation, "A", settings)
    beads = sentence_pairs.aligned(sources[0], sources[1], settings, use_dictionaries=False)
    for shown in (collation, apparatus, beads, stemma.stemma(apparatus, replicates=2)):
        html = shown._repr_html_()
        assert "<b>two" not in html
        etree.fromstring(html)
    assert "&lt;b&gt;two&lt;/b&gt; three." in beads._repr_html_()
    assert "substitution" in apparatus._repr_html_()


def test_a_gap_is_no_place_that_differs(collate: Collate, tmp_path: Path) -> None:
    """Where a witness differs along the text: not where it is not extant, and the base nowhere."""
    words = [f"word{k}" for k in range(120)]
    texts = {"A": words, "B": [*words[:10], "else", *words[11:70]], "C": [*words[:100], "other", *words[101:]]}
    for name, own in texts.items():
        (tmp_path / f"{name}.txt").write_text(" ".join(own), encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in texts]
    found = json.loads(collate("stats", "-l", "en", *files, "--to", "json").out)["places"]
    assert {name: len(places) for name, places in found.items()} == {"A": 0, "B": 1, "C": 1}

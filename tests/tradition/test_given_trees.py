"""Stemmata that editors give: how they are read, the changes that readings need on them, and trees with ancestors."""

from __future__ import annotations

import contextlib
import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import collate
from collate.errors import CollateError, InputError
from collate.model.given_tree import GivenTree
from collate.tradition import changes_on_tree, copied_tree, tree_files, trees
from collate.tradition.agreement import distances
from tests.conftest import FIELD, run


def read(text: str) -> GivenTree:
    """A tree of a text."""
    return tree_files.read(text.encode(), "x")


DOT = """/* a stemma */ digraph "X" {
 omega -> A; omega -> b # a lost one
 b -> C -> D
 A -> D [style="dashed"];  b -> E [dir=none]
 omega [color="grey", label="Ω"]; b [color=grey,label=""]
 C [label="Codex \\"C\\""]
}"""


def test_dot_is_read_as_editors_write_it() -> None:
    """Comments, missing semicolons, chains, quoted labels; descent, contamination and unknown direction apart."""
    tree = read(DOT)
    assert tree.extant == ("A", 'Codex "C"', "D", "E")
    assert tree.hypothetical == ("omega", "b")
    assert tree.roots == ("omega", "E")
    assert [(edge.parent, edge.child) for edge in tree.contamination] == [("A", "D")]
    assert [edge.child for edge in tree.edges if not edge.directed] == ["E"]


def test_newick_is_read_with_ancestors_and_supports() -> None:
    """A name of an inner node is a manuscript, a number a support; comments and lengths are passed over."""
    tree = read("((A:0.1,B)95:2,(C,D)'E''s')[&R]F;")
    assert tree.extant == ("A", "B", "C", "D", "E's", "F")
    assert {(edge.parent, edge.child) for edge in tree.edges} >= {("F", "E's"), ("E's", "C")}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("digraph { a -> }", "an arrow that leads to nothing"),
        ("digraph { a [label=", "ends within a statement"),
        ("digraph { a; b }", "nothing is copied"),
        ("a text", "is no stemma"),
        ('digraph { a -> "b }', "cannot be understood"),
        ("((A,B);", "never closed"),
        ("(A,A);", "has 'A' twice"),
        ("(A,B)) ;", "not open"),
    ],
)
def test_what_is_no_stemma_is_refused(text: str, said: str) -> None:
    """In one sentence."""
    with pytest.raises(InputError, match=said):
        read(text)


@pytest.mark.parametrize("text", ["(" * 9_000 + ")" * 9_000, "digraph{" + "a->" * 9_000 + "a}"])
def test_a_deep_tree_takes_no_stack(text: str) -> None:
    """It is read, or refused."""
    with contextlib.suppress(CollateError):
        read(text)


def test_all_published_stemmata_are_read() -> None:
    """Of the database OpenStemmata; each has extant witnesses and edges."""
    folder = FIELD / "wild" / "stemmata"
    if not folder.is_dir():
        pytest.skip("no stemmata of the field here")
    for path in sorted(folder.glob("*.gv")):
        tree = tree_files.read(path.read_bytes(), path.name)
        assert tree.edges
        assert tree.extant
        assert next(changes_on_tree.displayed(tree))


def slow(parents: dict[str, str], states: dict[str, list[int]], size: int) -> list[int]:
    """The least changes by trying all readings of all nodes without any: the reference."""
    names = list(parents)
    found = []
    for unit in range(len(next(iter(states.values())))):
        free = [range(size) if states.get(n, [-1] * 9)[unit] < 0 else [states[n][unit]] for n in names]
        costs = []
        for made in product(*free):
            own = dict(zip(names, made, strict=True))
            roots = [own[n] for n in names if not parents[n]]
            top = len(roots) - max(roots.count(state) for state in range(size))
            costs.append(top + sum(own[n] != own[p] for n, p in parents.items() if p))
        found.append(min(costs))
    return found


@given(data=st.data())
def test_the_least_changes_are_those_of_trying_everything(data: st.DataObject) -> None:
    """On any tree, with witnesses inside it, with lost manuscripts and with gaps."""
    names = [f"n{k}" for k in range(data.draw(st.integers(2, 6)))]
    parents = {name: data.draw(st.sampled_from(["", *names[:k]])) for k, name in enumerate(names)}
    seen = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    states = {name: data.draw(st.lists(st.integers(-1, 2), min_size=2, max_size=2)) for name in seen}
    arrays = {name: np.array(own, dtype=np.int64) for name, own in states.items()}
    fit = changes_on_tree.fitted(parents, arrays, 3)
    assert fit.changes.tolist() == slow(parents, states, 3)
    for unit in range(2):  # the history that is shown has so many changes
        own = changes_on_tree.history(fit, unit)
        roots = [own[name] for name in names if not parents[name]]
        top = len(roots) - max(roots.count(state) for state in set(roots))
        assert top + sum(own[n] != own[p] for n, p in parents.items() if p) == fit.changes[unit]
        assert all(own[name] == state[unit] for name, state in states.items() if state[unit] >= 0)


TEXTS = {
    "A": "one two three four five six seven eight nine ten",
    "B": "one two three four five six seven eight NINE x",
    "C": "one two three four five six seven eight NINE y",
    "D": "one z three FOUR five six seven eight nine ten",
    "E": "one w three FOUR five six seven eight nine ten",
}


def apparatus() -> collate.Apparatus:
    """Five witnesses, of which B and C, D and E share an error."""
    return collate.apparatus(collate.collate(TEXTS))


def test_a_true_stemma_needs_no_more_than_every_change_once(tmp_path: Path) -> None:
    """And a false one does: it says which units contradict it, and what would mend it."""
    (tmp_path / "true.nwk").write_text("((B,C),(D,E))A;", encoding="utf-8")
    lost = "x [class=hypothetical] y [class=hypothetical]"
    wrong = f"digraph {{ A -> x; A -> y; x -> B; x -> D; y -> C; y -> E; {lost} }}"
    (tmp_path / "false.dot").write_text(wrong, encoding="utf-8")
    made = apparatus()
    assert (
        collate.stemma(made, tree=tmp_path / "true.nwk").changes
        == collate.stemma(made, tree=tmp_path / "true.nwk").needed
    )
    false = collate.stemma(made, tree=tmp_path / "false.dot")
    assert {"NINE", "FOUR"} & {text for one in false.contradicting() for text in one.readings}
    assert false.moves[0].changes < false.changes
    assert false.to_dict()["hypothetical"] == ["x", "y"]


def test_contamination_lets_a_unit_take_the_other_exemplar(tmp_path: Path) -> None:
    """So the network needs fewer changes than the tree of descent."""
    tree = "digraph {{ A -> x; x -> B; x -> D; A -> y; y -> C; y -> E{more} }}"
    for name, more in (("tree", ""), ("net", '; C -> B [style="dashed"]')):
        (tmp_path / f"{name}.dot").write_text(tree.format(more=more), encoding="utf-8")
    alone, net = (collate.stemma(apparatus(), tree=tmp_path / f"{name}.dot") for name in ("tree", "net"))
    assert net.changes < alone.changes == net.descent


def test_a_tree_of_other_witnesses_is_refused(tmp_path: Path) -> None:
    """With the names that it has."""
    (tmp_path / "t.nwk").write_text("(X,Y,Z);", encoding="utf-8")
    with pytest.raises(CollateError, match="0 names in common; the tree has X, Y, Z"):
        collate.stemma(apparatus(), tree=tmp_path / "t.nwk")


def test_the_command_writes_every_form(tmp_path: Path) -> None:
    """Text, table, JSON, and a picture of one unit; what is not in the tree is said."""
    files = []
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        files.append(str(tmp_path / f"{name}.txt"))
    (tmp_path / "t.nwk").write_text("((B,D),C,Z)A;", encoding="utf-8")
    given = ("stemma", "-l", "en", *files, "--tree", str(tmp_path / "t.nwk"))
    done = run(*given)
    assert "cannot have arisen once each" in done.out
    assert "not in the tree: E" in done.err
    assert json.loads(run(*given, "--to", "json").out)["form"] == "collate-given-stemma-1"
    assert run(*given, "--to", "csv").out.startswith("unit,line,lemma,readings,changes,needed,extra,where\n")
    assert "color=red" in run(*given, "--to", "dot", "--unit", "u1").out
    assert run(*given, "--unit", "u1").out.startswith("u1 line 1")
    drawing = run(*given, "--to", "svg", "--unit", "u1").out
    assert drawing.count("<line ") == 5
    assert all(f">{name}<" in drawing for name in "ABCDZ")


def test_an_ancestor_is_found_among_the_witnesses() -> None:
    """A is the exemplar of all others: no lost manuscript is supposed, and nothing stands between."""
    made = collate.stemma(apparatus(), replicates=0)
    assert made.copies is not None
    names = [node.name for node in made.copies.walk()]
    assert sorted(filter(None, names)) == sorted(TEXTS)
    (a,) = [node for node in made.copies.walk() if node.name == "A"]
    assert a.children or made.copies.name != "A"
    assert names.count("") < len(trees.joined(list(TEXTS), np.ones((5, 5)) - np.eye(5)).children)


def test_the_search_never_costs_more_than_it_began_with() -> None:
    """Nor does it lose or double a witness."""
    rng = np.random.default_rng(1)
    names = [f"W{k}" for k in range(7)]
    states = rng.integers(0, 2, (7, 30))
    tree = copied_tree.found(trees.joined(names, distances(states)), names, states)
    assert sorted(node.name for node in tree.walk() if node.name) == names

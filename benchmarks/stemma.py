"""Trees against traditions whose truth is known: normalised Robinson-Foulds distance, beside PHYLIP and IQ-TREE.

usage: python benchmarks/stemma.py [--simulated | --triples]
Notre besoin (13 copies, the true stemma known) lies in ../shared/field/gold, which is not part of this repository; the
simulated traditions are made here by `collate simulate`, with more and more copying errors, and more and more
contamination. The distance is the share of the divisions of the two trees that only one of them makes; of the true
tree, copies that were copied from stand beside their copies. --triples prints the score of the Computer-Assisted
Stemmatology Challenge (Roos and Heikkilä 2009), of neighbour joining and of the tree in which witnesses can be
ancestors: for Notre besoin, and the mean of ten simulated traditions of 24 copies, of which nine are left.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections import defaultdict, deque
from io import StringIO
from itertools import combinations
from pathlib import Path
from random import Random

from Bio import Phylo

import collate
from collate import pipeline
from collate.config import Settings
from collate.model import Apparatus
from collate.model.tree import Node
from collate.tradition import stemma
from collate.tradition.simulation import copies
from collate.writers.apparatus.matrix import write_distances, write_phylip
from collate.writers.stemma.trees import links

BESOIN = Path(__file__).parents[2] / "shared" / "field" / "gold" / "stemma_besoin"
Splits = frozenset[frozenset[str]]


def true_splits(edges: list[tuple[str, str]], witnesses: frozenset[str]) -> Splits:
    """The divisions that a stemma makes of the witnesses, each by the side without the first one."""
    below: dict[str, set[str]] = {}
    children: dict[str, list[str]] = {}
    for parent, child in edges:
        children.setdefault(parent, []).append(child)

    def gather(name: str) -> set[str]:
        if name not in below:
            below[name] = ({name} & witnesses).union(*(gather(child) for child in children.get(name, [])))
        return below[name]

    for parent, child in edges:
        gather(parent), gather(child)
    first = min(witnesses)
    sides = {frozenset(side if first not in side else witnesses - side) for side in below.values()}
    return frozenset(side for side in sides if 1 < len(side) < len(witnesses) - 1)


def distance(found: Splits, truth: Splits) -> float:
    """Normalised Robinson-Foulds: 0 the same divisions, 1 none in common."""
    return len(found ^ truth) / max(1, len(found) + len(truth))


def newick_splits(text: str, names: dict[str, str]) -> Splits:
    """The divisions of a tree in Newick's form."""

    def node(clade: object) -> Node:
        inner = tuple(node(child) for child in clade.clades)  # type: ignore[attr-defined]
        return Node("" if inner else names[clade.name], 0.0, inner)  # type: ignore[attr-defined]

    return node(Phylo.read(StringIO(text), "newick").root).splits()


def others(apparatus: Apparatus) -> dict[str, Splits]:
    """PHYLIP's neighbour and IQ-TREE on what we export, where they are on this machine."""
    sigla = list(apparatus.collation.sigla)
    found: dict[str, Splits] = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        short = {f"n{k:03}": siglum for k, siglum in enumerate(sigla)}
        for program, write in (("neighbor", write_distances), ("iqtree2", write_phylip)):
            out = StringIO()
            write(apparatus, out)
            head, *rows = out.getvalue().splitlines()
            lines = [f"n{k:03}      {row.split(None, 1)[1]}" for k, row in enumerate(rows)]
            (work / "infile").write_text("\n".join([head, *lines]) + "\n")
            if program == "neighbor" and shutil.which("phylip"):
                subprocess.run(
                    ["phylip", "neighbor"], cwd=work, input="Y\n", text=True, capture_output=True, check=False
                )
                found["PHYLIP neighbor"] = newick_splits((work / "outtree").read_text(), short)
            elif program == "iqtree2" and shutil.which("iqtree2"):
                command = ["iqtree2", "-s", "infile", "-st", "MORPH", "-m", "MK", "-nt", "1", "-seed", "1", "-quiet"]
                done = subprocess.run([*command, "-redo"], cwd=work, capture_output=True, check=False)
                if done.returncode == 0:
                    found["IQ-TREE MK"] = newick_splits((work / "infile.treefile").read_text(), short)
    return found


def collated(paths: list[Path], base: str, code: str, ignored: tuple[str, ...] = ()) -> Apparatus:
    """The apparatus of some files."""
    settings = Settings(languages=(code,), ignore=ignored)
    sources = pipeline.sources([pipeline.Named(str(path)) for path in paths], settings)
    return pipeline.apparatus(pipeline.collate(pipeline.witnesses(sources, settings), settings), base, settings)


def besoin() -> None:
    """Ours and the others' trees against the true one."""
    document = json.loads((BESOIN / "stemma.json").read_text(encoding="utf-8"))
    paths = sorted((BESOIN / "witnesses").glob("*.txt"))
    truth = true_splits([tuple(edge) for edge in document["edges"]], frozenset(path.stem for path in paths))
    apparatus = collated(paths, "T1", "fr")
    made = stemma.stemma(apparatus)
    consensus = made.consensus.splits() if made.consensus else frozenset()
    rows = {"Collate": made.tree.splits(), "Collate, majority": consensus, **others(apparatus)}
    for name, splits in rows.items():
        print(
            f"Notre besoin  {name:18} nRF {distance(splits, truth):.2f}  ({len(splits & truth)} of {len(truth)} found)"
        )


def simulated() -> None:
    """A curve: more errors, more contamination; the mean of three traditions of twelve copies of 600 words."""
    for option, values in (("--rate", (0.005, 0.01, 0.03, 0.1)), ("--contamination", (0.0, 0.2, 0.5, 0.8))):
        for value in values:
            apart = [_simulated(option, value, seed) for seed in range(3)]
            print(f"{option} {value:<6} nRF {sum(apart) / len(apart):.2f}", flush=True)


def _simulated(option: str, value: float, seed: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        given = ["-n", "12", "--words", "600", "--seed", str(seed), option, str(value), "-o", folder]
        subprocess.run([shutil.which("collate") or "collate", "simulate", *given], check=True, capture_output=True)
        apparatus = collated(sorted(Path(folder, "witnesses").glob("*.txt")), "W01", "la")
        sigla = frozenset(apparatus.collation.sigla)
        truth = true_splits(_edges(Path(folder, "stemma.nwk").read_text(encoding="utf-8")), sigla)
        return distance(stemma.stemma(apparatus, replicates=0).tree.splits(), truth)


Edges = list[tuple[str, str]]


def triples(found: Edges, truth: Edges, witnesses: list[str]) -> float:
    """The mean of 1 - |sign(d(A,B) - d(A,C)) - sign(d'(A,B) - d'(A,C))| / 2, d the number of edges between two."""
    one, other = _steps(found), _steps(truth)
    scores = [
        1 - abs(_sign(one[a][b] - one[a][c]) - _sign(other[a][b] - other[a][c])) / 2
        for a in witnesses
        for b, c in combinations(sorted(set(witnesses) - {a}), 2)
    ]
    return sum(scores) / len(scores)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _steps(edges: Edges) -> dict[str, dict[str, int]]:
    """How many edges lie between each two nodes."""
    beside: dict[str, set[str]] = defaultdict(set)
    for a, b in edges:
        beside[a].add(b)
        beside[b].add(a)
    found = {}
    for start in beside:
        far, queue = {start: 0}, deque([start])
        while queue:
            here = queue.popleft()
            for there in beside[here] - far.keys():
                far[there] = far[here] + 1
                queue.append(there)
        found[start] = far
    return found


def _scored(apparatus: Apparatus, truth: Edges) -> list[float]:
    """Neighbour joining, and the tree of copies, against the true edges."""
    made = stemma.stemma(apparatus, replicates=0)
    sigla = list(apparatus.collation.sigla)
    trees = (made.tree, made.copies or made.tree)
    return [triples([(one, other) for one, other, _ in links(tree)], truth, sigla) for tree in trees]


def by_triples() -> None:
    """The scores of both trees."""
    truth = [tuple(edge) for edge in json.loads((BESOIN / "stemma.json").read_text(encoding="utf-8"))["edges"]]
    paths = sorted((BESOIN / "witnesses").glob("*.txt"))
    for what, ignored in (("all differences", ()), ("not formal", ("formal",))):
        scores = _scored(collated(paths, "T1", "fr", ignored), truth)
        print(f"Notre besoin, {what:16} joining {scores[0]:.3f}  copies {scores[1]:.3f}", flush=True)
    rows = []
    for seed in range(5):
        for rate, contamination in ((0.01, 0.0), (0.02, 0.1)):
            words = copies.invented(500, Random(seed))
            made = copies.simulate(words, 24, seed=seed, rate=rate, contamination=contamination)
            kept = sorted(Random(seed).sample(list(made.copies), 9))
            apparatus = collate.apparatus(collate.collate({name: " ".join(made.copies[name]) for name in kept}))
            rows.append(_scored(apparatus, _edges(made.newick())))
    means = [sum(column) / len(column) for column in zip(*rows, strict=True)]
    print(f"simulated, 9 of 24 copies       joining {means[0]:.3f}  copies {means[1]:.3f}")


def _edges(newick: str) -> list[tuple[str, str]]:
    """The edges of a tree in which copies that were copied from name their branching."""
    found = []
    for number, clade in enumerate(Phylo.read(StringIO(newick), "newick").find_clades()):
        clade.name = clade.name or f"hypothetical {number}"
        found.append(clade)
    return [(clade.name, child.name) for clade in found for child in clade.clades]


def main() -> None:
    """Print a line per tree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--simulated", action="store_true")
    parser.add_argument("--triples", action="store_true")
    asked = parser.parse_args()
    if asked.triples:
        by_triples()
    elif asked.simulated:
        simulated()
    else:
        besoin()


if __name__ == "__main__":
    main()

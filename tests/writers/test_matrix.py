"""Matrices and graphs, proved in the programs that read them."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pytest

from tests.conftest import run

TEXT = "in the beginning the old king made the heaven and the earth and all the sea for men to see and hear"
WITNESSES = {
    "A": TEXT,
    "B*": TEXT.replace("king", "queen").replace("sea", "lake"),
    "B": TEXT.replace("king", "queen").replace("sea", "lake").replace("hear", "know"),
    "1 D": TEXT.replace("old ", "").replace("heaven", "sky"),
    "Ω": TEXT.replace("old ", "").replace("heaven", "sky").replace("men", "women"),
}


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Five witnesses whose sigla no stemma program would take."""
    named = []
    for number, (siglum, text) in enumerate(WITNESSES.items()):
        path = tmp_path / f"w{number}.txt"
        path.write_text(text, encoding="utf-8")
        named.append(f"{siglum}={path}")
    return named


def written(files: list[str], form: str, *options: str) -> str:
    """The apparatus in a form."""
    done = run("apparatus", "-l", "en", "--to", form, *options, *files)
    assert done.status == 0, done.err
    return done.out


@pytest.mark.parametrize(
    ("program", "form", "command"),
    [
        ("iqtree2", "phylip", "iqtree2 -s data -m MK -st MORPH -nt 1 -redo -quiet --keep-ident"),
        ("phylip", "phylip", "phylip pars"),
        ("phylip", "distances", "phylip neighbor"),
        ("mb", "nexus", "mb data"),
    ],
)
def test_a_stemma_program_reads_the_matrix(
    tmp_path: Path, files: list[str], program: str, form: str, command: str
) -> None:
    """It ends well, and every witness is a leaf of what it makes of the data."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not on this machine")
    folder = tmp_path / "work"
    folder.mkdir()
    data = written(files, form)
    if program == "phylip":  # its names end after ten letters
        head, *rows = data.splitlines()
        data = "\n".join([head, *(f"{row.split()[0]:<10}{' '.join(row.split()[1:])}" for row in rows)]) + "\n"
    (folder / ("infile" if program == "phylip" else "data")).write_text(data, encoding="utf-8")
    talk = {"phylip": "Y\n", "mb": "mcmc ngen=1000 samplefreq=100\nno\nsumt\nquit\n"}.get(program, "")
    done = subprocess.run(
        command.split(), cwd=folder, input=talk, capture_output=True, encoding="utf-8", check=False, timeout=90
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = done.stdout + "".join(path.read_text(errors="replace") for path in folder.iterdir() if path.is_file())
    assert all(name in said for name in ("A", "B_2", "W1_D", "W"))


def test_a_lacuna_is_unknown_and_an_omission_a_state(tmp_path: Path) -> None:
    """Silence is not absence, in a matrix least of all."""
    before, after = (" ".join(f"{letter}{n}" for n in range(150)) for letter in "pq")
    texts = {"A": f"{before} one two {after}", "B": f"{before} two {after}", "C": after}
    for siglum, text in texts.items():
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    lines = written([str(tmp_path / f"{siglum}.txt") for siglum in texts], "fasta").split()
    rows = {name.removeprefix(">"): states for name, states in zip(lines[::2], lines[1::2], strict=True)}
    assert rows["A"].count("?") == 0
    assert rows["B"].count("1") >= 1
    assert rows["C"].count("?") >= 1


def test_ignored_differences_are_no_characters(files: list[str]) -> None:
    """The matrix holds what the apparatus holds."""
    whole = written(files, "phylip").split()[1]
    some = written(files, "phylip", "--only", "omission").split()[1]
    assert 0 < int(some) < int(whole)


def test_the_long_form_has_a_row_for_each_witness_and_unit(files: list[str]) -> None:
    """And its key holds when the text changes elsewhere."""
    rows = list(csv.DictReader(io.StringIO(written(files, "csv-long"))))
    assert {row["witness"] for row in rows} == set(WITNESSES)
    assert len(rows) == len(WITNESSES) * len({row["unit"] for row in rows})
    longer = Path(files[0].partition("=")[2])
    longer.write_text(TEXT + " and then some more words of the same", encoding="utf-8")
    again = {row["key"] for row in csv.DictReader(io.StringIO(written(files, "csv-long")))}
    assert {row["key"] for row in rows if row["lemma"] != "hear"} <= again


def test_the_graph_is_read_by_its_programs(tmp_path: Path, files: list[str]) -> None:
    """GraphML by networkx: every witness has a path from start to end. DOT by Graphviz, where it is."""
    graph = nx.parse_graphml(written(files, "graphml"))
    for siglum, text in WITNESSES.items():
        own = [(a, b) for a, b, data in graph.edges(data=True) if siglum in data["witnesses"].split(", ")]
        path = nx.shortest_path(nx.DiGraph(own), "start", "end")
        assert [graph.nodes[node].get("form") for node in path[1:-1]] == text.split()
    if shutil.which("dot") is None:
        pytest.skip("dot (Graphviz) is not on this machine")
    dot = written(files, "dot")
    done = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, encoding="utf-8", check=True)
    assert "queen" in done.stdout


def test_the_picture_of_the_graph_has_every_form_and_move(tmp_path: Path) -> None:
    """Each form in its box, each move a dashed line, and nothing of a text is markup."""
    from lxml import etree

    done = run("apparatus", "-l", "en", "--to", "svg", "examples/moved-A.txt", "examples/moved-B.txt")
    picture = etree.fromstring(done.out.encode())
    assert len(picture.findall(".//{*}path[@class='move']")) == 3
    (tmp_path / "A.txt").write_text("one <script>alert(1)</script> & two", encoding="utf-8")
    (tmp_path / "B.txt").write_text('one "three" two', encoding="utf-8")
    done = run("apparatus", "-l", "en", "--to", "svg", str(tmp_path / "A.txt"), str(tmp_path / "B.txt"))
    picture = etree.fromstring(done.out.encode())
    assert picture.findall(".//{*}script") == []
    shown = [text.text for text in picture.iter("{*}text") if text.get("class") is None]
    assert {"one", "three", "two", "script", "&"} <= set(shown)


def test_every_format_says_what_it_loses() -> None:
    """`convert` can only be honest about formats that it knows: all built-in ones but those that lose nothing."""
    from collate import registry
    from collate.writers.losses import LOST

    tables = {f"table-{name}" for name in registry.names(registry.TABLES)}
    lossless = {"reledmac", "ekdosis", "docx"}
    assert set(LOST) | lossless == tables | set(registry.names(registry.APPARATUSES))


def test_the_picture_draws_the_way_of_every_witness(tmp_path: Path) -> None:
    """Also of one that ends early, and of two that have one word each."""
    for texts in (("one two", "one"), ("king", "queen")):
        for siglum, text in zip(("A", "hB"), texts, strict=True):
            (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
        done = run("apparatus", "-l", "en", "--to", "svg", str(tmp_path / "A.txt"), str(tmp_path / "hB.txt"))
        sigla = re.findall(r'class="sigla"[^>]*>([^<]*)<', done.out)
        assert set(sigla) == {"A", "hB"}


def test_a_passage_left_out_counts_once(tmp_path: Path) -> None:
    """It is one character; what others differ in within it says nothing of who lacks it."""
    inside = "and the queen who lived there was glad to see him come"
    texts = {
        "A": f"the king went home {inside} at last",
        "hB": f"the king went home {inside.replace('glad', 'sad').replace('lived', 'dwelt')} at last",
        "C": "the king went home at last",
        "D": f"the king went home {inside} at last",
    }
    for siglum, text in texts.items():
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    lines = written([str(tmp_path / f"{siglum}.txt") for siglum in texts], "fasta").split()
    rows = {name.removeprefix(">"): states for name, states in zip(lines[::2], lines[1::2], strict=True)}
    assert rows == {"A": "000", "hB": "011", "C": "1??", "D": "000"}

"""The library does what the commands do, takes witnesses in every form, and gives results to other programs."""

from __future__ import annotations

import ast
import copy
import doctest
import inspect
import io
import json
import logging
import pickle
import re
import sys
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import collate
from collate.cli.commands_by_name import COMMANDS, ByName
from tests.conftest import ROOT, TREATY, run

KINGS = {"A": "the old king", "B": "the young king", "C": "the king"}
DRAFT, EDITED = str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")
# Which function of the library each command is. What a command has besides are ways to show a result.
FUNCTIONS = {
    "read": "read", "diff": "diff", "table": "table", "apparatus": "apparatus", "convert": "convert", "check": "check",
    "compare": "compare", "beads": "beads", "fidelity": "fidelity", "terms": "terms", "explain": "explain",
    "normalise": "normalise", "proof": "proof", "decide": "decide", "page": "page", "stats": "stats",
    "edition": "edition", "spelling": "spelling",
    "stemma": "stemma", "init": "init", "run": "project", "status": "project",
}  # fmt: skip
NO_FUNCTION = {"simulate", "demo", "edit"}  # two make examples, one serves a page
SHOWN = {
    "to", "json", "output", "guard", "side_by_side", "full", "why", "show", "profile", "method", "notes", "picture",
    "settings", "counted", "wide", "quiet", "verbose", "pager", "context", "inline",
    "unit", "original",
    "translation", "translations", "files", "file", "witness",
}  # fmt: skip
CALLED = {  # an option, and what the function or the settings call it
    "language": "languages", "anchor": "anchors", "max_size": "max_bytes", "kinds": "only", "everything": "strict",
    "decisions": "decisions", "picture": "trees_drawn", "witnesses": "witnesses",
}  # fmt: skip


def test_every_command_is_a_function() -> None:
    """Of the name that stands here; those that make examples, and the one that serves a page, are none."""
    assert set(COMMANDS) == set(FUNCTIONS) | NO_FUNCTION
    assert {function for function in FUNCTIONS.values() if function not in collate.__all__} == set()


@pytest.mark.parametrize("command", sorted(set(FUNCTIONS) - {"decide", "read", "apparatus", "edition"}))
def test_every_command_calls_its_function(command: str) -> None:
    """Its module, or the one that opens its project, imports the module of the function."""
    home = inspect.getmodule(getattr(collate, FUNCTIONS[command]))
    assert home is not None
    modules = [f"collate.cli.commands.{command}", "collate.cli.project_state"]
    found: set[str] = set()
    for name in modules:
        tree = ast.parse(inspect.getsource(import_module(name)))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    assert home.__name__ in found


@pytest.mark.parametrize("command", sorted(set(FUNCTIONS) - {"decide", "run", "status", "init", "read"}))
def test_no_option_of_a_command_is_missing_in_its_function(command: str) -> None:
    """An option is an argument of the function, a setting, or a way to show the result."""
    function = getattr(collate, FUNCTIONS[command])
    functions = (function, collate.collate, collate.apparatus, collate.fidelity)
    known = {name for one in functions for name in inspect.signature(one).parameters} | {"base", "decisions"}
    known |= {one.name for kind in (collate.Settings, type(collate.Settings().project)) for one in fields(kind)}
    options = {one.name for one in ByName()[command].params if one.name}
    assert {one for one in options if CALLED.get(one, one) not in known} - SHOWN == set()


@pytest.mark.parametrize("name", ["collating", "editing", "tradition", "translating", "reading", "writing", "project"])
def test_the_examples_of_the_docstrings_are_right(name: str) -> None:
    """They are run."""
    assert doctest.testmod(import_module(f"collate.api.{name}"), optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


TOKENS = [{"t": "the "}, {"t": "kyng", "n": "king", "page": 3}]


@pytest.mark.parametrize(
    "witness",
    [
        "the king",
        b"the king",
        "the k\xefng".encode("latin-1"),
        io.StringIO("the king"),
        io.BytesIO(b"the king"),
        ET.fromstring("<p>the <hi>king</hi></p>"),  # noqa: S314  ours
        etree.fromstring("<TEI><text><body><p>the <hi>king</hi></p></body></text></TEI>"),
        TOKENS,
        collate.text("X", "the king"),
    ],
)
def test_a_witness_is_taken_in_any_form(witness: Any) -> None:
    """Texts, bytes in an encoding, open files, elements, tokens, sources."""
    made = collate.collate({"A": "the king", "B": witness}, collate.Settings(encoding="latin-1"))
    assert next(list(row) for row in made.rows()) == ["A", "B"]
    assert len(made) == 2


def test_tokens_come_back_with_all_that_was_said_of_them() -> None:
    """Their normal form is what is compared."""
    made = collate.collate({"A": "the king", "B": TOKENS})
    assert len(collate.apparatus(made).units) == 0
    assert made.to_dict()["table"][1][1] == [{"t": "kyng", "n": "king", "page": 3}]


@pytest.mark.parametrize(
    "document",
    [
        {"witnesses": [{"id": "A", "content": "the king"}, {"id": "B", "content": "a king"}]},
        [{"id": "A", "tokens": [{"t": "the "}, {"t": "king"}]}, {"id": "B", "tokens": [{"t": "a "}, {"t": "king"}]}],
        {"witnesses": ["A", "B"],
         "table": [[[{"t": "the "}], [{"t": "king"}], None], [[{"t": "a "}], [{"t": "king"}], None]]},
        {"alignment": [{"witness": "A", "tokens": [{"t": "the"}, {"t": "king"}]},
                       {"witness": "B", "tokens": [{"t": "a"}, {"t": "king"}]}]},
    ],
)  # fmt: skip
def test_the_json_of_collatex_is_taken_as_it_stands(document: Any) -> None:
    """Witnesses to be aligned, and tables that are."""
    made = collate.collate(json.loads(json.dumps(document)))
    assert [(row["A"], row["B"]) for row in made.rows()] == [("the", "a"), ("king", "king")]


def results() -> dict[str, Any]:
    """One of each kind of result that can be given to other programs."""
    collation = collate.collate(KINGS)
    apparatus = collate.apparatus(collation)
    one, other = collate.text("fr", "Il a deux chats.", "fr"), collate.text("ru", "У него три кота.", "ru")
    return {
        "collation": collation, "table": collate.table(KINGS), "apparatus": apparatus,
        "stats": collate.stats(apparatus),
        "beads": collate.beads(one, other, dictionaries=False),
        "fidelity": collate.fidelity(one, other, dictionaries=False),
    }  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """The results, made once."""
    return results()


def test_findings_and_trees_are_tables_too(tmp_path: Path) -> None:
    """Suspect places, misreports, and what the units say of a tree, with the columns that docs/python.md names."""
    copies = {"A": "the old king sat", "B": "the young king sat", "C": "the young king sat sat"}
    apparatus = collate.apparatus(collate.collate(copies))
    collate.write(apparatus, tmp_path / "a.json")
    (tmp_path / "t.nwk").write_text("((C)B)A;", encoding="utf-8")
    changed = {**copies, "B": "the good king sat"}
    results = (
        collate.proof([collate.text("C", copies["C"])]),
        collate.check(tmp_path / "a.json", changed),
        collate.stemma(apparatus, tree=tmp_path / "t.nwk"),
    )
    documents = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for result in results:
        frame = result.to_pandas()
        assert len(frame) > 0
        row = next(line for line in documents.splitlines() if line.startswith(f"| `{type(result).__name__}` |"))
        assert [column for column in frame.columns if f"`{column}`" not in row] == []


@pytest.mark.parametrize("name", ["collation", "table", "apparatus", "stats", "beads", "fidelity"])
def test_a_result_can_be_computed_with(made: dict[str, Any], name: str) -> None:
    """As a dict that is JSON, as a pandas table, shown in a notebook, copied and pickled."""
    result = made[name]
    assert json.loads(json.dumps(result.to_dict())) == result.to_dict()
    assert len(result.to_pandas()) > 0
    assert "<table" in result._repr_html_()
    assert len(repr(result)) < 200 or name in {"beads", "fidelity"}
    pickled = pickle.loads(pickle.dumps(result))  # noqa: S301  ours
    for again in (copy.copy(result), copy.deepcopy(result), pickled):
        assert again == result
        assert hash(again) == hash(result)


def test_a_dict_is_what_the_command_writes() -> None:
    """The same object, whoever makes it."""
    made = collate.apparatus(collate.collate(collate.read(DRAFT, EDITED)))
    written = json.loads(run("apparatus", "--to", "json", DRAFT, EDITED).out)
    assert made.to_dict()["units"] == written["units"]


def test_an_apparatus_is_gone_through_and_cut() -> None:
    """By units, by the name of a unit, by section, by lines."""
    made = collate.apparatus(collate.collate(collate.read(DRAFT, EDITED)))
    assert next(unit.id for unit in made) == "u1"
    assert made["u2"].number == 2
    part = made.section("Article II")
    assert {unit.section for unit in part} == {"Article II"}
    assert all(5 <= unit.line <= 9 for unit in made.lines(5, 9))
    with pytest.raises(KeyError):
        made.section("Article XII")


def test_two_collations_at_once_give_what_they_give_one_after_the_other() -> None:
    """There is no state that threads could share."""
    texts = [
        {"A": f"the old king number {n} rides home", "B": f"the young king number {n} rode home"} for n in range(8)
    ]

    def one(witnesses: dict[str, str]) -> Any:
        return collate.apparatus(collate.collate(witnesses)).to_dict()["units"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, texts)) == [one(witnesses) for witnesses in texts]


def test_the_library_logs_and_prints_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """Under one name: what a reader has to say of a file."""
    (tmp_path / "A.txt").write_bytes("le roi était près de la forêt".encode("latin-1"))
    with caplog.at_level(logging.WARNING, "collate"):
        collate.read(str(tmp_path / "A.txt"))
    assert [record.name for record in caplog.records] == ["collate"]
    assert capfd.readouterr() == ("", "")


def test_a_collation_is_stopped_by_its_callback() -> None:
    """An error of the callback is the caller's: it comes through."""
    words = " ".join(f"w{n}" for n in range(400))

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collate.collate({"A": words, "B": words.replace("w7", "x")}, progress=stop)


def test_a_project_gives_its_sections_one_by_one(tmp_path: Path) -> None:
    """And then says that nothing has changed."""
    for siglum, word in (("A", "old"), ("B", "young")):
        (tmp_path / siglum).mkdir()
        for number in (1, 2):
            text = f"the {word} king number {number} rides home to his castle"
            (tmp_path / siglum / f"{number}.txt").write_text(text, encoding="utf-8")
    assert collate.init(tmp_path).name == "collate.toml"
    project = collate.project(tmp_path)
    done = [(outcome.name, outcome.units) for outcome in project.run(1)]
    assert [units for _, units in done] == [1, 1]
    assert project.summary()["failed"] == {}
    assert list(collate.project(tmp_path).run()) == []


def test_decisions_are_made_and_replayed(tmp_path: Path) -> None:
    """In memory, and in a file that the commands read too."""
    collation = collate.collate(KINGS)
    apparatus = collate.apparatus(collation)
    file = tmp_path / "decisions.toml"
    decision = collate.decide(apparatus, "u1", "lemma", "young", file=file, who="E")
    for decisions in ([decision], file, str(file)):
        assert collate.apparatus(collation, decisions=decisions)["u1"].lemma.text == "young"
    with pytest.raises(collate.CollateError, match="there is no decision 'think'"):
        collate.decide(apparatus, "u1", "think")


PYTHON = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


def test_every_public_name_stands_on_the_page() -> None:
    """And what the page names of the library is public."""
    assert {name for name in collate.__all__ if not re.search(rf"\b{name}\b", PYTHON)} == set()
    listed = re.findall(r"automodule:: collate\.api\.\w+\n   :members: (.*)", PYTHON)
    functions = {name.strip() for line in listed for name in line.split(",")}
    assert functions == {n for n in collate.__all__ if inspect.isfunction(getattr(collate, n)) or n == "Project"}


def rows_beside_collatex() -> list[tuple[str, str]]:
    """The rows of the table that sets calls of CollateX beside ours."""
    part = PYTHON.partition("| CollateX (Python) | Collate |\n|---|---|\n")[2].partition("\n\n")[0]
    return [(left, right) for left, right in re.findall(r"^\| (.*?) \| (.*) \|$", part, re.MULTILINE)]


def test_the_calls_beside_those_of_collatex_are_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both columns are run, line by line, but for what CollateX shows in notebooks only."""
    import collatex

    monkeypatch.chdir(tmp_path)
    document = json.dumps({"witnesses": [{"id": "A", "content": "the king"}, {"id": "B", "content": "a king"}]})
    theirs: dict[str, Any] = {"Collation": collatex.Collation, "collate": collatex.collate, "json": json}
    ours: dict[str, Any] = {"collate": collate, "json": json, "sys": sys}
    rows = rows_beside_collatex()
    assert len(rows) > 10
    for left, right in rows:
        for names, cell in ((theirs, left), (ours, right)):
            names["file"] = io.StringIO(document)
            for code in re.findall(r"`([^`]*)`", cell):
                if code.startswith("json.load(") or re.search('output="(svg|html)"', code):
                    continue
                exec(code + (": pass" if code.endswith(":") else ""), names)  # noqa: S102  ours
        if "witnesses" in ours:
            ours["witnesses"].setdefault("B", "a king")
        if "collation" in theirs and len(theirs["collation"].witnesses) == 1:
            theirs["collation"].add_plain_witness("B", "a king")
    assert (tmp_path / "apparatus.xml").exists()

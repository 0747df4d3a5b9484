"""`import collate`: the names that other programs rely on, and what they do."""

from __future__ import annotations

import copy
import gzip
import io
import json
import pickle
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import collate
from collate.model import Language
from collate.tradition import stemma
from collate.variants import labelling
from tests import typed_calls
from tests.conftest import ROOT, TREATY, run, thorough

PUBLIC = [
    "Apparatus", "CollateError", "Collation", "Decision", "Fidelity", "GivenTree", "Overview", "Parallel", "Project",
    "ScoredTree", "Settings", "Source",
    "Statistics", "Stemma", "Table", "Termbase",
    "apparatus", "beads", "check", "collate", "compare", "convert", "decide", "diff", "edition", "explain",
    "fidelity", "init", "normalise", "page", "project", "proof", "read", "spelling", "stats", "stemma", "table",
    "terms", "text", "write",
]  # fmt: skip
DRAFT, EDITED, RUSSIAN = (str(TREATY / name) for name in ("fr-draft.txt", "fr-edited.txt", "ru.txt"))


def test_the_public_names_are_these() -> None:
    """A name is public because it is listed here, and everything public says what it is for."""
    fresh = [sys.executable, "-c", "import collate; print(*[n for n in dir(collate) if not n.startswith('_')])"]
    assert subprocess.run(fresh, capture_output=True, encoding="utf-8", check=True).stdout.split() == PUBLIC
    assert sorted(collate.__all__) == PUBLIC
    assert [name for name in PUBLIC if not getattr(collate, name).__doc__] == []


def test_no_module_takes_a_public_name() -> None:
    """Importing a module of the package binds its name there: it would hide a function."""
    modules = {path.stem for path in Path(collate.__file__).parent.iterdir()}
    assert modules.isdisjoint(PUBLIC)


def test_importing_the_package_imports_nothing_heavy() -> None:
    """The command line imports it too."""
    code = "import sys, collate; print(*({'numpy', 'lxml', 'typer', 'collatex', 'rapidfuzz'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == []


def test_files_become_an_apparatus_and_a_tei_file(tmp_path: Path) -> None:
    """Read, collate, apparatus, write: the slip is found, and the file's end says the format."""
    sources = collate.read(DRAFT, f"E={EDITED}")
    apparatus = collate.apparatus(collate.collate(sources), base="E")
    assert any(
        label.name == "slip" for unit in apparatus.units for reading in unit.readings for label in reading.labels
    )
    collate.write(apparatus, tmp_path / "apparatus.xml")
    assert "<app" in (tmp_path / "apparatus.xml").read_text(encoding="utf-8")


def test_texts_need_no_files() -> None:
    """A witness can be a string; the table goes to any stream."""
    collation = collate.collate([collate.text("A", "one two three", "en"), collate.text("B", "one too three", "en")])
    out = io.StringIO()
    collate.write(collation, out, to="csv")
    rows = [line.split(",")[-2:] for line in out.getvalue().splitlines()]
    assert rows == [["A", "B"], ["one", "one"], ["two", "too"], ["three", "three"]]


def test_translations_become_beads_and_findings(tmp_path: Path) -> None:
    """Both are written by the end of the file's name, with a recipe beside where the format has no place for it."""
    original, translation = collate.read(DRAFT, RUSSIAN)
    beads = collate.beads(original, translation, dictionaries=False)
    found = collate.fidelity(original, translation, dictionaries=False, strict=True)
    collate.write(beads, tmp_path / "b.tmx")
    collate.write(found, tmp_path / "f.csv", guard=False)
    assert "<tmx" in (tmp_path / "b.tmx").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "f.csv.recipe.json").read_text(encoding="utf-8"))["strict"] is True
    for result in (beads, found):
        assert result._repr_html_().startswith("<table>")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda _: collate.collate([collate.text("A", "a")]), "needs two witnesses or more"),
        (lambda _: collate.collate([collate.text("A", "a"), collate.text("A", "b")]), "one siglum"),
        (lambda _: collate.text(" ", "a"), "needs a siglum"),
        (lambda _: collate.text("A", "\ud800"), "half a character at 0"),
        (lambda _: collate.text("A", "a", "klingonish"), "no language code"),
        (lambda _: collate.read("nowhere.txt"), "there is no such file"),
        (lambda _: collate.fidelity(collate.text("A", "a")), "one translation or more"),
        (lambda both: collate.apparatus(both, base="Z"), "there is no witness 'Z'"),
        (lambda both: collate.write(both, io.StringIO()), "a stream says no format"),
        (lambda both: collate.write(both, "table.zip"), "'table.zip' says no format"),
        (lambda both: collate.write(both, "t.csv", shape="round"), "the format 'csv' has no option 'shape'"),
        (lambda both: collate.write(both, "nowhere/t.csv"), "nowhere/t.csv: cannot be written"),
        (lambda both: collate.write(collate.apparatus(both), io.StringIO(), "docx"), "wants a stream of bytes"),
        (lambda both: collate.write(both, io.TextIOWrapper(io.BytesIO(), "ascii"), "csv"), "cannot be written"),
        (lambda _: collate.collate({"A": "a", "B": Path("nowhere.txt")}), "nowhere.txt: there is no such file"),
        (lambda _: collate.collate({"A": "a", " ": "b"}), "needs a siglum"),
        (lambda _: collate.collate([("A", "a"), ("A", "b")]), "one siglum"),
    ],
)
def test_what_cannot_be_is_one_kind_of_error(call: object, said: str) -> None:
    """A `CollateError`, whose text is the sentence that the command says."""
    both = collate.collate([collate.text("A", "a b"), collate.text("B", "a č")])
    with pytest.raises(collate.CollateError, match=said):
        call(both)  # type: ignore[operator]


def test_a_language_that_is_given_is_kept() -> None:
    """By code, with where it comes from."""
    assert collate.text("A", "a", "fr").language == Language("fr", "given")


def test_what_was_read_is_not_written_over(tmp_path: Path) -> None:
    """Not by its name, and not by a link."""
    for name in ("A", "B"):
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "A.txt")
    sources = collate.read(tmp_path / "A.txt", tmp_path / "B.txt")
    beads = collate.beads(*sources, dictionaries=False)
    for result in (collate.collate(sources), collate.apparatus(collate.collate(sources)), beads):
        for name in ("A.txt", "B.txt", "link.txt"):
            with pytest.raises(collate.CollateError, match="is a file that is read"):
                collate.write(result, tmp_path / name)
    assert (tmp_path / "A.txt").read_text(encoding="utf-8") == "A"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda _, __: collate.read(["a.txt"]), "a path (str or Path), not a list; name files one by one"),
        (lambda _, __: collate.read(b"a.txt"), "a path (str or Path), not b'a.txt' (bytes)"),
        (lambda _, __: collate.read("a.txt", settings="fr"), "settings must be a Settings, not 'fr' (str)"),
        (lambda _, __: collate.text("A", b"text"), "content must be a str, not b'text' (bytes); decode bytes first"),
        (lambda _, __: collate.text("A", Path("a.txt")), "content must be a str, not a PosixPath"),
        (lambda _, __: collate.text(1, "text"), "siglum must be a str, not 1 (int)"),
        (lambda _, __: collate.text("A", "text", None), "language must be a str, not None"),
        (lambda _, __: collate.collate("text"), "must be a dict or a list of witnesses, not 'text' (str); write {"),
        (lambda _, __: collate.collate(None), "must be a dict or a list of witnesses, not None"),
        (
            lambda _, __: collate.collate(["one", "two"]),
            "a Source, or a pair of a siglum and a text or Path, not 'one'",
        ),
        (lambda _, __: collate.collate({"A": 3, "B": "two"}), "the witness 'A' must be a str (a text), bytes, a Path"),
        (lambda _, __: collate.collate({1: "one", 2: "two"}), "a siglum must be a str, not 1 (int)"),
        (lambda both, _: collate.collate(both), "must be a dict or a list of witnesses, not a Collation"),
        (lambda _, source: collate.collate([source], "fr"), "settings must be a Settings"),
        (lambda _, source: collate.collate([source], progress=1), "progress must be a function that takes a number"),
        (lambda _, source: collate.apparatus([source]), "must be a Collation, not a list; collate() returns one"),
        (lambda both, _: collate.apparatus(both, 1), "base must be a siglum, not 1 (int)"),
        (lambda both, _: collate.apparatus(both, settings={}), "settings must be a Settings, not a dict"),
        (lambda _, source: collate.beads(source, "text"), "a translation must be a Source, not 'text' (str); read()"),
        (lambda _, source: collate.beads(source, source, segments=1), "segments must be a str"),
        (lambda _, source: collate.beads(source, source, terms=1), "terms must be a path"),
        (lambda _, source: collate.fidelity(source, [source]), "a translation must be a Source, not a list"),
        (lambda _, source: collate.fidelity(source, source, only="number"), "write only=('number',)"),
        (lambda _, source: collate.fidelity(source, source, strict="yes"), "strict must be True or False"),
        (lambda _, __: collate.write("text", "t.csv"), "result must be a Collation, an Apparatus, a Parallel or"),
        (lambda both, _: collate.write(both, 1), "target must be a path (str or Path) or an open stream, not 1 (int)"),
        (lambda both, _: collate.write(both, b"t.csv"), "target must be a path"),
        (lambda both, _: collate.write(both, "t.csv", 1), "to must be the name of a format, not 1 (int)"),
        (
            lambda _, __: collate.Settings(languages="fr"),
            "languages are several, not 'fr' (str); write languages=('fr',)",
        ),
        (lambda _, __: collate.Settings(max_bytes="1"), "max_bytes must be an int, not '1' (str)"),
        (lambda _, __: collate.Settings(only=[1]), "each of only must be a str, not 1 (int)"),
    ],
)
def test_a_value_of_a_wrong_type_is_a_type_error_that_says_which_is_wanted(call: Any, said: str) -> None:
    """And which was given; it is a `CollateError` too."""
    both = collate.collate({"A": "a b", "B": "a c"})
    with pytest.raises(TypeError, match=re.escape(said)) as raised:
        call(both, collate.text("A", "a b"))
    assert isinstance(raised.value, collate.CollateError)


def test_the_version_is_that_of_the_package() -> None:
    """As packages of Python have it."""
    assert collate.__version__ == metadata.version("collate-texts")
    assert "__version__" in dir(collate)


def test_a_str_is_a_text_and_a_path_is_a_file(tmp_path: Path) -> None:
    """In a dict, in pairs, beside sources; the text may look like a path all the same."""
    file = tmp_path / "b.txt"
    file.write_text("one too three", encoding="utf-8")
    by_name = collate.collate({"A": str(file), "B": file})
    assert [by_name.text("A"), by_name.text("B")] == [str(file), "one too three"]
    same = collate.collate({"A": "one two three", "B": file})
    assert same.witnesses[1].source.origin.path == str(file)
    assert collate.collate([("A", "one two three"), ("B", file)]) == same
    assert collate.collate({"A": "x", "B": collate.text("Z", "y")}).sigla == ("A", "B")


def test_texts_have_the_language_that_a_file_would_have(tmp_path: Path) -> None:
    """Given, or detected, as for files; a source keeps its own."""
    draft, edited = (Path(name).read_text(encoding="utf-8") for name in (DRAFT, EDITED))
    detected = collate.collate({"fr-draft": draft, "fr-edited": Path(EDITED)})
    assert [w.source.language.code for w in detected.witnesses] == ["fr", "fr"]
    settings = collate.Settings(languages=("frm",))
    given = collate.collate({"A": draft, "B": collate.text("B", edited, "frm")}, settings)
    assert [str(w.source.language) for w in given.witnesses] == ["frm (--language)", "frm (given)"]


RESULTS = ["source", "collation", "apparatus", "beads", "fidelity", "settings", "statistics"]


def results() -> dict[str, Any]:
    """One of each noun that the functions take or return, made anew."""
    settings = collate.Settings(languages=["fr"])  # type: ignore[arg-type]
    sources = collate.read(DRAFT, EDITED, settings=settings)
    collation = collate.collate(sources, settings)
    apparatus = collate.apparatus(collation, settings=settings)
    french, russian = (collate.text(code, text, code) for code, text in (("fr", "Un chat."), ("ru", "Один кот.")))
    return {
        "source": sources[0],
        "collation": collation,
        "apparatus": apparatus,
        "beads": collate.beads(french, russian, dictionaries=False),
        "fidelity": collate.fidelity(french, russian, dictionaries=False),
        "settings": settings,
        "statistics": stemma.statistics(apparatus, labelling.differences(apparatus, settings), []),
    }


@pytest.fixture(scope="module")
def two_of_each() -> list[dict[str, Any]]:
    return [results(), results()]


@pytest.mark.parametrize("name", RESULTS)
def test_results_of_the_same_are_equal_and_have_one_hash(two_of_each: list[dict[str, Any]], name: str) -> None:
    """So that they can be compared, and be members of sets."""
    one, other = (made[name] for made in two_of_each)
    assert one is not other
    assert one == other
    assert {one, other} == {one}
    assert one != "text"


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda made: pickle.loads(pickle.dumps(made))])  # noqa: S301
def test_a_copy_is_equal(two_of_each: list[dict[str, Any]], name: str, copied: Callable[[Any], Any]) -> None:
    """Shallow, deep, or through a pickle."""
    made = two_of_each[0][name]
    assert copied(made) == made


def test_what_differs_is_not_equal() -> None:
    """Whatever differs: a text, a siglum, the table, how it was made."""
    one = collate.collate({"A": "a b c", "B": "a c"})
    table = one.columns.copy()
    table[[1, 2], 1] = table[[2, 1], 1]
    others = [
        collate.collate({"A": "a b c", "B": "a d"}),
        collate.collate({"A": "a b c", "C": "a c"}),
        collate.collate({"A": "a b c", "B": "a c", "C": "a c"}),
        replace(one, columns=table),
        replace(one, made_by={"aligner": "hand"}),
    ]
    assert [other for other in others if other == one] == []


@pytest.mark.parametrize("form", ["csv", "tei", "docx", "parquet"])
@pytest.mark.parametrize("opened", ["bytes", "file", "bare file", "temporary file", "gzip", "zip", "text file"])
def test_a_stream_gets_what_a_file_gets(tmp_path: Path, form: str, opened: str) -> None:
    """Of text or of bytes, of whatever class; it stays open."""
    apparatus = collate.apparatus(collate.collate({"A": "one two", "B": "one č"}))
    collate.write(apparatus, tmp_path / "whole", form)
    streams: dict[str, Callable[[], Any]] = {
        "bytes": io.BytesIO,
        "file": lambda: (tmp_path / "stream").open("wb"),
        "bare file": lambda: (tmp_path / "stream").open("wb", buffering=0),
        "temporary file": lambda: tempfile.NamedTemporaryFile(dir=tmp_path),  # noqa: SIM115  closed below, as all are
        "gzip": lambda: gzip.GzipFile(tmp_path / "stream", "wb", mtime=0),
        "zip": lambda: zipfile.ZipFile(tmp_path / "stream.zip", "w").open("member", "w"),  # noqa: SIM115
        "text file": lambda: (tmp_path / "stream").open("w", encoding="utf-8", newline=""),
    }
    with streams[opened]() as stream:
        collate.write(apparatus, stream, form)
        assert not stream.closed
        stream.flush()
        data = stream.getvalue() if opened == "bytes" else b""
        if opened == "temporary file":
            data = Path(stream.name).read_bytes()
    if opened == "gzip":
        data = gzip.decompress((tmp_path / "stream").read_bytes())
    elif opened == "zip":
        return
    assert (data or (tmp_path / "stream").read_bytes()) == (tmp_path / "whole").read_bytes()


def test_a_stream_that_takes_only_a_part_is_an_error() -> None:
    """A full disk, without a buffer between."""
    both = collate.collate({"A": "one two", "B": "one too"})
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(collate.CollateError, match="/dev/full: c"):
        collate.write(both, full, "csv")


def test_word_links_are_written_too(tmp_path: Path) -> None:
    """As the command writes them."""
    original, translation = collate.read(DRAFT, RUSSIAN)
    collate.write(collate.beads(original, translation, dictionaries=False), tmp_path / "links.txt", "links")
    run("beads", "--to", "links", "--no-dictionaries", "-o", tmp_path / "command.txt", DRAFT, RUSSIAN)
    assert (tmp_path / "links.txt").read_bytes() == (tmp_path / "command.txt").read_bytes() != b""


def test_calls_that_mypy_accepts_are_right(tmp_path: Path) -> None:
    """Those of typed_calls.py, which mypy checks with the package."""
    (tmp_path / "b.txt").write_text("one too three", encoding="utf-8")
    made = typed_calls.witnesses(tmp_path)
    assert {len(collation) for collation in made} == {3}
    assert min(typed_calls.written(tmp_path, made[0])) > 0
    typed_calls.translated(*collate.read(DRAFT, RUSSIAN))
    three = collate.collate({"A": "one two three", "B": "one too three", "C": "one tu three"})
    assert typed_calls.computed(three, tmp_path)
    assert typed_calls.tested(collate.apparatus(three), tmp_path) == []


@thorough
def test_calls_that_mypy_accepts_are_right_for_pyright(tmp_path: Path) -> None:
    """And what mypy refuses, it refuses: an ignore without need would be an error."""
    pytest.importorskip("basedpyright", reason="needs pyright: pip install basedpyright")
    config = tmp_path / "pyrightconfig.json"
    wanted = {
        "typeCheckingMode": "strict",
        "include": [str(ROOT / "tests" / "typed_calls.py")],
        "enableTypeIgnoreComments": True,
        "reportUnnecessaryTypeIgnoreComment": "error",
    }
    config.write_text(json.dumps(wanted), encoding="utf-8")
    command = [sys.executable, "-m", "basedpyright", "--level", "error", "-p", config, "--pythonpath", sys.executable]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout

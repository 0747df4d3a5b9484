"""`import collate`: the names that other programs rely on, and what they do."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import collate
from collate.model import Language
from tests.conftest import TREATY

PUBLIC = [
    "Apparatus", "CollateError", "Collation", "Fidelity", "Parallel", "Settings", "Source",
    "apparatus", "beads", "collate", "fidelity", "read", "text", "write",
]  # fmt: skip
DRAFT, EDITED, RUSSIAN = (str(TREATY / name) for name in ("fr-draft.txt", "fr-edited.txt", "ru.txt"))


def test_the_public_names_are_these() -> None:
    """A name is public because it is listed here, and everything public says what it is for."""
    fresh = [sys.executable, "-c", "import collate; print(*[n for n in dir(collate) if not n.startswith('_')])"]
    assert subprocess.run(fresh, capture_output=True, text=True, check=True).stdout.split() == PUBLIC
    assert sorted(collate.__all__) == PUBLIC
    assert [name for name in PUBLIC if not getattr(collate, name).__doc__] == []


def test_no_module_takes_a_public_name() -> None:
    """Importing a module of the package binds its name there: it would hide a function."""
    modules = {path.stem for path in Path(collate.__file__).parent.iterdir()}
    assert modules.isdisjoint(PUBLIC)


def test_importing_the_package_imports_nothing_heavy() -> None:
    """The command line imports it too."""
    code = "import sys, collate; print(*({'numpy', 'lxml', 'typer', 'collatex', 'rapidfuzz'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_files_become_an_apparatus_and_a_tei_file(tmp_path: Path) -> None:
    """Read, collate, apparatus, write: the slip is found, and the file's end says the format."""
    sources = collate.read(DRAFT, f"E={EDITED}")
    apparatus = collate.apparatus(collate.collate(sources), base="E")
    assert any(
        label.name == "slip" for unit in apparatus.units for reading in unit.readings for label in reading.labels
    )
    collate.write(apparatus, tmp_path / "apparatus.xml")
    assert "<app" in (tmp_path / "apparatus.xml").read_text()


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
    assert "<tmx" in (tmp_path / "b.tmx").read_text()
    assert json.loads((tmp_path / "f.csv.recipe.json").read_text())["strict"] is True
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
        (lambda _: collate.write("nothing", "x.csv"), "a str cannot be written"),  # type: ignore[arg-type]
        (lambda _: collate.read(["a.txt"]), "is no path; name files one by one"),  # type: ignore[arg-type]
        (lambda _: collate.Settings(languages="fr"), "languages are several"),  # type: ignore[arg-type]
        (lambda both: collate.apparatus(both, base="Z"), "there is no witness 'Z'"),
        (lambda both: collate.write(both, io.StringIO()), "a stream says no format"),
        (lambda both: collate.write(both, "table.zip"), "'table.zip' says no format"),
        (lambda both: collate.write(both, "t.csv", shape="round"), "the format 'csv' has no option 'shape'"),
        (lambda both: collate.write(both, "nowhere/t.csv"), "nowhere/t.csv: cannot be written"),
    ],
)
def test_what_cannot_be_is_one_kind_of_error(call: object, said: str) -> None:
    """A `CollateError`, whose text is the sentence that the command says."""
    both = collate.collate([collate.text("A", "a b"), collate.text("B", "a c")])
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

"""Components of another package work by their names; those that fail are named and contained."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from collate import registry
from tests.conftest import Run, run

CODE = """
import hashlib, sys
import numpy as np
from collate.alignment.result import Alignment
from collate.model import Language, Origin, Source, Witness

def write(apparatus, out, *, guard=True):
    out.write("; ".join(unit.lemma.text for unit in apparatus.units) + "\\n")

def lines(data, *, path, siglum, encoding=None):
    text = data.decode("utf-8").replace("|", " ")
    return [Source(siglum, text, Origin(path, hashlib.sha256(data).hexdigest(), "pipes"), Language("en", "given"))]

def shout(form):
    return form.replace("oo", "wo")

def raises(*given, **named):
    raise ValueError("that went wrong")

def leaves(*given, **named):
    sys.exit(0)

def nothing(*given, **named):
    return None

def drops(rows, *, progress=None):
    return Alignment(np.zeros((1, len(rows)), dtype=np.int32))
"""
ENTRIES = """
[collate.apparatuses]
lemmas = acme_collate:write
text = acme_collate:write
broken = acme_missing:write
astray = acme_collate:no_such_name
raising = acme_collate:raises
leaving = acme_collate:leaves
[collate.readers]
pipes = acme_collate:lines
empty = acme_collate:nothing
[collate.tokenisers]
tlh = acme_collate:nothing
[collate.normalisers]
shout = acme_collate:shout
mute = acme_collate:nothing
[collate.aligners]
drops = acme_collate:drops
raising = acme_collate:raises
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package as pip leaves it: a module, and metadata with entry points."""
    folder = tmp_path_factory.mktemp("acme")
    (folder / "acme_collate.py").write_text(CODE, encoding="utf-8")
    info = folder / "acme_collate-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-collate\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(ENTRIES, encoding="utf-8")
    (folder / "A.txt").write_text("one two three four", encoding="utf-8")
    (folder / "B.txt").write_text("one too three fore", encoding="utf-8")
    (folder / "A.pipes").write_text("one|two|three|for", encoding="utf-8")
    (folder / "x.empty").write_text("one", encoding="utf-8")
    return folder


@pytest.fixture
def installed(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process has the package, and is where its files are."""
    monkeypatch.chdir(package)
    monkeypatch.syspath_prepend(str(package))
    registry._found.cache_clear()
    yield
    registry._found.cache_clear()
    sys.modules.pop("acme_collate", None)


def collate(command: str) -> Run:
    return run(*command.split())


# What is asked, what comes out.
WORKING = [
    ("apparatus -l en A.txt B.txt --to lemmas", "two; four\n"),  # a writer, by its name
    ("apparatus -l en P=A.pipes B.txt --to lemmas", "two; for\n"),  # a reader, by the end of the file's name
    ("apparatus -l en A.txt B.txt --to text", "Base: A\n"),  # nobody takes over a built-in name
]
FAILING = [
    ("apparatus -l en A.txt B.txt --to broken", "'broken' of the apparatuses (acme_missing:write) cannot be loaded"),
    ("apparatus -l en A.txt B.txt --to astray", "'astray' of the apparatuses (acme_collate:no_such_name) cannot be"),
    ("apparatus -l en A.txt B.txt --to raising", "(acme_collate:raises) failed: ValueError: that went wrong; report"),
    ("apparatus -l en A.txt B.txt --to leaving", "'leaving' of the apparatuses (acme_collate:leaves) failed: SystemE"),
    ("apparatus -l en x.empty B.txt", "'empty' of the readers (acme_collate:nothing) returned what it should not"),
    ("apparatus -l tlh A.txt B.txt", "'tlh' of the tokenisers (acme_collate:nothing) returned what it should not"),
    ("table -l en --normalise mute A.txt B.txt", "'mute' of the normalisers (acme_collate:nothing) returned what"),
    ("table -l en --aligner drops A.txt B.txt", "'drops' of the aligners (acme_collate:drops) returned what it"),
    ("table -l en --aligner raising A.txt B.txt", "'raising' of the aligners (acme_collate:raises) failed"),
    ("table -l en --normalise loud A.txt B.txt", "no normaliser 'loud'; it knows: case, accents, apostrophes, punctua"),
]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("command", "said"), WORKING)
def test_components_of_another_package_work(command: str, said: str) -> None:
    """Like built-in ones."""
    done = collate(command)
    assert (done.status, done.out[: len(said)]) == (0, said), done.err


@pytest.mark.usefixtures("installed")
def test_a_normaliser_of_another_package_merges_what_it_merges() -> None:
    """It runs after ours, and the recipe names it."""
    done = collate("table -l en --normalise shout A.txt B.txt --to json")
    assert done.out.count('"n": "two"') == 2
    assert '"shout"' in done.out


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("command", "said"), FAILING)
def test_components_that_fail_are_named(command: str, said: str) -> None:
    """One sentence, status 2, nothing on stdout."""
    done = collate(command)
    assert (done.status, done.out) == (2, "")
    assert said in done.err.splitlines()[-1]
    assert "Traceback" not in done.err


def test_a_project_goes_on_without_what_a_component_cannot_write(package: Path, tmp_path: Path) -> None:
    """The section that failed is named with the component; the others' files are there."""
    text = "# One\n\n{} a king came down\n\n# Two\n\nand he saw {} river\n"
    for name, words in (("A", ("once", "the")), ("B", ("then", "a"))):
        (tmp_path / f"{name}.txt").write_text(text.format(*words), encoding="utf-8")
    (tmp_path / "collate.toml").write_text(
        '[witnesses]\nA = "A.txt"\nB = "B.txt"\n[outputs]\napparatus = ["text", "raising"]\n', encoding="utf-8"
    )
    path = os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "collate", "run", tmp_path]  # a process of its own, for the sake of its workers
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "'raising' of the apparatuses" in done.stderr
    assert list((tmp_path / "collated" / "text").glob("*.txt")) != []

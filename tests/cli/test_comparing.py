"""What changed between two apparatuses, unit by unit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TREATY, Run, run

Collate = Callable[..., Run]
DRAFT, EDITED = TREATY / "fr-draft.txt", TREATY / "fr-edited.txt"


def apparatus(folder: Path, name: str, *files: str) -> str:
    """An apparatus as JSON, in a file."""
    path = str(folder / name)
    assert run("apparatus", "--to", "json", "-l", "fr", "-o", path, *files).status == 0
    return path


def test_the_same_apparatus_has_no_changes(tmp_path: Path) -> None:
    """Status 0, and nothing on stdout."""
    one = apparatus(tmp_path, "one.json", str(DRAFT), str(EDITED))
    done = run("compare", one, one)
    assert (done.status, done.out) == (0, "")


def test_a_correction_shows_as_a_unit_gone(tmp_path: Path) -> None:
    """Others are not listed, though their numbers have changed."""
    (tmp_path / "fr-draft.txt").write_text(
        DRAFT.read_text(encoding="utf-8").replace("peurs", "leurs"), encoding="utf-8"
    )
    old = apparatus(tmp_path, "old.json", str(DRAFT), str(EDITED))
    new = apparatus(tmp_path, "new.json", str(tmp_path / "fr-draft.txt"), str(EDITED))
    done = run("compare", old, new)
    assert done.status == 1
    assert done.out == "- u2 line 2  peurs] leurs fr-edited (slip)\n"
    back = json.loads(run("compare", new, old, "--json").out)
    assert [(change["change"], change["new"]["lemma"]) for change in back["changes"]] == [("new", "peurs")]


def test_changed_readings_stand_beside_each_other(tmp_path: Path) -> None:
    """The lemma is the same, the reading another."""
    changed = EDITED.read_text(encoding="utf-8").replace("gravité", "gravitée")
    (tmp_path / "fr-edited.txt").write_text(changed, encoding="utf-8")
    old = apparatus(tmp_path, "old.json", str(DRAFT), str(EDITED))
    new = apparatus(tmp_path, "new.json", str(DRAFT), str(tmp_path / "fr-edited.txt"))
    (change,) = json.loads(run("compare", old, new, "--json").out)["changes"]
    assert change["change"] == "changed"
    lines = run("compare", old, new).out.splitlines()
    assert [line[:2] for line in lines] == ["- ", "+ "]
    assert "gravité " in lines[0]
    assert "gravitée " in lines[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "is not JSON"),
        (b"[]", "is not a JSON object"),
        (b"{}", "is no apparatus of Collate"),
        (b'{"form": "collate-apparatus-1", "units": [{}]}', "units[0]: lacks 'id'"),
    ],
)
def test_what_is_no_apparatus_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """In one sentence, with the file."""
    path = tmp_path / "x.json"
    path.write_bytes(content)
    done = run("compare", str(path), str(path))
    assert done.status == 2
    assert said in done.err
    assert str(path) in done.err

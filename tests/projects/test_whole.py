"""The whole of a project: the apparatuses of its sections, end to end."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

import collate
from collate.model import Apparatus
from collate.model.joined import MISSING, joined_apparatus
from tests.conftest import run

CHAPTERS = {
    "ch1": {
        "A": "Now the old king sat in his hall\n",
        "B": "Now the young king sat in a hall\n",
        "C": "Now the king sat\n",
    },
    "ch2": {"A": "and the queen came with a lamp\n", "C": "and the quene came without a lamp\n"},
    "ch3": {"A": "they spoke till dawn\n", "B": "they spake till dawn", "C": "they spoke until the dawn\n"},
    "ch4": {"B": "an ending that only B and C know\n", "C": "an end that only B and C know\n"},
    "ch5": {"A": "only A has this\n"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of five chapters: B lacks the second, A the fourth, and the fifth is in A only."""
    for chapter, texts in CHAPTERS.items():
        for siglum, text in texts.items():
            (tmp_path / siglum).mkdir(exist_ok=True)
            (tmp_path / siglum / f"{chapter}.txt").write_text(text, encoding="utf-8")
    witnesses = "".join(f'{siglum} = "{siglum}/*.txt"\n' for siglum in "ABC")
    toml = f'[witnesses]\n{witnesses}[sections]\nby = "files"\n[settings]\nlanguage = "en"\n'
    (tmp_path / "collate.toml").write_text(toml, encoding="utf-8")
    return tmp_path


def said(apparatus: Apparatus) -> Iterator[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """The units as a reader sees them, by section."""
    for unit in apparatus:
        yield unit.section, [(reading.text, tuple(label.name for label in reading.labels)) for reading in unit.readings]


def text(form: str, made: Apparatus) -> str:
    """What a format makes of it."""
    out = StringIO()
    collate.write(made, out, form)
    return out.getvalue()


def test_the_units_are_those_of_the_sections_numbered_through(folder: Path) -> None:
    """In the order of the base; a unit without a heading stands under the name of its section."""
    made = collate.project(folder).apparatus()
    assert [unit.number for unit in made] == list(range(1, len(made.units) + 1))
    assert list(dict.fromkeys(unit.section for unit in made)) == ["ch1", "ch2", "ch3"]
    alone = [
        [readings for _, readings in said(collate.apparatus(collate.collate(CHAPTERS[chapter], SETTINGS)))]
        for chapter in ("ch1", "ch2", "ch3")
    ]
    spoken = [[one for one in readings if one != ("", ())] for _, readings in said(made)]
    assert spoken == [[one for one in unit if one != ("", ())] for chapter in alone for unit in chapter]


SETTINGS = collate.Settings(languages=("en",))


def test_each_witness_can_be_rebuilt(folder: Path) -> None:
    """Byte for byte, from the sections that stand in the whole; the end of a file ends a line."""
    made = collate.project(folder).apparatus()
    for siglum in "ABC":
        chapters = [CHAPTERS[chapter].get(siglum, "") for chapter in ("ch1", "ch2", "ch3")]
        assert made.collation.text(siglum) == "".join(chapters)


def test_a_witness_without_a_section_has_a_lacuna_there(folder: Path) -> None:
    """In each unit it stands once, and what it lacks is no omission."""
    made = collate.project(folder).apparatus()
    for unit in made:
        held = [siglum for reading in unit.readings for siglum in reading.sigla] + [one.siglum for one in unit.absent]
        assert sorted(held) == ["A", "B", "C"]
    second = [unit for unit in made if unit.section == "ch2"]
    assert all(reading.kind == "lacuna" for unit in second for reading in unit.readings if "B" in reading.sigla)
    assert [lacuna.siglum for lacuna in made.lacunae if lacuna.because == MISSING] == ["B"]


def test_what_is_left_out_is_said(folder: Path) -> None:
    """A section that the base lacks, and one that nobody else has."""
    done = run("apparatus", folder)
    assert done.status == 0
    assert "left out, because A lacks it: ch4 (B C)" in done.err
    assert "left out, because only one witness has it: ch5 (A)" in done.err


@pytest.mark.parametrize("command", ["apparatus", "edition", "table", "page", "stats", "stemma"])
def test_the_folder_of_a_project_is_its_witnesses(folder: Path, command: str) -> None:
    """For every command that makes one result of several witnesses."""
    done = run(command, folder)
    assert done.status == 0, done.err
    assert "settings and witnesses are those of" in done.err
    assert done.out


def test_decisions_print_as_in_the_sections(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lemma that was chosen in one, a conjecture in another: both are in the text of the whole."""
    monkeypatch.chdir(folder)
    first, last = ([f"{siglum}={siglum}/{chapter}.txt" for siglum in "ABC"] for chapter in ("ch1", "ch3"))
    assert run("decide", "lemma", "u1", "young", *first, "--who", "me").status == 0
    assert run("decide", "conjecture", "u2", "until daybreak", *last, "--who", "me").status == 0
    whole = run("edition", ".").out
    assert "the young king sat in his hall\nand the queen came" in whole
    assert "they spoke until daybreak" in whole.replace("⟨", "").replace("⟩", "")
    entries = run("apparatus", ".").out
    assert "young] old A" in entries
    assert "until daybreak" in entries


def test_another_base_is_refused(folder: Path) -> None:
    """Sections are matched with those of the base."""
    done = run("apparatus", folder, "-b", "C")
    assert (done.status, "the base of this project is A" in done.err) == (2, True)


def test_what_is_written_is_read_back_to_the_same_units(folder: Path) -> None:
    """As TEI."""
    made = collate.project(folder).apparatus()
    path = folder / "whole.xml"
    collate.write(made, path)
    again = collate.convert(path)
    assert [unit.readings[0].text for unit in again] == [unit.readings[0].text for unit in made]


def test_one_section_is_itself() -> None:
    """Nothing is changed by joining one."""
    made = collate.apparatus(collate.collate(CHAPTERS["ch1"], SETTINGS))
    whole = joined_apparatus({"ch1": made})
    for form in ("csv", "reledmac"):
        assert text(form, whole).count("\n") == text(form, made).count("\n")
    assert whole.collation == made.collation

"""Projects of an original and its translations: sections matched across languages, one run for all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

import collate
from collate.config import Settings
from collate.model.plan import Plan
from collate.projects import across, file, sections
from tests.conftest import ROOT, TREATY, run

SCHEMA = ROOT / "collate" / "writers" / "schemas" / "project.schema.json"
TALE = ROOT / "examples" / "translations"


@pytest.fixture
def tale(tmp_path: Path) -> Path:
    """The tale and its translations, without a project."""
    for path in (*TALE.glob("*.txt"), TALE / "witnesses.toml"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def _of(folder: Path, toml: str) -> Path:
    (folder / "collate.toml").write_text(toml, encoding="utf-8")
    return folder


def _by_chapters(folder: Path) -> Path:
    names = "".join(f'"{name}" = "{name}.txt"\n' for name in ("anna", "fr", "boris", "boris-revised"))
    return _of(folder, f'[witnesses]\n{names}[settings]\noriginal = "fr"\n[sections]\nby = "headings"\n')


def test_a_project_is_written_with_its_original_and_it_is_said(tale: Path) -> None:
    """By `witnesses.toml`; texts of a page are compared whole."""
    made = run("init", tale)
    assert "fr is taken for the original" in made.err
    plan, _ = file.plan(tale)
    assert (plan.original, plan.base, plan.by) == ("fr", "fr", "none")
    assert {wanted.group for wanted in plan.outputs} == {"apparatus", "findings"}


def test_the_original_is_guessed_by_its_name_or_the_order(tale: Path) -> None:
    """Where nothing is said of the texts."""
    (tale / "witnesses.toml").unlink()
    (tale / "boris-revised.txt").unlink()
    assert "anna is taken for the original" in run("init", tale).err
    (tale / "collate.toml").unlink()
    (tale / "fr.txt").rename(tale / "original.txt")
    assert "original is taken for the original" in run("init", tale).err


def test_witnesses_of_one_language_have_no_original(tmp_path: Path) -> None:
    """As before."""
    for name in ("fr-draft", "fr-edited"):
        shutil.copy(TREATY / f"{name}.txt", tmp_path)
    assert "original" not in run("init", tmp_path).err
    assert file.plan(tmp_path)[0].original == ""


def test_a_run_collates_the_translations_and_compares_them_with_the_original(tale: Path) -> None:
    """Chapter by chapter, every error in its own; a second run has nothing to do."""
    folder = _by_chapters(tale)
    made = run("run", folder, "-w", "1")
    assert made.status == 0, made.err
    assert "4 findings in the translations: " in made.out
    summary = json.loads((folder / "collated" / "summary.json").read_text(encoding="utf-8"))
    jsonschema.validate(summary, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert summary["findings"] == {"number": 2, "date": 1, "omitted-unit": 1}
    assert {name: own["findings"] for name, own in summary["sections"].items()} == {
        "chapter-001": {"date": 1, "number": 1}, "chapter-002": {"omitted-unit": 1, "number": 1},
    }  # fmt: skip
    apparatus = json.loads((folder / "collated" / "json-en" / "chapter-001.json").read_text(encoding="utf-8"))
    assert {unit["lemma"] for unit in apparatus["units"]} >= {"1887", "A cold", "twenty", "reached"}
    assert not (folder / "collated" / "json").exists()
    assert "nothing has changed" in run("run", folder, "-w", "1").err


def test_another_original_makes_everything_stale(tale: Path) -> None:
    """It is a setting like others."""
    folder = _by_chapters(tale)
    run("run", folder, "-w", "1")
    toml = folder / "collate.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('original = "fr"', 'original = "anna"'), encoding="utf-8")
    assert run("status", folder).out.count("settings changed: base, original") == 2


@pytest.mark.parametrize("command", ["stats", "diff", "table", "page"])
def test_commands_take_the_folder_for_its_texts(tale: Path, command: str) -> None:
    """The original first, whatever the order; what they write is what they write of the files."""
    folder = _by_chapters(tale)
    files = [tale / f"{name}.txt" for name in ("fr", "anna", "boris", "boris-revised")]
    by_folder, by_files = (json.loads(run(command, "--no-dictionaries", "--to", "json", *named).out)
                           for named in ([folder], files))  # fmt: skip
    for one in (by_folder, by_files):
        one.pop("recipe", None)
    assert by_folder == by_files


def test_what_needs_one_language_takes_that_of_the_original_or_says_why_not(tale: Path, tmp_path: Path) -> None:
    """An apparatus is of witnesses."""
    refused = run("apparatus", _by_chapters(tale))
    assert refused.status == 2
    assert "fr is the only text of " in refused.err
    folder = tmp_path / "treaty"
    folder.mkdir()
    for name in ("fr-draft", "fr-edited", "ru"):
        shutil.copy(TREATY / f"{name}.txt", folder)
    _of(folder, '[witnesses]\nE = "fr-edited.txt"\nD = "fr-draft.txt"\nR = "ru.txt"\n[settings]\noriginal = "E"\n')
    made = run("apparatus", folder)
    assert made.status == 0
    assert "left out, because they are translations: R" in made.err
    assert "leurs] peurs D" in made.out


def test_findings_are_not_asked_of_witnesses(tale: Path) -> None:
    """Without an original there are none; an original must be a text of the project."""
    names = '[witnesses]\nA = "anna.txt"\nB = "boris.txt"\n'
    refused = run("run", _of(tale, names + '[outputs]\nfindings = "json"\n'))
    assert refused.status == 2
    assert 'original = "A"' in refused.err
    assert "there is no witness 'C'" in run("run", _of(tale, names + '[settings]\noriginal = "C"\n')).err


def _matched(folder: Path, texts: dict[str, str], more: str = "") -> dict[str, dict[str, str]]:
    """The rows of a project by key: of each text the heading of its section."""
    for siglum, text in texts.items():
        (folder / f"{siglum}.txt").write_text(text, encoding="utf-8")
    names = "".join(f'{siglum} = "{siglum}.txt"\n' for siglum in texts)
    first = next(iter(texts))
    _of(folder, f'[witnesses]\n{names}[sections]\nby = "headings"\n{more}[settings]\noriginal = "{first}"\n')
    plan: Plan = file.plan(folder)[0]
    cut, _ = sections.pieces(plan, Settings())
    rows, pieces = across.matched(cut, plan)
    return {row.key: {siglum: pieces[siglum][own[0]].heading for siglum, own in row.pieces.items()} for row in rows}


FRENCH = "Article I\nLa Chine reste libre de tout lien.\n\nArticle II\nLe Japon paiera la somme due.\n\nArticle III\nLe traité reste secret pour tous.\n"  # noqa: E501
RUSSIAN = "Статья I\nКитай остаётся свободным от всяких уз.\n\nСтатья II\nЯпония уплатит должную сумму.\n\nСтатья III\nДоговор остаётся тайным для всех.\n"  # noqa: E501


def test_sections_are_matched_by_what_their_headings_mean(tmp_path: Path) -> None:
    """Also where a translation lacks one, or has another order."""
    one, _, three = RUSSIAN.split("\n\n")
    assert _matched(tmp_path, {"F": FRENCH, "R": f"{three}\n\n{one}\n"}) == {
        "article 1": {"F": "Article I", "R": "Статья I"},
        "article 2": {"F": "Article II"},
        "article 3": {"F": "Article III", "R": "Статья III"},
    }


def test_sections_are_matched_by_hand_first(tmp_path: Path) -> None:
    """What the editor says goes before what headings mean; what is left is matched if nothing contradicts."""
    tie = 'match = [{ F = "article 3", R = "article 2" }]\n'
    rows = _matched(tmp_path, {"F": FRENCH, "R": RUSSIAN}, tie)
    assert rows["article 3"] == {"F": "Article III", "R": "Статья II"}
    assert rows["article 1"] == {"F": "Article I", "R": "Статья I"}


def test_every_section_of_every_text_is_in_one_row(tmp_path: Path) -> None:
    """Whatever the translations lack or have besides."""
    extra = RUSSIAN + "\nСтатья V\nКонец договора и подписи сторон.\n"
    rows = _matched(tmp_path, {"F": FRENCH, "R": extra, "S": RUSSIAN})
    assert sorted(own["R"] for own in rows.values() if "R" in own) == sorted(
        line for line in extra.splitlines() if line.startswith("Статья")
    )
    assert sum("S" in own for own in rows.values()) == 3


def test_the_library_gives_the_texts_of_a_project(tale: Path) -> None:
    """The original first."""
    texts = collate.project(_by_chapters(tale)).texts()
    assert [source.siglum for source in texts] == ["fr", "anna", "boris", "boris-revised"]
    assert texts[0].content == (tale / "fr.txt").read_text(encoding="utf-8")

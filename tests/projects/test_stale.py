"""Only what changed is made again, for the reason that `status` gives."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from collate import registry
from collate.config import Settings
from collate.projects import causes
from collate.variants.decisions import replay
from tests.conftest import Run, run, thorough

COLOURS = ("red", "green", "blue", "white", "black", "amber")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three witnesses of six chapters; in each chapter B and C have another word, and C lacks one."""
    folder = tmp_path / "p"
    for siglum in "ABC":
        (folder / siglum).mkdir(parents=True)
        for number, colour in enumerate(COLOURS, 1):
            words = [f"{colour}{k}" for k in range(40)]
            words[7] = words[7] if siglum == "A" else f"other{number}"
            words[20] = "the" if siglum == "A" else "that"
            text = " ".join(words[:9] + words[10:] if siglum == "C" else words)
            (folder / siglum / f"ch{number}.txt").write_text(text + "\n", encoding="utf-8")
    (folder / "collate.toml").write_text(
        '[witnesses]\nA = "A/*.txt"\nB = "B/*.txt"\nC = "C/*.txt"\n[settings]\nlanguage = "en"\n', encoding="utf-8"
    )
    assert run("run", folder, "-w", "1").status == 0
    return folder


def decide(folder: Path, chapter: int, *what: str) -> None:
    files = [f"{siglum}={folder / siglum / f'ch{chapter}.txt'}" for siglum in "ABC"]
    made = run("decide", *what, *files, "-l", "en", "--decisions", folder / "decisions.toml")
    assert made.status == 0, made.err


def reasons(folder: Path) -> list[str]:
    """Why each section is stale, "" if it is fresh, in the order of the chapters."""
    return [section["stale"] for section in json.loads(run("status", folder, "--json").out)["sections"]]


def only(chapter: int, why: str) -> list[str]:
    return [why if number == chapter else "" for number in range(1, len(COLOURS) + 1)]


def again(folder: Path) -> Run:
    made = run("run", folder, "-w", "1", "--json")
    assert made.status == 0, made.err
    return made


@pytest.mark.parametrize(
    "what",
    [
        ("label", "u1", "slip", "--reading", "other4"), ("regularise", "u1"), ("lemma", "u1", "other4"),
        ("conjecture", "u1", "scarlet"), ("split", "u1", "1"), ("realign", "A:1.10=B:1.10"),
    ],
    ids=lambda what: what[0],
)  # fmt: skip
def test_a_decision_makes_stale_the_section_that_it_can_change(project: Path, what: tuple[str, ...]) -> None:
    """The others keep their bytes; taken back, it is that section again."""
    if what[0] == "split":
        decide(project, 4, "join", "u1")
        again(project)
    before = {path: path.read_bytes() for path in (project / "collated").rglob("*.json")}
    decide(project, 4, *what)
    assert reasons(project) == only(4, "decisions changed")
    assert json.loads(again(project).out)["done"] == 1
    after = {path: path.read_bytes() for path in (project / "collated").rglob("*.json")}
    assert {path.parent.name for path in after if after[path] != before[path]} <= {"json", "recipes", "collated"}
    assert {path.name for path in after if after[path] != before[path]} - {"summary.json"} == {"ch4.json"}
    assert run("decide", "undo", "--decisions", project / "decisions.toml").status == 0
    assert reasons(project) == only(4, "decisions changed")
    again(project)
    assert {path: path.read_bytes() for path in (project / "collated").rglob("*.json")} == before


def test_a_decision_for_everywhere_makes_stale_all_that_have_its_words(project: Path) -> None:
    """Each chapter has `the` where the others have `that`."""
    (project / "A" / "ch2.txt").write_text((project / "A" / "ch2.txt").read_text("utf-8").replace("the", "that"))
    again(project)
    decide(project, 4, "label", "u3", "slip", "--reading", "that", "--scope", "everywhere")
    assert reasons(project) == ["" if chapter == 2 else "decisions changed" for chapter in range(1, 7)]


@pytest.mark.parametrize("normalise", [(), ("case", "accents", "punctuation")])
@pytest.mark.parametrize("scope", ["here", "everywhere"])
def test_a_project_obeys_decisions_as_if_each_section_were_given_all_of_them(
    project: Path, normalise: tuple[str, ...], scope: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow way: no section is spared any decision."""
    from collate.projects import decided

    path = project / "collate.toml"
    path.write_text(f"{path.read_text('utf-8')}normalise = {list(normalise)}\n", encoding="utf-8")
    for siglum in "ABC":  # words that are written otherwise than they are compared
        text = project / siglum / "ch5.txt"
        text.write_text(text.read_text("utf-8").replace("black5 ", "Bláck-\n5, ").replace("black8 ", "‹Été› "), "utf-8")
    for chapter in (1, 5):
        decide(project, chapter, "label", "u1", "slip", "--reading", f"other{chapter}", "--scope", scope)
        decide(project, chapter, "conjecture", "u2", "scarlet")
    again(project)
    spared = {path: path.read_bytes() for path in (project / "collated" / "json").iterdir()}
    shutil.rmtree(project / "collated")
    monkeypatch.setattr(decided, "concerning", lambda decisions, *_: tuple(decisions))
    again(project)
    whole = {path: path.read_bytes() for path in (project / "collated" / "json").iterdir()}
    assert {path.name: _units(data) for path, data in whole.items()} == {
        path.name: _units(data) for path, data in spared.items()
    }
    assert b"scarlet" in b"".join(spared.values())


def _units(data: bytes) -> object:
    return json.loads(data)["units"]


def test_a_decision_that_no_section_has_a_place_for_is_named(project: Path) -> None:
    """With its line, also if that moved since the section was made; one that holds somewhere is not."""
    decide(project, 4, "label", "u1", "slip", "--reading", "other4")
    decide(project, 5, "label", "u1", "slip", "--reading", "other5")
    path = project / "decisions.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("green", "grin") + text.partition("[[decision]]")[0], encoding="utf-8")
    assert json.loads(again(project).out)["notes"] == []
    for siglum in "BC":
        file = project / siglum / "ch5.txt"
        file.write_text(file.read_text("utf-8").replace("other5", "else5"), encoding="utf-8")
    second = text.count("\n", 0, text.rindex("[[decision]]")) + 1
    (note,) = json.loads(again(project).out)["notes"]
    assert note.startswith(f"decisions.toml:{second}: stale decision to label, without effect: no witness has 'other5'")
    path.write_text(f"# a remark\n{text}", encoding="utf-8")
    assert reasons(project) == [""] * 6
    (note,) = json.loads(again(project).out)["notes"]
    assert note.startswith(f"decisions.toml:{second + 1}: stale decision")
    path.write_text(text.replace("black", "bleak"), encoding="utf-8")
    (note,) = json.loads(again(project).out)["notes"]
    assert note == f"decisions.toml:{second}: stale decision to label, without effect: no section has its words"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ('base = "B"', "settings changed: base"),
        ('ignore = ["punctuation"]', "settings changed: ignore"),
        ('only = ["substantive"]', "settings changed: only"),
        ('cjk = "words"', "settings changed: cjk"),
        ('aligner = "profile"', "settings changed: aligner"),
        ('normalise = ["case"]\nprofile = "classical"', "settings changed: normalise, profile"),
        ('encoding = "latin-1"', "settings changed: encoding"),
        ('[outputs]\napparatus = ["text"]', "other outputs are wanted"),
        ('[outputs]\napparatus = ["xlsx"]', "other outputs are wanted"),
        ('[labels]\northography = "substantive"', "settings changed: labels"),
        ('[print]\nprofile = "classical"', "settings changed: print"),
    ],
)
def test_the_setting_that_changed_is_named(project: Path, lines: str, why: str) -> None:
    """And nothing else is given as the reason."""
    path = project / "collate.toml"
    path.write_text(f"{path.read_text('utf-8')}{lines}\n", encoding="utf-8")
    assert reasons(project) == [why] * 6


def test_another_language_is_a_setting_and_no_other_text(project: Path) -> None:
    """The texts are as they were."""
    path = project / "collate.toml"
    path.write_text(path.read_text("utf-8").replace('"en"', '"fr"'), encoding="utf-8")
    assert reasons(project) == ["settings changed: language"] * 6


def test_what_of_a_text_changed_is_said(project: Path) -> None:
    """Its words, its description, its name; several reasons are all given."""
    file = project / "B" / "ch2.txt"
    file.write_text(file.read_text("utf-8").replace("green30", "verdant"), encoding="utf-8")
    (project / "C" / "witnesses.toml").write_text(
        '[[witness]]\nfile = "ch2.txt"\nsiglum = "C"\ntitle = "T"\n', encoding="utf-8"
    )
    assert reasons(project) == only(2, "text changed: B; description changed: C")


def distribution(folder: Path, name: str, version: str, entry_points: str = "") -> None:
    """A package that is installed in a folder: its metadata, and what it offers."""
    own = folder / f"{name}-{version}.dist-info"
    own.mkdir(parents=True)
    (own / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    (own / "entry_points.txt").write_text(entry_points, encoding="utf-8")


def elsewhere(project: Path, beside: Path) -> list[str]:
    """The reasons that a process gives which finds those packages first."""
    done = subprocess.run(
        [sys.executable, "-m", "collate", "status", "--json", project], capture_output=True, encoding="utf-8",
        check=False, env={**os.environ, "PYTHONPATH": str(beside)},
    )  # fmt: skip
    assert done.stdout, done.stderr
    return [section["stale"] for section in json.loads(done.stdout)["sections"]]


@thorough
def test_a_package_makes_stale_only_what_uses_it(project: Path, tmp_path: Path) -> None:
    """One that has nothing to do with Collate, a plug-in that is not in use, and another version of what takes part."""
    distribution(tmp_path / "new", "nothing", "1.0")
    distribution(tmp_path / "new", "shouting", "1.0", "[collate.normalisers]\nloud = shouting:loud\n")
    assert elsewhere(project, tmp_path / "new") == [""] * 6
    distribution(tmp_path / "other", "rapidfuzz", "99.0")
    assert elsewhere(project, tmp_path / "other") == ["another version of rapidfuzz"] * 6


@thorough
def test_a_plug_in_that_is_in_use_makes_stale_what_uses_it(project: Path, tmp_path: Path) -> None:
    """In another version, or as soon as it is called like the language of the texts."""
    beside = tmp_path / "new"
    cut = "def cut(source):\n    from collate.witnesses.tokenisers.words import tokenise\n    return tokenise(source)\n"
    distribution(beside, "cutting", "1.0", "[collate.tokenisers]\nen = cutting:cut\n")
    (beside / "cutting.py").write_text(cut, encoding="utf-8")
    assert elsewhere(project, beside) == ["cutting takes part"] * 6
    command = [sys.executable, "-m", "collate", "run", "-w", "1", project]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(beside)}, check=True, capture_output=True)
    assert elsewhere(project, beside) == [""] * 6
    (beside / "cutting-1.0.dist-info").rename(beside / "cutting-1.1.dist-info")
    metadata = beside / "cutting-1.1.dist-info" / "METADATA"
    metadata.write_text(metadata.read_text("utf-8").replace("1.0", "1.1"), encoding="utf-8")
    assert elsewhere(project, beside) == ["another version of cutting"] * 6
    assert reasons(project) == ["cutting takes no part any more"] * 6


def test_another_program_is_a_reason_by_itself(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What its records say otherwise is no matter."""
    monkeypatch.setattr(causes, "program", lambda: "another")
    assert reasons(project) == ["another version of Collate"] * 6


def test_the_versions_of_a_writer_matter_only_where_it_writes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants no workbooks need not make anything again for a new XlsxWriter."""
    installed = registry.installed
    monkeypatch.setattr(registry, "installed", lambda name: "99" if name == "xlsxwriter" else installed(name))
    assert reasons(project) == [""] * 6


def test_the_decisions_of_a_recipe_are_those_of_its_section(project: Path) -> None:
    """As the digests of the texts are."""
    decide(project, 4, "label", "u1", "slip", "--reading", "other4")
    again(project)
    recipes = [json.loads((project / f"collated/recipes/ch{k}.json").read_bytes()) for k in (3, 4)]
    assert [recipe["decisions"]["number"] for recipe in recipes] == [0, 1]
    settings = Settings()
    assert replay.digest(settings) == {"number": 0}

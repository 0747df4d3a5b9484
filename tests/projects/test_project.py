"""Projects: sections found and matched, only what is stale made anew, by one process or many, with the same result."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from collate.config import Settings
from collate.languages import packs
from collate.model.plan import Outcome, Piece
from collate.projects import matching, work
from collate.projects.sections import cut
from tests.conftest import FIELD, ROOT, Run, run, thorough


def chapters(folder: Path, **witnesses: dict[int, str]) -> Path:
    """A folder for each witness, a file a chapter, and the project that `init` proposes for it."""
    for siglum, texts in witnesses.items():
        (folder / siglum).mkdir(parents=True)
        for number, text in texts.items():
            (folder / siglum / f"ch{number}.txt").write_text(text + "\n", encoding="utf-8")
    made = run("init", folder)
    assert made.status == 0, made.err
    return folder


def prose(number: int, size: int = 60) -> str:
    """Words that no other chapter has."""
    return " ".join(f"word{number}x{k}" for k in range(size))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three witnesses of twelve chapters, each with differences."""
    texts = {number: prose(number) for number in range(1, 13)}
    other = {number: text.replace(f"word{number}x7 ", "else ") for number, text in texts.items()}
    third = {number: text.replace(f"word{number}x9 ", "") for number, text in other.items()}
    folder = chapters(tmp_path / "p", A=texts, B=other, C=third)
    settle(folder, language='"en"')
    return folder


def settle(folder: Path, **values: str) -> None:
    """Set values of the project's settings."""
    path = folder / "collate.toml"
    lines = "".join(f"{key} = {value}\n" for key, value in values.items())
    path.write_text(path.read_text("utf-8").replace("[settings]\n", f"[settings]\n{lines}"), encoding="utf-8")


def done(folder: Path, *options: str) -> dict[str, object]:
    made = run("run", folder, "--json", *(options or ("-w", "1")))
    assert made.status == 0, made.err
    return dict(json.loads(made.out))


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_init_proposes_what_a_folder_holds_and_every_line_of_it_is_understood(project: Path) -> None:
    """A pattern for each folder of chapters; the commented lines are settings that exist."""
    text = (project / "collate.toml").read_text("utf-8")
    assert '"B" = "B/*.txt"' in text
    assert 'by = "files"' in text
    assert run("init", project).status == 2
    text = text.replace("# base", "base").replace("# ignore", "ignore").replace("# only", "only")
    text = text.replace("# normalise", "normalise").replace("# cjk", "cjk").replace("# profile", "profile")
    (project / "collate.toml").write_text(text.replace("# table", "table"), encoding="utf-8")
    shown = run("status", "--settings", project)
    assert shown.status == 0, shown.err
    lines = [line.split() for line in shown.out.splitlines()]
    assert ["profile", "classical", "(collate.toml)"] in lines
    assert ["aligner", "anchored", "(default)"] in lines


def test_a_second_run_does_nothing_and_a_changed_word_only_its_section(project: Path) -> None:
    """Also where an output was lost or touched; `status` says which and why."""
    first = done(project)
    assert (first["done"], len(first["sections"])) == (12, 12)
    before = files(project / "collated")
    assert done(project)["done"] == 0
    path = project / "B" / "ch7.txt"
    path.write_text(path.read_text("utf-8").replace("word7x20", "changed"), encoding="utf-8")
    status = run("status", project)
    assert status.status == 1
    assert [line for line in status.out.splitlines() if "stale" in line] == ["ch7   stale: text changed: B"]
    assert done(project)["done"] == 1
    after = files(project / "collated")
    assert {name for name in after if after[name] != before[name]} == {
        "json/ch7.json", "recipes/ch7.json", "summary.json",
    }  # fmt: skip
    (project / "collated" / "json" / "ch3.json").unlink()
    (project / "collated" / "json" / "ch4.json").write_text("", encoding="utf-8")
    assert "ch3   stale: json/ch3.json is missing" in run("status", project).out
    assert "ch4   stale: json/ch4.json was changed" in run("status", project).out
    assert done(project)["done"] == 2
    assert files(project / "collated") == after
    settle(project, ignore='["punctuation"]')
    assert run("status", project).out.count("stale: settings changed: ignore\n") == 12


@pytest.mark.parametrize(
    "options", [("-w", "2"), pytest.param(("-w", "2", "--scheduler", "local"), marks=thorough)], ids=["joblib", "dask"]
)
def test_many_make_the_same_bytes_as_one(project: Path, options: tuple[str, ...]) -> None:
    """One process, and two of them; two workers of a Dask cluster of this machine."""
    if "--scheduler" in options:
        pytest.importorskip("distributed", reason="needs dask: pip install 'collate-texts[cluster]'")
    done(project)
    alone = files(project / "collated")
    for name in alone:
        (project / "collated" / name).unlink()
    assert done(project, *options)["done"] == 12
    assert files(project / "collated") == alone
    assert len(alone) == 25


def test_a_section_that_fails_is_told_and_the_others_are_done(project: Path) -> None:
    """Status 2; the next run tries it again."""
    blocked = project / "collated" / "json" / "ch5.json"
    blocked.mkdir(parents=True)
    made = run("run", project, "--json", "-w", "1")
    document = json.loads(made.out)
    assert made.status == 2
    assert list(document["failed"]) == ["ch5"]
    assert len(document["sections"]) == 11
    assert "ch5: " in made.err
    blocked.rmdir()
    assert done(project)["done"] == 1


@pytest.mark.parametrize("how", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=thorough)])
def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path, how: signal.Signals) -> None:
    """Nothing half-written stays under its name, and what was done is not done again."""
    texts = {number: prose(number, 600) for number in range(1, 13)}
    other = {number: text.replace("x7 ", "x7 else ") for number, text in texts.items()}
    folder = chapters(tmp_path / "p", A=texts, B=other)
    settle(folder, language='"en"')
    child = subprocess.Popen(
        [sys.executable, "-m", "collate", "run", "-w", "1", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    records = folder / ".collate" / "sections"
    while len(list(records.glob("*.json")) if records.is_dir() else []) < 3 and child.poll() is None:
        time.sleep(0.01)
    child.send_signal(how)
    _, said = child.communicate()
    if how == signal.SIGINT:
        assert child.returncode == 130
        assert said.endswith("collate: interrupted; nothing was left half-written\n")
    kept = len(list(records.glob("*.json")))
    assert all(json.loads(path.read_bytes()) for path in (folder / "collated" / "json").glob("file*.json"))
    assert 3 <= kept < 12
    assert done(folder)["done"] == 12 - kept


def pieces(*texts: str) -> list[Piece]:
    """Sections of one witness, by number."""
    from collate.model import Origin, Source

    return [
        Piece(f"chapter {number}", "", Source("X", text, Origin("x", "", "text")))
        for number, text in enumerate(texts, 1)
    ]


def keys(rows: tuple[list[matching.Matched], dict[str, list[Piece]]]) -> list[list[str]]:
    """What each row holds, witness by witness."""
    return [
        [f"{siglum} {' + '.join(rows[1][siglum][k].key for k in own)}" for siglum, own in row.pieces.items()]
        for row in rows[0]
    ]


def test_sections_are_matched_by_their_words_whatever_their_numbers_say() -> None:
    """B lacks the second, has the others in another order and a prologue of its own."""
    a, b, c = prose(1), prose(2), prose(3)
    found = matching.matched({"A": pieces(a, b, c), "B": pieces(prose(9), c, a)}, "A")
    assert keys(found) == [
        ["B chapter 1"],
        ["A chapter 1", "B chapter 3"],
        ["A chapter 2"],
        ["A chapter 3", "B chapter 2"],
    ]
    assert found[0][1].because["B"].startswith("words")


def test_a_section_that_holds_two_is_cut_and_two_that_are_one_are_joined() -> None:
    """The cut is where the next one begins; nothing of the text is lost."""
    a, b = f"{prose(1)}.", f"{prose(2)}."
    one = matching.matched({"A": pieces(a, b), "B": pieces(f"{a}\n\n{b}")}, "A")
    assert keys(one) == [["A chapter 1", "B chapter 1"], ["A chapter 2", "B chapter 1 [2]"]]
    assert [piece.source.content for piece in one[1]["B"]] == [f"{a}\n\n", b]
    two = matching.matched({"A": pieces(f"{a}\n\n{b}"), "B": pieces(a, b)}, "A")
    assert keys(two) == [["A chapter 1", "B chapter 1 + chapter 2"]]


def test_what_is_repeated_has_a_row_of_its_own_and_says_so() -> None:
    """B copies the first chapter again at the end."""
    a, b = prose(1), prose(2)
    found = matching.matched({"A": pieces(a, b), "B": pieces(a, b, prose(1, 40))}, "A")
    assert keys(found)[-1] == ["B chapter 3"]
    assert found[0][-1].because["B"] == "repeats chapter 1"


def test_an_editor_goes_before_words_and_headings() -> None:
    """By key or heading; a section that is not there is named."""
    a, b = prose(1), prose(2)
    found = matching.matched({"A": pieces(a, b), "B": pieces(prose(3), b)}, "A", [{"A": "chapter 1", "B": "chapter 1"}])
    assert keys(found) == [["A chapter 1", "B chapter 1"], ["A chapter 2", "B chapter 2"]]
    assert found[0][0].because["B"] == "by hand"


@thorough
def test_the_orders_of_the_laozi_and_the_notebooks_of_frankenstein_are_matched() -> None:
    """Real texts: nearly all of 81 chapters in three editions; a manuscript without headings beside four editions."""
    laozi = sorted((FIELD / "gold" / "zh_laozi" / "witnesses").glob("*.txt"))
    novel = sorted((FIELD / "gold" / "frankenstein" / "full").glob("*.txt"))
    if not laozi or not novel:
        pytest.skip("needs zh_laozi and frankenstein, evaluation data that is not in this repository")
    rows, _ = matching.matched(read(laozi, "lines"), laozi[0].stem)
    assert sum(len(row.pieces) == 3 for row in rows) >= 81
    rows, _ = matching.matched(read(novel, "headings"), novel[0].stem)
    assert sum(len(row.pieces) == 5 for row in rows) >= 16
    assert len(rows) == 19


def read(paths: list[Path], by: str) -> dict[str, list[Piece]]:
    from collate import pipeline

    sources = pipeline.sources([pipeline.Named(str(path)) for path in paths], Settings())
    return {source.siglum: cut([source], by) for source in sources}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no witnesses"),
        ("[witnesses]\nA = 3", "witness 'A' is no file"),
        ("[witnesses]\nA = 'a/*.txt'", "there is no file 'a/*.txt'"),
        ("[witnesses]\nA = '../a.txt'", "there is no file '../a.txt'"),
        ("[witnesses]\nA = '.'", "'.' is a folder; name the files in it"),
        ("[witnesses]\nA = './'", "'./' is a folder; name the files in it"),
        ("[witnesses]\nA = 'a**b'", "'a**b' holds ** beside other signs"),
        ("[witnesses]\nA = '**/a/**/b/**/x'", "holds ** more than once"),
        ("[witnesses]\nA = '/**/x'", "holds ** more than once, or outside the project"),
        ('[witnesses]\nA = "a\\u0000b"', "holds a NUL character"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\nfolder = '.'", "the outputs would stand among the witnesses"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\nfolder = ''", "the outputs would stand among the witnesses"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\nfolder = '..'", "the outputs leave the folder of the project"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\nfolder = 'a/../../b'", "the outputs leave the folder of the project"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\nfolder = '/tmp'", "the outputs leave the folder of the project"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\nfolder = '.collate'", "the outputs cannot stand in '.collate'"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\nfolder = '.git/hooks'", "the outputs cannot stand in '.git/hooks'"),
        ('[witnesses]\nA = "x.txt"\n[outputs]\nfolder = "a\\u0000b"', "the outputs cannot stand in 'a\\x00b'"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\nfolder = 3", "outputs.folder: should be text, and is a whole number"),
        ("decisions = 'collated/d.toml'\n[witnesses]\nA = 'x.txt'", "would stand among the witnesses (d.toml)"),
        ('decisions = "a\\u0000"\n[witnesses]\nA = "x.txt"', "'decisions' names no path"),
        ("[witnesses]\nA = 'x.txt'\n[settings]\nbase = 'B'", "there is no witness 'B'"),
        ("[witnesses]\nA = 'x.txt'\n[settings]\ncolour = 'red'", "[settings] has no 'colour'"),
        ("[witnesses]\nA = 'x.txt'\n[settings]\ncjk = 'letters'", "Chinese cannot be cut by 'letters'"),
        ("[witnesses]\nA = 'x.txt'\n[sections]\nby = 'page'", "sections cannot be cut by 'page'"),
        ("[witnesses]\nA = 'x.txt'\n[sections]\nmatch = [{ A = 'x' }]", "a match ties sections of two witnesses"),
        ("[witnesses]\nA = 'x.txt'\n[outputs]\napparatus = ['pdf']", "there is no format 'pdf'"),
        ("[witness]\nA = 'x.txt'", "'witness' is not known"),
        ("[witnesses\n", "cannot be understood"),
    ],
)
def test_what_a_project_cannot_be_is_said_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    """With the file; and nothing is written."""
    (tmp_path / "x.txt").write_text("one two", encoding="utf-8")
    (tmp_path / "collate.toml").write_text(text, encoding="utf-8")
    made = run("run", tmp_path)
    assert made.status == 2
    assert said in made.err
    assert "collate.toml" in made.err
    assert not (tmp_path / "collated").exists()


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "", "chapter 3", "第三章", "x" * 300, "a\x00b"])
def test_no_key_becomes_a_path(key: str) -> None:
    """A name of plain letters, figures and hyphens, the same for the same key, another for another."""
    name = work.slug(key)
    assert name
    assert len(name) < 80
    assert not set(name) & set("/\\.\x00 ")
    assert work.slug(f"{key}!") != name


def test_no_two_keys_have_one_name() -> None:
    """Also where only figures and brackets tell them apart."""
    keys = ["book 2", "book (2)", "book [2]", "book 02", "book 2 (2)", "book 2 [2]", "Book 2", "book-2", "book002"]
    assert len({work.slug(key) for key in keys}) == len(keys)
    assert work.slug("book 2") == "book-002"


def workers(folder: Path, address: str, number: int) -> list[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
    return [
        subprocess.Popen([*command, "--local-directory", folder / f"w{k}"], stderr=subprocess.DEVNULL)
        for k in range(number)
    ]


@thorough
def test_a_worker_of_the_cluster_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    """Scheduler and workers are processes of their own; one is killed while the sections are being done."""
    pytest.importorskip("distributed", reason="needs dask: pip install 'collate-texts[cluster]'")
    texts = {number: prose(number, 1500) for number in range(1, 31)}
    other = {number: text.replace("x7 ", "x7 else ") for number, text in texts.items()}
    folder = chapters(tmp_path / "p", A=texts, B=other)
    settle(folder, language='"en"')
    address = "tcp://127.0.0.1:18786"
    where = ["--host", "127.0.0.1", "--port", "18786", "--no-dashboard"]
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", *where], stderr=subprocess.DEVNULL
    )
    hands = workers(tmp_path, address, 2)
    try:
        child = subprocess.Popen(
            [sys.executable, "-m", "collate", "run", "--scheduler", address, folder],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        records = folder / ".collate" / "sections"
        while len(list(records.glob("*.json")) if records.is_dir() else []) < 4 and child.poll() is None:
            time.sleep(0.02)
        # The nanny would start it again: the worker itself is its child.
        own = subprocess.run(["pgrep", "-P", str(hands[0].pid)], check=False, capture_output=True, encoding="utf-8")
        for worker in own.stdout.split():
            os.kill(int(worker), signal.SIGKILL)
        hands[0].kill()
        out, err = child.communicate(timeout=120)
    finally:
        for process in (*hands, scheduler):
            process.kill()
            process.wait()
    assert child.returncode == 0, err
    assert out.startswith("30 sections")
    assert run("status", folder).status == 0


def test_run_says_how_many_and_what_is_in_them(project: Path) -> None:
    """Talk on stderr, the summary on stdout."""
    made: Run = run("run", project, "-w", "1")
    assert made.err == "collate: 12 sections, 12 to do, 1 at a time\n"
    assert made.out.splitlines()[0] == "12 sections, 24 units"
    again = run("run", project)
    assert again.err == "collate: nothing has changed\n"
    assert again.out == made.out


def test_the_tables_of_all_sections_are_read_as_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example of docs/projects.md, run in a project: a row a section, witness and label."""
    pytest.importorskip("duckdb", reason="needs duckdb: pip install 'collate-texts[parquet]'")
    path = project / "collate.toml"
    path.write_text(
        path.read_text("utf-8").replace('apparatus = ["json"]', 'apparatus = ["parquet"]'), encoding="utf-8"
    )
    done(project)
    text = (ROOT / "docs" / "projects.md").read_text("utf-8")
    example = text.partition("```python\n")[2].partition("```")[0]
    monkeypatch.chdir(project)
    exec(example.replace(".show()", ".fetchall()").replace("duckdb.sql", "found = duckdb.sql"), names := {})  # noqa: S102
    assert len(names["found"]) == 10
    assert {row[1] for row in names["found"]} <= {"B", "C"}


def test_two_texts_of_one_name_are_two_rows(tmp_path: Path) -> None:
    """A and C share a first chapter, B and D another: both are collated, under names of their own."""
    one, two = prose(1), prose(2)
    texts = {"A": one, "B": two, "C": one.replace("x7 ", "x7 else "), "D": two.replace("x7 ", "x7 else ")}
    folder = chapters(tmp_path / "p", **{siglum: {1: text} for siglum, text in texts.items()})
    settle(folder, language='"en"')
    assert sorted(done(folder)["sections"]) == ["ch1", work.slug("ch1 of B")]
    assert run("status", folder).status == 0


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body><div n="1"><p>one two three four</p></div><div n="2">{gap}<p>{text}</p></div></body></text>
</TEI>"""


def test_all_that_an_output_says_makes_it_stale(project: Path, tmp_path: Path) -> None:
    """A gap that was marked, a title, a language pack; and a gap at the very edge of a section is in it."""
    folder = tmp_path / "tei"
    folder.mkdir()
    (folder / "A.xml").write_text(TEI.format(gap="", text="five six seven eight"), encoding="utf-8")
    (folder / "B.xml").write_text(TEI.format(gap="", text="seven eight"), encoding="utf-8")
    run("init", folder)
    (folder / "collate.toml").write_text(
        '[witnesses]\nA = "A.xml"\nB = "B.xml"\n[sections]\nby = "ids"\n', encoding="utf-8"
    )
    done(folder)
    (folder / "B.xml").write_text(TEI.format(gap='<gap reason="lost"/>', text="seven eight"), encoding="utf-8")
    made = done(folder)
    assert made["done"] == 2  # between two sections: nobody knows whose it is
    assert "lacuna" in dict(made["labels"])
    done(project)
    (project / "A" / "witnesses.toml").write_text(
        '[[witness]]\nfile = "ch3.txt"\nsiglum = "A"\ntitle = "T"\n', encoding="utf-8"
    )
    assert [line.split()[0] for line in run("status", project).out.splitlines() if "stale" in line] == ["ch3"]


def test_what_is_no_more_leaves_no_files(project: Path) -> None:
    """A chapter that was taken out, a format that is not wanted any more; what somebody changed is left alone."""
    done(project)
    for siglum in "ABC":
        (project / siglum / "ch12.txt").unlink()
    assert len(done(project)["sections"]) == 11
    assert not (project / "collated" / "json" / "ch12.json").exists()
    path = project / "collate.toml"
    path.write_text(path.read_text("utf-8").replace('["json"]', '["text"]'), encoding="utf-8")
    (project / "collated" / "json" / "ch1.json").write_text("mine", encoding="utf-8")
    done(project)
    assert [one.name for one in (project / "collated" / "json").iterdir()] == ["ch1.json"]


def test_chapters_that_stand_together_keep_their_words_apart() -> None:
    """Also where the first file has no line end of its own."""
    from collate.model import Origin, Source
    from collate.model.joined import joined_source

    own = joined_source([Source("A", f"end{k}", Origin(f"A/{k}.txt", "", "text")) for k in (1, 2)])
    assert own.content == "end1\nend2"
    assert Path(own.origin.path).name == "1.txt + 2.txt"


@thorough
def test_a_section_that_kills_its_worker_is_the_only_one_that_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of memory, say; it is found by trying those alone that were being done."""
    from collate.projects import crew

    monkeypatch.setattr(crew, "done", deadly)
    made = run("run", project, "--json", "-w", "2")
    assert made.status == 2
    assert list(json.loads(made.out)["failed"]) == ["ch5"]
    assert len(json.loads(made.out)["sections"]) == 11


def deadly(task: work.Task) -> Outcome:
    if task.name == "ch5":
        os.kill(os.getpid(), signal.SIGKILL)
    return work.done(task)


def test_a_piece_that_was_cut_can_be_matched_by_hand() -> None:
    """By the key that `status` shows; and an editor's match is not undone by a longer one."""
    a, b = f"{prose(1)}.", f"{prose(2)}."
    found = matching.matched(
        {"A": pieces(a, b), "B": pieces(a, b, prose(5))}, "A", [{"A": "chapter 1", "B": "chapter 3"}]
    )
    assert ["A chapter 1", "B chapter 3"] in keys(found)
    cut_one = matching.matched(
        {"A": pieces(a, b, prose(7)), "B": pieces(f"{a}\n\n{b}")}, "A", [{"A": "chapter 3", "B": "chapter 1 [2]"}]
    )
    assert ["A chapter 3", "B chapter 1 [2]"] in keys(cut_one)


def test_a_witness_without_words_is_named(tmp_path: Path) -> None:
    """It takes part in nothing, and the others are collated."""
    folder = chapters(tmp_path / "p", A={1: prose(1)}, B={1: prose(1)}, C={1: "  "})
    settle(folder, language='"en"')
    made = run("run", folder, "-w", "1")
    assert made.status == 0
    assert "collate: C has no text\n" in made.err


def test_a_run_that_was_stopped_and_taken_back_is_not_taken_for_done(project: Path) -> None:
    """The texts are again what they were, but one section was made from others meanwhile."""
    done(project)
    path = project / "B" / "ch7.txt"
    before = path.read_text("utf-8")
    state, made = (project / ".collate" / "state.json").read_bytes(), files(project / "collated")
    path.write_text(before.replace("word7x20", "changed"), encoding="utf-8")
    done(project)
    (project / ".collate" / "state.json").write_bytes(state)  # as if it had been stopped before the end
    path.write_text(before, encoding="utf-8")
    assert done(project)["done"] == 1
    assert files(project / "collated") == made


def test_a_decision_is_replayed_in_its_section_and_stale_in_none(project: Path) -> None:
    """It is written by the command that works on one chapter, and found again by its words."""
    files_ = [project / siglum / "ch4.txt" for siglum in "ABC"]
    named = [f"{siglum}={path}" for siglum, path in zip("ABC", files_, strict=True)]
    path = project / "decisions.toml"
    made = run(
        "decide", "label", "u1", "slip", *named, "-l", "en", "--reading", "else", "--decisions", path, "--who", "me"
    )
    assert made.status == 0, made.err
    document = done(project)
    assert dict(document["labels"])["slip"] == 1
    assert document["notes"] == []
    assert "slip" in (project / "collated" / "json" / "ch4.json").read_text("utf-8")


def test_lines_are_those_of_the_file_and_the_base_is_the_first_that_is_there(tmp_path: Path) -> None:
    """One file a witness, cut at its headings: the second chapter begins at line 5; the third is not in the base."""
    one, two, three = (f"Chapter {k}\n\n{prose(k)}\n\n" for k in (1, 2, 3))
    texts = {
        "A": one + two,
        "B": one + two.replace("x7 ", "x7 else ") + three,
        "C": one + three.replace("x9 ", ""),
    }
    for siglum, text in texts.items():
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    run("init", tmp_path)
    settle(tmp_path, language='"en"')
    assert list(done(tmp_path)["sections"]) == ["chapter-001", "chapter-002", "chapter-003"]
    second, third = (
        json.loads((tmp_path / "collated" / "json" / f"chapter-00{k}.json").read_text("utf-8")) for k in (2, 3)
    )
    assert [unit["line"] for unit in second["units"]] == [7]
    assert third["base"] == "B"


def test_what_the_language_pack_says_makes_a_section_stale(project: Path) -> None:
    """A spelling that was added in the project's own folder of packs."""
    path = project / "collate.toml"
    path.write_text('languages = "packs"\n' + path.read_text("utf-8"), encoding="utf-8")
    (project / "packs" / "en").mkdir(parents=True)
    (project / "packs" / "en" / "abbreviations.tsv").write_text("xx\tword1x3\n", encoding="utf-8")
    done(project)
    (project / "packs" / "en" / "abbreviations.tsv").write_text("xx\tword1x4\n", encoding="utf-8")
    packs._of_project.cache_clear()  # the next run is another process
    assert run("status", project).out.count("stale: settings changed: languages\n") == 12


def test_a_formula_that_every_chapter_begins_with_tells_nothing() -> None:
    """A chapter that shares no more than that has a row of its own."""
    formula = prose(0, 40)
    own = pieces(*(f"{formula} {prose(k)}" for k in range(1, 8)))
    found = matching.matched(
        {"A": own, "B": [piece._replace(key="x") for piece in pieces(f"{formula} {prose(9)}")]}, "A"
    )
    assert ["B x"] in keys(found)


def test_a_folder_is_meant_wherever_the_workers_stand(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs and decisions of a project that is named by a relative path have paths that hold elsewhere."""
    from collate.projects.file import plan

    monkeypatch.chdir(project)
    asked, settings = plan(Path())
    assert asked.target == project / "collated"
    assert settings.project.decisions == project / "decisions.toml"


@pytest.mark.parametrize(
    ("key", "said"), [("aligner", "no 'nonsense' among the aligners"), ("normalise", "no normaliser 'nonsense'")]
)
def test_a_component_that_is_not_there_is_said_before_the_work(tmp_path: Path, key: str, said: str) -> None:
    """By every command of projects, with the file."""
    folder = chapters(tmp_path / "p", A={1: "one two"}, B={1: "one three"})
    settle(folder, **{key: '"nonsense"'})
    done = run("status", "--settings", folder)
    assert done.status == 2
    assert f"collate.toml: there is {said}" in done.err


def test_init_takes_texts_for_witnesses_and_nothing_else(tmp_path: Path) -> None:
    """A README is none; of one text nothing can be made; a name may hold what patterns are made of."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "A.txt").write_text("one", encoding="utf-8")
    (texts / "README.md").write_text("about", encoding="utf-8")
    assert "holds no two texts" in run("init", tmp_path).err
    (texts / "B.txt").write_text("two", encoding="utf-8")
    assert run("init", tmp_path).status == 0
    assert "README" not in (tmp_path / "collate.toml").read_text(encoding="utf-8")
    other = tmp_path / "other"
    for name in ("A[1]", "B[1]"):
        (other / name).mkdir(parents=True)
        (other / name / "1.txt").write_text("one two", encoding="utf-8")
        (other / name / "README.txt").write_text("about", encoding="utf-8")
    assert run("init", other).status == 0
    assert run("run", other, "-w", "1").out.startswith("1 section")

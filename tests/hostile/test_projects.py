"""Projects that would reach beyond their folder: links, pipes, records and settings made by somebody else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from collate.errors import InputError
from collate.io import files, paths
from collate.io.folders import Folder
from collate.model.plan import Outcome
from collate.projects import crew, work
from tests.conftest import Run, in_time, needs_names, run

NAME = "ch1"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two witnesses of two chapters, made; beside the project a file that is nobody's business."""
    folder = tmp_path / "p"
    for siglum, other in (("A", "one"), ("B", "two")):
        (folder / siglum).mkdir(parents=True)
        for chapter, beginning in enumerate(("In the beginning", "After the flood"), 1):
            text = f"{beginning} there was word {other} and much else that was written here by many hands\n"
            (folder / siglum / f"ch{chapter}.txt").write_text(text, encoding="utf-8")
    (folder / "collate.toml").write_text(
        '[witnesses]\nA = "A/*.txt"\nB = "B/*.txt"\n[settings]\nlanguage = "en"\n', encoding="utf-8"
    )
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "thesis.txt").write_text("ten years of work", encoding="utf-8")
    assert made(folder).status == 0
    return folder


def made(folder: Path) -> Run:
    return run("run", folder, "-w", "1")


def sections(folder: Path) -> list[str]:
    """The names of the sections, whatever they are."""
    return sorted(path.stem for path in (folder / ".collate" / "sections").iterdir())


def away(folder: Path) -> dict[str, bytes]:
    """What stands beside the project."""
    return {path.name: path.read_bytes() for path in (folder.parent / "away").iterdir()}


def record(folder: Path, name: str, files: dict[str, object]) -> None:
    """Let the record of a section say that it wrote some files, and let the section be stale."""
    path = folder / ".collate" / "sections" / f"{name}.json"
    kept = json.loads(path.read_bytes()) if path.exists() else json.loads(next(path.parent.iterdir()).read_bytes())
    kept["files"] = files
    kept["cause"]["program"] = "another"
    path.write_text(json.dumps(kept), encoding="utf-8")
    (folder / ".collate" / "state.json").unlink(missing_ok=True)


@pytest.mark.parametrize("gone", [False, True], ids=["a section that is there", "a section that is no more"])
@pytest.mark.parametrize("named", ["../../away/thesis.txt", "../notes.txt", "notes.txt", "json/notes.txt", "absolute"])
def test_a_record_gives_no_right_to_delete(project: Path, named: str, gone: bool) -> None:
    """Whatever it says of a file, with the right digest: only what its section can have written is removed."""
    for path in (project / "notes.txt", project / "collated" / "notes.txt", project / "collated/json/notes.txt"):
        path.write_bytes(b"ten years of work")
    digest = sha256(b"ten years of work").hexdigest()
    path = project.parent / "away" / "thesis.txt" if named == "absolute" else project / "collated" / named
    record(
        project,
        "gone" if gone else sections(project)[0],
        {str(path) if named == "absolute" else named: [digest, 17, 1]},
    )
    assert made(project).status == 0
    assert path.read_bytes() == b"ten years of work"


@pytest.mark.parametrize(
    "place",
    ["collated", "collated/json", "collated/recipes", "collated/summary.json", "collated/json/{}.json",
     ".collate", ".collate/sections", ".collate/state.json", ".collate/sections/{}.json"],
)  # fmt: skip
@pytest.mark.parametrize("dangling", [False, True])
def test_a_project_writes_through_no_link(project: Path, place: str, dangling: bool) -> None:
    """Not even to its own files elsewhere; the sentence names the link and where it leads."""
    path = project / place.format(sections(project)[0])
    target = project.parent / "away" / "own"
    path.rename(target)
    if dangling:
        target.rename(project.parent / "spare")
    path.symlink_to(target)
    for text in (project / "A").iterdir():
        text.write_text(text.read_text("utf-8").replace(" one ", " three "), encoding="utf-8")
    before = sorted(file for file in target.rglob("*"))
    done = made(project)
    assert done.status == 2
    assert f"{path}: is a symbolic link to {str(target)!r}" in done.err
    assert target.exists() is not dangling
    assert sorted(file for file in target.rglob("*")) == before


@pytest.mark.parametrize("place", [".collate/state.json", ".collate/sections/{}.json", "collated/summary.json"])
@pytest.mark.parametrize("command", ["run", "status"])
def test_a_pipe_in_place_of_a_file_is_refused_and_not_waited_for(project: Path, place: str, command: str) -> None:
    """Nobody writes into it: what waited would wait for ever."""
    path = project / place.format(sections(project)[0])
    path.unlink()
    os.mkfifo(path)
    with in_time(60):
        done = run(command, project)
    if command == "run" or "sections" in place:
        assert done.status == 2
        assert f"{path}: is no regular file" in done.err


def test_a_dictionary_that_is_a_pipe_is_refused(project: Path) -> None:
    """As every file that the command line names, but for the pipes of the shell itself."""
    pipe = project / "fra-eng.dict"
    os.mkfifo(pipe)
    files = [f"{siglum}={project / siglum / 'ch1.txt'}" for siglum in "AB"]
    with in_time(60):
        done = run("beads", "-l", "fr", "-l", "en", "--dictionary", pipe, *files)
    assert done.status == 2
    assert "fra-eng.dict: is not a regular file" in done.err


@pytest.mark.parametrize("key", ["decisions", "languages"])
@pytest.mark.parametrize("how", ["above", "absolute", "link", "link inside"])
def test_settings_lead_outside_only_if_the_command_line_allows_it(project: Path, key: str, how: str) -> None:
    """The sentence names the option; with it, the files are read."""
    target = project.parent / "away" / key
    (target / "en").mkdir(parents=True)
    value = {"above": f"../away/{key}", "absolute": str(target), "link": "here", "link inside": "inner"}[how]
    if key == "decisions":
        (target / "en").rmdir()
        target.rmdir()
        target.write_text("", encoding="utf-8")
    if how == "link":
        (project / "here").symlink_to(target)
    if how == "link inside":
        (project / "inner").mkdir()
        (project / "inner" / "en").symlink_to(target / "en" if key == "languages" else project.parent / "away")
    path = project / "collate.toml"
    path.write_text(f"{key} = {json.dumps(value)}\n{path.read_text('utf-8')}", encoding="utf-8")
    os.chdir(project)
    for command in (("run", "-w", "1"), ("status",), ("status", "--settings"), ("diff", "A=A/ch1.txt", "B=B/ch1.txt")):
        done = run(*command)
        assert done.status == 2, command
        assert f"collate.toml: {key!r} leads outside the folder of the project" in done.err
        assert "collate --outside COMMAND" in done.err
    if (key, how) != ("decisions", "link inside"):  # which is no file of decisions
        assert run("--outside", "run", "-w", "1").status == 0
    assert run("run", "-w", "1").status == 2  # it holds for one run only


def decide(folder: Path, *options: str | Path) -> Run:
    return run("decide", "label", "u1", "slip", "A=A/ch1.txt", "B=B/ch1.txt", "-l", "en", "--who", "me", *options)


@pytest.mark.parametrize("how", ["dangling", "link", "setting", "dangling, named"])
def test_decisions_are_written_through_no_link_and_outside_no_project(project: Path, how: str) -> None:
    """Nor does `decide` make a file where a link leads nowhere, even if the command line names the link."""
    os.chdir(project)
    target = project.parent / "away" / "d.toml"
    if how == "link":
        target.write_text("# mine\n", encoding="utf-8")
    if how == "setting":
        path = project / "collate.toml"
        path.write_text(f'decisions = "../away/d.toml"\n{path.read_text("utf-8")}', encoding="utf-8")
    else:
        (project / "decisions.toml").symlink_to(target)
    before = away(project)
    done = decide(project, *(["--decisions", "decisions.toml"] if how == "dangling, named" else []))
    assert done.status == 2
    assert str(target) in done.err
    assert away(project) == before
    (project / "collate.toml").unlink()
    if how != "setting":
        assert decide(project, *(["--decisions", "decisions.toml"] if how == "dangling, named" else [])).status == 2
        assert away(project) == before


def test_a_link_of_the_users_to_a_file_of_decisions_is_followed_where_the_command_line_names_it(project: Path) -> None:
    """As on a shared drive; the link stays."""
    os.chdir(project)
    target = project.parent / "away" / "d.toml"
    target.write_text("# ours\n", encoding="utf-8")
    (project / "shared.toml").symlink_to(target)
    assert decide(project, "--decisions", "shared.toml").status == 0
    assert target.read_text("utf-8").startswith("# ours\n\n[[decision]]")
    assert (project / "shared.toml").is_symlink()


def test_decisions_outside_are_written_where_the_command_line_allows_it(project: Path) -> None:
    """By the option that the refusal names."""
    os.chdir(project)
    path = project / "collate.toml"
    path.write_text(f'decisions = "../away/d.toml"\n{path.read_text("utf-8")}', encoding="utf-8")
    made = run("--outside", "decide", "label", "u1", "slip", "A=A/ch1.txt", "B=B/ch1.txt", "-l", "en", "--who", "me")
    assert made.status == 0, made.err
    assert b"[[decision]]" in away(project)["d.toml"]


def test_init_writes_through_no_link(project: Path) -> None:
    """A link that leads nowhere is no reason to make a file there."""
    (project / "collate.toml").unlink()
    (project / "collate.toml").symlink_to(project.parent / "away" / "made.toml")
    done = run("init", project)
    assert done.status == 2
    assert "collate.toml: is a symbolic link to" in done.err
    assert set(away(project)) == {"thesis.txt"}


@pytest.mark.parametrize("how", ["absolute", "above", "link", "pattern", "folder"])
def test_witnesses_are_read_where_the_user_says_and_that_is_said_once(project: Path, how: str) -> None:
    """On a shared drive, say; a pattern may be absolute too."""
    texts = project.parent / "away" / "C"
    (project / "B").rename(texts)
    if how == "link":
        (project / "B").mkdir()
        for chapter in ("ch1.txt", "ch2.txt"):
            (project / "B" / chapter).symlink_to(texts / chapter)
    if how == "folder":
        (project / "B").symlink_to(texts)
    value = {
        "absolute": [f"{texts}/ch1.txt", f"{texts}/ch2.txt"], "above": "../away/C/*.txt", "pattern": f"{texts}/ch*.txt",
    }.get(how, "B/*.txt")  # fmt: skip
    path = project / "collate.toml"
    path.write_text(path.read_text("utf-8").replace('"B/*.txt"', json.dumps(value)), encoding="utf-8")
    for command in (("run", "-w", "1"), ("run", "-w", "1"), ("status",), ("status", "--settings")):
        done = run(command[0], project, *command[1:])
        assert done.status == 0, done.err
        said = [line for line in done.err.splitlines() if "outside the project" in line]
        assert said == [f"collate: witnesses are read outside the project: {texts}/ch1.txt and 1 other file"]


def test_the_settings_of_a_folder_above_are_named_and_looked_for_no_further_than_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor than the home folder; what is in it belongs to it."""
    inner = tmp_path / "repository" / "inner"
    inner.mkdir(parents=True)
    for siglum in "AB":
        (inner / f"{siglum}.txt").write_text(f"a word of {siglum}\n", encoding="utf-8")
    monkeypatch.chdir(inner)
    diff = ("diff", "A.txt", "B.txt", "-l", "en")
    outer, own = tmp_path / "collate.toml", tmp_path / "repository" / "collate.toml"
    outer.write_text("colour = 1\n", encoding="utf-8")
    assert run(*diff).status == 2
    monkeypatch.setenv("HOME", str(inner.parent))
    assert run(*diff).status == 1
    monkeypatch.setenv("HOME", "/nowhere")
    (tmp_path / "repository" / ".git").mkdir()
    assert run(*diff).status == 1
    own.write_text('[labels]\northography = "formal"\n', encoding="utf-8")
    done = run(*diff)
    assert (done.status, done.err.count(f"collate: the settings are those of {own}\n")) == (1, 1)
    own.rename(inner / "collate.toml")
    assert "the settings are those of" not in run(*diff).err


def test_an_error_in_the_settings_stops_only_commands_that_use_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To simulate a tradition, or to compare two apparatuses, nobody needs them."""
    (tmp_path / "A.txt").write_text("a word of A and others\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "collate.toml").write_text("decisions = '/etc/x'\n", encoding="utf-8")
    assert run("simulate", "-n", "2", "--words", "50", "-o", "made").status == 0
    assert run("init", "made/witnesses").status == 0
    assert run("diff", "A.txt", "made/witnesses/A.txt").status == 2


@pytest.mark.parametrize("name", ["x" * 240 + ".csv", "字" * 80 + ".csv", "é" * 120 + ".csv"])
def test_a_file_can_have_a_name_of_244_bytes(tmp_path: Path, name: str) -> None:
    """The file aside, from which it is renamed, has a shorter one."""
    needs_names(name)
    assert len(name.encode()) == 244
    files.written_whole(tmp_path / name, lambda out: out.write("x"))
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("named", [False, True])
def test_what_is_refused_when_it_is_looked_at_again_replaces_nothing(tmp_path: Path, named: bool) -> None:
    """The new file is complete by then, and goes."""
    path = tmp_path / "x"
    path.write_text("old", encoding="utf-8")

    def refused(aside: Path) -> None:
        assert aside.read_text(encoding="utf-8") == "new"
        raise InputError("is not what was meant")

    write = paths.write_named if named else partial(paths.write, tmp_path)
    with pytest.raises(InputError):
        write(path, lambda out: out.write("new"), refused)
    assert [file.read_text("utf-8") for file in tmp_path.iterdir()] == ["old"]


HALF = """
import sys, time
from collate.io import files
from pathlib import Path
def slowly(out):
    out.write("half")
    out.flush()
    print("half", flush=True)
    time.sleep(60)
files.written_whole(Path(sys.argv[1]), slowly)
"""


def test_what_a_killed_run_left_half_written_is_removed_by_the_next(project: Path) -> None:
    """In the folders of outputs and records; what another process is writing, or is not ours, stays."""
    places = [project / ".collate", project / ".collate/sections", project / "collated", project / "collated/json"]
    writers = [
        subprocess.Popen([sys.executable, "-c", HALF, place / "x.json"], stdout=subprocess.PIPE) for place in places
    ]
    try:
        for writer in writers:
            assert writer.stdout
            writer.stdout.readline()
        for writer in writers[:-1]:
            writer.kill()
            writer.wait()
        other = [places[0] / ".mine.part", places[2] / "x.json.abcdefgh.part", places[2] / ".x.abcdefgh.part.txt"]
        link, pipe, twice = (places[2] / f".{name}.json.abcdefgh.part" for name in ("link", "pipe", "twice"))
        for path in (*other, twice):
            path.write_text("", encoding="utf-8")
        link.symlink_to(project.parent / "away" / "thesis.txt")
        os.mkfifo(pipe)
        os.link(twice, project / "twice")
        (project / ".decisions.toml.abcdefgh.part").write_text("", encoding="utf-8")
        (project / ".thesis.txt.abcdefgh.part").write_text("", encoding="utf-8")
        assert made(project).status == 0
        left = {path for place in places for path in place.iterdir() if path.name.endswith(".part")}
        busy = {path for path in places[-1].iterdir() if path.name.startswith(".x.json.")}
        assert len(busy) == 1
        assert left == {*busy, *other[:2], link, pipe, twice}
        assert [path.name for path in project.glob(".*.part")] == [".thesis.txt.abcdefgh.part"]
        assert away(project) == {"thesis.txt": b"ten years of work"}
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    assert made(project).status == 0
    assert not busy & set(places[-1].iterdir())


def test_a_folder_that_is_exchanged_for_a_link_meanwhile_is_not_followed(tmp_path: Path) -> None:
    """Between the look at a folder and the writing in it, somebody puts a link in its place."""
    for name in ("p", "p/out", "away"):
        (tmp_path / name).mkdir()

    def exchanged(out: object) -> None:
        (tmp_path / "p" / "out").rename(tmp_path / "p" / "old")
        (tmp_path / "p" / "out").symlink_to(tmp_path / "away")
        del out

    with Folder.opened(tmp_path / "p") as folder, folder.inner("out") as inner:
        files.fill(inner, "x", exchanged)
    assert not list((tmp_path / "away").iterdir())
    assert (tmp_path / "p" / "old" / "x").exists()


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/passwd"])
def test_no_path_is_taken_for_a_name(tmp_path: Path, name: str) -> None:
    """An open folder gives only its own entries."""
    with Folder.opened(tmp_path) as folder:
        for use in (folder.state, folder.remove, folder.make, lambda name: folder.open(name, os.O_RDONLY)):
            with pytest.raises(ValueError, match="is no name of a file"):
                use(name)


def test_a_hard_link_is_replaced_and_what_it_shares_stays(project: Path) -> None:
    """An output that is another name of a file elsewhere."""
    output = project / "collated" / "json" / f"{sections(project)[0]}.json"
    output.unlink()
    os.link(project.parent / "away" / "thesis.txt", output)
    assert made(project).status == 0
    assert away(project) == {"thesis.txt": b"ten years of work"}
    assert json.loads(output.read_bytes())


def test_an_output_that_is_taken_away_meanwhile_fails_its_section_only(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are done, and the next run makes it again."""
    first, second = sections(project)
    done = work.done

    def taken(task: work.Task) -> Outcome:
        outcome = done(task)
        if task.name == first:
            (project / "collated" / "json" / f"{first}.json").unlink()
        return outcome

    shutil.rmtree(project / ".collate")
    monkeypatch.setattr(crew, "done", taken)
    again = run("run", project, "-w", "1", "--json")
    assert again.status == 2
    assert (list(json.loads(again.out)["failed"]), list(json.loads(again.out)["sections"])) == ([first], [second])
    monkeypatch.undo()
    os.chdir(project)
    assert made(project).status == 0


HOSTILE: list[tuple[str, Callable[[dict[str, object]], object]]] = [
    ("no object", lambda _: [1, 2]),
    ("a cause that is a list", lambda kept: {**kept, "cause": []}),
    ("files that are a list", lambda kept: {**kept, "files": ["x"]}),
    ("a file without a digest", lambda kept: {**kept, "files": {"json/x.json": []}}),
    ("notes that are numbers", lambda kept: {**kept, "notes": [1]}),
    ("units without end", lambda kept: {**kept, "units": float("inf")}),
    ("versions that are a list", lambda kept: {**kept, "cause": {**kept["cause"], "versions": [1]}}),  # type: ignore[dict-item]
    ("texts that are text", lambda kept: {**kept, "cause": {**kept["cause"], "texts": {"A": "x"}}}),  # type: ignore[dict-item]
]


@pytest.mark.parametrize("change", [case[1] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_a_record_that_cannot_be_understood_is_made_again(
    project: Path, change: Callable[[dict[str, object]], object]
) -> None:
    """The section is stale, and nothing else happens."""
    name = sections(project)[0]
    path = project / ".collate" / "sections" / f"{name}.json"
    path.write_text(json.dumps(change(json.loads(path.read_bytes()))), encoding="utf-8")
    status = run("status", project)
    assert status.status == 1, status.err
    assert sum("stale" in line for line in status.out.splitlines()) == 1
    assert made(project).status == 0
    assert run("status", project).status == 0


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"inputs": ' + "9" * 5000 + "}", '{"sections": {"../x": 1}}', "\x00", "{}"]
)
@pytest.mark.parametrize("place", [".collate/state.json", "collated/summary.json"])
def test_a_state_or_summary_that_somebody_wrote_is_not_believed(project: Path, place: str, text: str) -> None:
    """Nothing is stale, and the summary is written anew."""
    before = (project / "collated" / "summary.json").read_bytes()
    (project / place).write_text(text, encoding="utf-8")
    assert made(project).status == 0
    assert (project / "collated" / "summary.json").read_bytes() == before

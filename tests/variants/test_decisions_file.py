"""The file of decisions: no decision is lost, whoever else decides, and no file is written that cannot be read."""

from __future__ import annotations

import getpass
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collate.cli.option_groups import CollatingOptions
from collate.cli.session import Session
from collate.errors import CollateError, InputError, OutputError
from collate.io.wording import json_text
from collate.model import Decision
from collate.variants.decisions import deciding, file, locked
from collate.variants.decisions.locked import DecisionsFile
from tests.conftest import ROOT, THOROUGH, TREATY, Run, run, thorough

DRAFT, EDITED = str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")
WHO = ("--who", "Ed", "--when", "2026-11-24")
BOUND = 1_000_000
LABEL = Decision("label", "A", "word", reading="ward", value="slip")
HEAD = "[[decision]]\ndo = 'join'\nbase = 'A'\nat = 'b'\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; decisions go to its locked.toml."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def a_file(path: Path) -> DecisionsFile:
    """A file of decisions that must not leave its folder."""
    return DecisionsFile(path, path.parent, BOUND)


def left(folder: Path) -> set[str]:
    """The names of all files in a folder."""
    return {path.name for path in folder.iterdir()}


def decided(number: int) -> Run:
    """A decision about the second unit of the treaty that names its number as the reason."""
    return run("decide", "label", "u2", "substitution", DRAFT, EDITED, "--why", f"no. {number}", *WHO)


def test_twenty_at_once_are_twenty_in_the_file(folder: Path) -> None:
    """Each writes after the others, and nobody writes over anybody."""
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=decided, args=(number,)) for number in range(20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    found = locked.read(folder / "decisions.toml", BOUND)
    assert sorted(one.why for one in found) == sorted(f"no. {number}" for number in range(20))
    assert left(folder) == {"decisions.toml"}


@thorough
def test_twenty_commands_at_once_are_twenty_in_the_file(folder: Path) -> None:
    """As the shell starts them; half of them undo at once what they decide."""
    command = [sys.executable, "-m", "collate", "decide", "label", "u2", "substitution", DRAFT, EDITED]
    started = [
        subprocess.Popen([*command, "--why", f"no. {number}", *WHO], cwd=folder, stderr=subprocess.DEVNULL,
                         env={**os.environ, "PYTHONPATH": str(ROOT)})
        for number in range(20)
    ]  # fmt: skip
    assert [one.wait() for one in started] == [0] * 20
    assert len(locked.read(folder / "decisions.toml", BOUND)) == 20


def test_who_waits_too_long_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other keeps the lock; the file stays as it was."""
    from filelock import FileLock

    monkeypatch.setattr(locked, "WAIT", 0.1)
    assert decided(1).status == 0
    before = (folder / "decisions.toml").read_bytes()
    with FileLock(folder / ".decisions.toml.lock"):
        done = decided(2)
    assert done.status == 2
    assert "decisions.toml: is being changed by somebody else" in done.err.splitlines()[-1]
    assert (folder / "decisions.toml").read_bytes() == before


def test_who_waits_is_served_when_the_other_is_done(folder: Path) -> None:
    """Also where the lock that was waited for has been removed meanwhile."""
    path = folder / "decisions.toml"
    inside = threading.Event()

    def slow(_: object) -> None:
        inside.set()
        time.sleep(0.3)

    first = threading.Thread(target=a_file(path).add, args=(LABEL, slow))
    first.start()
    inside.wait()
    a_file(path).add(LABEL)
    first.join()
    assert len(locked.read(path, BOUND)) == 2


@pytest.mark.parametrize("kind", ["link", "dangling link", "folder", "pipe"])
def test_what_stands_in_the_place_of_the_lock_is_not_touched(folder: Path, kind: str) -> None:
    """A project of others may hold anything under that name."""
    lock, victim = folder / ".decisions.toml.lock", folder / "thesis.txt"
    if kind != "dangling link":
        victim.write_text("years of work", encoding="utf-8")
    if "link" in kind:
        lock.symlink_to(victim)
    elif kind == "folder":
        lock.mkdir()
    else:
        os.mkfifo(lock)
    before = left(folder)
    done = decided(1)
    assert (done.status, left(folder)) == (2, before)
    assert ".decisions.toml.lock: is " in done.err.splitlines()[-1]
    assert kind == "dangling link" or victim.read_text(encoding="utf-8") == "years of work"


def test_a_lock_left_by_a_killed_process_is_none(folder: Path) -> None:
    """The system releases it; the file alone locks nobody out."""
    (folder / ".decisions.toml.lock").write_bytes(b"")
    assert decided(1).status == 0
    assert left(folder) == {"decisions.toml"}


def test_two_names_of_a_file_have_one_lock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By whatever way the folder is reached."""
    from filelock import FileLock

    monkeypatch.setattr(locked, "WAIT", 0.1)
    (folder / "real").mkdir()
    (folder / "other").symlink_to(folder / "real")
    with FileLock(folder / "real" / ".decisions.toml.lock"), pytest.raises(OutputError, match="somebody else"):
        DecisionsFile(folder / "other" / "decisions.toml", None, BOUND).add(LABEL)


def test_a_file_in_a_folder_that_is_not_there_is_refused(folder: Path) -> None:
    """A slip of the keyboard makes no folders."""
    done = run("decide", "label", "u2", "substitution", DRAFT, EDITED, "--decisions", "no/such/file.toml")
    assert done.status == 2
    assert "no/such/file.toml: cannot be written (its folder is not there)" in done.err
    assert left(folder) == set()


LATIN = os.fsdecode(b"d\xe9cid\xe9")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("label", "u2", "substitution", DRAFT, EDITED, "--why", LATIN), "--why is not text in UTF-8"),
        (("regularise", "u2", DRAFT, EDITED, "--who", LATIN), "--who is not text in UTF-8"),
        (("conjecture", "u2", LATIN, DRAFT, EDITED), "what is decided (value) is not text in UTF-8"),
        (("label", "u2", LATIN, DRAFT, EDITED), "there is no label"),
        (("lemma", "u2", LATIN, DRAFT, EDITED), "has no reading"),
        (("label", "u2", "substitution", f"{LATIN}={DRAFT}", EDITED), "the siglum of the base is not text in UTF-8"),
    ],
)
def test_what_cannot_be_utf8_is_refused_before_anything_is_written(
    folder: Path, arguments: tuple[str, ...], named: str
) -> None:
    """One sentence; the file of decisions stays as it was, and can be read."""
    assert decided(1).status == 0
    before = (folder / "decisions.toml").read_bytes()
    done = run("decide", *arguments)
    assert (done.status, named in done.err.splitlines()[-1]) == (2, True), done.err
    assert (folder / "decisions.toml").read_bytes() == before
    assert left(folder) == {"decisions.toml"}


@pytest.mark.parametrize(
    "locale",
    [pytest.param({"LC_ALL": "C"}, marks=thorough), {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
)
def test_in_the_c_locale_a_decision_is_kept_as_text_or_refused(folder: Path, locale: dict[str, str]) -> None:
    """Never as half characters."""
    command = [sys.executable, "-m", "collate", "decide", "conjecture", "u2", "été", DRAFT, EDITED]
    done = subprocess.run(command, cwd=folder, capture_output=True, env={**os.environ, **locale}, check=False)
    there = (folder / "decisions.toml").exists()
    assert done.returncode == (0 if there else 2), done.stderr
    assert not there or locked.read(folder / "decisions.toml", BOUND)[0].value == "été"


def test_a_file_that_cannot_be_read_back_never_replaces_one_that_can(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong in writing: here, a decision that is spelt wrongly, and one that says something else."""
    path = folder / "decisions.toml"
    a_file(path).add(LABEL)
    before = path.read_bytes()
    for spelt in ("\n[[decision]]\ndo = \n", file.written(Decision("join", "A", "another")), ""):
        monkeypatch.setattr(file, "written", lambda _, spelt=spelt: spelt)
        with pytest.raises(CollateError):
            a_file(path).add(LABEL)
        assert path.read_bytes() == before
        assert left(folder) == {"decisions.toml"}


def test_a_file_that_is_broken_is_not_written_to(folder: Path) -> None:
    """Nor made worse."""
    (folder / "decisions.toml").write_text("[[decision]]\ndo = \n", encoding="utf-8")
    assert decided(1).status == 2
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == "[[decision]]\ndo = \n"


def test_a_refused_decision_takes_nobody_elses_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never in the file: what another wrote in the meantime stays."""
    from collate.variants import labelling

    read_off = labelling.judged
    session = Session([DRAFT, EDITED], None, CollatingOptions())
    unit = session.unit("u2")

    def meanwhile(*arguments: object) -> object:
        monkeypatch.setattr(labelling, "judged", read_off)
        path = folder / "decisions.toml"  # by an editor who knows of no lock
        path.write_text(
            path.read_text("utf-8") + file.written(LABEL) if path.exists() else file.written(LABEL), "utf-8"
        )
        return read_off(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(labelling, "judged", meanwhile)
    made = deciding.label(session.apparatus, unit, "slip", who="Ed", when="2026-11-24")
    with pytest.raises(CollateError, match="that has no effect"):
        session.decide(replace(made, reading="nowhere"))
    assert [one.at for one in locked.read(folder / "decisions.toml", BOUND)] == ["word"]


def test_undo_in_the_view_takes_back_what_was_made_there(folder: Path) -> None:
    """Not what somebody else has decided since."""
    session = Session([DRAFT, EDITED], None, CollatingOptions())
    unit = session.unit("u2")
    session.decide(deciding.label(session.apparatus, unit, "slip", who="Ed", why="mine", when="2026-11-24"))
    assert decided(2).status == 0
    assert "mine" in session.undo()
    assert [one.why for one in locked.read(folder / "decisions.toml", BOUND)] == ["no. 2"]
    with pytest.raises(CollateError, match="no decision to take back"):
        session.undo()


def test_undo_leaves_comments_and_other_decisions_as_they_were(folder: Path) -> None:
    """Also where a decision was written by hand, with what TOML allows."""
    text = "# mine\n" + HEAD + "why = '''two\nlines'''\n# kept\n\n" + HEAD.replace("'b'", "'c'") + "# after\n"
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    assert run("decide", "undo").status == 0
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == text[: text.rindex("\n[[")] + "# after\n"
    assert run("decide", "undo").status == 0
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == "# mine\n# kept\n# after\n"


def test_a_decision_that_cannot_be_taken_out_safely_stays(folder: Path) -> None:
    """A reason with a blank line in it: what would be left is no file of decisions."""
    text = HEAD + "why = '''one\n\ntwo'''\n"
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    done = run("decide", "undo")
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("problem", [KeyError("uid"), OSError("no passwd entry")])
def test_a_user_without_a_name_decides(folder: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    """As in a container: then nobody is named."""

    def nobody() -> str:
        raise problem

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert run("decide", "label", "u2", "substitution", DRAFT, EDITED).status == 0
    (only,) = locked.read(folder / "decisions.toml", BOUND)
    assert only.who == ""


def test_all_that_is_wrong_is_named_by_line(folder: Path) -> None:
    """A line each on stderr: mistakes of TOML, of keys, of types, of labels."""
    text = (
        HEAD.replace("'join'", "'jon'") + HEAD.replace("'A'", "1") + HEAD + HEAD + "what = \n"
        "[[decision]]\ndo = 'label'\nbase = 'A'\nat = 'b'\nreading = 'c'\nvalue = 'typo'\n"
    )  # fmt: skip
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    done = run("diff", DRAFT, EDITED)
    said = [line for line in done.err.splitlines() if "decisions.toml" in line]
    assert done.status == 2
    for line, (place, what) in zip(
        said,
        [(":1:", "'jon'"), (":5:", "'base' is no text"), (":17:8:", "Invalid value"), (":18:", "no label 'typo'")],
        strict=True,
    ):
        assert f"decisions.toml{place} " in line
        assert what in line


def test_bytes_that_are_no_text_are_named_by_line() -> None:
    """All of them."""
    with pytest.raises(InputError) as caught:
        file.read(b"# d\xe9j\xe0\n" + HEAD.encode() + b"why = '\xff'\n", "d.toml")
    assert [problem.split(";")[0] for problem in caught.value.sentences()] == [
        "d.toml:1: is not UTF-8",
        "d.toml:6: is not UTF-8",
    ]


HOSTILE = [
    ("a list for a text", HEAD + "why = ['a']\n", ":1: 'why' is no text"),
    ("a table for a text", HEAD + "who = {a = 1}\n", ":1: 'who' is no text"),
    ("a table under a key", HEAD + "[decision.why]\nx = 1\n", ":1: 'why' is no text"),
    ("a text for a number", HEAD + "word = '1'\n", ":1: 'word' is no number"),
    ("true for a number", HEAD + "nth = true\n", ":1: 'nth' is no number"),
    ("NaN", HEAD + "word = nan\n", ":1: 'word' is no number"),
    ("infinity", HEAD + "of = -inf\n", ":1: 'of' is no number"),
    ("a number below nothing", HEAD + "word = -1\n", ":1: 'word' is no number of words"),
    ("a number of 4,000 digits", HEAD + f"word = {'9' * 4000}\n", ":1: 'word' is no number of words"),
    ("a number of 5,000 digits", HEAD + f"word = {'9' * 5000}\n", ":5: holds a number of thousands of digits"),
    ("5,000 digits in a text", HEAD.replace("join", "split") + f"value = '{'9' * 5000}'\n", ":1: 'value' is the num"),
    ("a sign of the superscript", HEAD.replace("join", "split") + "value = '²'\n", ":1: 'value' is the number of"),
    ("1,000 levels", HEAD + "why = " + "[" * 1000 + "]" * 1000 + "\n", ":5: cannot be understood (it is nested"),
    ("a key of 40 kB", HEAD + "x" * 40_000 + " = 1\n", ":1: a decision has no 'xxx"),
    ("a dotted key of 40 kB", HEAD + "x." * 20_000 + "x = 1\n", ":5: cannot be understood (a key"),
    ("a dotted key in a table", HEAD + "who = {" + "x." * 20_000 + "x = 1}\n", ":5: cannot be understood (a key"),
    ("a dotted name of a table", "[" + "x." * 20_000 + "x]\n", ":1: cannot be understood (a key"),
    ("a NUL", HEAD + "why = '\0'\n", ":5:8: cannot be understood"),
    ("half a character", HEAD + 'why = "\\ud800"\n', ":5:14: cannot be understood"),
    ("a date", HEAD + "when = 2026-11-24\n", ":1: 'when' is no text"),
    ("another scope of a join", HEAD + "value = 'around'\n", ":1: 'value' is 'around' and not one of before,"),
    ("a list that is no table", "decision = [1]\n", ": holds something other than [[decision]] tables"),
    ("a text", "decision = 'x'\n", ": holds something other than [[decision]] tables"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_whatever_stands_in_the_file_is_a_sentence(folder: Path, text: str, said: str) -> None:
    """With the place, short, at once, and status 2; from every command that reads decisions."""
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    started = time.process_time()
    for command in (("diff",), ("decide", "join", "u1")):
        done = run(*command, DRAFT, EDITED)
        (line,) = [line for line in done.err.splitlines() if "decisions.toml" in line]
        assert (done.status, f"decisions.toml{said}" in line) == (2, True), done.err
        assert len(line) < 400
    assert time.process_time() - started < 5


VALUES = st.recursive(
    st.text(max_size=8) | st.integers() | st.floats() | st.booleans() | st.dates() | st.sampled_from(["join", "A"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["do", "base", "at", "word", "nth", "value", "reading", "scope", "who"]) | st.text(max_size=5)


def toml(value: object) -> str:
    """A value of Python as TOML writes it."""
    if isinstance(value, str):
        return json_text(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json_text(key)} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return str(value).lower()


def refused_with_a_place(data: bytes) -> bool:
    """Whether bytes are refused; each message must name the file."""
    try:
        file.said(file.read(data, "d.toml"))
    except InputError as problem:
        return all(one.startswith("d.toml:") for one in problem.sentences())
    return True


@settings(max_examples=2_500 if THOROUGH else 50)
@given(tables=st.lists(st.dictionaries(KEYS, VALUES, max_size=8), max_size=4))
def test_any_tables_are_read_or_refused(tables: list[dict[str, object]]) -> None:
    """Types that do not belong, in every place: never a fault."""
    bodies = ("".join(f"{toml(key)} = {toml(value)}\n" for key, value in table.items()) for table in tables)
    text = "".join(f"[[decision]]\n{body}" for body in bodies)
    assert refused_with_a_place(text.encode("utf-8", "replace"))


@settings(max_examples=10_000 if THOROUGH else 250)
@given(data=st.binary(max_size=60), prefix=st.sampled_from([b"", HEAD.encode(), HEAD.encode() + b"why = "]))
def test_any_bytes_are_read_or_refused(data: bytes, prefix: bytes) -> None:
    """Also behind a decision that is one."""
    assert refused_with_a_place(prefix + data)

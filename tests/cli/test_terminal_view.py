"""What a person sees of a comparison, and how much of it."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Collate

Files = Callable[..., list[str]]
DRAFT, EDITED = (str(ROOT / "texts" / "treaty-1916" / name) for name in ("fr-draft.txt", "fr-edited.txt"))
VERSE = {
    "A": "one fish\ntwo fish\nred fish\nblue fish\nold fish\n",
    "B": "one fish\ntwo fish\nred fish\nBlue fish\nnew fish\n",
}


def test_inline_shows_the_readings_in_the_line(collate: Collate, witness_files: Files) -> None:
    done = collate("diff", "-l", "en", "--inline", *witness_files(**VERSE))
    assert "‹blue|Blue› fish\n‹old|new› fish\n" in done.out
    assert "]" not in done.out


def test_inline_names_the_witnesses_where_there_are_more_than_two(collate: Collate, witness_files: Files) -> None:
    done = collate("diff", "-l", "en", "--inline", *witness_files(**VERSE, C=VERSE["A"]))
    assert "‹old|new B› fish" in done.out


def test_context_shows_so_many_lines_around_each_difference(collate: Collate, witness_files: Files) -> None:
    files = witness_files(**VERSE)
    assert collate("diff", "-l", "en", "--context", "0", *files).out.startswith("‹blue›¹ fish\n‹old›² fish\n")
    assert collate("diff", "-l", "en", "--context", "1", *files).out.startswith("red fish\n‹blue›¹ fish\n")


def test_a_difference_of_form_has_a_sign_before_its_entry(collate: Collate, witness_files: Files) -> None:
    done = collate("diff", "-l", "en", *witness_files(**VERSE))
    assert "~ 1 blue] Blue B (capitalisation)\n" in done.out
    assert "  2 old] new B" in done.out


def test_the_last_line_counts_units_by_label_and_by_witness(collate: Collate, witness_files: Files) -> None:
    done = collate("diff", "-l", "en", *witness_files(**VERSE))
    assert done.out.endswith("2 units: capitalisation 1, substitution 1; B 2\n")


def test_identical_witnesses_are_said_to_be_so(collate: Collate, witness_files: Files) -> None:
    done = collate("diff", "-l", "en", *witness_files(A="one fish\n", B="one fish\n"))
    assert (done.status, done.out, done.err) == (0, "", "collate: the 2 witnesses are identical\n")


def test_witnesses_that_differ_in_white_space_are_not_called_identical(collate: Collate, witness_files: Files) -> None:
    done = collate("diff", "-l", "en", *witness_files(A="one fish\n", B="one\nfish\n"))
    assert (done.status, done.err) == (0, "collate: the 2 witnesses are the same but for white space\n")


@pytest.mark.parametrize("where", ["before", "after"])
def test_quiet_leaves_only_errors_on_stderr(collate: Collate, witness_files: Files, where: str) -> None:
    files = witness_files(A="one fish\n", B="one fish\n")
    command = ["-q", "diff", *files] if where == "before" else ["diff", "-q", *files]
    assert collate(*command).err == ""
    assert "there is no such file" in collate("diff", "-q", files[0], "nowhere.txt").err


def test_verbose_names_the_language_of_each_witness(collate: Collate) -> None:
    assert "collate: fr-draft   fr (witnesses.toml)" in collate("diff", "-v", DRAFT, EDITED).err


def test_a_language_that_the_files_name_needs_no_line(collate: Collate) -> None:
    assert collate("diff", DRAFT, EDITED).err == ""


@pytest.mark.parametrize(
    ("set_", "coloured"),
    [
        ({}, False), ({"FORCE_COLOR": "1"}, True), ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)  # fmt: skip
def test_the_environment_decides_on_colours_in_a_pipe(
    collate: Collate, monkeypatch: pytest.MonkeyPatch, set_: dict[str, str], coloured: bool
) -> None:
    for name, value in set_.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in collate("diff", DRAFT, EDITED).out) == coloured


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a command writes to a terminal of 24 lines."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "collate", *arguments], stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, cwd=ROOT,
        env={**os.environ, "LINES": "24", "COLUMNS": "80", "TERM": "xterm", **environment},
    ):  # fmt: skip
        os.close(theirs)
        read = b""
        try:
            while piece := os.read(ours, 65536):
                read += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    return read.decode().replace("\r\n", "\n")


def test_a_long_view_goes_through_the_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged; cat > /dev/null\n", encoding="utf-8")
    pager.chmod(0o755)
    assert on_a_terminal("diff", DRAFT, EDITED, PAGER=str(pager)) == "paged\n"
    assert "leurs" in on_a_terminal("diff", "--no-pager", DRAFT, EDITED, PAGER=str(pager))


def test_no_color_leaves_bold_and_dim_but_no_colour() -> None:
    assert "\x1b[1;31mpeurs" in on_a_terminal("diff", "--no-pager", DRAFT, EDITED)
    assert "\x1b[1mpeurs" in on_a_terminal("diff", "--no-pager", DRAFT, EDITED, NO_COLOR="1")


def test_git_can_compare_a_version_of_a_text_with_that_on_disk(collate: Collate, tmp_path: Path) -> None:
    def git(*arguments: str) -> bytes:
        return subprocess.run(["git", "-C", tmp_path, *arguments], check=True, capture_output=True).stdout

    if not shutil.which("git"):
        pytest.skip("git is not here")
    text = tmp_path / "text.txt"
    text.write_text("one fish\n", encoding="utf-8")
    git("init")
    git("add", "text.txt")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-m", "first")
    text.write_text("two fish\n", encoding="utf-8")
    done = collate("diff", "-l", "en", "before=-", str(text), stdin=git("show", "HEAD:text.txt"))
    assert "one] two text" in done.out
    git("config", "difftool.collate.cmd", f'{sys.executable} -m collate diff -l en before="$LOCAL" after="$REMOTE"')
    assert b"one] two after" in git("difftool", "--no-prompt", "--tool=collate")


def test_a_page_is_opened_in_the_browser(collate: Collate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: bool(opened.append(address)) or True)
    page = tmp_path / "page.html"
    assert collate("page", "--open", DRAFT, EDITED, "-o", page).status == 0
    assert opened == [page.as_uri()]
    assert "--open needs a file" in collate("page", "--open", DRAFT, EDITED).err

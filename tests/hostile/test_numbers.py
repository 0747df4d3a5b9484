"""Numbers that nobody gives: to every option that takes one, in texts, anchors and settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, TREATY, in_time, run, thorough

DRAFT, EDITED, RU = (str(TREATY / f"{name}.txt") for name in ("fr-draft", "fr-edited", "ru"))
NONSENSE = ("nan", "inf", "-inf", "-1", "1e999", "9" * 30, "9" * 5_000, "-" + "9" * 30, "", "0x10", "1_0", "٣x")
# By option, the command; and the numbers above that mean something there.
OPTIONS = {
    "--least": (["proof", DRAFT, EDITED], set()),
    "--fewest": (["terms", DRAFT, RU, "--no-dictionaries"], {"1_0"}),
    "--replicates": (["stemma", DRAFT, EDITED, DRAFT], {"1_0"}),
    "--seed": (["stemma", DRAFT, EDITED, DRAFT], {"1_0"}),
    "--max-size": (["diff", DRAFT, EDITED], {"1_0"}),
    "--screen": (["demo"], set()),
    "--workers": (["run", "nowhere"], set()),
    **{f"--{name}": (["simulate", "-o", "{}"], {"1_0"}) for name in ("copies", "words", "chapters")},
    **{f"--{name}": (["simulate", "-o", "{}"], set()) for name in ("rate", "contamination")},
}  # fmt: skip


@pytest.mark.parametrize("option", OPTIONS)
def test_a_number_outside_its_range_is_refused(option: str, tmp_path: Path) -> None:
    """In a sentence that names the option or the number; nothing is written."""
    command, meant = OPTIONS[option]
    words = [word.format(tmp_path / "made") for word in command]
    for number in NONSENSE:
        if number in meant:
            continue
        with in_time(20):
            done = run(*words, f"{option}={number}")
        assert done.status == 2, (number, done.out[-200:], done.err)
        last = done.err.splitlines()[-1]
        assert last.startswith("collate: ")
        assert "fault" not in last
        assert len(last) < 1_000, number[:30]
        assert not (tmp_path / "made").exists(), number


def test_more_workers_than_sections_are_no_processes(tmp_path: Path) -> None:
    """A hundred thousand were started, whether they had anything to do or not."""
    for siglum in "AB":
        (tmp_path / siglum).mkdir()
        for chapter in range(1, 3):
            text = f"the king of chapter {chapter} in {siglum} said many words to all"
            (tmp_path / siglum / f"ch{chapter}.txt").write_text(text, encoding="utf-8")
    toml = '[witnesses]\nA = "A/*.txt"\nB = "B/*.txt"\n[settings]\nlanguage = "en"\n'
    (tmp_path / "collate.toml").write_text(toml, encoding="utf-8")
    with in_time(100):
        assert run("run", tmp_path, "--workers", "100000").status == 0


@pytest.mark.parametrize(
    "text", ["İ", "i̇", "İİ.", "9" * 5_000, "٣" * 5_000, "一" * 5_000, "𑽐𑽑", "Ⅻ", "²", "①", "୨" * 20, "IIII" * 2_000]
)
@pytest.mark.parametrize(
    "command", ["diff", "fidelity", *(pytest.param(name, marks=thorough) for name in ("proof", "beads", "explain"))]
)
def test_a_text_may_hold_any_number(command: str, text: str, tmp_path: Path) -> None:
    """A letter that has two small ones, thousands of digits, digits that are younger than Python."""
    for name, content in (
        ("A", f"{text}\n\nIn the year {text} {text} May 1916\n"),
        ("B", f"In the year {text} 3/16 may {text}"),
    ):
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    words = [command, tmp_path / "A.txt", tmp_path / "B.txt"]
    more = {
        "fidelity": ["-l", "en", "-l", "fr", "--no-dictionaries"],
        "beads": ["-l", "en", "-l", "fr", "--no-dictionaries"],
    }
    where = ["u1"] if command == "explain" else []
    done = run(command, *where, *words[1:], *more.get(command, ["-l", "en"]))
    assert done.status in {0, 1, 2}
    assert "fault of Collate" not in done.err, done.err
    assert "Traceback" not in done.err


def test_a_letter_alone_that_has_two_small_ones_is_compared(tmp_path: Path) -> None:
    """``İ`` was taken for a Roman numeral."""
    (tmp_path / "A.txt").write_text("İ", encoding="utf-8")
    (tmp_path / "B.txt").write_text("I", encoding="utf-8")
    assert run("diff", "-l", "en", tmp_path / "A.txt", tmp_path / "B.txt").status == 1


@pytest.mark.parametrize("number", ["9" * 4_301, "1.9" * 3, "0.0", "٣.٣", "-1.1", "9" * 30 + ".1"])
def test_an_anchor_may_hold_any_number(number: str, tmp_path: Path) -> None:
    """On the command line and in a file."""
    (tmp_path / "anchors").write_text(f"A:{number}=B:1.1\n", encoding="utf-8")
    for anchor in (f"A:{number}=B:1.1", str(tmp_path / "anchors")):
        done = run("table", f"A={DRAFT}", f"B={EDITED}", "--anchor", anchor)
        assert done.status == 2
        assert "anchor" in done.err.splitlines()[-1] or "count from 1" in done.err.splitlines()[-1]
        assert "fault" not in done.err


def test_the_width_of_a_terminal_may_be_any_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no width is not used."""
    for number in ("9" * 5_000, "٣", "-1", "nan", "0"):
        monkeypatch.setenv("COLUMNS", number)
        assert run("diff", DRAFT, EDITED).status == 1
    assert ROOT.is_dir()

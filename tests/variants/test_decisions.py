"""Decisions: written by commands, replayed by every run, stale when their words are gone, never misapplied."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.errors import InputError
from collate.model import Decision
from collate.variants.decisions import file, kinds
from tests.conftest import TREATY, Run, run

Collate = Callable[..., Run]
DRAFT, EDITED = str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")
WHO = ("--who", "Ed", "--when", "2026-11-24")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; decisions go to its decisions.toml."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def units(*arguments: str) -> dict[str, dict[str, object]]:
    """The units of the apparatus by their lemma, and by what the base has."""
    document = json.loads(run("apparatus", "--to", "json", *arguments).out)
    return {unit["lemma"]: unit for unit in document["units"]}


def decide(do: str, *arguments: str) -> Run:
    return run("decide", do, *arguments, *WHO)


def test_a_label_is_overruled_for_good(desk: Path) -> None:
    """The editor's label stands in the place of ours, and says whose it is."""
    assert decide("label", "u2", "substitution", DRAFT, EDITED, "--why", "fears").status == 0
    (label,) = units(DRAFT, EDITED)["peurs"]["readings"][1]["labels"]  # type: ignore[index]
    assert label["name"] == "substitution"
    assert label["rule"] == "the editor's decision"
    assert label["because"] == "decided by Ed on 2026-11-24: fears"


def test_what_is_regularised_everywhere_is_counted(desk: Path) -> None:
    """One letter without its accent stands twice in the draft: both go, and neither silently."""
    decide("regularise", "u5", DRAFT, EDITED, "--scope", "everywhere")
    assert "a" not in units(DRAFT, EDITED)
    document = json.loads(run("apparatus", "--to", "json", DRAFT, EDITED).out)
    assert document["ignored"] == {"regularised": 2}


def test_a_section_is_narrower_than_everywhere(desk: Path) -> None:
    """Of the two places one stands in article II."""
    decide("regularise", "u5", DRAFT, EDITED, "--scope", "section")
    document = json.loads(run("apparatus", "--to", "json", DRAFT, EDITED).out)
    assert [unit["section"] for unit in document["units"] if unit["lemma"] == "a"] == ["Article IV"]


def test_the_lemma_can_be_chosen_and_conjectured(desk: Path) -> None:
    """The chosen reading stands before the bracket, the conjecture after the witnesses."""
    decide("lemma", "u16", "Convention", DRAFT, EDITED)
    decide("conjecture", "u8", "la paix", DRAFT, EDITED)
    printed = run("apparatus", DRAFT, EDITED).out
    assert "Convention] convention fr-draft (capitalisation)" in printed
    assert "la paix conj. Ed" in printed


def test_units_are_joined_and_split(desk: Path) -> None:
    """Joining takes what stands between; splitting what was joined restores it."""
    decide("join", "u3", DRAFT, EDITED)
    assert units(DRAFT, EDITED)["les cas ou"]["labels"]
    decide("split", "u3", "1", DRAFT, EDITED)
    assert "les" in units(DRAFT, EDITED)
    assert "cas ou" in units(DRAFT, EDITED)


def test_tokens_are_realigned(desk: Path) -> None:
    """Words that the aligner kept apart stand in one unit once the editor says so."""
    (desk / "A.txt").write_text("one alpha two three four five", encoding="utf-8")
    (desk / "B.txt").write_text("one two three omega four five", encoding="utf-8")
    decide("realign", "A:1.2=B:1.4", "-l", "en", "A.txt", "B.txt")
    document = json.loads(run("table", "--to", "json", "-l", "en", "A.txt", "B.txt").out)
    rows = [[[token["t"].strip() for token in cell or []] for cell in row] for row in document["table"]]
    assert (["alpha"], ["omega"]) in zip(*rows, strict=True)


def test_undo_takes_the_last_decision_back(desk: Path) -> None:
    """And leaves the others as they were, byte for byte."""
    decide("label", "u2", "substitution", DRAFT, EDITED)
    before = (desk / "decisions.toml").read_bytes()
    decide("regularise", "u5", DRAFT, EDITED)
    assert run("decide", "undo").status == 0
    assert (desk / "decisions.toml").read_bytes() == before


def test_a_decision_whose_words_are_gone_is_stale_and_has_no_effect(desk: Path) -> None:
    """It is said with file and line, and it stays in the file."""
    (desk / "A.txt").write_text(Path(DRAFT).read_text(encoding="utf-8"), encoding="utf-8")
    decide("label", "u2", "abbreviation", "A.txt", EDITED)
    changed = (desk / "A.txt").read_text(encoding="utf-8").replace("peurs", "pleurs")
    (desk / "A.txt").write_text(changed, encoding="utf-8")
    result = run("diff", "A.txt", EDITED)
    assert "decisions.toml:1: stale decision to label, without effect: A has no" in result.err
    assert "(abbreviation)" not in result.out
    (desk / "collate.toml").write_text("", encoding="utf-8")  # a project or none: notes name the file differently
    for _ in range(2):
        listed = run("decide", "list", "A.txt", EDITED)
        assert "1 of them stale" in listed.err
        assert "decisions.toml:1: stale: label" in listed.out
        (desk / "collate.toml").unlink(missing_ok=True)


@given(words=st.lists(st.sampled_from(["peurs", "les", "la", "convention", "a"]), max_size=6), at=st.integers(0, 60))
def test_a_decision_follows_its_words_or_says_that_it_cannot(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], at: int
) -> None:
    """Whatever is inserted into the transcription: the decision is about the same words, or it is stale."""
    folder = tmp_path_factory.mktemp("desk")
    tokens = Path(DRAFT).read_text(encoding="utf-8").split(" ")
    (folder / "fr-draft.txt").write_text(" ".join([*tokens[:at], *words, *tokens[at:]]), encoding="utf-8")
    decision = Decision(
        "label", "fr-draft", "peurs", "amicales établies par", "conventions secrètes du",
        word=30, section="preamble", lemma="peurs", reading="leurs", value="substitution",
    )  # fmt: skip
    decisions = folder / "decisions.toml"
    decisions.write_text(file.written(decision), encoding="utf-8")
    files = [str(folder / "fr-draft.txt"), EDITED, "-l", "fr", "--decisions", str(decisions)]
    done = run("apparatus", "--to", "json", *files)
    document = json.loads(done.out)
    decided = [
        unit["lemma"]
        for unit in document["units"]
        for reading in unit["readings"]
        for label in reading["labels"]
        if label["rule"] == "the editor's decision"
    ]
    assert decided == ["peurs"] or (words and not decided and "stale decision" in done.err)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[[decision]]\ndo = 'x'\nbase = 'A'\nat = 'b'\n", ":1: 'do' is 'x' and not one of label,"),
        ("\n[[decision]]\ndo = 'label'\nbase = 'A'\nat = 'b'\n", ":2: a decision to label needs 'reading'"),
        (
            "[[decision]]\ndo = 'join'\nbase = 'A'\nat = 'b'\nscope = 'all'\n",
            ":1: 'scope' is 'all' and not one of here",
        ),
        ("[[decision]]\ndo = 'join'\nbase = 'A'\nat = 'b'\nwords = 3\n", ":1: a decision has no 'words'"),
        ("[[decision]]\ndo = 'split'\nbase = 'A'\nat = 'b'\nvalue = 'x'\n", ":1: 'value' is the number of words"),
        ("[[decision]]\ndo = 'join'\nbase = 1\nat = 'b'\n", ":1: 'base' is no text"),
        ("decision = [{do = 'join'}]\n", ": writes a decision in another way than under [[decision]]"),
        ("what = 1\n", ": holds something other than [[decision]] tables"),
        ("[[decision\n", ":1:11: cannot be understood (Expected"),
    ],
)
def test_a_mistake_in_the_file_is_said_with_its_line(content: str, said: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(InputError) as caught:
        file.read(content.encode(), "d.toml")
    assert f"d.toml{said}" in str(caught.value)


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)


@given(
    decision=st.builds(
        Decision,
        do=st.just("label"),
        base=TEXT.filter(bool),
        at=TEXT,
        before=TEXT,
        after=TEXT,
        word=st.integers(0, 99),
        section=TEXT,
        reading=TEXT,
        value=TEXT.filter(bool),
        scope=st.sampled_from(kinds.SCOPES),
        who=TEXT,
        when=TEXT,
        why=TEXT,
    )
)
def test_what_is_written_is_read_back(decision: Decision) -> None:
    """Whatever the words are: quotes, line breaks, brackets, controls."""
    (read,) = file.read(file.written(decision).encode(), "d.toml")
    assert read == replace(decision, line=2)


def test_line_ends_of_windows_are_read(desk: Path) -> None:
    """A file that git or an editor turned to CRLF is the same file."""
    decide("label", "u2", "substitution", DRAFT, EDITED)
    path = desk / "decisions.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert units(DRAFT, EDITED)["peurs"]["labels"] == ["substitution"]
    assert run("decide", "undo").status == 0


def test_a_decision_is_about_its_lemma(desk: Path) -> None:
    """Read from another base the same reading differs from other words: the decision says nothing of that."""
    for siglum, word in (("A", "peurs"), ("B", "leurs"), ("C", "fleurs")):
        (desk / f"{siglum}.txt").write_text(f"par {word} conventions secrètes et publiques", encoding="utf-8")
    files = ("A.txt", "B.txt", "C.txt", "-l", "fr")
    decide("regularise", "u1", *files, "--reading", "leurs")
    result = run("apparatus", "--base", "C", *files)
    assert "the lemma is 'fleurs', and was 'peurs'" in result.err
    assert "leurs B" in result.out


def test_silence_is_not_regularised_as_an_omission(desk: Path) -> None:
    """Who is not there has left nothing out."""
    before, after = (" ".join(f"{letter}{n}" for n in range(150)) for letter in "pq")
    (desk / "A.txt").write_text(f"{before} one two three {after}", encoding="utf-8")
    (desk / "B.txt").write_text(f"{before} one three {after}", encoding="utf-8")
    (desk / "D.txt").write_text(after[300:], encoding="utf-8")
    files = ("A.txt", "D.txt", "B.txt", "-l", "en")
    found = json.loads(run("apparatus", "--to", "json", *files).out)["units"]
    unit = next(unit for unit in found if unit["lemma"] == "two")
    assert [reading["kind"] for reading in unit["readings"]] == ["words", "omission"]
    assert [one["witness"] for one in unit["absent"]] == ["D"]
    decide("regularise", unit["id"], *files, "--reading", "")
    after_it = json.loads(run("apparatus", "--to", "json", *files).out)["units"]
    assert "two" not in {unit["lemma"] for unit in after_it}
    assert json.loads(run("apparatus", "--to", "json", *files).out)["ignored"] == {"regularised": 1}


def test_of_two_like_places_none_is_taken_for_the_other(desk: Path) -> None:
    """When one of them is corrected the decision about it is stale, and does not move to the other."""
    text = "he took his sword in hand and went away; then he took his sword in hand and went home"
    (desk / "A.txt").write_text(text, encoding="utf-8")
    (desk / "B.txt").write_text(text.replace("his", "the"), encoding="utf-8")
    files = ("A.txt", "B.txt", "-l", "en")
    decide("label", "u1", "slip", *files)
    assert [unit["labels"] for unit in json.loads(run("apparatus", "--to", "json", *files).out)["units"]] == [
        ["slip"], ["function word"],
    ]  # fmt: skip
    changed = (desk / "A.txt").read_text(encoding="utf-8").replace("his", "hys", 1)
    (desk / "A.txt").write_text(changed, encoding="utf-8")
    result = run("apparatus", "--to", "json", *files)
    assert "had it 2" in result.err
    assert "slip" not in json.loads(result.out)["units"][1]["labels"]


def test_a_join_takes_in_what_the_base_lacks(desk: Path) -> None:
    """An addition and the word after it are one unit, whatever the base has."""
    (desk / "A.txt").write_text("one two four five six", encoding="utf-8")
    (desk / "B.txt").write_text("one two three four fife six", encoding="utf-8")
    files = ("A.txt", "B.txt", "-l", "en")
    decide("join", "u1", *files)
    (unit,) = json.loads(run("apparatus", "--to", "json", *files).out)["units"]
    assert [reading["text"] for reading in unit["readings"]] == ["four five", "three four fife"]


def test_the_view_decides_with_single_keys(desk: Path) -> None:
    """Every key is a command: the file is the one that the commands would have written."""
    pytest.importorskip("textual", reason="the view needs Textual: pip install 'collate-texts[view]'")
    from collate.cli.commands.decide import by_key
    from collate.cli.option_groups import CollatingOptions
    from collate.cli.session import Session
    from collate.terminal.decide_view import DecideView

    session = Session([DRAFT, EDITED], None, CollatingOptions())
    view = DecideView(
        session.apparatus,
        lambda unit, do, what: session.decide(
            by_key(session.apparatus, unit, do, {**what, "who": "Ed", "when": "2026-11-24"})
        ),
        session.undo,
        session.judged,
    )

    async def work() -> None:
        async with view.run_test(size=(100, 40)) as pilot:
            await pilot.press("n", "c", "n", "r", "u", "q")

    with ThreadPoolExecutor(1) as pool:  # a browser of another test may have a loop in this thread
        pool.submit(asyncio.run, work()).result()
    by_keys = (desk / "decisions.toml").read_bytes()
    (desk / "decisions.toml").unlink()
    decide("label", "u2", "substitution", DRAFT, EDITED)
    assert by_keys == (desk / "decisions.toml").read_bytes()


def test_the_view_lists_the_units_that_a_search_leaves(desk: Path) -> None:
    """``/`` asks for words; the list and the keys then keep to the units that match."""
    pytest.importorskip("textual")
    from textual.widgets import OptionList

    from collate.cli.option_groups import CollatingOptions
    from collate.cli.session import Session
    from collate.terminal.decide_view import DecideView

    session = Session([DRAFT, EDITED], None, CollatingOptions())
    view = DecideView(session.apparatus, lambda *_: "", session.undo, session.judged)
    seen = []

    async def work() -> None:
        async with view.run_test(size=(120, 40)) as pilot:
            seen.append(view.query_one("#units", OptionList).option_count)
            await pilot.press("slash", *"slip", "enter")
            seen.append(view.query_one("#units", OptionList).option_count)
            seen.append(view.unit.number)
            await pilot.press("q")

    with ThreadPoolExecutor(1) as pool:  # a browser of another test may have a loop in this thread
        pool.submit(asyncio.run, work()).result()
    assert seen == [23, 1, 2]

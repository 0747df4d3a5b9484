"""What the page asks is what `collate decide` does: the same decisions, one step each, and the file is the truth."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from collate.io.formats import ending
from collate.variants.decisions import file
from tests.conftest import run
from tests.workbench.conftest import KINGS, Asking, opened


def entries(asking: Asking) -> list[str]:
    numbers = ",".join(map(str, range(len(asking.desk.bands))))
    found = asking.get("/blocks", numbers=numbers).json()["blocks"]
    return ["".join(text for text, _ in entry["runs"]) for block in found for entry in block["entries"]]


def text_of(asking: Asking) -> str:
    numbers = ",".join(map(str, range(len(asking.desk.bands))))
    found = asking.get("/blocks", numbers=numbers).json()["blocks"]
    return "".join(piece["t"] for block in found for piece in block["pieces"])


def of(asking: Asking, words: str) -> Any:
    """The row of the unit in whose entry these words stand."""
    rows = asking.get("/units").json()["rows"]
    return next(row for row in rows if words in row[5])


CASES: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("label", {"value": "slip", "reading": "kyng"}, ("label", "UNIT", "slip", "--reading", "kyng")),
    ("regularise", {"reading": "kyng"}, ("regularise", "UNIT", "--reading", "kyng")),
    (
        "regularise",
        {"reading": "kyng", "scope": "everywhere"},
        ("regularise", "UNIT", "--reading", "kyng", "--scope", "everywhere"),
    ),
    ("lemma", {"reading": "kyng"}, ("lemma", "UNIT", "kyng")),
    ("conjecture", {"value": "duke", "by": "Bentley"}, ("conjecture", "UNIT", "duke", "--by", "Bentley")),
    ("conjecture", {"value": "duke", "status": "proposed"}, ("conjecture", "UNIT", "duke", "--proposed")),
    ("addition", {"value": "indeed"}, ("add", "UNIT", "indeed")),
    ("deletion", {}, ("delete", "UNIT")),
    ("crux", {}, ("crux", "UNIT")),
    ("note", {"value": "see 2", "layer": "fontes"}, ("note", "UNIT", "see 2", "--layer", "fontes")),
    ("join", {}, ("join", "UNIT")),
]  # fmt: skip


@pytest.mark.parametrize(("do", "more", "command"), CASES)
def test_a_request_writes_what_its_command_writes(
    kings: Asking, tmp_path: Path, do: str, more: dict[str, Any], command: tuple[str, ...]
) -> None:
    """Byte for byte, but for the day and the name, which are given."""
    unit = f"u{of(kings, 'kyng')[0]}"
    answer = kings.decide(do, unit, why="as is", **more)
    assert answer.status_code == 200, answer.json()
    by_page = (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    (tmp_path / "decisions.toml").unlink()
    texts = [str(tmp_path / f"{siglum}.txt") for siglum in KINGS]
    arguments = [unit if one == "UNIT" else one for one in command]
    options = ["--who", "Ed", "--why", "as is", "-l", "en", "--decisions", str(tmp_path / "decisions.toml")]
    done = run("decide", *arguments, *texts, *options)
    assert done.status == 0, done.err
    assert by_page == (tmp_path / "decisions.toml").read_text(encoding="utf-8")


def test_the_answer_says_what_is_to_be_drawn_anew(kings: Asking) -> None:
    """Rows, blocks, progress; text and apparatus have it at once."""
    number = of(kings, "kyng")[0]
    before = kings.get("/open").json()
    answer = kings.decide("lemma", f"u{number}", reading="kyng").json()
    assert answer["from"] == before["version"]
    assert [row[0] for row in answer["rows"]] == [number]
    assert answer["blocks"] == [0]
    assert answer["state"]["done"] == before["done"] + 1
    assert "The old kyng sat" in text_of(kings)
    assert any(entry.startswith("kyng] king A B") for entry in entries(kings))


def test_the_text_is_sent_whole(treaty: Asking) -> None:
    """Its pieces are the text, character for character, and each says where it begins."""
    desk = treaty.desk
    content = desk.apparatus.words.source.content
    assert text_of(treaty) == content[int(desk.apparatus.words.starts[0]) :]
    numbers = ",".join(map(str, range(len(desk.bands))))
    for block in treaty.get("/blocks", numbers=numbers).json()["blocks"]:
        for piece in block["pieces"]:
            assert content[piece["o"] :].startswith(piece["t"])


def test_accepting_labels_is_one_step(kings: Asking) -> None:
    """Every reading gets the label that the program gave it, as the editor's."""
    row = of(kings, "kyng")
    assert kings.decide("accept", f"u{row[0]}").status_code == 200
    unit = kings.get("/unit", n=row[0]).json()
    assert all(rule == "the editor's decision" for reading in unit["readings"][1:] for _, rule, _ in reading["labels"])
    kings.post("/undo")
    assert kings.desk.decisions == []


def test_undo_goes_back_to_the_beginning_and_redo_to_the_end(kings: Asking, tmp_path: Path) -> None:
    """Whole steps; what is undone leaves the file, byte for byte."""
    path = tmp_path / "decisions.toml"
    path.write_text("# my own remark\n", encoding="utf-8")
    states = [path.read_bytes()]
    for row in kings.get("/units").json()["rows"]:
        answer = kings.decide("accept", f"u{row[0]}")
        if answer.status_code == 200:
            states.append(path.read_bytes())
    assert len(states) > 4
    for state in reversed(states[:-1]):
        assert kings.post("/undo").status_code == 200
        assert path.read_bytes() == state
    assert kings.post("/undo").status_code == 409
    for state in states[1:]:
        assert kings.post("/redo").status_code == 200
        assert path.read_bytes() == state
    assert kings.post("/redo").status_code == 409


def test_a_new_step_ends_what_can_be_done_again(kings: Asking) -> None:
    kings.decide("crux", "u1")
    kings.post("/undo")
    kings.decide("crux", "u2")
    assert kings.post("/redo").status_code == 409


def test_places_are_shown_before_anything_is_written(kings: Asking, tmp_path: Path) -> None:
    number = of(kings, "kyng")[0]
    answer = kings.post("/try", {"do": "regularise", "place": f"u{number}", "reading": "kyng", "scope": "everywhere"})
    assert answer.json()["units"] == [number]
    assert not (tmp_path / "decisions.toml").exists()


def test_a_unit_of_one_reading_stays_in_the_list(kings: Asking) -> None:
    """It is said to be one, counts as decided, and can be taken back from where it stands."""
    row = of(kings, "kyng")
    kings.decide("regularise", f"u{row[0]}", reading="kyng")
    assert of(kings, "king")[9:] == [True, True]
    (decision,) = kings.get("/unit", n=row[0]).json()["decisions"]
    assert kings.post("/take-back", decision["key"]).status_code == 200
    assert of(kings, "kyng") == row
    kings.post("/undo")  # taking back is a step too
    assert of(kings, "king")[9:] == [True, True]


def test_what_others_write_is_taken_over_and_said(kings: Asking, tmp_path: Path) -> None:
    kings.decide("crux", "u1")
    before = kings.get("/open").json()
    mine = (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    texts = [str(tmp_path / f"{siglum}.txt") for siglum in KINGS]
    run("decide", "note", "u2", "by another", *texts, "-l", "en", "--decisions", str(tmp_path / "decisions.toml"))
    now = kings.get("/wait", version=before["version"], told=before["told"]).json()
    assert now["version"] > before["version"]
    assert "by another" in now["news"][-1]["came"][0]
    kings.decide("deletion", "u3")
    held = (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    assert held.startswith(mine)
    assert "by another" in held
    kings.post("/undo")
    kings.post("/undo")
    assert "by another" in (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    assert len(kings.desk.decisions) == 1


def test_a_file_with_an_error_is_said_and_nothing_is_written(kings: Asking, tmp_path: Path) -> None:
    """Work goes on where it can: reading, searching, output. Once it is mended, all goes on."""
    kings.decide("crux", "u1")
    path = tmp_path / "decisions.toml"
    good = path.read_bytes()
    path.write_bytes(good + b"\n[[decision]]\ndo = \n")
    broken = path.read_bytes()
    now = kings.get("/wait", version=kings.desk.version).json()
    assert "decisions.toml:" in now["problem"]
    answer = kings.decide("crux", "u2")
    assert answer.status_code == 409
    assert path.read_bytes() == broken
    assert kings.get("/units").status_code == 200
    path.write_bytes(good)
    assert kings.get("/wait", version=now["version"]).json()["problem"] == ""
    assert kings.decide("crux", "u2").status_code == 200


def test_a_decision_whose_place_changed_is_shown_and_asks(kings: Asking, tmp_path: Path) -> None:
    """It moves only if the editor says so."""
    kings.decide("crux", "u1")
    (made,) = kings.desk.decisions
    path = tmp_path / "decisions.toml"
    path.write_text(file.written(replace(made, before="in the words", line=0)), encoding="utf-8")
    now = kings.get("/wait", version=kings.desk.version).json()
    (stale,) = now["stale"]
    assert stale["offered"]
    assert kings.post("/follow", stale["key"]).json()["state"]["stale"] == []
    assert kings.desk.decisions[0].before == made.before
    kings.post("/undo")
    assert kings.desk.decisions[0].before == "in the words"


def test_what_cannot_be_written_is_one_sentence(kings: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the file stays, and the screen shows what it holds."""
    kings.decide("crux", "u1")
    good = (tmp_path / "decisions.toml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    answer = kings.decide("crux", "u2")
    assert answer.status_code == 409
    assert "No space left" in answer.json()["error"]
    assert (tmp_path / "decisions.toml").read_bytes() == good
    monkeypatch.undo()
    assert len(kings.desk.decisions) == 1
    assert kings.decide("crux", "u2").status_code == 200


def test_a_witness_that_goes_or_changes_is_said(kings: Asking, tmp_path: Path) -> None:
    (tmp_path / "B.txt").unlink()
    assert "B.txt is gone" in kings.get("/open").json()["witnesses_changed"][0]
    assert kings.decide("crux", "u1").status_code == 200
    answer = kings.post("/anew")
    assert answer.status_code == 409
    assert "B.txt" in answer.json()["error"]
    assert kings.get("/units").status_code == 200


def test_a_changed_witness_is_read_when_the_editor_asks(kings: Asking, tmp_path: Path) -> None:
    (tmp_path / "B.txt").write_text(KINGS["B"].replace("young", "younger"), encoding="utf-8")
    assert "has changed" in kings.get("/open").json()["witnesses_changed"][0]
    assert kings.post("/anew").json()["witnesses_changed"] == []
    assert of(kings, "younger")


def test_marked_words_are_a_place(kings: Asking) -> None:
    """Named as the commands name it; a decision about it needs no unit."""
    content = kings.desk.apparatus.words.source.content
    start = content.index("sat in")
    found = kings.get("/place", **{"from": start + 1, "to": start + 5}).json()
    assert (found["place"], found["words"]) == ("1.4-1.5", "sat in")
    assert kings.decide("note", "1.5", value="sic").status_code == 200
    assert kings.get("/place", **{"from": 3, "to": 4}).status_code == 409


@pytest.mark.parametrize("form", ["text", "tei", "json", "reledmac", "csv", "docx"])
def test_output_is_what_the_commands_write(kings: Asking, tmp_path: Path, form: str) -> None:
    """Byte for byte, after decisions, by a profile."""
    kings.decide("lemma", f"u{of(kings, 'kyng')[0]}", reading="kyng")
    kings.decide("conjecture", "1.4", value="slept")
    kings.decide("realign", "A:1.1=B:1.1") if form == "json" else None
    texts = [str(tmp_path / f"{siglum}.txt") for siglum in KINGS]
    out = tmp_path / f"out.{ending(form)}"
    made = kings.get("/output", kind="apparatus", format=form, profile="classical").content
    options = ("-l", "en", "--decisions", str(tmp_path / "decisions.toml"), "-p", "classical")
    done = run("apparatus", *texts, *options, "--to", form, "-o", str(out))
    assert done.status == 0, done.err
    if form == "docx":  # a zip file says when it was written
        assert parts(made) == parts(out.read_bytes())
    else:
        assert made == out.read_bytes()


def parts(data: bytes) -> dict[str, bytes]:
    """The files in a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def test_the_text_and_the_page_are_given_out_too(kings: Asking) -> None:
    assert kings.get("/output", kind="edition", format="text").content.startswith(b"The old king")
    assert kings.get("/output", kind="page", format="html").content.startswith(b"<!DOCTYPE html>")
    assert kings.get("/output", kind="edition", format="nothing").status_code == 409


def test_findings_are_dismissed_with_a_reason(tmp_path: Path) -> None:
    """And come back with undo."""
    texts = {"fr": "Le roi a dix navires.\nIl ne vient pas.\n", "en": "The king has twelve ships.\nHe does not come.\n"}
    asking = Asking(opened(tmp_path, texts, ""))
    found = asking.get("/findings", kind="findings").json()["found"]
    number = next(one["number"] for one in found if one["kind"] == "number")
    assert [one["start"] for one in found] == sorted(one["start"] for one in found)
    assert asking.decide("dismiss-finding", number=number, why="a slip of the copy").status_code == 200
    assert asking.get("/findings", kind="findings").json()["found"][number]["dismissed"]
    assert "a slip of the copy" in (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    asking.post("/undo")
    assert not asking.get("/findings", kind="findings").json()["found"][number]["dismissed"]


def test_suspect_places_are_dismissed(tmp_path: Path) -> None:
    asking = Asking(opened(tmp_path, {"A": "The king king sat.\n", "B": "The king sat.\n"}))
    found = asking.get("/findings", kind="suspects").json()["found"]
    assert found
    assert asking.decide("dismiss-suspect", number=found[0]["number"], why="so it stands").status_code == 200
    assert asking.get("/findings", kind="suspects").json()["found"][0]["dismissed"]

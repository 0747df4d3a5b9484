"""`collate beads`: the treaty and its translations, every form, and what cannot be."""

from __future__ import annotations

import ast
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from tests.conftest import ROOT, TREATY, Run, run, thorough

Collate = Callable[..., Run]
DRAFT, RUSSIAN, CHINESE = (str(TREATY / f"{name}.txt") for name in ("fr-draft", "ru", "zh"))
PLAIN = "--no-dictionaries"


@pytest.mark.parametrize("translation", ["ru", "ru-modern", "zh", "en"])
def test_every_article_of_the_treaty_meets_its_own(translation: str) -> None:
    """In all four translations, headings and text, without a dictionary."""
    path = TREATY / f"{translation}.txt"
    document = json.loads(run("beads", PLAIN, "--to", "json", DRAFT, str(path)).out)
    jsonschema.validate(
        document,
        json.loads((ROOT / "collate" / "writers" / "schemas" / "beads.schema.json").read_text(encoding="utf-8")),
    )
    for bead in document["beads"]:
        headings = [[one["heading"] for one in bead[side] if "heading" in one] for side in ("source", "target")]
        assert headings[0] == headings[1]
    assert all(bead["source"] and bead["target"] for bead in document["beads"])


@pytest.mark.parametrize("translation", [RUSSIAN, CHINESE])
def test_a_passage_left_out_is_an_omission(tmp_path: Path, translation: str) -> None:
    """Not forced into a bead with its neighbour."""
    lines = Path(translation).read_text(encoding="utf-8").split("\n")
    heading = next(k for k, line in enumerate(lines) if line in {"Статья IV", "第四條"})
    following = next(k for k, line in enumerate(lines) if line in {"Статья V", "第五條"})
    (tmp_path / "short.txt").write_text("\n".join(lines[:heading] + lines[following:]), encoding="utf-8")
    code = "ru" if translation == RUSSIAN else "zh"
    done = run("beads", PLAIN, "--to", "json", "-l", "fr", "-l", code, DRAFT, str(tmp_path / "short.txt"))
    lone = [bead for bead in json.loads(done.out)["beads"] if not bead["target"]]
    texts = " ".join(one["text"] for bead in lone for one in bead["source"])
    assert "Article IV" in texts
    assert "aucune des Hautes Parties" in texts or "assurée" in texts
    assert len(lone) == 2


def test_the_form_of_vecalign_counts_segments_from_0(collate: Collate) -> None:
    """``[0, 1]:[0]:score``, every segment once."""
    out = collate("beads", PLAIN, "--to", "beads", DRAFT, CHINESE).out
    rows = [line.split(":") for line in out.splitlines()]
    numbers = [number for row in rows for number in ast.literal_eval(row[0])]
    assert numbers == list(range(len(numbers)))
    assert all(float(row[2]) > -100 for row in rows)


def test_the_table_has_lines_and_evidence(collate: Collate) -> None:
    """Where each side stands in its file, and what speaks for the bead."""
    rows = list(csv.DictReader(io.StringIO(collate("beads", PLAIN, "--to", "csv", DRAFT, RUSSIAN).out)))
    assert rows[0]["source_line"] == "1"
    assert "(given)" in rows[0]["evidence"]
    assert {row["kind"] for row in rows} <= {"1:1", "1:2", "2:1", "2:2", "1:0", "0:1"}


def test_a_cat_tool_gets_units_in_both_languages(collate: Collate) -> None:
    """TMX 1.4 with a unit for each bead that has both sides."""
    document = etree.fromstring(collate("beads", PLAIN, "--to", "tmx", DRAFT, CHINESE).out.encode())
    assert (document.tag, document.get("version")) == ("tmx", "1.4")
    units = document.findall("body/tu")
    assert units
    for unit in units:
        assert [side.get("{http://www.w3.org/XML/1998/namespace}lang") for side in unit.findall("tuv")] == ["fr", "zh"]
        assert all(seg.text for seg in unit.iter("seg"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--segments", "words"], "a text cannot be cut into 'words'; choose sentences, clauses, lines"),
        (["--to", "pdf"], "there is no 'pdf' among the formats"),
        (["--dictionary", "texts/treaty-1916/zh.txt"], "is no dictionary that is known"),
        (["--dictionary", "none-deu-eng.dict"], "is a dictionary of de and en"),
    ],
)
def test_what_cannot_be_is_said(collate: Collate, arguments: list[str], said: str) -> None:
    """One sentence, status 2."""
    done = collate("beads", PLAIN, *arguments, DRAFT, CHINESE)
    assert done.status == 2
    assert said in done.err


@pytest.mark.parametrize(("one", "other"), [("", "un deux"), ("un", ""), ("\x1b[31m=1+1. <b>", "=1+1. & \u202e")])
def test_any_two_texts_end_well(tmp_path: Path, one: str, other: str) -> None:
    """Empty, one word, hostile: in every form, and nothing acts."""
    (tmp_path / "A.txt").write_text(one, encoding="utf-8")
    (tmp_path / "hB.txt").write_text(other, encoding="utf-8")
    for form in ("text", "beads", "csv", "tsv", "json", "tmx"):
        done = run("beads", PLAIN, "-l", "fr", "--to", form, str(tmp_path / "A.txt"), str(tmp_path / "hB.txt"))
        assert done.status == 0, done.err
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out


@thorough
def test_real_translations_are_aligned(field: Path, tmp_path: Path) -> None:
    """A charter with passages cut out of either side, without dictionaries: nearly every bead as the gold has it."""
    folder = field / "bitext" / "uncharter_om"
    done = run(
        "beads", PLAIN, "--segments", "lines", "--to", "beads", "-l", "fr", "-l", "ru",
        str(folder / "charter_frru0.fr"), str(folder / "charter_frru0.ru"),
    )  # fmt: skip
    made = [tuple(map(tuple, map(ast.literal_eval, line.split(":")[:2]))) for line in done.out.splitlines()]
    gold = (folder / "charter_frru0.fr-ru.gold").read_text(encoding="utf-8").splitlines()
    wanted = [tuple(map(tuple, map(ast.literal_eval, line.split(":")[:2]))) for line in gold]
    lone = {bead for bead in wanted if not all(bead)}
    assert len(lone & set(made)) >= 0.85 * len(lone)

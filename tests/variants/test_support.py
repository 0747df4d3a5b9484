"""No witness supports what it lacks: random collations, read in the model and in what is written of it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from collate import pipeline
from collate.config import Project, Settings
from collate.model import Apparatus, Collation, Unit
from collate.variants.decisions.bounds import Bounds
from collate.variants.entries import entry
from collate.witnesses.readers import apparatus as apparatus_json_reader
from collate.witnesses.readers.tei import read_witnesses
from collate.witnesses.tokenisers.words import tokenise
from collate.writers.apparatus import csv as apparatus_csv
from collate.writers.apparatus import json as apparatus_json
from collate.writers.apparatus import reledmac, tei
from collate.writers.apparatus import text as apparatus_text
from tests.conftest import Run, run
from tests.seams.test_texts import source
from tests.writers.page.test_data import carried

Collate = Callable[..., Run]
Files = Callable[..., list[str]]
Claim = tuple[str, str, str]  # unit, siglum, words; "" for none
SIGLA = "ABCDE"
ENGLISH = Settings(languages=("en",))
# Readings are printed whole: of a shortened one it could not be seen where it stands.
PRINTED = Settings(languages=("en",), project=Project(print={"profile": "positive", "longest": 1000}))
NUMBERED_BY_TEX = replace(PRINTED.print_profile(), occurrence=False)
PART = re.compile(
    r"(?:(?P<sign>om|def|add|hinc transp|huc transp)\. )?(?P<words>.*?)(?: transp\.)? ?(?P<sigla>[A-E ]+)"
)
FILLER = ["the", "and", "of", "to", "a", "in", "that"]


class Tradition(NamedTuple):
    """Texts by siglum, the base among them, and shares of the table at which units are joined and cut."""

    texts: dict[str, str]
    base: str
    joins: list[tuple[float, float]]
    cuts: list[float]


@st.composite
def traditions(draw: st.DrawFn) -> Tradition:
    """Copies of one text: fragments, omissions in omissions, additions, other words, moved words; decided bounds."""
    size = draw(st.integers(20, 60))
    words = [
        draw(st.sampled_from(FILLER)) if k % 3 == 2 else f"word{'abcdefghij'[k // 10]}{'klmnopqrst'[k % 10]}"
        for k in range(size)
    ]
    outer = draw(st.integers(0, size // 2))
    texts = {}
    for siglum in SIGLA[: draw(st.integers(3, 5))]:
        own = list(words)
        for change in draw(st.lists(st.sampled_from(CHANGES), max_size=4)):
            own = change(draw, own, outer)
        texts[siglum] = " ".join(own) or "nothing"
    share = st.floats(0, 1)
    joins = draw(st.lists(st.tuples(share, share), max_size=2))
    return Tradition(texts, draw(st.sampled_from(sorted(texts))), joins, draw(st.lists(share, max_size=2)))


def _omitted(draw: st.DrawFn, words: list[str], outer: int) -> list[str]:
    """Without a stretch that begins at the same place in every copy, or anywhere."""
    start = min(len(words), outer + draw(st.integers(0, 6)) if draw(st.booleans()) else draw(st.integers(0, 40)))
    return words[:start] + words[start + draw(st.integers(1, 30)) :]


def _fragment(draw: st.DrawFn, words: list[str], _: int) -> list[str]:
    cut = draw(st.integers(0, len(words)))
    return words[cut:] if draw(st.booleans()) else words[: len(words) - cut]


def _replaced(draw: st.DrawFn, words: list[str], _: int) -> list[str]:
    at = draw(st.integers(0, max(0, len(words) - 1)))
    return [*words[:at], draw(st.sampled_from(["other", "else", *FILLER])), *words[at + 1 :]]


def _added(draw: st.DrawFn, words: list[str], _: int) -> list[str]:
    at = draw(st.integers(0, len(words)))
    return [*words[:at], *(f"new{'abcdefghijkl'[k]}" for k in range(draw(st.integers(1, 12)))), *words[at:]]


def _moved(draw: st.DrawFn, words: list[str], _: int) -> list[str]:
    a, b, c = sorted(draw(st.integers(0, len(words))) for _ in range(3))
    return [*words[:a], *words[b:c], *words[a:b], *words[c:]]


CHANGES = (_omitted, _omitted, _fragment, _replaced, _replaced, _added, _moved)


def read(tradition: Tradition, how: Settings = ENGLISH) -> Apparatus:
    """The apparatus of a tradition, its units joined and cut where that was decided."""
    sources = [source(text, "en", siglum) for siglum, text in tradition.texts.items()]
    collation = pipeline.collate([tokenise(one) for one in sources], how)
    size = len(collation)
    joins = [tuple(sorted(int(share * size) for share in pair)) for pair in tradition.joins]
    free: list[tuple[int, int]] = []
    for low, high in sorted([*collation.joins, *(pair for pair in joins if pair[0] < pair[1])]):
        if not free or low >= free[-1][1]:
            free.append((low, high))
    bounds = Bounds(tuple(sorted(int(share * size) for share in tradition.cuts)), tuple(free), ())
    with patch("collate.variants.decisions.replay.bounds", return_value=bounds):
        return pipeline.apparatus(collation, tradition.base, how)


def words_of(collation: Collation, siglum: str, unit: Unit) -> str:
    """What a witness has at a unit, by the table."""
    row = collation.row(siglum)
    return collation.witnesses[row].surface(*collation.tokens(row, unit.start, unit.end))


def gone(apparatus: Apparatus, unit: Unit) -> set[str]:
    """The slow way: who has nothing in a unit around this one, or another text there, by the table and the units."""
    around = [one for one in apparatus.units if one is not unit and one.start <= unit.start and unit.end <= one.end]
    return {
        siglum
        for siglum in apparatus.collation.sigla
        if any(not words_of(apparatus.collation, siglum, one) for one in around)
        or any(another_text(apparatus.collation, siglum, one, unit) for one in around)
    }


def another_text(collation: Collation, siglum: str, around: Unit, unit: Unit) -> bool:
    """Whether a witness has nothing at a unit, and around it eight words or more, none facing those of others here."""
    there = [other for other in collation.sigla if words_of(collation, other, unit)]
    has = collation.columns[around.start : around.end] >= 0
    own = has[:, collation.row(siglum)]
    apart = not any((own & has[:, collation.row(other)]).any() for other in there)
    return apart and not words_of(collation, siglum, unit) and int(own.sum()) >= 8


def divided(apparatus: Apparatus, unit: Unit) -> bool:
    """Whether other units say how those who share a reading of this one differ."""
    return any(one is not unit and one.start < unit.end and unit.start < one.end for one in apparatus.units)


def holds(apparatus: Apparatus, claims: Iterator[Claim]) -> None:
    """Every claim stands in the text; who is not spoken of in a unit is absent by a unit around it."""
    named: dict[str, list[str]] = {unit.id: [] for unit in apparatus.units}
    units = {unit.id: unit for unit in apparatus.units}
    for name, siglum, words in claims:
        there = words_of(apparatus.collation, siglum, units[name])
        whole = divided(apparatus, units[name])
        assert bool(words) == bool(there) if whole else words == there, (name, siglum)
        named[name].append(siglum)
    for name, sigla in named.items():
        assert sorted(sigla) == sorted(set(apparatus.collation.sigla) - gone(apparatus, units[name])), name


def claims_of(units: Iterator[Unit]) -> Iterator[Claim]:
    """What readings say of their witnesses."""
    for unit in units:
        for reading in unit.readings:
            yield from ((unit.id, siglum, reading.text) for siglum in reading.sigla)


@given(tradition=traditions())
def test_a_reading_stands_in_the_text_of_its_witnesses(tradition: Tradition) -> None:
    """And the units name the witnesses that are absent, each with a unit around it in which it has nothing."""
    apparatus = read(tradition)
    holds(apparatus, claims_of(iter(apparatus.units)))
    units = {unit.number: unit for unit in apparatus.units}
    for unit in apparatus.units:
        assert [one.siglum for one in unit.absent if one.siglum not in gone(apparatus, unit)] == []
        for siglum, outer in unit.absent:
            around = units[outer]
            assert around.start <= unit.start
            assert unit.end <= around.end
            lacks = any(siglum in one.sigla and one.kind != "words" for one in around.readings)
            assert lacks or another_text(apparatus.collation, siglum, around, unit)
        assert all(reading.sigla for reading in unit.readings[1:])


@given(tradition=traditions())
def test_what_is_written_says_no_more(tradition: Tradition) -> None:
    """The long CSV, JSON read by a script, and JSON read by Collate itself."""
    apparatus = read(tradition)
    out = io.StringIO()
    apparatus_csv.write_long_csv(apparatus, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    holds(apparatus, ((row["unit"], row["witness"], row["reading"]) for row in rows))
    out = io.StringIO()
    apparatus_json.write(apparatus, out)
    said = json.loads(out.getvalue())["units"]
    claims = (
        (unit["id"], siglum, one["text"]) for unit in said for one in unit["readings"] for siglum in one["witnesses"]
    )
    holds(apparatus, claims)
    assert list(apparatus_json_reader.read(out.getvalue().encode(), "a.json").units) == list(apparatus.units)


@given(tradition=traditions())
def test_in_tei_an_inner_app_speaks_of_those_only_who_have_its_passage(tradition: Tradition) -> None:
    """And every witness is read back as it was."""
    apparatus = read(tradition)
    out = io.StringIO()
    tei.write(apparatus, out)
    root = etree.fromstring(out.getvalue().encode())
    for inner in root.iterfind(".//{*}app//{*}app"):
        around = next(inner.iterancestors("{*}lem", "{*}rdg"))
        cited = {name for one in inner.iter("{*}lem", "{*}rdg") for name in one.get("wit", "").split()}
        assert cited <= set(around.get("wit", "").split())
    found = {one.siglum: tokenise(one) for one in read_witnesses(out.getvalue().encode(), path="a.xml", siglum="a")}
    if apparatus.units:
        assert {siglum: " ".join(one.normals) for siglum, one in found.items()} == tradition.texts


def printed(body: str, unit: Unit) -> Iterator[Claim]:
    """What the printed readings of a unit say."""
    for part in body.split("; "):
        match = PART.fullmatch(part)
        assert match, part
        silent = match["sign"] in {"om", "def", "hinc transp"}
        yield from ((unit.id, siglum, "" if silent else match["words"]) for siglum in match["sigla"].split())


def in_print(apparatus: Apparatus, bodies: dict[str, tuple[str, str]]) -> Iterator[Claim]:
    """What printed entries say: head and readings by unit."""
    for unit in apparatus.units:
        head, body = bodies[unit.id]
        holders = re.fullmatch(r".*?((?: [A-E])*)\] ?", head)
        assert holders, head
        yield from ((unit.id, siglum, unit.lemma.text) for siglum in holders[1].split())
        yield from printed(body, unit)


@given(tradition=traditions())
def test_the_positive_apparatus_names_those_who_are_there(tradition: Tradition) -> None:
    """As text and as TeX: lemma and readings, each with its own witnesses, and nobody else."""
    apparatus = read(tradition, PRINTED)
    profile = PRINTED.print_profile()
    out = io.StringIO()
    apparatus_text.write(apparatus, out, profile=profile)
    lines = [line.strip() for line in out.getvalue().splitlines() if re.match(r" *\d+  ", line)]
    split = [re.fullmatch(r"\d+  (.*?\] )(.*)", line) for line in lines]
    bodies = {unit.id: (match[1], match[2]) for unit, match in zip(apparatus.units, split, strict=True) if match}
    holds(apparatus, in_print(apparatus, bodies))
    out = io.StringIO()
    reledmac.write(apparatus, out, profile=profile)
    tex = re.sub(r"\\(?:textit|sameword)\{(.*?)\}", r"\1", out.getvalue().replace("{]}", "]"))
    notes = re.findall(r"\\lemma\{(.*?)\}\\[AB]footnote\[nosep\]\{(.*?[A-E])\}(?=\}|\\)", tex)
    assert sorted(map("".join, notes)) == sorted(
        entry(apparatus, unit, NUMBERED_BY_TEX).text for unit in apparatus.units
    )


def test_who_begins_late_is_not_named_within_what_it_lacks(collate: Collate, witness_files: Files) -> None:
    """An omission of a word is of those who have the words around it."""
    files = late(witness_files)
    for profile, said in (("plain", "the] om. C (omission, function word)"), ("positive", "the¹ A D] om. C")):
        done = collate("apparatus", "-l", "en", "-p", profile, *files)
        assert said in [line.strip().partition("  ")[2] for line in done.out.splitlines()]


def late(write: Files) -> list[str]:
    """Four copies of a verse: B begins with its second half, C lacks a word of the first, D has another spelling."""
    first = "in the beginning god created the heaven and the earth and the earth was without form and void and"
    last = "the spirit moved upon the face of the waters"
    return write(
        A=f"{first} {last}", B=last, C=f"{first.replace('in the', 'in')} {last}",
        D=f"{first.replace('void', 'voyd')} {last}",
    )  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "tei", "html", "markdown", "ekdosis", "reledmac", "nexus"])
def test_no_format_gives_a_witness_to_what_it_lacks(form: str, collate: Collate, witness_files: Files) -> None:
    """B is named once, for the passage that it lacks, and among the absent."""
    done = collate("apparatus", "-l", "en", "-p", "positive", "--to", form, *late(witness_files))
    assert done.status == 0, done.err
    said = SUPPORT[form](done.out)
    assert said == 1


SUPPORT: dict[str, Callable[[str], int]] = {
    "csv": lambda out: sum(
        "B" in (row["lemma_sigla"] + row["readings"]).split() for row in csv.DictReader(io.StringIO(out))
    ),
    "json": lambda out: sum("B" in one["witnesses"] for unit in json.loads(out)["units"] for one in unit["readings"]),
    "jsonl": lambda out: sum(
        "B" in one["witnesses"] for line in out.splitlines() for one in json.loads(line)["readings"]
    ),
    "tei": lambda out: sum(
        "#B" in one.get("wit", "").split() for one in etree.fromstring(out.encode()).iterfind(".//{*}rdg")
    ),
    "html": lambda out: len(re.findall(r'class="sigla">[^<]*\bB\b', out)),
    "markdown": lambda out: len(re.findall(r"\bB\b", out.partition("\n- ")[2])),
    "ekdosis": lambda out: len(re.findall(r"\bB\b(?=[^{}\[\]]*\})", out.partition("\\begin{ekdosis}")[2])),
    "reledmac": lambda out: len(re.findall(r"\bB\b", out.partition("\\beginnumbering")[2].replace("\\Bfootnote", ""))),
    "nexus": lambda out: len(re.search(r"^    B +(\S+)$", out, re.MULTILINE)[1].replace("?", "")),  # type: ignore[index]
}


def test_counts_leave_out_who_is_not_there(collate: Collate, witness_files: Files) -> None:
    """B agrees with nobody in its omission, and is not held against anybody within it, whoever the base is."""
    files = late(witness_files)
    for base in "AB":
        found = json.loads(collate("stats", "-l", "en", "--to", "json", "-b", base, *files).out)
        pairs = {(pair["witness"], pair["other"]): (pair["same"], pair["both"]) for pair in found["agreement"]}
        assert pairs[tuple(sorted("AB"))] == (0, 1)
        assert pairs[tuple(sorted("AD"))] == (2, 3)
        assert found["singular"]["B"] == ["u1"]
    (differing,) = found["sections"].values()  # from B: A, C and D in the passage, and nobody within it
    assert differing == {"A": 1, "B": 0, "C": 1, "D": 1}


def test_the_tables_of_office_programs_leave_it_out_too(witness_files: Files, tmp_path: Path) -> None:
    """A workbook and Parquet have the rows of the long CSV; of the notes of a Word file the last to end names B."""
    files = late(witness_files)
    made = {form: tmp_path / f"x.{form}" for form in ("xlsx", "parquet", "docx")}
    for form, path in made.items():
        assert run("apparatus", "-l", "en", "-p", "positive", "--to", form, "-o", path, *files).status == 0
    sheets = pd.read_excel(made["xlsx"], sheet_name=["units", "readings"], keep_default_na=False)
    assert (sheets["readings"]["witness"] == "B").sum() == 1
    assert list(sheets["units"]["absent"]) == ["", "B", "B"]
    said = duckdb.read_parquet(str(made["parquet"])).filter("witness = 'B'").fetchall()
    assert [row[0] for row in said] == ["u1"]
    with zipfile.ZipFile(made["docx"]) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    texts = ["".join(note.itertext()) for note in notes]
    assert [bool(re.search(r"\bB\b", text)) for text in texts if text] == [False, False, True]


def test_the_page_gives_no_reading_to_who_is_absent(witness_files: Files, tmp_path: Path) -> None:
    """From each base; the card of a unit says who has none, and the unit that says why."""
    assert run("page", "-l", "en", "-o", tmp_path / "page.html", *late(witness_files)).status == 0
    units = carried(tmp_path / "page.html")["units"]
    for unit, absent in zip(units, (None, [[1, 1]], [[1, 1]]), strict=True):
        assert unit.get("absent") == absent
        if absent:
            assert not [view for view in unit["views"] for reading in view if 1 in reading[1]]


def test_what_explains_a_unit_says_who_is_absent(collate: Collate, witness_files: Files) -> None:
    """For people and for scripts."""
    files = late(witness_files)
    assert "B  nothing: it is absent by u1, and supports no reading" in collate("explain", "u2", "-l", "en", *files).out
    found = json.loads(collate("explain", "u2", "--json", "-l", "en", *files).out)
    assert found["unit"]["absent"] == [{"witness": "B", "unit": "u1"}]


def test_columns_have_no_sign_for_a_word_of_a_passage_that_is_not_there(collate: Collate, witness_files: Files) -> None:
    """B's column has its words, and no caret of the units that it is absent in."""
    done = collate("diff", "-y", "-l", "en", *late(witness_files))
    assert "‸²" in done.out
    columns = [line.split("  ")[1:] for line in done.out.splitlines()]
    assert len([cell for row in columns for cell in row if "‸²" in cell]) == 1


@pytest.mark.parametrize("form", ["json", "tei"])
@pytest.mark.parametrize("base", "AB")
def test_our_own_apparatus_is_true_of_a_witness_that_begins_late(
    form: str, base: str, collate: Collate, witness_files: Files, tmp_path: Path
) -> None:
    """What `check` reads out of it is what the witnesses have."""
    files = late(witness_files)
    path = tmp_path / f"apparatus.{form}"
    assert collate("apparatus", "-l", "en", "-b", base, "--to", form, "-o", path, *files).status == 0
    done = collate("check", "-l", "en", path, *files)
    assert (done.status, done.out) == (0, "")


def test_a_passage_that_a_witness_omits_is_no_lacuna_when_tei_is_read_again(
    collate: Collate, witness_files: Files, tmp_path: Path
) -> None:
    """That the apps inside it do not name the witness is no sign of a gap."""
    files = late(witness_files)
    assert collate("apparatus", "-l", "en", "--to", "tei", "-o", tmp_path / "a.xml", *files).status == 0
    again = json.loads(collate("apparatus", "-l", "en", "--to", "json", tmp_path / "a.xml").out)
    first = json.loads(collate("apparatus", "-l", "en", "--to", "json", *files).out)
    assert again["lacunae"] == []
    for name in ("readings", "absent"):
        assert [unit[name] for unit in again["units"]] == [unit[name] for unit in first["units"]]


def test_an_omission_that_is_not_reported_is_no_support(
    collate: Collate, witness_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither left out by an option nor regularised by an editor does B get the words that it lacks."""
    monkeypatch.chdir(tmp_path)
    files = witness_files(A="he saw the old king there", B="he saw the king there", C="he saw the young king there")
    whole = collate("apparatus", "-l", "en", "-p", "positive", *files).out
    assert "old A] om. B; young C" in whole
    ignoring = collate("apparatus", "-l", "en", "-p", "positive", "--ignore", "omission", *files).out
    assert "old A] young C" in ignoring
    assert collate("decide", "regularise", "u1", *files, "-l", "en", "--reading", "").status == 0
    done = collate("apparatus", "-l", "en", "-p", "positive", *files)
    assert "old A] young C" in done.out, done.err

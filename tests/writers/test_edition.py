"""The established text: what the editor decides is printed, by every form that prints text."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from rich.console import Console

from collate import pipeline, registry
from collate.config import Project, Settings
from collate.errors import CollateError
from collate.model import Apparatus, Collation, Decision, Language, Origin, Source, Unit
from collate.terminal import reading
from collate.variants.decisions import deciding
from tests.conftest import ROOT, THOROUGH, run

TEXTS = {
    "A": "Sing, goddess, the anger of Achilleus\nand its devastation, which put pains\n"
    "thousandfold upon the Achaians.\n",
    "B": "Sing, muse, the anger of Achilles\nand its destruction, which put pain\nthousandfold upon the Greeks.\n",
    "C": "Sing, muse, the wrath of Achilleus\nand its devastation that put pains\non the Achaians.\n",
}
WHO = ("-l", "en", "--who", "Ed", "--when", "2026-11-28")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three manuscripts, and nothing decided yet."""
    monkeypatch.chdir(tmp_path)
    for siglum, text in TEXTS.items():
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    return tmp_path


FILES = ("A.txt", "B.txt", "C.txt")


def decide(*what: str) -> None:
    done = run("decide", *what, *FILES, *WHO)
    assert done.status == 0, done.err


def text_of(*arguments: str) -> str:
    return run("edition", *FILES, "-l", "en", *arguments).out


def test_without_decisions_the_text_is_the_base(folder: Path) -> None:
    """Byte for byte."""
    assert text_of() == TEXTS["A"]
    assert text_of("-b", "C") == TEXTS["C"]


def test_a_chosen_lemma_is_the_text_and_the_base_a_variant(folder: Path) -> None:
    """In the text view, and in the entry under its siglum."""
    decide("lemma", "u1", "muse")
    assert text_of().startswith("Sing, muse, the anger")
    assert "Sing, ‹muse›¹, the" in run("diff", *FILES, "-l", "en").out
    assert "muse] goddess A" in run("apparatus", *FILES, "-l", "en").out


def test_a_conjecture_is_the_lemma_with_the_name_of_who_made_it(folder: Path) -> None:
    """All witnesses stand among the variants; also where they do not differ, and nothing was a unit before."""
    decide("conjecture", "u4", "ruination", "--by", "Bentley")
    decide("conjecture", "2.2", "their", "--by", "Heyne")
    assert "and their ruination, which" in text_of()
    printed = run("apparatus", *FILES, "-l", "en", "-p", "classical").out
    assert "ruination Bentley] devastation A C : destruction B" in printed
    assert "their Heyne] its codd." in printed


def test_a_proposed_conjecture_leaves_the_text(folder: Path) -> None:
    """It is named after the witnesses."""
    decide("conjecture", "u4", "ruination", "--by", "Bentley", "--proposed")
    assert text_of() == TEXTS["A"]
    printed = run("apparatus", *FILES, "-l", "en", "-p", "classical").out
    assert "devastation] destruction B : ruination coni. Bentley" in printed


def test_words_are_left_out_by_the_editor_or_with_a_witness(folder: Path) -> None:
    """A conjecture of nothing, and a lemma that is an omission."""
    decide("conjecture", "u4", "")
    (folder / "B.txt").write_text(TEXTS["B"].replace("and its", "its"), encoding="utf-8")
    units = json.loads(run("apparatus", *FILES, "-l", "en", "--to", "json").out)["units"]
    (unit,) = (unit["id"] for unit in units if unit["lemma"] == "and")
    decide("lemma", unit, "")
    assert text_of().startswith("Sing, goddess, the anger of Achilleus\nits, which put pains")
    printed = run("apparatus", *FILES, "-l", "en", "-p", "classical").out
    assert "devastation] del. Ed : destruction B" in printed
    assert "post Achilleus add. and A C" in printed


def test_brackets_and_daggers_stand_in_the_text_as_the_profile_has_them(folder: Path) -> None:
    """Additions, deletions and a crux; other signs by a key of the profile."""
    decide("add", "3.3", "all")
    decide("delete", "1.5")
    decide("crux", "2.5-2.6")
    assert text_of() == (
        "Sing, goddess, [the] anger of Achilleus\n"
        "and its devastation, †which put† pains\n"
        "thousandfold upon the ⟨all⟩ Achaians.\n"
    )
    (folder / "collate.toml").write_text('[print]\ncrux = "+{text}+"\nsurplus = ""\n', encoding="utf-8")
    assert "goddess, the anger" in text_of()
    assert "+which put+" in text_of()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def of_tei(out: str) -> str:
    """The text of TEI: of an app its lemma, no notes."""
    root = etree.fromstring(out.encode())
    (body,) = root.iterfind(".//{*}body")
    return "".join(_said(body))


def _said(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    if name in {"lb", "l", "p", "head"}:
        yield " "
    if name not in {"rdg", "rdgGrp", "note"}:
        yield element.text or ""
        for child in element:
            yield from _said(child)
            yield child.tail or ""


def of_tex(out: str) -> str:
    r"""The text of LaTeX: of an ``\edtext`` its first argument, of an ``\app`` its lemma, no notes."""
    return "".join(_set(out[out.index("\\begin{document}") :]))


def _set(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        macro = re.compile(r"\\([a-zA-Z]+|.)").match(text, at)
        if macro is None:
            yield text[at]
            at += 1
            continue
        at = macro.end()
        if macro[1] == "sameword" and text[at] == "[":
            at = _closed(text, at)
        if macro[1] in {"edtext", "edlabel", "linelabel", "app", "lem", "note", "begin", "end"}:
            if text[at : at + 1] == "[":
                at = _closed(text, at)
            first = _closed(text, at)
            if macro[1] in {"edtext", "app", "lem"}:
                yield from _set(text[at + 1 : first - 1])
            at = _closed(text, first) if macro[1] == "edtext" else first


def _closed(text: str, at: int) -> int:
    """The end of an argument that begins at a bracket or brace."""
    depth = 0  # of braces; a bracket within braces is text
    for offset in range(at, len(text)):
        depth += (text[offset] == "{") - (text[offset] == "}")
        if not depth and text[offset] == ("}" if text[at] == "{" else "]"):
            return offset + 1
    raise AssertionError("an argument has no end")


def of_word(data: bytes) -> str:
    """The text of a Word document, without its notes."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    names = {"t": lambda node: node.text or "", "br": lambda _: " ", "p": lambda _: " "}
    return "".join(names.get(etree.QName(node).localname, lambda _: "")(node) for node in root.iter())


READ: dict[tuple[str, str], Callable[[str], str]] = {
    (registry.EDITIONS, "text"): str,
    (registry.EDITIONS, "markdown"): lambda out: out.replace("\\", ""),
    (registry.EDITIONS, "html"): lambda out: html.unescape(re.sub(r"<[^>]*>", " ", out)),
    (registry.EDITIONS, "tei"): of_tei,
    (registry.APPARATUSES, "tei"): of_tei,
    (registry.APPARATUSES, "reledmac"): of_tex,
    (registry.APPARATUSES, "ekdosis"): of_tex,
}
KINDS = st.sampled_from(["lemma", "conjecture", "omission", "crux", "delete", "add"])
CHOICES = st.lists(
    st.tuples(st.integers(1, 8), KINDS, st.integers(0, 3)),
    min_size=1, max_size=4, unique_by=lambda choice: choice[0],
)  # fmt: skip


def collated(texts: Mapping[str, str]) -> Collation:
    origin = Origin("", "0" * 64, "text")
    sources = [Source(siglum, text, origin, Language("en", "given")) for siglum, text in texts.items()]
    return pipeline.collate(pipeline.witnesses(sources, Settings()), Settings())


@cache
def three_manuscripts() -> Collation:
    return collated(TEXTS)


def decided(collation: Collation, decisions: Sequence[Decision]) -> Apparatus:
    return pipeline.apparatus(collation, "A", Settings(project=Project(decided=tuple(decisions))))


def chosen(plain: Apparatus, unit: Unit, what: str, which: int) -> tuple[list[Decision], str]:
    """A decision about a unit, and the words that it puts there."""
    place = deciding.Spot((unit.start, unit.end), unit)
    reading = unit.readings[which % len(unit.readings)].normal
    if what == "lemma":
        return [deciding.lemma(plain, unit, reading, who="Ed")], reading
    if what in {"conjecture", "omission"}:
        said = "quite other words" if what == "conjecture" else ""
        return [deciding.conjecture(plain, place, said, who="Ed")], said
    if what == "add":
        return [deciding.addition(plain, place, "more", who="Ed")], f"{unit.lemma.normal} more"
    made = {"crux": deciding.crux, "delete": deciding.deletion}
    return [made[what](plain, place, who="Ed")] if what else [], unit.lemma.normal


def printed(group: str, form: str, apparatus: Apparatus) -> bytes:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    registry.load(group, form)(apparatus, out)
    out.flush()
    return out.detach().getvalue()  # type: ignore[attr-defined, no-any-return]


@settings(max_examples=100 if THOROUGH else 5)
@given(choices=CHOICES)
def test_the_words_of_the_edition_are_lemmata_and_unchanged_words_of_the_base(
    choices: list[tuple[int, str, int]],
) -> None:
    """Whatever is chosen, in every form: the words of each unit's lemma, and between units those of the base."""
    plain = decided(three_manuscripts(), ())
    by_unit = {number: (what, which) for number, what, which in choices}
    wanted: list[str] = []
    decisions: list[Decision] = []
    at = 0
    for unit in plain.units:
        first, last = plain.span(unit)
        made, said = chosen(plain, unit, *by_unit.get(unit.number, ("", 0)))
        decisions += made
        wanted += [*plain.words.normals[at:first], *said.split()]
        at = last
    wanted = [word for word in (*wanted, *plain.words.normals[at:]) if word.isalnum()]
    apparatus = decided(three_manuscripts(), decisions)
    assert not apparatus.stale
    for (group, form), read in READ.items():
        assert words(read(printed(group, form, apparatus).decode())) == wanted, form
    for group in (registry.EDITIONS, registry.APPARATUSES):
        assert words(of_word(printed(group, "docx", apparatus))) == wanted
    shown = io.StringIO()
    Console(file=shown, width=500).print(*reading.view(apparatus, full=True))
    lines = takewhile(lambda line: line[:2] not in {"  ", "~ "}, shown.getvalue().splitlines())
    assert words(re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", " ".join(lines))) == wanted


WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "eta,", "theta"]), min_size=1, max_size=30)


@example([["beta", "alpha"], ["alpha", "gamma", "alpha", "alpha"], ["alpha", "beta", "beta", "gamma"]], [(2, "lemma")])
@example([["beta", "alpha"], ["alpha"], ["beta", "beta"]], [(0, "conjecture"), (0, "conjecture")])
@settings(max_examples=300 if THOROUGH else 5)
@given(rows=st.lists(WORDS, min_size=3, max_size=3), picks=st.lists(st.tuples(st.integers(0, 30), KINDS), max_size=3))
def test_every_form_prints_one_text(rows: list[list[str]], picks: list[tuple[int, str]]) -> None:
    """Also where units overlap or hold others: the text of all forms is that of one."""
    collation = collated({siglum: " ".join(row) for siglum, row in zip("ABC", rows, strict=True)})
    plain = decided(collation, ())
    decisions: list[Decision] = []
    units = [unit for unit in plain.units if unit.lemma.kind == "words"]
    for number, what in picks if units else ():
        with suppress(CollateError):  # what has no effect there
            decisions += chosen(plain, units[number % len(units)], what, number)[0]
    apparatus = decided(collation, decisions)
    text = words(printed(registry.EDITIONS, "text", apparatus).decode())
    for (group, form), read in READ.items():
        assert words(read(printed(group, form, apparatus).decode())) == text, form
    assert words(of_word(printed(registry.APPARATUSES, "docx", apparatus))) == text


def tei(*arguments: str) -> etree._Element:
    done = run("apparatus", *FILES, "-l", "en", "--to", "tei", *arguments)
    assert done.status == 0, done.err
    return etree.fromstring(done.out.encode())


@pytest.mark.parametrize("method", ["parallel-segmentation", "double-end-point", "location-referenced"])
def test_a_lemma_is_a_child_of_its_app(folder: Path, method: str) -> None:
    """Groups hold other readings; the reasons of labels are not in the text."""
    (folder / "B.txt").write_text(TEXTS["B"].replace("which", "whiche"), encoding="utf-8")
    document = tei("--method", method)
    assert {etree.QName(one.getparent()).localname for one in document.iter("{*}lem")} == {"app"}
    assert document.findall(".//{*}rdgGrp/{*}rdg")
    assert not document.findall(".//{*}text//{*}witDetail")
    assert document.findall(".//{*}teiHeader//{*}witDetail")


def test_teiphy_reads_the_units_and_takes_a_lacuna_for_missing(folder: Path, tmp_path: Path) -> None:
    """The states of the witnesses are those of the matrix that Collate writes."""
    teiphy = pytest.importorskip("teiphy", reason="needs teiphy")
    leaf = " ".join(f"word{number}" for number in range(150))
    texts = {"A": f"one two {leaf}", "B": f"one too {leaf[:-1]}x", "C": "one too"}
    for siglum, text in texts.items():
        (folder / f"{siglum}.txt").write_text(f"{text}\n", encoding="utf-8")
    read = teiphy.Collation(etree.ElementTree(tei()), missing_reading_types=["lac"])
    assert [one.id for one in read.witnesses] == ["A", "B", "C"]
    supported = {siglum: [sum(unit) for unit in units] for siglum, units in read.readings_by_witness.items()}
    assert supported["A"][0] == supported["C"][0] == 1  # all have a word for two
    assert supported["A"][-1] == 1
    assert not any(supported["C"][1:])  # and C ends there


def test_the_example_prints_as_its_guide_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three manuscripts, hands, a conjecture, a crux, a layer of sources."""
    monkeypatch.chdir(ROOT / "examples" / "edition")
    files = ("M.txt", "L.txt", "P.xml", "--hands", "-l", "en")
    done = run("apparatus", *files, "-p", "classical")
    assert "stale" not in done.err
    for entry in ("loose] lose L", "oar] ore P a.c.", "water] waters P : wave coni. Tarn", "their Marlow] there codd."):
        assert entry in done.out
    text = run("edition", *files).out
    assert "he sang the ice in pieces, †reed by reed†," in text
    assert text.endswith("and paid the drowned the crossing of their need.\n")
    latex = run("apparatus", *files, "--to", "reledmac").out
    assert "\\Cfootnote" in latex
    assert latex.count("\\stanza[") == 2
    assert "\\bfseries\\large The Ferryman" in latex
    assert run("edition", *files, "--to", "tei").out.count("<lg>") == 2


def test_what_open_cbgm_reads_names_all_witnesses_of_a_unit_among_its_readings(folder: Path) -> None:
    """Those of the lemma too, which has witnesses of its own; nothing is grouped, and no detail overrules them."""
    document = etree.fromstring(run("apparatus", *FILES, "-l", "en", "--to", "open-cbgm").out.encode())
    for app in document.iter("{*}app"):
        lemma, *others = app
        assert {etree.QName(one).localname for one in others} == {"rdg"}
        assert (others[0].text, others[0].get("wit")) == (lemma.text, lemma.get("wit"))
        assert sorted(" ".join(one.get("wit") for one in others).split()) == ["#A", "#B", "#C"]


def test_notes_of_a_file_are_a_layer(folder: Path) -> None:
    """Anchored to words; a line whose words stand nowhere, or twice, is named."""
    (folder / "fontes.txt").write_text("# sources\nThe anger] Hom. Il. 1.1\n3.2 cf. 1.2\n", encoding="utf-8")
    decide("notes", "fontes.txt", "--layer", "fontes")
    out = run("apparatus", *FILES, "-l", "en", "-p", "classical").out
    assert "the anger] Hom. Il. 1.1" in out
    assert "upon] cf. 1.2" in out
    (folder / "fontes.txt").write_text("the] twice\n", encoding="utf-8")
    said = run("decide", "notes", "fontes.txt", *FILES, *WHO)
    assert (said.status, "line 1: 'the' stands 2 times in A" in said.err) == (2, True)

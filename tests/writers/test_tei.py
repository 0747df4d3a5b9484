"""TEI apparatus: valid, every pointer resolves, and what was written is read back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from collate.writers.apparatus.tei import METHODS
from tests.conftest import TREATY, Run, run, thorough

Collate = Callable[..., Run]
Files = Callable[..., list[str]]
POINTERS = ("wit", "from", "to", "target")
SETS = {
    "treaty": [str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")],
    "3 John": "tei_3john_ecm/core12/*.txt",
    "Frankenstein": "frankenstein/chunks/*24*/*.txt",
    "Besoin": "stemma_besoin/witnesses/*.txt",
}
NAMES = [pytest.param(name, marks=thorough) if name in {"Frankenstein", "Besoin"} else name for name in SETS]


def files_of(name: str, field: Path | None) -> list[str]:
    """The witnesses of a set; those of the evaluation data only where these are."""
    pattern = SETS[name]
    if isinstance(pattern, list):
        return pattern
    if field is None:
        pytest.skip("../shared/field is not here")
    return sorted(map(str, (field / "gold").glob(pattern)))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", NAMES)
def test_tei_is_valid_and_its_pointers_resolve(name: str, method: str, field: Path) -> None:
    """The schema does not check pointers, so they are checked here; ids are unique."""
    done = run("apparatus", "--to", "tei", "--method", method, *files_of(name, field))
    document = etree.fromstring(done.out.encode())
    ids = document.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = [p for a in POINTERS for value in document.xpath(f"//@{a}") for p in value.split()]
    assert pointers
    assert {p for p in pointers if p.removeprefix("#") not in ids} == set()
    schema = etree.RelaxNG(etree.parse(field / "tei" / "small.rng"))
    assert schema.validate(document), schema.error_log


@pytest.fixture(scope="module")
def whole_tei(field: Path) -> etree.RelaxNG:
    """The schema of all of TEI, which takes seconds to load."""
    return etree.RelaxNG(etree.parse(field / "tei" / "tei_all.rng"))


@thorough
def test_the_whole_of_tei_allows_it(whole_tei: etree.RelaxNG, tmp_path: Path) -> None:
    """By each method, with groups of witnesses, hands, and attached to a base that is TEI."""
    from tests.variants.test_entries import HANDS
    from tests.witnesses.test_tables import BASE

    (tmp_path / "base.xml").write_text(BASE, encoding="utf-8")
    head = "<teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt><p/></publicationStmt>"
    hands = HANDS.replace("<teiHeader/>", f"{head}<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>")
    (tmp_path / "H.xml").write_text(hands, encoding="utf-8")
    runs = [["--method", method, *SETS["treaty"]] for method in METHODS]
    runs.append(["--method", "double-end-point", "-l", "en", str(tmp_path / "base.xml"), str(tmp_path / "H.xml")])
    runs.append(["--hands", "-l", "en", str(tmp_path / "H.xml"), "examples/moved-A.txt"])
    for arguments in runs:
        document = etree.fromstring(run("apparatus", "--to", "tei", *arguments).out.encode())
        assert whole_tei.validate(document), whole_tei.error_log


def units(*files: str) -> list[list[tuple[str, list[str]]]]:
    """The readings of every unit with their witnesses."""
    document = json.loads(run("apparatus", "--to", "json", *files).out)
    return [[(r["normal"], r["witnesses"]) for r in unit["readings"]] for unit in document["units"]]


# Signs between rewritten passages stand in another unit when they are read back.
READ_BACK = [
    pytest.param(
        "Frankenstein", marks=[thorough, pytest.mark.xfail(reason="signs beside rewritten passages", strict=True)]
    ),
    *(name for name in NAMES if getattr(name, "values", ()) != ("Frankenstein",)),
]


@pytest.mark.parametrize("name", READ_BACK)
def test_the_witnesses_are_read_back_from_parallel_segmentation(name: str, field: Path, tmp_path: Path) -> None:
    """The same readings in the same units, also where a long absence holds other units."""
    files = files_of(name, field)
    run("apparatus", "--to", "tei", "-o", str(tmp_path / "app.xml"), *files)
    assert units(str(tmp_path / "app.xml")) == units(*files)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("command", ["apparatus", "convert"])
def test_every_method_is_read_back_to_the_same_units(method: str, command: str, tmp_path: Path) -> None:
    """The witnesses are aligned again, or as the file aligns them."""
    files = SETS["treaty"]
    path = tmp_path / "app.xml"
    run("apparatus", "--to", "tei", "--method", method, "-o", str(path), *files)
    back = json.loads(run(command, "-l", "fr", "--to", "json", str(path)).out)
    found = [[(r["normal"], r["witnesses"]) for r in unit["readings"]] for unit in back["units"]]
    assert found == units(*files)


def test_the_states_of_a_manuscript_are_read_back_as_its_states(tmp_path: Path) -> None:
    """By the list of witnesses that Collate writes."""
    from tests.variants.test_entries import HANDS

    (tmp_path / "H.xml").write_text(HANDS, encoding="utf-8")
    path = tmp_path / "app.xml"
    arguments = ("apparatus", "--hands", "-l", "en", str(tmp_path / "H.xml"), "examples/moved-A.txt")
    run(*arguments, "--to", "tei", "-o", str(path))
    assert run("apparatus", "-l", "en", str(path)).out == run(*arguments).out


BEFORE, AFTER = (" ".join(f"{letter}{n}" for n in range(150)) for letter in "pq")
HARD = {
    "a witness begins late": (f"{BEFORE} one two {AFTER}", f"{BEFORE} two {AFTER}", AFTER),
    "a witness ends early": (f"{BEFORE} one two {AFTER}", f"{BEFORE} two {AFTER}", BEFORE),
    "the base is short, and units overlap": (
        ">", "'&א>a aאéba道 >", "א\"道>b b 道.  \" א道'\u0301א b baé道 b b \"<道 éb",
    ),
    "others divide what the base lacks": (
        "'", "<' \u0301>é a \u0301 א \" b א>道'", "<' \u0301>é b א>道' \u0301 א \" b א>道'",
    ),
    "a witness begins between two units": (
        "aa ab the ac ad the ae af the ag ah an the ap aq the as at", "the am an the ap aq the as at",
        "aa ab the ac ad the ae af the ag ah the am an the ap aq the as at",
    ),
    "a witness ends between two units": (
        "aa ab zz", "aa ab ac ad the ae af the ag ah the am an the ap aq the as at",
        "aa ab the ac ad the ae af the ag ah the am an the ap aq the as at zz",
    ),
    "a unit holds an absence": (
        "éé.道a \u0301 א' 道אא>&\u0301 &é'a道 \"אa& .道א", "éb\"é<> b &\u0301\"> .\u0301א\u0301a<  >道 .'<a' >",
        "\u0301 >>\u0301 aאa",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", HARD)
def test_nobody_is_given_the_words_of_others(case: str, tmp_path: Path) -> None:
    """Where a witness is silent, or units overlap, it has in the TEI what it had in its file."""
    for number, text in enumerate(HARD[case]):
        (tmp_path / f"W{number}.txt").write_text(text, encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("*.txt")))
    assert run("apparatus", "-l", "fr", "--to", "tei", "-o", str(tmp_path / "app.xml"), *files).status == 0
    assert forms("-l", "fr", str(tmp_path / "app.xml")) == forms("-l", "fr", *files)


WORD = st.text(alphabet="ab<&>\"'é道א\u0301. ", min_size=1, max_size=6).filter(str.strip)
TEXT = st.lists(WORD, min_size=1, max_size=8).map(" ".join)


@given(texts=st.lists(TEXT, min_size=2, max_size=3))
def test_any_text_is_read_back(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Markup in a text is text; every witness has the words it had."""
    folder = tmp_path_factory.mktemp("tei")
    for number, text in enumerate(texts):
        (folder / f"W{number}.txt").write_text(text, encoding="utf-8")
    files = sorted(map(str, folder.glob("*.txt")))
    done = run("apparatus", "-l", "fr", "--to", "tei", "-o", str(folder / "app.xml"), *files)
    assert done.status == 0, done.err
    back = forms(str(folder / "app.xml"), "-l", "fr")
    original = forms("-l", "fr", *files)
    assert all(back.get(siglum, words) == words for siglum, words in original.items())


def forms(*arguments: str) -> dict[str, list[str]]:
    """The words of each witness."""
    done = run("table", "--to", "json", *arguments)
    if done.status:  # one witness alone, when all agree, is no collation
        return {}
    table = json.loads(done.out)
    return {
        siglum: [token["n"] for cell in row for token in cell or []]
        for siglum, row in zip(table["witnesses"], table["table"], strict=True)
    }


def test_a_reading_says_its_kind_and_cause(collate: Collate) -> None:
    """The label becomes @type and @cause, its reason a witDetail that points at the reading."""
    document = etree.fromstring(collate("apparatus", "--to", "tei", *SETS["treaty"]).out.encode())
    (slip,) = document.xpath("//*[local-name()='rdg'][@cause='slip']")
    assert (slip.text, slip.get("type"), slip.get("wit")) == ("leurs", "substantive", "#fr-edited")
    (detail,) = document.xpath("//*[local-name()='witDetail'][@target='#u2r1']")
    assert "neighbours on the keyboard" in detail.text
    grouped = document.xpath("//*[local-name()='rdgGrp'][@type='orthographic']/*[local-name()='rdg']/text()")
    assert "gravité" in grouped


def test_spaces_stand_where_witnesses_have_them(tmp_path: Path) -> None:
    """A sign that others add stands at its word, words between spaces, a line's end behind what is added to it."""
    (tmp_path / "A.txt").write_text("of the Convention it la sans went\nup", encoding="utf-8")
    (tmp_path / "B.txt").write_text("of the Convention, it la paix sans went, then\nup", encoding="utf-8")
    files = [str(tmp_path / "A.txt"), str(tmp_path / "B.txt")]
    done = run("apparatus", "-l", "en", "--to", "tei", *files)
    bare = re.sub(r"</?rdgGrp[^>]*>|<witDetail.*?</witDetail>| (wit|xml:id|type|cause)=\"[^\"]*\"", "", done.out)
    assert "Convention<app><lem/><rdg>,</rdg></app> it" in bare
    assert "la <app><lem/><rdg>paix </rdg></app>sans" in bare
    assert "went<app><lem/><rdg>, then</rdg></app></p><p>up" in bare


def test_a_reading_with_a_substantive_label_is_substantive(field: Path) -> None:
    """Whatever else it is called."""
    files = sorted(map(str, (field / "gold" / "frankenstein" / "chunks" / "C10").glob("*.txt")))
    document = etree.fromstring(run("apparatus", "--to", "tei", *files).out.encode())
    details = document.findall(".//{*}witDetail[@type='omission']")
    assert details
    for detail in details:
        reading = document.xpath(f"//*[@xml:id='{detail.get('target')[1:]}']")[0]
        assert reading.get("type") in {"substantive", "sequence"}

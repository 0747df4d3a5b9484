"""An apparatus held against the witnesses: what is wrong is found, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from tests.conftest import TREATY, Run, run, thorough

Collate = Callable[..., Run]
DRAFT, EDITED = str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")


@pytest.fixture(params=["json", "tei"])
def apparatus(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An apparatus of the treaty, as JSON and as TEI."""
    path = tmp_path / f"apparatus.{'xml' if request.param == 'tei' else 'json'}"
    assert run("apparatus", "--to", request.param, "-o", str(path), DRAFT, EDITED).status == 0
    return str(path)


def test_our_own_apparatus_is_true(collate: Collate, apparatus: str) -> None:
    """Status 0 and nothing on stdout."""
    done = collate("check", apparatus, DRAFT, EDITED)
    assert (done.status, done.out) == (0, "")


def test_what_is_wrong_is_said_with_its_place(collate: Collate, apparatus: str, tmp_path: Path) -> None:
    """A wrong reading by its entry, an unreported variant by the place in the witness."""
    changed = Path(EDITED).read_text(encoding="utf-8").replace("leurs conventions", "nos conventions")
    (tmp_path / "changed.txt").write_text(changed.replace("franchement", "fermement"), encoding="utf-8")
    done = collate("check", apparatus, DRAFT, f"fr-edited={tmp_path / 'changed.txt'}")
    assert done.status == 1
    first, second = done.out.splitlines()
    assert first.startswith(f"{tmp_path}/changed.txt:2:147: u2: wrong reading: fr-edited has nos, not leurs")
    assert second.startswith(f"{tmp_path}/changed.txt:5:")
    assert "unreported: fr-edited has fermement, not franchement" in second


def test_witnesses_on_one_side_only_are_named(collate: Collate, apparatus: str, tmp_path: Path) -> None:
    """They are not checked, and that is said; status 1, for the apparatus is incomplete."""
    (tmp_path / "other.txt").write_bytes(Path(EDITED).read_bytes())
    done = collate("check", apparatus, DRAFT, str(tmp_path / "other.txt"), "-l", "fr")
    assert done.status == 1
    assert "other is not in the apparatus: not checked" in done.err
    assert "fr-edited is in the apparatus only: not checked" in done.err


def _rdg(text: str, wits: list[str], lemma: str) -> str:
    name = "lem" if text == lemma else "rdg"
    return f"<{name} wit='{' '.join('#' + wit for wit in wits)}'>{escape(text)}</{name}>"


def published(field: Path, chapter: str, faults: dict[str, str]) -> tuple[str, list[str]]:
    """A chapter of a published apparatus as TEI, with faults planted by unit, and its witnesses."""
    folder = field / "gold" / "sblgnt_dev"
    units = [
        json.loads(line)
        for line in (folder / "rebuilt_gold" / f"{chapter}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    files = sorted(map(str, (folder / "rebuilt" / chapter).glob("*.txt")))
    base = Path(next(file for file in files if file.endswith("SBL.txt"))).read_text(encoding="utf-8").split()
    parts, at = [], 0
    for unit in units:
        first, last = unit["spans"]["SBL"]
        parts.append(escape(" ".join(base[at:first])))
        at = last
        fault = faults.get(unit["id"])
        readings = [(reading["text"], list(reading["wits"])) for reading in unit["readings"]]
        lemma = next(text for text, wits in readings if "SBL" in wits)
        if fault == "unreported":
            parts.append(escape(lemma))
            continue
        if fault == "wrong":
            readings = [(text + " ψευδος" if "RP" in wits else text, wits) for text, wits in readings]
        if fault == "missing":
            readings = [(text, [w for w in wits if w != "RP"]) for text, wits in readings]
        made = (_rdg(text, wits, lemma) for text, wits in sorted(readings, key=lambda one, lem=lemma: one[0] != lem))
        parts.append(f"<app>{''.join(made)}</app>")
    parts.append(escape(" ".join(base[at:])))
    wits = "".join(f"<witness xml:id='{Path(file).stem}'/>" for file in files)
    head = f"<teiHeader><fileDesc><sourceDesc><listWit>{wits}</listWit></sourceDesc></fileDesc></teiHeader>"
    text = f"<text xml:lang='grc'><body><p>{' '.join(parts)}</p></body></text>"
    return f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{head}{text}</TEI>", files


@pytest.mark.parametrize(
    "chapter", [pytest.param("GAL_01", marks=thorough), "JUD_01", pytest.param("EPH_02", marks=thorough)]
)
def test_a_published_apparatus_is_true_of_its_editions(field: Path, tmp_path: Path, chapter: str) -> None:
    """No false alarm on the SBL apparatus; every planted fault is found, as what it is, and no other."""
    path = tmp_path / "published.xml"
    text, files = published(field, chapter, {})
    path.write_text(text, encoding="utf-8")
    done = run("check", "--ignore", "punctuation", str(path), *files)  # the apparatus prints its readings without
    assert (done.status, done.out) == (0, ""), done.out
    lines = (
        (field / "gold" / "sblgnt_dev" / "rebuilt_gold" / f"{chapter}.jsonl").read_text(encoding="utf-8").splitlines()
    )
    differing = [
        unit["id"]
        for unit in map(json.loads, lines)
        if next(r["text"] for r in unit["readings"] if "RP" in r["wits"])
        not in {"", next(r["text"] for r in unit["readings"] if "SBL" in r["wits"])}
    ]
    kinds = {"unreported": "unreported", "wrong": "wrong reading", "missing": "missing siglum"}
    for unit, kind in zip(differing, kinds, strict=False):
        path.write_text(published(field, chapter, {unit: kind})[0], encoding="utf-8")
        found = json.loads(run("check", "--json", "--ignore", "punctuation", str(path), *files).out)["misreports"]
        assert {one["fault"] for one in found} == {kinds[kind]}, (unit, found)
        assert "RP" in {one["siglum"] for one in found}


SPACED = {
    "a sign on one side": ("is the matter? Do not laugh", "is the matter do not laugh"),
    "a sign added": ("went up the hill", "went up, the hill, then"),
    "words added": ("la sans un accord", "la paix sans un accord"),
}


@pytest.mark.parametrize("form", ["json", "tei"])
@pytest.mark.parametrize("case", SPACED)
def test_spaces_and_signs_raise_no_alarm(tmp_path: Path, case: str, form: str) -> None:
    """An apparatus of ours is true of its witnesses, whatever stands between the words."""
    for siglum, text in zip("AB", SPACED[case], strict=True):
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / "A.txt"), str(tmp_path / "B.txt")]
    path = str(tmp_path / f"app.{'xml' if form == 'tei' else 'json'}")
    assert run("apparatus", "-l", "en", "--to", form, "-o", path, *files).status == 0
    assert run("check", "-l", "en", path, *files).out == ""


@pytest.mark.parametrize(
    "pattern", ["frankenstein/chunks/C10/*.txt", pytest.param("zh_laozi/witnesses/*", marks=thorough)]
)
def test_real_apparatuses_of_ours_are_true(field: Path, tmp_path: Path, pattern: str) -> None:
    """Also where witnesses are rewritten, and Chinese ones are punctuated otherwise."""
    files = sorted(map(str, (field / "gold").glob(pattern)))
    path = str(tmp_path / "app.json")
    run("apparatus", "--to", "json", "-o", path, *files)
    assert run("check", path, *files).out == ""


def test_hands_are_checked_as_hands(tmp_path: Path) -> None:
    """Each state of a corrected manuscript against what is said of it."""
    from tests.variants.test_entries import HANDS

    (tmp_path / "H.xml").write_text(HANDS, encoding="utf-8")
    (tmp_path / "B.txt").write_text("the old king went to a hill in the morning", encoding="utf-8")
    files = [str(tmp_path / "B.txt"), str(tmp_path / "H.xml")]
    path = str(tmp_path / "app.json")
    run("apparatus", "--hands", "-l", "en", "--to", "json", "-o", path, *files)
    assert run("check", "--hands", "-l", "en", path, *files).status == 0
    (tmp_path / "H.xml").write_text(HANDS.replace("queen", "duke"), encoding="utf-8")
    assert "H.pc has duke, not queen" in run("check", "--hands", "-l", "en", path, *files).out

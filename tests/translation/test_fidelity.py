"""`fidelity`: what it finds in the treaty, in planted changes, and what it keeps silent about."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from collate.model.fidelity import Doubt
from collate.translation.fidelity import kinds as findings
from collate.translation.fidelity.original import agreed
from tests.conftest import ROOT, TREATY, Collate, run

TERMS = TREATY / "terms.tsv"
BARE = ("--no-dictionaries",)
SCHEMA = json.loads((ROOT / "collate" / "writers" / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
# A change to a translation of the treaty, the kind of finding that it must bring, and the words it must name.
PLANTED = [
    ("ru.txt", "двѣнадцать", "тринадцать", "number", "12 is 13"),
    ("zh.txt", "十二個月", "十二年", "unit", "12 counts months"),
    ("ru.txt", "1/14 іюля 1921", "1/14 іюля 1922", "date", "1921-07-01 is 1922-07-01"),
    ("zh.txt", "七月三日，大正五年", "八月三日，大正五年", "date", "1916-08-03"),
    ("ru.txt", "статьею II", "статьею III", "article-reference", "2 is 3"),
    ("ru.txt", "чтобы Китай не подпалъ", "чтобы Китай подпалъ", "negation", "no negation"),
    ("ru.txt", "не будетъ обязана", "будетъ обязана", "negation", "no negation for it"),
    ("ru.txt", "Сазоновъ", "Мотоно", "wrong-word", "Sazonov is Мотоно"),
    ("zh.txt", "沙查諾夫、", "俾斯麥、", "wrong-word", "Sazonov is 俾斯麥"),
    ("ru.txt", "каждая изъ Высокихъ Договаривающихся Сторонъ обязуется", "ни одна изъ нихъ обязуется",
     "quantifier", "none"),
    ("ru.txt", "Настоящая Конвенція останется строго секретною между обѣими Высокими Договаривающимися Сторонами.\n",
     "", "omitted-unit", "no sentence"),
    ("ru.txt", "Высокія Договаривающіяся Стороны", "Великія Державы", "glossary-violation", "termbase has"),
    ("zh.txt", "本約應由兩締約國嚴守秘密。", "本約應由兩締約國（嚴守秘密。", "brackets", "1 opened, 0 closed"),
    ("en.txt", "shall be bound to lend", "shall be be bound to lend", "doubled-word", "be stands twice"),
]  # fmt: skip


def found(collate: Collate, *arguments: object) -> list[dict[str, object]]:
    """The findings of a run, checked against the schema."""
    result = collate("fidelity", "--json", *BARE, *arguments)
    document = json.loads(result.out)
    jsonschema.validate(document, SCHEMA)
    assert result.status == (1 if document["findings"] else 0)
    return list(document["findings"])


def test_the_translations_convict_the_original(collate: Collate) -> None:
    """Both say peace where the draft lost it, none where it has each; peurs has no counterpart."""
    doubts = found(collate, TREATY / "fr-draft.txt", TREATY / "ru.txt", TREATY / "zh.txt", "--terms", TERMS)
    suspect = {one["kind"]: one for one in doubts if one["suspect"] == "original"}
    assert set(suspect) == {"quantifier", "missing-in-original", "no-counterpart"}
    assert "chacune (each) is ни одна (none)" in str(suspect["quantifier"]["because"])
    assert "均未" in str(suspect["quantifier"]["because"])
    assert "paix" in str(suspect["missing-in-original"]["because"])
    assert suspect["missing-in-original"]["source"]["words"] == "la sans"  # type: ignore[index]
    assert "peurs" in str(suspect["no-counterpart"]["because"])
    assert "leurs" in str(suspect["no-counterpart"]["because"])


def test_the_edited_text_is_not_convicted(collate: Collate) -> None:
    """What the edition mended is no longer found."""
    doubts = found(collate, TREATY / "fr-edited.txt", TREATY / "ru.txt", TREATY / "zh.txt", "--terms", TERMS)
    assert [one["kind"] for one in doubts if one["suspect"] == "original"] == []


def given_for(name: str) -> tuple[object, ...]:
    """The terms of the treaty, and the languages of the French and a translation."""
    return "--terms", TERMS, "-l", "fr", "-l", name[:2]


@cache
def as_it_stands(name: str) -> list[dict[str, object]]:
    """What is found in a translation as it stands."""
    return found(run, TREATY / "fr-edited.txt", TREATY / name, *given_for(name))


def sound(name: str, kind: str) -> set[object]:
    """The reasons of the findings of a kind in a translation as it stands."""
    return {one["because"] for one in as_it_stands(name) if one["kind"] == kind}


@pytest.mark.parametrize(
    ("name", "old", "new", "kind", "because"), PLANTED, ids=[f"{p[3]}-{p[0][:2]}" for p in PLANTED]
)
def test_a_planted_change_is_found_as_what_it_is(
    collate: Collate, tmp_path: Path, name: str, old: str, new: str, kind: str, because: str
) -> None:
    """And the sound translation has no such finding."""
    text = (TREATY / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
    doubts = found(collate, TREATY / "fr-edited.txt", tmp_path / name, "--kinds", kind, *given_for(name))
    fresh = [one for one in doubts if one["because"] not in sound(name, kind)]
    assert [one["kind"] for one in fresh] == [kind]
    assert because in str(fresh[0]["because"])


def test_every_finding_points_at_the_words_it_means(collate: Collate) -> None:
    """Line and column of the file lead to the words."""
    doubts = found(collate, TREATY / "fr-draft.txt", TREATY / "ru.txt", TREATY / "zh.txt", "--all")
    assert doubts
    for one in doubts:
        for passage in (one["source"], *one["targets"]):  # type: ignore[misc]
            lines = Path(passage["file"]).read_text(encoding="utf-8").splitlines()
            assert lines[passage["line"] - 1][passage["column"] - 1 :].startswith(passage["words"])


def test_strict_shows_what_is_less_sure_and_never_less(collate: Collate) -> None:
    """The default is the sure part of it."""
    texts = TREATY / "fr-draft.txt", TREATY / "zh.txt"
    plain, strict = found(collate, *texts), found(collate, *texts, "--all")
    assert [one for one in plain if one not in strict] == []
    assert len(strict) > len(plain)


def test_a_check_that_always_doubts_is_silent_and_says_so(collate: Collate, tmp_path: Path) -> None:
    """A language that negates otherwise is no translation at fault."""
    (tmp_path / "a.txt").write_text("\n".join(f"Il ne vient pas le {n} du mois." for n in range(3, 28)))
    (tmp_path / "b.txt").write_text("\n".join(f"He is absent on day {n} of it." for n in range(3, 28)))
    result = collate("fidelity", tmp_path / "a.txt", tmp_path / "b.txt", *BARE, "-l", "fr", "-l", "en")
    assert "negation" not in result.out
    assert "b: negation (lost) is silent: 25 of 25 sentences would have it" in result.err


PAIRS = [
    ("sans hides no pas", "Il ne peut pas agir sans accord.", "He may act without an accord.", ["negation"]),
    ("que is no negation", "Il n’a que deux livres.", "He has only two books.", []),
    ("a country stands once for another", "La France et la Chine signent.", "China and China sign.", ["wrong-word"]),
    ("a word that begins like a negation is none", "Il ne vient pas.", "He comes to Mississippi.", ["negation"]),
    ("ne and jamais are one negation", "Ils n’oublièrent jamais ce jour.", "They never forgot that day.", []),
    ("a share is no hundred", "Il paya cinq pour cent.", "He paid five per cent.", []),
    ("another day is no old style", "Le 15 mars 1924.", "On 2 March 1924.", ["date"]),
    ("old style of another century", "Le 15 mars 1824.", "On 3 March 1824, old style.", []),
    ("is another number of days", "Le 15 mars 1824.", "On 2 March 1824, old style.", ["date"]),
    ("old style is said", "Le 15 mars 1924.", "On 2 March 1924, old style.", []),
]


@pytest.mark.parametrize(("one", "other", "kinds"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_ordinary_sentences(collate: Collate, tmp_path: Path, one: str, other: str, kinds: list[str]) -> None:
    """What is found in two sentences by themselves."""
    for name, text in (("a", one), ("b", other)):
        (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    doubts = found(collate, tmp_path / "a.txt", tmp_path / "b.txt", "-l", "fr", "-l", "en")
    assert [doubt["kind"] for doubt in doubts] == kinds


@pytest.mark.parametrize(("third", "suspect"), [("13 soldats", "original"), ("14 soldats", "translation")])
def test_the_original_is_doubted_only_where_translations_say_the_same(
    collate: Collate, tmp_path: Path, third: str, suspect: str
) -> None:
    """Twelve in the original: thirteen in both translations, or thirteen in one and fourteen in the other."""
    for name, text in (("a", "He has 12 soldiers."), ("b", "Er hat 13 Soldaten."), ("c", f"Il a {third}.")):
        (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    names = [tmp_path / f"{name}.txt" for name in "abc"]
    doubts = found(collate, *names, "-l", "en", "-l", "de", "-l", "fr", "--kinds", "number")
    assert {doubt["suspect"] for doubt in doubts} == {suspect}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Китай", "Корея", "wrong-word"), ("Сазоновъ", "Милюковъ", "wrong-word"),
        ("Петроградѣ", "Берлинѣ", "wrong-word"), ("двѣнадцать", "пятнадцать", "number"), ("іюля", "мая", "date"),
    ],
)  # fmt: skip
def test_one_word_of_the_treaty_that_is_another_is_the_first_finding(
    collate: Collate, tmp_path: Path, old: str, new: str, kind: str
) -> None:
    """A country, a minister, a city, a number, a month."""
    text = (TREATY / "ru.txt").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "ru.txt").write_text(text.replace(old, new, 1), encoding="utf-8")
    doubts = found(collate, TREATY / "fr-edited.txt", tmp_path / "ru.txt")
    assert doubts[0]["kind"] == kind


@pytest.mark.parametrize(("one", "other", "suspect"), [("de", "nl", "translation"), ("de", "fr", "original")])
def test_translations_of_one_branch_do_not_witness_against_the_original(one: str, other: str, suspect: str) -> None:
    """Two German translations may share a slip; a German and a French one hardly."""
    doubts = {"b": Doubt("number", 0.9, "12 is 13"), "c": Doubt("number", 0.9, "12 is 13")}
    assert (agreed(doubts, [one, other]) is not None) == (suspect == "original")


NOUNS = [
    ("roi", "king"), ("mer", "sea"), ("pain", "bread"), ("vin", "wine"), ("feu", "fire"), ("soleil", "sun"),
    ("lune", "moon"), ("arbre", "tree"), ("lait", "milk"), ("fruit", "fruit"), ("jour", "day"), ("fils", "son"),
]  # fmt: skip
# A change to the seventh of thirty sentences, and the finding that it must bring.
CHANGED = [
    ("name-missing", lambda line: line.replace("Abraham", "him")),
    ("party-order", lambda line: line.replace("Abraham and Isaac", "Isaac and Abraham")),
    ("omitted-clause", lambda line: f"{line.partition(',')[0]},{line.rpartition(',')[2]}"),
    ("term-inconsistent", lambda line: line.replace("people", "rabble")),
    ("length-outlier", lambda line: " ".join([line.rstrip(".")] * 2) + "."),
]


def sentences(number: int) -> tuple[list[str], list[str]]:
    """As many sentences in French and in English; each comes again after twelve others."""
    one, other = [], []
    for k in range(number):
        a, b, c, d = (NOUNS[(k * step + step) % len(NOUNS)] for step in (1, 5, 7, 11))
        one.append(
            f"Le {a[0]} et le {b[0]} virent Abraham et Isaac, puis le {c[0]} donna le {d[0]} au peuple, "
            f"et la ville vit le {a[0]}."
        )
        other.append(
            f"The {a[1]} and the {b[1]} saw Abraham and Isaac, then the {c[1]} gave the {d[1]} to the people, "
            f"and the city saw the {a[1]}."
        )
    return one, other


def doubts_of(collate: Collate, folder: Path, one: list[str], other: list[str]) -> list[tuple[object, object]]:
    """The kinds of findings and the lines they are in."""
    for name, lines in (("a", one), ("b", other)):
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    given = ("-l", "fr", "-l", "en", "--segments", "lines")
    return [(d["kind"], d["source"]["line"]) for d in found(collate, folder / "a.txt", folder / "b.txt", *given)]  # type: ignore[index]


@pytest.mark.parametrize(("kind", "change"), CHANGED, ids=[kind for kind, _ in CHANGED])
def test_what_is_out_of_line_with_the_rest_is_found(
    collate: Collate, tmp_path: Path, kind: str, change: Callable[[str], str]
) -> None:
    """One sentence of thirty is rendered otherwise than the others; of these nothing is said."""
    one, other = sentences(30)
    assert doubts_of(collate, tmp_path, one, other) == []
    other[6] = change(other[6])
    found_ = doubts_of(collate, tmp_path, one, other)
    assert (kind, 7) in found_
    assert {line for _, line in found_} == {7}


@pytest.mark.parametrize(("late", "kinds"), [("hereby and thereof", []), ("got a lot", ["register-drift"])])
def test_a_change_of_tone_is_found_where_it_is(collate: Collate, tmp_path: Path, late: str, kinds: list[str]) -> None:
    """Formal words first and plain ones later; or formal ones throughout."""
    one, other = sentences(40)
    other = [f"{line[:-1]} {'hereby and thereof' if k < 20 else late}." for k, line in enumerate(other)]
    drifts = [(kind, line) for kind, line in doubts_of(collate, tmp_path, one, other) if kind == "register-drift"]
    assert drifts == [(kind, 21) for kind in kinds]


def test_a_termbase_without_the_languages_says_so(collate: Collate, tmp_path: Path) -> None:
    """Silence would look like approval."""
    (tmp_path / "t.tsv").write_text("concept\tde\tzh\npeace\tFrieden\t和平\n", encoding="utf-8")
    names = TREATY / "fr-draft.txt", TREATY / "ru.txt"
    result = collate("fidelity", *BARE, *names, "--terms", tmp_path / "t.tsv")
    assert "fr-draft: the termbase has no terms in fr, only in de, zh" in result.err


def test_a_table_of_findings_cannot_run_as_formulas(collate: Collate, tmp_path: Path) -> None:
    """Texts that begin with a sign of a formula are text."""
    (tmp_path / "a.txt").write_text("=1+12 soldats\n\nUn mot.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("=1+13 soldiers\n\nA word.\n", encoding="utf-8")
    given = ("-l", "fr", "-l", "en", "--segments", "lines", "--to", "csv")
    rows = list(
        csv.DictReader(io.StringIO(collate("fidelity", *BARE, tmp_path / "a.txt", tmp_path / "b.txt", *given).out))
    )
    assert [row["kind"] for row in rows] == ["number"]
    assert rows[0]["source"].startswith("'=")


def test_a_kind_that_is_none_is_refused(collate: Collate) -> None:
    """With those that there are."""
    result = collate("fidelity", TREATY / "fr-draft.txt", TREATY / "ru.txt", "--kinds", "spelling")
    assert result.status == 2
    assert "there is no kind of finding 'spelling'; there are: omitted-unit," in result.err


def test_a_text_without_words_has_no_findings(collate: Collate, tmp_path: Path) -> None:
    """Nothing to align is nothing to doubt."""
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    assert collate("fidelity", tmp_path / "a.txt", tmp_path / "b.txt", "-l", "fr", "-l", "ru").status == 0


def test_every_kind_is_documented() -> None:
    """With its weight and what others call it, in the order of the file."""
    text = (ROOT / "docs" / "fidelity.md").read_text(encoding="utf-8")
    rows = [line for line in text.partition("| kind |")[2].splitlines() if line.startswith("| `")]
    assert rows == [f"| `{one.name}` | {one.means} | {one.weight} | {one.also} |" for one in findings.every().values()]

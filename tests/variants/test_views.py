"""Units, readings and lacunae: what is read off a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT, Run

Collate = Callable[..., Run]
SCHEMA = json.loads((ROOT / "collate" / "writers" / "schemas" / "apparatus.schema.json").read_text(encoding="utf-8"))
SENTENCE = "in the first year of the reign of the old king there was a great famine in the land and men ate grass"


def document(collate: Collate, *arguments: str | Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(collate("apparatus", "--to", "json", *arguments).out)
    return found


def readings(found: dict[str, object]) -> list[list[tuple[str, str]]]:
    """Kind and sigla of each reading, unit by unit."""
    return [[(r["kind"], " ".join(r["witnesses"])) for r in u["readings"]] for u in found["units"]]  # type: ignore[attr-defined]


def absences(found: dict[str, object]) -> list[dict[str, str]]:
    """Who is absent by which unit, unit by unit."""
    return [{one["witness"]: one["unit"] for one in u["absent"]} for u in found["units"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "texts",
    [
        {"A": "one two three", "B": "one 2 three", "C": "one three"},
        {"A": f"{SENTENCE} end", "B": "end", "C": SENTENCE.replace("great ", "")},
        {"A": "", "B": "one"},
        {"A": "道可道非常道", "B": "道可道非恆道也"},
        {
            "A": "now the king he saw in the morning of that day came down",
            "B": "now he saw the king in the morning came down",
        },
    ],
    ids=["substitution", "a word of a passage", "empty", "Chinese", "moved"],
)
def test_the_apparatus_keeps_its_schema(
    collate: Collate, witness_files: Callable[..., list[str]], texts: dict[str, str]
) -> None:
    """Every document is valid, and in each unit every witness has exactly one reading, or is absent."""
    found = document(collate, "-l", "en", *witness_files(**texts))
    jsonschema.validate(found, SCHEMA)
    for unit, absent in zip(readings(found), absences(found), strict=True):
        assert sorted(" ".join(sigla for _, sigla in unit).split() + [*absent]) == sorted(texts)


def test_a_fragment_is_silent_and_not_absent(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """A witness that begins late or breaks off early is `lacuna`, and the others' variants stay as they are."""
    long = " ".join(f"{SENTENCE} {n}" for n in range(12))
    variant = long.replace("famine in the land and men ate grass 2", "hunger in the land and men ate grass 2")
    fragment = " ".join(long.split()[150:])
    found = document(collate, "-l", "en", *witness_files(A=long, B=variant, C=fragment))
    whole, inside = readings(found)
    assert whole == [("words", "A B"), ("lacuna", "C")]
    assert inside == [("words", "A"), ("words", "B")]
    assert absences(found) == [{}, {"C": "u1"}]
    assert [lacuna["witness"] for lacuna in found["lacunae"]] == ["C"]  # type: ignore[attr-defined]


def test_a_gap_that_the_source_marks_is_a_lacuna(collate: Collate, tmp_path: Path) -> None:
    """`<gap/>` says that text was there: nobody omitted it."""
    tei = f"<TEI><text><body><p>{SENTENCE.replace('great famine', '<gap/>')}</p></body></text></TEI>"
    (tmp_path / "B.xml").write_text(tei, encoding="utf-8")
    (tmp_path / "A.txt").write_text(SENTENCE, encoding="utf-8")
    found = document(collate, "-l", "en", tmp_path / "A.txt", tmp_path / "B.xml")
    assert readings(found) == [[("words", "A"), ("lacuna", "B")]]
    assert [lacuna["because"] for lacuna in found["lacunae"]] == ["marked in the source"]  # type: ignore[attr-defined]


def test_an_omission_does_not_swallow_the_variants_of_the_others(
    collate: Collate, witness_files: Callable[..., list[str]]
) -> None:
    """What C leaves out is one unit; what A and B differ in inside it is another."""
    long = "three four five six seven eight nine ten eleven twelve"
    texts = {
        "A": f"I saw {long} and left",
        "B": f"I saw {long} and left".replace("six", "SIXTY"),
        "C": "I saw and left",
    }
    found = document(collate, "-l", "en", *witness_files(**texts))
    assert readings(found) == [
        [("words", "A B"), ("omission", "C")],
        [("words", "A"), ("words", "B")],
    ]
    assert absences(found) == [{}, {"C": "u1"}]


def test_what_one_of_two_witnesses_adds_is_a_difference(
    collate: Collate, witness_files: Callable[..., list[str]]
) -> None:
    """However long: between two witnesses nothing tells a lacuna from an addition."""
    extra = " ".join(f"word{n}" for n in range(300))
    files = witness_files(A=f"{SENTENCE} {SENTENCE}", B=f"{SENTENCE} {extra} {SENTENCE}")
    result = collate("diff", "-l", "en", *files)
    assert result.status == 1
    assert "add. word0 word1" in result.out


def test_a_word_division_says_so(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """The label names the rule and shows the letters."""
    files = witness_files(A="apres laguerre vient", B="apres la guerre vient")
    (unit,) = document(collate, "-l", "fr", *files)["units"]  # type: ignore[misc]
    assert unit["labels"] == ["word division"]


def test_a_reading_is_left_out_only_if_nothing_else_differs(
    collate: Collate, witness_files: Callable[..., list[str]]
) -> None:
    """A capital and an accent: ignoring the one leaves the other."""
    files = witness_files(A="Il dort Été comme hiver", B="Il dort ete comme hiver")
    for ignored in ("capitalisation", "accent"):
        (unit,) = document(collate, "-l", "fr", "--ignore", ignored, *files)["units"]  # type: ignore[misc]
        assert unit["labels"] == ["capitalisation", "accent"]
    assert document(collate, "-l", "fr", "--ignore", "capitalisation,accent", *files)["units"] == []


def test_differences_can_be_left_out(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """Case, accents, apostrophes and punctuation count unless they are ignored; then they are counted."""
    files = witness_files(A="L’Été, il dort.", B="l'ete il dort")
    assert len(document(collate, "-l", "fr", *files)["units"]) > 0  # type: ignore[arg-type]
    ignored = document(collate, "-l", "fr", "--ignore", "case,accents,apostrophes,punctuation", *files)
    assert ignored["units"] == []
    table = collate("table", "--to", "tsv", "-l", "fr", "--ignore", "formal", *files).out
    assert [line.split("\t")[1] for line in table.splitlines()[1:]] == ["0"] * 6
    assert ignored["ignored"] == {"accent": 1, "capitalisation": 2, "punctuation": 2}


def test_sections_keep_their_words_together(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """With --sections loci, words of 1:2 never meet words of 1:3, and what a witness lacks is said."""
    files = witness_files(
        A="1:1 in the beginning\n1:2 the king\n1:3 the king saw\n", B="1:1 in the beginning\n1:3 the king\n"
    )
    result = collate("apparatus", "--sections", "loci", "-l", "en", *files)
    assert "1:2 is not in B" in result.err
    assert "saw] om. B" in result.out


def test_an_anchor_ties_words_together(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """Without it *stone* stands against *rock* by place; with it against the word the user names."""
    files = witness_files(A="one stone two three", B="one pebble rock two three")
    tied = collate("table", "-l", "en", "--anchor", "A:1.2=B:1.3", *files).out
    assert any(line.split()[-2:] == ["stone", "rock"] for line in tied.splitlines())


def test_an_anchor_outranks_every_agreement(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """Even where the words before it would agree otherwise."""
    files = witness_files(
        A="she went home and slept well that night in the house", B="that night she went home and slept well in a house"
    )
    result = collate("table", "-l", "en", "--anchor", "A:1.7=B:1.1", *files)
    assert any(line.split()[-2:] == ["that", "that"] for line in result.out.splitlines())
    assert "could not be kept" not in result.err


def test_a_table_read_back_is_not_aligned_again(collate: Collate, tmp_path: Path) -> None:
    """A hand-made alignment stays as it was made."""
    table = {"witnesses": ["A", "B"], "table": [[[{"t": "cat "}], None, [{"t": "sat"}]], [None, [{"t": "cat "}], None]]}
    (tmp_path / "t.json").write_text(json.dumps(table), encoding="utf-8")
    written = json.loads(collate("table", "--to", "json", tmp_path / "t.json").out)
    assert [[cell and cell[0]["t"].strip() for cell in row] for row in written["table"]] == [
        ["cat", None, "sat"],
        [None, "cat", None],
    ]


def test_the_same_inputs_give_the_same_bytes(collate: Collate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the working folder."""
    outputs = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.chdir(folder)
        for siglum, text in (("A", "a b c d"), ("B", "a c b d e")):
            (folder / f"{siglum}.txt").write_text(text, encoding="utf-8")
        outputs.append(collate("table", "--to", "json", "-l", "en", "A.txt", "B.txt").out)
    assert outputs[0] == outputs[1]

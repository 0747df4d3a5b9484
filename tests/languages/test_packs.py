"""Language packs: a philologist writes them without Python, so mistakes are said with file and line."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from collate.errors import InputError
from collate.languages.letters import unmarked
from collate.languages.packs import codes, load


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("spelling.tsv", "v\tu\n", "spelling.tsv:1:1: has 2 columns and not 5 (separated by tabs)"),
        ("spelling.tsv", "# v\nv\tu\tsomewhere\tv\tx\n", "spelling.tsv:2:3: a rule cannot hold 'somewhere'"),
        ("spelling.tsv", "é\te\t\te\tx\n", "spelling.tsv:1:1: rules are for small letters without accents"),
        ("spelling.tsv", "v\tu\t\tu\tx\nv\tw\t\tw\tx\n", "spelling.tsv:2:1: 'v' is in this file already"),
        ("months.tsv", "mai\tfive\n", "months.tsv:1:2: 'five' is no number"),
        ("words.txt", "le\n", "words.txt: is no file of a language pack; there are: abbreviations.tsv"),
        ("endings.txt", b"\xff\xfe", "endings.txt:1: is not UTF-8"),
    ],
)
def test_a_mistake_in_a_pack_is_said_with_its_place(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    """File, line, column, and what is wrong there."""
    folder = tmp_path / "fr"
    folder.mkdir()
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError) as caught:
        load("fr", [tmp_path])
    assert str(caught.value).startswith(f"{folder}/{said}")


def test_a_project_adds_to_a_pack_and_overrides_it(tmp_path: Path) -> None:
    """A line with the same first column takes the place of the built-in one; all others stay."""
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "months.tsv").write_text("vendémiaire\t1\njanvier\t11\n", encoding="utf-8")
    pack = load("fr", [tmp_path])
    assert pack.months["vendémiaire"] == 1
    assert pack.months["janvier"] == 11
    assert pack.months["mai"] == 5
    assert "months.tsv (project)" in pack.digests


def test_a_language_without_a_pack_can_be_given_one(tmp_path: Path) -> None:
    """And without any, the pack is empty."""
    assert load("pt").spelling == ()
    (tmp_path / "pt").mkdir()
    (tmp_path / "pt" / "spelling.tsv").write_text("ph\tf\t\tph for f\tnothing\n", encoding="utf-8")
    assert load("pt", [tmp_path]).rewritten("pharmacia").form == "farmacia"


@pytest.mark.parametrize("code", codes())
def test_rules_of_a_pack_are_named_and_say_what_they_lose(code: str) -> None:
    """Each has a name and says what it loses; a rule that can never change anything is a mistake."""
    pack = load(code)
    assert pack.function_words or code == "zh"
    for rule in pack.spelling:
        assert rule.rule
        assert rule.loses
        assert rule.written != rule.read
        assert unmarked(rule.written, pack.letters) == rule.written


@pytest.mark.parametrize("written", ["(a+)+$", "a{1000}{1000}", "[", "\\\\1", "(?s:.)*", "a|b"])
def test_a_rule_is_letters_not_a_pattern(written: str, tmp_path: Path) -> None:
    """What means something to a regular expression means itself, on either side, and takes no time."""
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "spelling.tsv").write_text(f"{written}\t\\\\g<0>\t\tx\tnothing\n", encoding="utf-8")
    pack = load("fr", [tmp_path])
    assert pack.rewritten(f"q{written}q").form.count("\\\\g<0>") == 1
    assert pack.rewritten("a" * 40 + "!").form == "a" * 40 + "!"


def test_rules_that_feed_one_another_do_not_grow_for_ever(tmp_path: Path) -> None:
    """Each doubles what the one before it wrote."""
    (tmp_path / "xx").mkdir()
    letters = "abcdefghijklmnopqrstuvwxyz"
    rules = [f"{a}\t{b}{b}\t\tr\tnothing" for a, b in pairwise(letters)]
    (tmp_path / "xx" / "spelling.tsv").write_text("\n".join(rules) + "\n", encoding="utf-8")
    assert len(load("xx", [tmp_path]).rewritten("a" * 10).form) < 1000

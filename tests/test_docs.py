"""The documents cannot drift: what they list is what there is."""

from __future__ import annotations

import re

from collate import vocabulary
from collate.readers.pack import LISTS, TABLES, codes
from tests.conftest import ROOT, run

LABELS = (ROOT / "docs" / "labels.md").read_text(encoding="utf-8")
LANGUAGES = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")


def test_the_table_of_labels_is_that_of_the_program() -> None:
    """Every label with its class and others' terms, in the same order."""
    rows = [line for line in LABELS.splitlines() if line.startswith("| ") and not line.startswith("| label")]
    expected = []
    for term in vocabulary.terms().values():
        tei = f"`{term.tei_type}`" + (f", `{term.tei_cause}`" if term.tei_cause else "")
        expected.append(
            f"| {term.name} | {term.means} | {term.kind} | {tei} | {term.variance_viewer} | {term.itsee} "
            f"| {term.text_tradition} |"
        )
    assert rows == expected


def test_every_file_and_language_of_the_packs_is_documented() -> None:
    """None more, none less."""
    assert set(re.findall(r"`([a-z-]+\.(?:txt|tsv))`", LANGUAGES)) == {*LISTS, *TABLES}
    assert all(f"`{code}`" in LANGUAGES for code in codes())


def test_every_kind_of_decision_is_documented() -> None:
    """By its command, and the command says the same of itself."""
    documented = set(re.findall(r"collate decide ([a-z]+)", DECISIONS))
    listed = set(re.findall(r"^ {2}([a-z]+) ", run("decide", "--help").out, re.MULTILINE))
    assert documented == listed


def test_every_command_is_in_the_readme() -> None:
    """A command that no document names is not there for its users."""
    commands = set(re.findall(r"^ {2}([a-z][a-z-]+) ", run("--help").out, re.MULTILINE))
    assert len(commands) > 8
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in commands if f"collate {name}" not in readme} == set()

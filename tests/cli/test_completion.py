"""The shell proposes the values of options."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from collate.cli.app import app


def proposed(line: str) -> list[str]:
    """What bash would offer at the end of a command line."""
    words = line.split(" ")
    environment = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_COLLATE_COMPLETE": "complete_bash"}
    return CliRunner().invoke(app, [], env=environment, prog_name="collate").output.split()


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("collate diff --only su", ["substantive", "substitution"]),
        ("collate diff --ignore formal,pu", ["formal,punctuation"]),
        ("collate apparatus a/A.txt B=x.xml --base ", ["A", "B"]),
        ("collate apparatus a/A.txt B=x.xml --base B", ["B"]),
        ("collate apparatus x --profile cl", ["classical"]),
        ("collate apparatus x --to re", ["reledmac"]),
        ("collate table x --language f", ["fr"]),
        ("collate diff --units ", ["auto", "word", "phrase", "line"]),
        ("collate ste", ["stemma"]),
    ],
)
def test_values_are_proposed_for_options(line: str, values: list[str]) -> None:
    assert proposed(line) == values


def test_no_file_is_proposed_for_a_unit() -> None:
    assert proposed("collate explain ") == ["u1"]

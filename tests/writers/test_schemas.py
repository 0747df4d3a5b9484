"""The JSON of each command is what its published schema says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT, TREATY, run

SCHEMAS = ROOT / "collate" / "writers" / "schemas"
DRAFT, EDITED = str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")
COPIES = sorted(map(str, (ROOT / "examples" / "copies").glob("*.txt")))
COMMANDS = {
    "table": ("table", DRAFT, EDITED),
    "stats": ("stats", "-l", "art", *COPIES),
    "overview": (
        "stats",
        "--no-dictionaries",
        *(str(ROOT / "examples" / "translations" / f"{name}.txt") for name in ("fr", "anna", "boris")),
    ),
    "stemma": ("stemma", "-l", "art", "--replicates", "5", *COPIES),
    "given-stemma": ("stemma", "-l", "art", *COPIES, "--tree", "{tree}"),
    "proof": ("proof", DRAFT),
    "check": ("check", "{apparatus}", DRAFT, EDITED),
    "comparison": ("compare", "{apparatus}", "{other}"),
    "explanation": ("explain", "u2", DRAFT, EDITED),
    "rewritings": ("normalise", DRAFT),
    "apparatus": ("apparatus", DRAFT, EDITED),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A tree, an apparatus, and another one to compare it with."""
    folder = tmp_path_factory.mktemp("schemas")
    (folder / "t.nwk").write_text("((W4)W2,W3,(W6)W5)W1;", encoding="utf-8")
    for name, more in (("apparatus", ()), ("other", ("--only", "slip"))):
        run("apparatus", *more, "-o", str(folder / f"{name}.json"), DRAFT, EDITED)
    named = {"tree": "t.nwk", "apparatus": "apparatus.json", "other": "other.json"}
    return {name: str(folder / file) for name, file in named.items()}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_json_is_what_its_schema_says(name: str, files: dict[str, str]) -> None:
    """Every key is described, and none is missing."""
    done = run(*(argument.format(**files) for argument in COMMANDS[name]), "--to", "json")
    assert done.status in {0, 1}, done.err
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(done.out), schema)


def test_every_schema_stands_in_the_documents() -> None:
    """With the command whose output it describes."""
    said = Path(ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert {path.name for path in SCHEMAS.glob("*.json") if path.name not in said} == set()

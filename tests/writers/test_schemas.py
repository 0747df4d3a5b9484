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
MILL = [str(ROOT / "examples" / "mill" / name) for name in ("typescript.docx", "print", "copy.txt")]
EDITION = [f"{path.stem}={path}" for path in sorted((ROOT / "examples" / "edition").glob("*.txt"))]
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
    "read": ("read", *MILL),
    "decisions": ("decide", "list", *EDITION, "--decisions", str(ROOT / "examples" / "edition" / "decisions.toml")),
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


def test_the_summary_of_a_project_is_what_its_schema_says(tmp_path: Path) -> None:
    """Of one section that was made, and one that only one witness has."""
    for siglum, chapters in (("A", ("one two", "only here")), ("B", ("one too",))):
        (tmp_path / siglum).mkdir()
        for number, text in enumerate(chapters, 1):
            (tmp_path / siglum / f"ch{number}.txt").write_text(text, encoding="utf-8")
    assert run("init", tmp_path).status == 0
    assert run("run", tmp_path).status == 0
    schema = json.loads((SCHEMAS / "project.schema.json").read_text(encoding="utf-8"))
    summary = json.loads((tmp_path / "collated" / "summary.json").read_text(encoding="utf-8"))
    jsonschema.validate(summary, schema)
    assert summary["alone"]


def test_every_schema_stands_in_the_documents() -> None:
    """With the command whose output it describes."""
    said = Path(ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert {path.name for path in SCHEMAS.glob("*.json") if path.name not in said} == set()

"""The same inputs give the same bytes, whatever the machine is like that day."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, TREATY, Collate, thorough

NAMES = sorted(path.name for path in (ROOT / "examples" / "copies").glob("*.txt"))

TEXTS = ("fr-draft.txt", "fr-edited.txt", "ru.txt", "zh.txt", "witnesses.toml")
COMMANDS = {
    "page.html": ("page", "fr-draft.txt", "fr-edited.txt", "ru.txt", "zh.txt", "--no-dictionaries"),
    "apparatus.xml": ("apparatus", "fr-draft.txt", "fr-edited.txt", "--to", "tei"),
    "table.json": ("table", "fr-draft.txt", "ru.txt", "zh.txt", "--to", "json", "--no-dictionaries"),
    "fidelity.json": ("fidelity", "fr-draft.txt", "ru.txt", "--to", "json", "--no-dictionaries"),
}


def made(folder: Path, *, order: int = 1, **environment: str) -> dict[str, bytes]:
    """What the commands write in a folder of their own, and a project there, in that environment."""
    folder.mkdir(parents=True)
    for name in TEXTS[::order]:
        shutil.copy(TREATY / name, folder / name)
    (folder / "collate.toml").write_text('[witnesses]\nA = "fr-draft.txt"\nB = "fr-edited.txt"\n', encoding="utf-8")
    runs = [["collate", *arguments, "-o", name] for name, arguments in COMMANDS.items()]
    code = "\n".join(
        ["import sys", "from collate.cli.app import main"]
        + [
            f"sys.argv = {argv!r}\ntry: main()\nexcept SystemExit: pass"
            for argv in [*runs, ["collate", "run", "-w", "1"]]
        ]
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    kept = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and ".collate/" not in str(path)}
    return {str(path): (folder / path).read_bytes() for path in sorted(kept)}


@thorough
def test_hash_seeds_locales_time_zones_and_folders_change_nothing(tmp_path: Path) -> None:
    """Pages, TEI, tables, findings, projects."""
    one = made(tmp_path / "one", PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    other = made(tmp_path / "other" / "deeper", order=-1, PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Asia/Tokyo")
    assert set(COMMANDS) < set(one)
    assert any(name.startswith("collated/json/") for name in one)
    assert [name for name in one if one[name] != other.get(name)] == []


def test_the_order_in_which_witnesses_are_named_changes_no_unit(collate: Collate) -> None:
    """With the same base: the same units, readings and labels, in another order of sigla."""

    def units(*names: str) -> list[tuple[str, str, set[tuple[str, tuple[str, ...]]]]]:
        files = [f"examples/copies/{name}" for name in names]
        done = collate("apparatus", "-l", "en", "--base", Path(NAMES[0]).stem, "--to", "json", *files)
        return [
            (
                unit["id"],
                unit["readings"][0]["text"],
                {(one["text"], tuple(sorted(one["witnesses"]))) for one in unit["readings"]},
            )
            for unit in json.loads(done.out)["units"]
        ]

    assert len(NAMES) > 2
    assert units(*NAMES) == units(*reversed(NAMES))

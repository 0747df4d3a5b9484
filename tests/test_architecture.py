"""The code keeps to its plan: layers, small modules, every component loaded through the registry."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from collate import registry
from tests.conftest import ROOT

GROUPS = [value for name, value in vars(registry).items() if name.isupper()]
MODULES = sorted((ROOT / "collate").rglob("*.py"))


def test_import_contracts_hold() -> None:
    """Stages do not import one another, engines know no witness, nouns stay plain: see pyproject.toml."""
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("group", GROUPS)
def test_every_registered_component_loads(group: str) -> None:
    """The registry's lazy names are the one hole in the linter's sight, so each is loaded here."""
    assert registry.names(group)
    for name in registry.names(group):
        component = registry.load(group, name)
        assert callable(component)
        assert component.__doc__, f"{group} {name} says nothing of itself"


def test_modules_stay_small() -> None:
    """No module outgrows what a reader can hold: 300 lines."""
    lengths = {str(m.relative_to(ROOT)): len(m.read_text(encoding="utf-8").splitlines()) for m in MODULES}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_functions_can_be_seen_at_a_glance() -> None:
    """No function body is longer than 60 lines."""
    long = [
        f"{module.name}:{node.name}"
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 60
    ]
    assert long == []


def test_help_loads_no_engine() -> None:
    """`collate --help` imports neither CollateX, numpy, lxml nor rapidfuzz."""
    code = (
        "import sys; sys.argv = ['collate', '--help']\n"
        "from collate.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('collatex', 'numpy', 'lxml', 'rapidfuzz', 'networkx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"

"""Imports each command only when it is run, so that `collate --help` is fast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "read": "Show what is read of a file, and what is set aside",
    "diff": "Show where witnesses differ, in the text and below it",
    "table": "Write the alignment: a column per witness",
    "apparatus": "Write the apparatus, in any of twenty-odd formats",
    "edition": "Write the text that your decisions establish",
    "convert": "Write an apparatus or a table in another form",
    "check": "Compare an apparatus with its witnesses",
    "compare": "Show what changed between two apparatuses",
    "beads": "Align a text with its translation, sentence by sentence",
    "fidelity": "Show where translations and original differ",
    "terms": "Propose a termbase from translations",
    "explain": "Show how a unit came to its labels",
    "normalise": "Show what spelling rules do to a text",
    "spelling": "Show what is learnt of the spelling of texts",
    "proof": "Look for suspect places in one witness",
    "decide": "Overrule the program, for this and every later run",
    "edit": "Decide in the browser: the workbench",
    "page": "Make a page to read and teach from: one HTML file",
    "stats": "Count how far witnesses agree",
    "stemma": "Join witnesses into a tree by their agreements",
    "init": "Write a collate.toml for the texts of a folder",
    "run": "Collate the stale sections of a project",
    "status": "Show the sections and settings of a project, and what is stale",
    "simulate": "Simulate copies of a text, with their true stemma",
    "demo": "Walk through the treaty of 1916 in five screens",
}


class ByName(Mapping[str, Any]):
    """The commands of the program, each imported when it is first asked for."""

    def __getitem__(self, name: str) -> Any:
        """The command of that name; KeyError if there is none."""
        if name not in COMMANDS:
            raise KeyError(name)
        return _loaded(name)

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the help."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """How many there are."""
        return len(COMMANDS)


@cache
def _loaded(name: str) -> Any:
    """The command of that name: what is called like it in the module that is called like it."""
    found = getattr(import_module(f"collate.cli.commands.{name}"), name)
    if not isinstance(found, typer.Typer):
        found, function = typer.Typer(rich_markup_mode=None, add_completion=False), found
        found.command(name)(function)
    command = typer.main.get_command(found)
    command.name = name
    return command


class Commands(TyperGroup):
    """A group that knows its commands by name, and imports the one that is asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands: Any = ByName()

    def format_commands(self, _: Any, formatter: Any) -> None:
        """The names with what each does."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

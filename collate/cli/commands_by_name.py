"""The commands by name: each is imported when it is run, so that `collate --help` is as fast as a bare program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup


class Named(NamedTuple):
    """Where the function of a command stands (in this package), and what the command does, in a line."""

    where: str
    does: str


COMMANDS = {
    "diff": Named("differing:diff", "Show where witnesses differ, in the text and below it"),
    "table": Named("commands:table", "Write the alignment: a column per witness"),
    "apparatus": Named("commands:apparatus", "Write the apparatus, in any of twenty-odd formats"),
    "convert": Named("converting:convert", "Write an apparatus or a table in another form"),
    "check": Named("checking:check", "Hold an apparatus against its witnesses"),
    "compare-apparatus": Named("comparing:compare_apparatus", "Show what changed between two apparatuses"),
    "beads": Named("translating:beads", "Align a text with its translation"),
    "fidelity": Named("faithful:fidelity", "Show where translations and original part ways"),
    "terms": Named("terming:terms", "Propose a termbase from translations"),
    "explain": Named("explaining:explain", "Show how a unit came to its labels"),
    "normalise": Named("explaining:normalise", "Show what spelling rules do to a text"),
    "proof": Named("proofing:proof", "Look for suspect places in one witness"),
    "decide": Named("deciding:app", "Overrule the program, for this and every later run"),
    "page": Named("paging:page", "Make a page to read and teach from: one HTML file"),
    "stats": Named("counting:stats", "Count how far witnesses agree"),
    "stemma": Named("counting:stemma", "Join witnesses into a tree by their agreements"),
    "init": Named("projecting:init", "Write a collate.toml for the texts of a folder"),
    "run": Named("projecting:run", "Make all that a project asks for and that is stale"),
    "status": Named("projecting:status", "Show which sections belong together, and which are stale"),
    "config": Named("projecting:config", "Show every setting of a project, and where it came from"),
    "simulate": Named("simulating:simulate", "Copy a text as scribes do, with its truth"),
    "demo": Named("demonstrating:demo", "Walk through the treaty of 1916 in five screens"),
}


class ByName(Mapping[str, Any]):
    """The commands of the program, each imported when it is first asked for."""

    def __getitem__(self, name: str) -> Any:
        """The command of that name; KeyError if there is none."""
        return _loaded(COMMANDS[name].where, name)

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the help."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """How many there are."""
        return len(COMMANDS)


@cache
def _loaded(where: str, name: str) -> Any:
    module, _, called = where.partition(":")
    found = getattr(import_module(f"collate.cli.{module}"), called)
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
            formatter.write_dl([(name, command.does) for name, command in COMMANDS.items()])

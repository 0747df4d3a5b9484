"""Former names of commands and options: an error for an old name gives the new one."""

from __future__ import annotations

COMMANDS = {"compare-apparatus": "compare", "config": "status --settings"}
OPTIONS = {
    ("demo", "--lang"): "--language",
    ("fidelity", "--strict"): "--all",
    ("fidelity", "--only"): "--kinds",
}
# Options that stood before the subcommand of `decide`, and stand after it now, as in all other commands.
MOVED = frozenset({"--encoding", "--cjk", "--aligner", "--sections", "--anchor", "--max-size"})


def new_name(command: str, message: str) -> str | None:
    """A sentence with the new name of what the command line parser did not know, None if it has none.

    `command` is the command that was being read, "" at the top; `message` is what the parser says.
    """
    _, _, said = message.partition(": ")
    known = message.startswith("No such command")
    name = message.split("'")[1] if known and message.count("'") > 1 else said.split()[0] if said else ""
    if known and name in COMMANDS:
        return f"{name} is now {COMMANDS[name]}"
    if (command, name) in OPTIONS:
        return f"{name} is now {OPTIONS[command, name]}"
    if command == "decide" and name in MOVED:
        return f"{name} stands after the subcommand now: collate decide label UNIT LABEL WITNESS... {name} ..."
    return None

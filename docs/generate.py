"""Write what the program says of itself: the reference, the man page, the tables of TEI, the picture of a terminal.

usage: python docs/generate.py [FOLDER]      (docs/ unless named; a test compares what stands there)
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, get_type_hints

import typer
from rich.console import Console
from rich.text import Text

import collate
from collate import errors, registry
from collate.cli.app import app
from collate.cli.commands_by_name import COMMANDS
from collate.cli.grouping import is_group
from collate.cli.option_groups import TalkOptions
from collate.model import vocabulary
from collate.translation.fidelity import kinds as findings
from collate.witnesses.readers.tei import elements

ROOT = Path(__file__).parent.parent
GROUPS = {name: group for name, group in vars(registry).items() if name.isupper()}
SHOWN = ["diff", "texts/treaty-1916/fr-draft.txt", "texts/treaty-1916/fr-edited.txt"]


def main(folder: Path) -> None:
    """Write the files."""
    (folder / "reference.md").write_text("\n".join(reference()) + "\n", encoding="utf-8")
    (folder / "collate.1").write_text("\n".join(manual()) + "\n", encoding="utf-8")
    (folder / "tei.md").write_text("\n".join(tei()) + "\n", encoding="utf-8")
    (folder / "terminal.svg").write_text(picture(), encoding="utf-8")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its name, those of `decide` after it."""
    group: Any = typer.main.get_command(app)
    yield "", group
    for name in COMMANDS:
        command = group.commands[name]
        yield name, command
        for below, other in getattr(command, "commands", {}).items():
            yield f"{name} {below}", other


def reference() -> Iterator[str]:
    """Commands, components, labels, findings, errors, schemas and the Python names, as Markdown."""
    yield "# Reference\n\nWritten by `python docs/generate.py` from the program itself.\n\n## Commands"
    for name, command in commands():
        yield f"\n### collate {name}".rstrip() + f"\n\n{_prose(command.help)}\n"
        yield from _options(command)
    yield from grammar()
    yield "\n## Components\n\nWhat `--to`, `--aligner` and `--normalise` name; readers and tokenisers are chosen by the file."
    for group in sorted(GROUPS.values()):
        yield f"\n### {group}\n\n| name | what it does |\n|---|---|"
        for name in registry.names(group):
            yield f"| `{name}` | {_cell(inspect.getdoc(registry.load(group, name)))} |"
    yield "\n## Labels\n\nWhat each means to other tools: [labels.md](labels.md).\n\n| label | class | what it names |\n|---|---|---|"
    yield from (f"| {term.name} | {term.kind} | {term.means} |" for term in vocabulary.terms().values())
    yield "\n## Findings\n\nKinds that `fidelity` knows: [fidelity.md](fidelity.md).\n\n| kind | weight | what it names |\n|---|---|---|"
    yield from (f"| {name} | {kind.weight} | {kind.means} |" for name, kind in findings.every().items())
    yield "\n## Errors and exit statuses\n\n| status | when |\n|---|---|\n| 0 | no difference, or done |"
    yield "| 1 | differences (`diff`, `check`, `compare`), findings (`fidelity`, `proof`), stale sections (`status`) |"
    yield "| 2 | trouble: one sentence on stderr |\n| 130 | interrupted |\n\n| error | when |\n|---|---|"
    for name, found in vars(errors).items():
        if inspect.isclass(found) and issubclass(found, errors.CollateError):
            yield f"| `{name}` | {_cell(inspect.getdoc(found))} |"
    yield "\n## Schemas\n\n| file | what it describes |\n|---|---|"
    for path in sorted((ROOT / "collate" / "writers" / "schemas").glob("*.json")):
        yield f"| `collate/writers/schemas/{path.name}` | {json.loads(path.read_text(encoding='utf-8'))['title']} |"
    yield "\n## Python\n\nThe names that `import collate` gives: [python.md](python.md).\n"
    yield ", ".join(f"`{name}`" for name in collate.__all__)


def tei() -> Iterator[str]:
    """The page about TEI: what is written by hand, and the tables of elements and attributes."""
    yield (ROOT / "docs" / "tei.md").read_text(encoding="utf-8").partition("-->")[0] + "-->"
    yield "\n## Elements\n\nAny other element is read as words of the line, and named on stderr.\n"
    rows: dict[elements.Element, list[str]] = {}
    for name, element in elements.ELEMENTS.items():
        rows.setdefault(element, []).append(f"`{name}`")
    yield "| elements | what becomes of them | | option |\n|---|---|---|---|"
    for element, names in sorted(rows.items(), key=lambda row: [*elements.Use].index(row[0].use)):
        yield f"| {' '.join(names)} | {element.use} | {element.more} | {element.option} |"
    yield "\n## Attributes\n\nAny other attribute is ignored.\n\n| attribute | of | what it says |\n|---|---|---|"
    yield from (f"| `{name}` | {of} | {says} |" for name, (of, says) in elements.ATTRIBUTES.items())


def grammar() -> Iterator[str]:
    """Which command takes which options: a row a command, a column a group of options; below, what each group holds."""
    taken = {name: _groups(command) for name, command in commands() if getattr(command, "callback", None) and name}
    groups = {group.__name__.removesuffix("Options").lower(): group for own in taken.values() for group in own}
    yield "\n## Commands by options\n\nCommands that share a group spell its options alike.\n"
    yield f"| command | {' | '.join(groups)} | its own |\n|---{'|:-:' * len(groups)}|---|"
    for name, command in commands():
        if name not in taken or not (taken[name] or command.params):
            continue
        held = {one.name for group in taken[name] for one in dataclasses.fields(group)}
        own = ", ".join(f"`{one.opts[0]}`" for one in _own(command) if one.name not in held and one.opts[0][0] == "-")
        marks = " | ".join("x" if group in taken[name] else "" for group in groups.values())
        yield f"| `{name}` | {marks} | {own.replace(', `--help`', '').replace('`--help`', '')} |"
    yield "\n| group | options |\n|---|---|"
    for name, group in groups.items():
        hints = get_type_hints(group, include_extras=True)
        options = (hints[one.name].__metadata__[0] for one in dataclasses.fields(group) if one.name != "known")
        spelt = ", ".join(f"`{', '.join((option.default, *(option.param_decls or ())))}`" for option in options)
        yield f"| {name}: {_cell(inspect.getdoc(group))} | {spelt} |"


def _groups(command: Any) -> list[type[Any]]:
    hints = get_type_hints(inspect.unwrap(command.callback), include_extras=True)
    return [own for hint in hints.values() if is_group(hint) for own in _within(hint)]


def _within(group: Any) -> list[type[Any]]:
    """The groups that a group is made of: itself, unless its fields are groups."""
    hints = get_type_hints(group, include_extras=True)
    return [hint for hint in hints.values() if is_group(hint)] or [group]


def _prose(text: str | None) -> str:
    return " ".join((text or "").replace("\n\n", "\0").split()).replace("\0", "\n\n")


def _cell(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split()).replace("|", "\\|").replace("<", "&lt;").replace("``", "`")


def _own(command: Any) -> list[Any]:
    """The parameters of a command but for those that every command has, which are described once, at the top."""
    everywhere = set() if hasattr(command, "commands") else {one.name for one in dataclasses.fields(TalkOptions)}
    return [taken for taken in command.params if taken.name not in everywhere]


def _options(command: Any) -> Iterator[str]:
    """What a command takes, a row each."""
    yield "| argument or option | what it is | default |\n|---|---|---|"
    for taken in _own(command):
        names = ", ".join(f"`{one}`" for one in (*taken.opts, *taken.secondary_opts) if one.startswith("-"))
        metavar = "" if getattr(taken, "is_flag", False) else f" {_metavar(taken)}"
        default = "" if taken.default in (None, False, "", ()) or callable(taken.default) else f"`{taken.default}`"
        yield f"| {(names or '') + metavar} | {_cell(getattr(taken, 'help', ''))} | {default} |"


def _metavar(taken: Any) -> str:
    return f"*{taken.metavar or taken.name.upper()}*"


def manual() -> Iterator[str]:
    """The man page: collate(1)."""
    yield '.TH COLLATE 1 "" "Collate" "Collate"\n.SH NAME\ncollate \\- compare the witnesses of a text, and its translations'
    yield ".SH SYNOPSIS\n.B collate\n.I COMMAND\n[\\fIOPTION\\fR]... \\fIWITNESS\\fR..."
    for name, command in commands():
        yield f".SH COLLATE {name.upper()}".rstrip() if name else ".SH DESCRIPTION"
        yield _roff(_prose(command.help)).replace("\n\n", "\n.PP\n")
        for taken in _own(command):
            names = ", ".join(one for one in (*taken.opts, *taken.secondary_opts) if one.startswith("-"))
            metavar = (
                "" if getattr(taken, "is_flag", False) else f" \\fI{_roff(taken.metavar or taken.name.upper())}\\fR"
            )
            yield f".TP\n\\fB{_roff(names)}\\fR{metavar}\n{_roff(getattr(taken, 'help', None) or '')}"
    yield ".SH EXIT STATUS\n.TP\n0\nno difference, or done\n.TP\n1\ndifferences or findings\n.TP\n2\ntrouble\n.TP\n130\ninterrupted"
    yield ".SH ENVIRONMENT\n.TP\nNO_COLOR\nno colours on a terminal\n.TP\nCOLLATE_TRACEBACK\nshow where a fault of Collate itself arose"
    yield ".SH FILES\n.TP\ncollate.toml\nsettings of a folder\n.TP\nwitnesses.toml\nwhat a folder says of its texts\n.TP\ndecisions.toml\nwhat the editor decided"


def _roff(text: str) -> str:
    return re.sub(r"^(?=[.'])", r"\\&", text.replace("\\", "\\e").replace("-", "\\-"), flags=re.MULTILINE)


def picture() -> str:
    """What a terminal of 100 columns shows of a command, colours and all, as SVG."""
    screen = Console(record=True, width=100, file=StringIO(), force_terminal=True, color_system="truecolor")
    shown = Text.from_ansi(f"\x1b[1m$ collate {' '.join(SHOWN)}\x1b[0m\n" + _terminal(SHOWN))
    screen.print(shown, soft_wrap=True)
    return screen.export_svg(title="collate diff", unique_id="collate") + "\n"


def _terminal(arguments: list[str]) -> str:
    """What a command writes to a terminal, without what it says about languages."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100", "LINES": "60", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "collate", *arguments]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment):
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 65536):
                parts.append(part)
        except OSError:  # the other end is closed: that is how a terminal ends on Linux
            pass
    os.close(ours)
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)

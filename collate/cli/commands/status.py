"""`collate status`: the sections of a project, which are stale and why; and its settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collate.cli import console
from collate.cli.option_groups import Folder, ResultOptions, with_groups
from collate.cli.output import write_result
from collate.cli.project_state import opened, tell
from collate.io.wording import count, json_text, padded, visible

if TYPE_CHECKING:
    from collate.model.plan import Matched, Plan
    from collate.projects.running import State

HERE = Path()


@with_groups(formats=("text", "json"))
def status(
    result: ResultOptions,
    folder: Folder = HERE,
    settings: Annotated[
        bool, typer.Option("--settings", help="Show every setting instead, and where it came from.")
    ] = False,
) -> int:
    """Show which sections belong together, how that is known, and which are stale and why.

    Status 1: some are stale. Status 2: there is nothing to collate.
    """
    form = result.format
    if settings:
        asked = opened(folder).plan
        text = _settings_json(asked) if form == "json" else "".join(_settings(asked))
        write_result(result.output, lambda out: console.say(out, text), people=form == "text")
        return console.SAME
    found = tell(opened(folder).status())
    names = {task.name: task for task in found.tasks}
    rows = list(zip((row for row in found.rows if len(row.pieces) > 1), names, strict=True))
    text = _sections_json(found, rows) if form == "json" else "".join(_sections(found, rows))
    write_result(result.output, lambda out: console.say(out, text), people=form == "text")
    if form == "text":
        console.talk(f"{count(len(found.tasks), 'section')}, {len(found.stale)} stale")
    if found.nothing:
        console.talk(f"nothing to collate: {found.nothing}")
        return console.TROUBLE
    return console.DIFFERENT if found.stale else console.SAME


def _sections(found: State, rows: list[tuple[Matched, str]]) -> Iterator[str]:
    """A line for each section, and for each that only one witness has."""
    wide = max([len(name) for _, name in rows] or [0])
    for row, name in rows:
        why = found.stale.get(name, "")
        freshness = f"stale: {visible(why)}" if why else "fresh"
        yield f"{padded(visible(name), wide)}  {freshness}{_odd(found, row)}\n"
    for row in found.alone:
        siglum = next(iter(row.pieces))
        because = f" ({row.because[siglum]})" if row.because[siglum] else ""
        yield f"only {visible(siglum)} has {visible(row.key)}{because}\n"


def _sections_json(found: State, rows: list[tuple[Matched, str]]) -> str:
    sections = [{"name": name, "stale": found.stale.get(name, ""), **_about(found, row)} for row, name in rows]
    return json_text({"sections": sections, "alone": [_about(found, row) for row in found.alone]}, indent=1) + "\n"


def _settings(asked: Plan) -> Iterator[str]:
    """A line for each setting: its name, its value, where it came from."""
    rows = [*asked.given.items()]
    rows += [(f"witnesses.{siglum}", (_files(paths), "collate.toml")) for siglum, paths in asked.witnesses.items()]
    rows += [("outputs", (", ".join(f"{one.group} {one.format}" for one in asked.outputs), "collate.toml"))]
    wide = max(len(key) for key, _ in rows)
    for key, (value, origin) in rows:
        yield f"{padded(visible(key), wide)}  {visible(value)}  ({origin})\n"


def _settings_json(asked: Plan) -> str:
    document = {key: {"value": value, "from": origin} for key, (value, origin) in asked.given.items()}
    return json_text(document, indent=1) + "\n"


def _files(paths: tuple[Path, ...]) -> str:
    names = [path.name for path in paths]
    return names[0] if len(names) == 1 else f"{len(names)} files, {names[0]} to {names[-1]}"


def _about(found: State, row: Matched) -> dict[str, object]:
    return {
        "key": row.key,
        "witnesses": {
            siglum: {
                "sections": [found.pieces[siglum][k].key for k in own],
                "line": found.pieces[siglum][own[0]].source.line,
                "because": row.because.get(siglum, ""),
            }
            for siglum, own in row.pieces.items()
        },
    }


def _odd(found: State, row: Matched) -> str:
    """Who has a section under another name, in several pieces or with few words in common, and how it was known."""
    said = []
    for siglum, own in row.pieces.items():
        keys = [found.pieces[siglum][k].key for k in own]
        because = row.because.get(siglum, "")
        if keys != [row.key] or because.startswith("name only"):
            said.append(f"{siglum} {' + '.join(keys)}" + (f" ({because})" if because else ""))
    return visible("; " + "; ".join(said)) if said else ""

"""`init`, `run`, `status` and `config`: a project of many chapters and many witnesses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collate.cli import console
from collate.cli.output import write_to
from collate.config import NAME
from collate.errors import UsageError
from collate.io import paths
from collate.io.wording import count, json_text, padded, visible
from collate.projects import crew, running, store
from collate.projects.file import proposed

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model.plan import Matched, Plan
    from collate.projects.running import State

FOLDER = Annotated[Path, typer.Argument(metavar="[FOLDER]", help="The project; default: the working folder.")]
HERE = Path()
AS_JSON = Annotated[bool, typer.Option("--json", help="As JSON.")]
NOTHING = (
    "collate status shows the sections; [sections] in collate.toml says how texts are cut and what is matched by hand"
)
SHOWN = 12  # labels, failures: the rest is in summary.json


def init(folder: FOLDER = HERE) -> int:
    """Write a collate.toml, with comments, for the texts, or the folders of texts, that a folder holds."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    path = folder / NAME
    if path.exists():
        raise UsageError("is there already", path=str(path), hint="edit it, or remove it first")
    text = proposed(folder)
    paths.write(folder, path, lambda out: console.say(out, text))
    console.talk(f"{path} is written: look at it, then collate run{'' if folder == HERE else f' {folder}'}")
    return console.SAME


def run(
    folder: FOLDER = HERE,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", metavar="N", help="Default: as many as cores.")
    ] = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler: tcp://..., or local.")
    ] = "",
    as_json: AS_JSON = False,
) -> int:
    """Make everything that the project asks for, and of that only what is stale. It can be stopped at any moment.

    Status 2: a section failed, and the others are done; or there is nothing to collate.
    """
    number = crew.workers(workers)
    if number > 1 and not scheduler and crew.alone():
        console.talk("this system lets no processes work together (has it a /dev/shm?): one does all the work")
        number = 1
    plan, settings = _plan(folder)
    store.writable(plan)
    store.sweep(plan)
    made, todo = running.as_it_was(plan, settings), 0
    if made is None:
        found = _state(plan, settings)
        if found.nothing:
            raise UsageError(f"nothing to collate: {found.nothing}", path=str(folder), hint=NOTHING)
        todo = len(found.stale)
        at_once = f", {number} at a time" if todo > 1 and not scheduler else ""
        console.talk(f"{count(len(found.tasks), 'section')}, {todo} to do{at_once}")
        with _bar(todo) as advance:
            for outcome in running.run(found, number, scheduler):
                advance()
                if outcome.failed:
                    console.talk(f"{outcome.name}: {outcome.failed}")
        made = running.summary(found)
    else:
        console.talk("nothing has changed")
    if as_json:
        text = json_text({**made, "done": todo}, indent=1) + "\n"
        write_to(None, lambda out: console.say(out, text))
    else:
        _summarise(made)
    return console.TROUBLE if made["failed"] else console.SAME


def status(folder: FOLDER = HERE, as_json: AS_JSON = False) -> int:
    """Show which sections belong together, how that is known, and which are stale and why.

    Status 1: some are stale. Status 2: there is nothing to collate.
    """
    found = _state(*_plan(folder))
    names = {task.name: task for task in found.tasks}
    rows = list(zip((row for row in found.rows if len(row.pieces) > 1), names, strict=True))
    if as_json:
        document = {
            "sections": [
                {"name": name, "stale": found.stale.get(name, ""), **_about(found, row)} for row, name in rows
            ],
            "alone": [_about(found, row) for row in found.alone],
        }
        write_to(None, lambda out: console.say(out, json_text(document, indent=1) + "\n"))
        return _status(found)
    wide = max([len(name) for name in names] or [0])
    for row, name in rows:
        why = found.stale.get(name, "")
        console.out(f"{padded(visible(name), wide)}  {'stale: ' + visible(why) if why else 'fresh'}{_odd(found, row)}")
    for row in found.alone:
        siglum = next(iter(row.pieces))
        console.out(
            f"only {visible(siglum)} has {visible(row.key)}"
            + (f" ({row.because[siglum]})" if row.because[siglum] else "")
        )
    console.talk(f"{count(len(found.tasks), 'section')}, {len(found.stale)} stale")
    return _status(found)


def _status(found: State) -> int:
    if found.nothing:
        console.talk(f"nothing to collate: {found.nothing}")
        return console.TROUBLE
    return console.DIFFERENT if found.stale else console.SAME


def config(folder: FOLDER = HERE, as_json: AS_JSON = False) -> int:
    """Show every value that a project is collated by, and where it came from."""
    asked, _ = _plan(folder)
    if as_json:
        document = {key: {"value": value, "from": origin} for key, (value, origin) in asked.given.items()}
        write_to(None, lambda out: console.say(out, json_text(document, indent=1) + "\n"))
        return console.SAME
    rows = [*asked.given.items()]
    rows += [(f"witnesses.{siglum}", (_files(paths), "collate.toml")) for siglum, paths in asked.witnesses.items()]
    rows += [("outputs", (", ".join(f"{one.group} {one.format}" for one in asked.outputs), "collate.toml"))]
    wide = max(len(key) for key, _ in rows)
    for key, (value, origin) in rows:
        console.out(f"{padded(visible(key), wide)}  {visible(value)}  ({origin})")
    return console.SAME


def _plan(folder: Path) -> tuple[Plan, Settings]:
    """What the project asks for, and its settings; witnesses that lie elsewhere are named."""
    from collate.projects.file import plan

    asked, settings = plan(folder)
    away = paths.outside(asked.folder, (path for files in asked.witnesses.values() for path in files))
    if away:
        more = f" and {count(len(away) - 1, 'other file')}" if len(away) > 1 else ""
        console.talk(f"witnesses are read outside the project: {away[0].resolve()}{more}")
    return asked, settings


def _state(plan: Plan, settings: Settings) -> State:
    """The project as it stands; what is odd about its languages, and a witness that takes part in nothing, is said."""
    found = running.state(plan, settings)
    if found.said:
        console.talk(found.said)
    for siglum in found.silent:
        console.talk(f"{siglum} has no text")
    for siglum in found.apart if found.tasks else ():
        console.talk(f"{siglum} stands apart: none of its sections belongs to one of another witness")
    return found


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


def _summarise(made: Mapping[str, Any]) -> None:
    """What there is now: units by label, what failed, what only one witness has."""
    units = sum(one["units"] for one in made["sections"].values())
    console.out(f"{count(len(made['sections']), 'section')}, {count(units, 'unit')}")
    for label, number in list(made["labels"].items())[:SHOWN]:
        console.out(f"  {number:>8,}  {label}")
    if len(made["labels"]) > SHOWN:
        console.out(f"  and {len(made['labels']) - SHOWN} labels more")
    for name, why in list(made["failed"].items())[:SHOWN]:
        console.out(f"failed: {visible(name)}: {visible(why)}")
    alone = [one["key"] for one in made["alone"]]
    if alone:
        more = ", ..." if len(alone) > SHOWN else ""
        console.out(f"only one witness has: {visible(', '.join(alone[:SHOWN]))}{more}")
    for note in made["notes"][:SHOWN]:
        console.talk(note)


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], object]]:
    """A bar with the time that is left, where somebody sees it."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("collating"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("collating", total=total)
        yield lambda: progress.advance(task)

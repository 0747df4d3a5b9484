"""`collate run`: collate the sections of a project and write its outputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from collate.cli import console
from collate.cli.option_groups import Folder, ResultOptions, with_groups
from collate.cli.output import write_result
from collate.cli.progress import sections_bar
from collate.cli.project_state import opened, tell
from collate.io.wording import count, json_text, visible
from collate.projects import crew

HERE = Path()
SHOWN = 12  # labels, failures: the rest is in summary.json


@with_groups(formats=("text", "json"))
def run(
    result: ResultOptions,
    folder: Folder = HERE,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", metavar="N", help="Default: as many as cores.")
    ] = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask scheduler: tcp://..., or local.")
    ] = "",
) -> int:
    """Collate the sections of a project that are stale and write their outputs. It can be stopped at any time.

    Status 2: a section failed, and the others are done; or there is nothing to collate.
    """
    form = result.format
    asked = opened(folder)
    number, todo = crew.workers(workers), 0
    if number > 1 and not scheduler and crew.alone():
        console.talk("this system lets no processes work together (has it a /dev/shm?): one does all the work")
        number = 1
    found = asked.prepare()
    if found is not None:
        tell(found)
        todo = len(found.stale)
        at_once = f", {number} at a time" if todo > 1 and not scheduler else ""
        console.talk(f"{count(len(found.tasks), 'section')}, {todo} to do{at_once}")
        with sections_bar(todo) as advance:
            for outcome in asked.run(number, scheduler):
                advance()
                if outcome.failed:
                    console.error(f"{outcome.name}: {outcome.failed}")
    else:
        console.talk("nothing has changed")
    made = asked.summary()
    text = json_text({**made, "done": todo}, indent=1) + "\n" if form == "json" else "".join(_summary(made))
    write_result(result.output, lambda out: console.say(out, text), people=form == "text")
    for note in made["notes"][:SHOWN] if form == "text" else ():
        console.talk(note)
    return console.TROUBLE if made["failed"] else console.SAME


def _summary(made: Mapping[str, Any]) -> Iterator[str]:
    """What there is now: units by label, what failed, what only one witness has."""
    units = sum(one["units"] for one in made["sections"].values())
    yield f"{count(len(made['sections']), 'section')}, {count(units, 'unit')}\n"
    for label, number in list(made["labels"].items())[:SHOWN]:
        yield f"  {number:>8,}  {label}\n"
    if len(made["labels"]) > SHOWN:
        yield f"  and {len(made['labels']) - SHOWN} labels more\n"
    if "findings" in made:
        kinds = ", ".join(f"{kind} {number}" for kind, number in made["findings"].items())
        total = sum(made["findings"].values())
        yield f"{count(total, 'finding')} in the translations{': ' if kinds else ''}{kinds}\n"
    for name, why in list(made["failed"].items())[:SHOWN]:
        yield f"failed: {visible(name)}: {visible(why)}\n"
    alone = [one["key"] for one in made["alone"]]
    if alone:
        more = ", ..." if len(alone) > SHOWN else ""
        yield f"only one witness has: {visible(', '.join(alone[:SHOWN]))}{more}\n"

"""`collate compare`: what changed between two apparatuses, unit by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from collate.api import editing
from collate.cli import console
from collate.cli.option_groups import MAX_SIZE, MaxSize, ResultOptions, with_groups
from collate.cli.output import write_result
from collate.config import MEGABYTE, Settings
from collate.io.wording import count, isolated, json_text, one_line, reading_words, shortened, sigla_list, visible
from collate.writers.records import unit_record

if TYPE_CHECKING:
    from collate.model import Unit

Old = Annotated[str, typer.Argument(metavar="OLD", help="An apparatus that --to json wrote.")]
New = Annotated[str, typer.Argument(metavar="NEW", help="A later one of the same text.")]


@with_groups(formats=("text", "json"))
def compare(old: Old, new: New, result: ResultOptions, max_size: MaxSize = MAX_SIZE) -> int:
    """Show what changed between two apparatuses: units gone (-), new (+), changed, or labelled otherwise.

    Status 0: nothing changed, 1: something did.
    """
    form = result.format
    settings = Settings(max_bytes=max_size * MEGABYTE)
    sides = [editing.units(path, settings) for path in (old, new)]
    found = editing.compare(sides[0], sides[1])

    def lines(out: TextIO) -> None:
        for change in found:
            note = "  (labels)" if change.kind == "relabelled" else ""
            out.writelines(
                f"{sign} {unit.id} {visible(unit.locus)}  {_said(unit)}{note}\n"
                for sign, unit in (("-", change.old), ("+", change.new))
                if unit is not None
            )

    def records(out: TextIO) -> None:
        rows = [
            {"change": one.kind, "old": one.old and unit_record(one.old), "new": one.new and unit_record(one.new)}
            for one in found
        ]
        out.write(json_text({"form": "collate-comparison-1", "changes": rows}, indent=1) + "\n")

    write_result(result.output, records if form == "json" else lines, people=form == "text")
    console.talk(f"{count(len(found), 'unit')} changed, of {len(sides[0])} and {len(sides[1])}")
    return console.DIFFERENT if found else console.SAME


def _said(unit: Unit) -> str:
    lemma = isolated(shortened(one_line(unit.lemma.text))) or "(nothing)"
    others = "; ".join(
        f"{reading_words(one)} {sigla_list(one.sigla)}"
        + (f" ({visible(', '.join(label.name for label in one.labels))})" if one.labels else "")
        for one in unit.readings[1:]
    )
    return f"{lemma}] {others}"

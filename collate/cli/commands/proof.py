"""`collate proof`: suspect places in the witnesses, each read by itself."""

from __future__ import annotations

from typing import Annotated, TextIO

import typer

from collate.api import editing
from collate.cli import console
from collate.cli.aligning import read
from collate.cli.limits import between
from collate.cli.option_groups import ResultOptions, Witnesses, WitnessOptions, with_groups
from collate.cli.output import write_result
from collate.cli.settings import settings
from collate.io.wording import count, isolated, json_text, one_line, visible


@with_groups(formats=("text", "json"))
def proof(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    least: Annotated[
        float,
        typer.Option(
            "--least", metavar="0..1", help="Report suspects of at least this confidence.", callback=between(0, 1)
        ),
    ] = 0.6,
) -> int:
    """Read witnesses for suspect places: slips, broken words, doubled words, dates that cannot be.

    Each is read by itself; words that other witnesses have are accepted. Status 1 if anything is suspect.
    """
    form = result.format
    asked = settings(reading)
    sources = read(witnesses, asked)
    found = editing.proof(sources, asked, least=least)
    for line in found.dictionaries:
        console.detail(f"dictionaries for {line}")

    def records(out: TextIO) -> None:
        out.write(json_text(found.to_dict(), indent=1) + "\n")

    def lines(out: TextIO) -> None:
        for suspect in found:
            source, line, column, words = found.place(suspect)
            text = isolated(one_line(words))
            instead = f" > {isolated(one_line(suspect.instead))}" if suspect.instead else ""
            where = f"{visible(source.origin.path)}:{line}:{column}"
            out.write(
                f"{where}  {text}{instead}  {suspect.kind}, {suspect.confidence:.0%}: {visible(suspect.because)}\n"
            )

    write_result(result.output, records if form == "json" else lines, people=form == "text")
    console.talk(f"{count(len(found), 'suspect place')}")
    return console.DIFFERENT if len(found) else console.SAME

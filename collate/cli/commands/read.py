"""`collate read`: what was read of a file, and what was set aside."""

from __future__ import annotations

from collate.cli import aligning, console
from collate.cli.option_groups import ResultOptions, Witnesses, WitnessOptions, with_groups
from collate.cli.output import write_result
from collate.cli.settings import settings
from collate.writers.sources import json, text


@with_groups(formats=("text", "json"))
def read(witnesses: Witnesses, result: ResultOptions, reading: WitnessOptions) -> int:
    """Show what is read of files: the text with places in the margin; below it marks and what was set aside.

    Nothing is aligned. Look here first when a text is not what you expect.
    """
    form = result.format
    sources = aligning.read(witnesses, settings(reading))
    write = json.write if form == "json" else text.write
    write_result(result.output, lambda out: write(sources, out), people=form == "text")
    return console.SAME

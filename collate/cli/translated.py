"""The part of `collate diff` for texts in several languages, imported only when needed."""

from __future__ import annotations

from collate.cli import console, screen
from collate.cli.option_groups import ResultOptions
from collate.cli.output import write_result
from collate.model.versions import Versions
from collate.terminal import translations
from collate.writers.findings import versions_json


def show(versions: Versions, result: ResultOptions, *, paged: bool) -> int:
    """Show a text beside its translations; returns the exit status."""
    for note in versions.fidelity.quiet:
        console.talk(note)
    if result.format == "json":
        write_result(result.output, lambda out: versions_json.write(versions, out))
    else:
        screen.show(translations.view(versions), result.output, wide=True, paged=paged)
    return console.DIFFERENT

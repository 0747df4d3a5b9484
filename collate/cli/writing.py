"""Runs the writer of a format, and writes the recipe to a separate file if the format cannot hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from collate import registry
from collate.cli import console
from collate.cli.output import recipe_beside, write_result
from collate.io.formats import FOR_PEOPLE, WITHOUT_RECIPE
from collate.tradition import characters
from collate.tradition.manuscripts import LAST, once
from collate.witnesses.existing import places

if TYPE_CHECKING:
    from collate.cli.option_groups import PrintOptions
    from collate.config import Settings
    from collate.model import Apparatus


def write(group: str, form: str, result: Apparatus, out: TextIO, **given: object) -> None:
    """Run the writer of a format with those of the options that it takes."""
    writer = registry.load(group, form)
    writer(result, out, **registry.taking(writer, **given))


def written(group: str, form: str, result: Apparatus, output: str | None, settings: Settings, **given: object) -> None:
    """Write an apparatus or a table to a file or stdout; `given` are the options of writers, each takes its own."""
    given["profile"] = settings.print_profile()
    if form == "tei" and given.get("method") == "double-end-point":
        given["places"] = places(result.collation, result.base, settings.max_bytes, settings.prefer)
        if given["places"] is None:
            console.talk("the base is no TEI file with one text: its words are written anew")
    write_result(output, lambda out: write(group, form, result, out, **given), people=form in FOR_PEOPLE)
    if form in WITHOUT_RECIPE:
        rows = once(result, str(given.get("counted", LAST)))
        recipe_beside(output, {**result.recipe, "names": characters.names(rows)})


def printing(options: PrintOptions) -> dict[str, Any]:
    """The options of print as the writers know them."""
    return {"method": options.method, "notes": options.notes}

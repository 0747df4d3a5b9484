"""`fidelity`: where a translation and its original part ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collate import registry
from collate.cli import console, options, translations
from collate.cli.output import recipe_beside, write_result
from collate.io.formats import FOR_PEOPLE, WITHOUT_RECIPE
from collate.io.wording import count
from collate.translation.fidelity import findings as drift

if TYPE_CHECKING:
    from collate.model.fidelity import Fidelity


def fidelity(
    original: translations.ORIGINAL,
    translation: translations.TRANSLATIONS,
    to: Annotated[str, typer.Option("--to", "-t", metavar="FORMAT", help="text, csv, tsv or json.")] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --to json.")] = False,
    output: options.Output = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="KIND", help="A kind of finding: number, negation, ...")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Show also what is rather unsure.")] = False,
    terms: options.Terms = None,
    segments: options.Segments = "sentences",
    dictionary: options.Dictionary = None,
    dictionaries: options.Dictionaries = True,
    guard: Annotated[bool, typer.Option(help="In csv and tsv, keep text from being run as a formula.")] = True,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Report where translations and their original part ways: what is left out, added, changed, and why it seems so.

    Where all of several translations agree against the original, it is doubted. Status 1: something was found.
    """
    form = "json" if as_json else to
    writer = registry.load(registry.FINDINGS, form)
    names = [original, *translation]
    sources, settings = translations.texts(names, language, encoding, max_size)
    found = drift.checked(
        sources[0], sources[1:], settings, by=segments, named=dictionary or (), use_dictionaries=dictionaries,
        termbase=translations.termbase(terms, max_size), only=only or (), strict=strict,
    )  # fmt: skip
    write_result(
        output, lambda out: writer(found, out, **registry.taking(writer, guard=guard)), people=to in FOR_PEOPLE
    )
    if form in WITHOUT_RECIPE:
        recipe_beside(output, found.recipe)
    _summary(found, strict=strict)
    return console.DIFFERENT if found.findings else console.SAME


def _summary(found: Fidelity, *, strict: bool) -> None:
    """How much was found, and what was not shown."""
    for note in found.quiet:
        console.talk(note)
    rest = f"; {found.left_out} less sure" + ("" if strict else " (--strict shows more)") if found.left_out else ""
    console.talk(f"{count(len(found.findings), 'finding')}{rest}")

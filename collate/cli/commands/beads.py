"""`collate beads`: a text and its translation, sentence pair by sentence pair."""

from __future__ import annotations

from typing import Annotated

import typer

from collate import registry
from collate.api import translating
from collate.cli import console
from collate.cli.option_groups import (
    FileOptions,
    GuardOptions,
    Original,
    ResultOptions,
    Translation,
    TranslationOptions,
    with_groups,
)
from collate.cli.output import recipe_beside, write_result
from collate.cli.texts import texts
from collate.io.formats import FOR_PEOPLE, WITHOUT_RECIPE
from collate.io.wording import count
from collate.translation import word_links


@with_groups(formats=registry.BEADS)
def beads(
    original: Original,
    translation: Translation,
    result: ResultOptions,
    reading: FileOptions,
    how: TranslationOptions,
    guard: GuardOptions,
    pivot: Annotated[
        str | None, typer.Option("--pivot", metavar="FILE", help="The same text in a third language, as a bridge.")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="FOLDER", help="A sentence-transformers model ([neural]).")
    ] = None,
) -> int:
    """Align a text with its translation: which sentences say the same, which are left out, which are added.

    A bead is a pair of sentences, or of several on either side, that say the same.
    """
    form = result.format
    writer = registry.load(registry.BEADS, form)
    sources, asked = texts([original, translation, *([pivot] if pivot else [])], reading)
    done = translating.beads(
        sources[0],
        sources[1],
        asked,
        pivot=sources[2] if pivot else None,
        model=model or "",
        **how.arguments(),
    )
    given = registry.taking(
        writer, guard=guard.guard, links=lambda: (one.links for one in word_links.linked(done, asked))
    )
    write_result(result.output, lambda out: writer(done, out, **given), people=form in FOR_PEOPLE)
    if form in WITHOUT_RECIPE:
        recipe_beside(result.output, done.recipe)
    kinds = [bead.kind for bead in done.beads]
    console.talk(
        f"{count(len(kinds), 'bead')}; without a counterpart: {kinds.count('1:0')} of the original, "
        f"{kinds.count('0:1')} of the translation"
    )
    return console.SAME

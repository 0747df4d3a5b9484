"""`collate fidelity`: where translations and their original differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collate import registry
from collate.api import translating
from collate.cli import console
from collate.cli.option_groups import (
    FileOptions,
    GuardOptions,
    Original,
    ResultOptions,
    TranslationOptions,
    Translations,
    with_groups,
)
from collate.cli.output import recipe_beside, write_result
from collate.cli.settings import names
from collate.cli.texts import texts
from collate.io.formats import FOR_PEOPLE, WITHOUT_RECIPE
from collate.io.wording import count

if TYPE_CHECKING:
    from collate.model.fidelity import Fidelity


@with_groups(formats=registry.FINDINGS)
def fidelity(
    original: Original,
    translations: Translations,
    result: ResultOptions,
    reading: FileOptions,
    how: TranslationOptions,
    guard: GuardOptions,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--kinds", metavar="KINDS", help="Report findings of these kinds only: number, negation, ..."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show findings of low confidence too.")] = False,
) -> int:
    """Report where translations and their original differ: what is left out, added, changed, and why it seems so.

    If several translations all agree against the original, the original itself is reported as doubtful.
    Status 1: something was found.
    """
    form = result.format
    writer = registry.load(registry.FINDINGS, form)
    sources, asked = texts([original, *translations], reading)
    found = translating.fidelity(
        sources[0],
        *sources[1:],
        settings=asked,
        only=names(kinds),
        strict=everything,
        **how.arguments(),
    )
    given = registry.taking(writer, guard=guard.guard)
    write_result(result.output, lambda out: writer(found, out, **given), people=form in FOR_PEOPLE)
    if form in WITHOUT_RECIPE:
        recipe_beside(result.output, found.recipe)
    _summary(found, everything=everything)
    return console.DIFFERENT if found.findings else console.SAME


def _summary(found: Fidelity, *, everything: bool) -> None:
    """How much was found, and what was not shown."""
    for note in found.quiet:
        console.talk(note)
    rest = f"; {found.left_out} less sure" + ("" if everything else " (--all shows more)") if found.left_out else ""
    console.talk(f"{count(len(found.findings), 'finding')}{rest}")

"""`collate diff`: where witnesses differ, and where translations differ from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from collate import registry
from collate.api import collating
from collate.cli import console, screen
from collate.cli.aligning import progress_of, read, reported
from collate.cli.option_groups import (
    AlignmentOptions,
    Base,
    DecisionOptions,
    LabelOptions,
    ResultOptions,
    TranslationOptions,
    UnitOptions,
    ViewOptions,
    Witnesses,
    WitnessOptions,
    with_groups,
)
from collate.cli.output import write_result
from collate.cli.settings import settings
from collate.cli.writing import write
from collate.errors import UsageError
from collate.model import Apparatus
from collate.terminal import reading as running_text
from collate.terminal import side_by_side as columns

if TYPE_CHECKING:
    from rich.console import RenderableType


@with_groups(formats=("text", "json"))
def diff(
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    alignment: AlignmentOptions,
    units: UnitOptions,
    labels: LabelOptions,
    decisions: DecisionOptions,
    translation: TranslationOptions,
    shown: ViewOptions,
    base: Base = None,
    side_by_side: Annotated[bool, typer.Option("--side-by-side", "-y", help="Witnesses in columns.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show paragraphs without variants too.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Give the reason of every label.")] = False,
    inline: Annotated[bool, typer.Option("--inline", help="Show the readings in the line: ‹peurs|leurs›.")] = False,
    context: Annotated[
        int | None,
        typer.Option("--context", metavar="N", help="Show N lines around each difference, not whole paragraphs."),
    ] = None,
) -> int:
    """Show where witnesses differ: the base text with its variants marked and an apparatus below.

    Texts in other languages than the base's are its translations: they stand beside it, with what was found in them.
    Status 0: no difference, 1: differences.
    """
    form = result.format
    asked = settings(reading, alignment, units, labels, decisions)
    sources = read(witnesses, asked, least=2, repeated=True)
    if base is not None and base not in {source.siglum for source in sources}:
        raise UsageError(f"there is no witness {base!r}", hint=f"there are: {', '.join(s.siglum for s in sources)}")
    with progress_of(sources) as progress:
        found = collating.diff(sources, base or "", asked, progress=progress, **translation.arguments())
    if not isinstance(found, Apparatus):
        if side_by_side or full or why:
            console.talk("--side-by-side, --full and --why have no effect on texts in several languages")
        from collate.cli import translated  # noqa: PLC0415  the view of translations, slow to load

        return translated.show(found, result, paged=shown.pager)
    reported(found, base)
    if form == "json":
        write_result(result.output, lambda out: write(registry.APPARATUSES, "json", found, out))
    else:
        if not found.units:
            console.talk(_nothing(found))
        parts: Iterable[RenderableType] = ()
        if found.units:
            parts = (
                columns.view(found, full=full)
                if side_by_side
                else running_text.view(found, full=full, why=why, inline=inline, context=context)
            )
        screen.show(parts, result.output, wide=side_by_side, paged=shown.pager)
    return console.DIFFERENT if found.units else console.SAME


def _nothing(found: Apparatus) -> str:
    """What the witnesses have in common, where no unit is left to show."""
    if found.ignored:
        return "no difference is left"
    contents = {witness.source.content for witness in found.collation.witnesses}
    same = "identical" if len(contents) == 1 else "the same but for white space"
    return f"the {len(found.collation.witnesses)} witnesses are {same}"

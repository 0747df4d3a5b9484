"""`table` and `apparatus`: what each takes, and the stages it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from collate import pipeline, registry
from collate.cli import console, options
from collate.cli.introducing import introduce
from collate.cli.output import recipe_beside, write_result
from collate.cli.progress import bar
from collate.cli.translations import termbase
from collate.config import MEGABYTE
from collate.errors import UsageError
from collate.io.formats import FOR_PEOPLE, WITHOUT_RECIPE
from collate.io.wording import visible
from collate.translation import table as multilingual
from collate.witnesses.existing import places

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Apparatus, Collation, Source


def table(
    witnesses: options.Witnesses,
    to: Annotated[str, typer.Option("--to", "-t", metavar="FORMAT", help="text, csv, tsv, json or html.")] = "text",
    output: options.Output = None,
    base: options.Base = None,
    guard: Annotated[bool, typer.Option(help="In csv and tsv, keep text from being run as a formula.")] = True,
    hands: options.Hands = False,
    segments: options.Segments = "sentences",
    terms: options.Terms = None,
    dictionary: options.Dictionary = None,
    dictionaries: options.Dictionaries = True,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    normalise: options.Normalise = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    aligner: options.Aligner = options.DEFAULT.aligner,
    sections: options.Sections = options.DEFAULT.sections,
    units: options.Units = None,
    anchor: options.Anchors = None,
    decisions: options.Decisions = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Write the alignment table: a column per witness, a row per position; --to json is CollateX's form.

    Texts in different languages are aligned by what they say: dates, numbers, names, terms, words that translate.
    """
    settings = options.settings(
        language,
        encoding,
        cjk,
        aligner,
        max_size,
        sections,
        anchor,
        ignore,
        only,
        normalise=normalise,
        decisions=decisions,
        hands=hands,
        units=units,
    )
    across = {"by": segments, "named": dictionary or (), "use_dictionaries": dictionaries, "terms": terms}
    return _report("collate.tables", witnesses, to, output, base, settings, across, guard=guard)


def apparatus(
    witnesses: options.Witnesses,
    to: Annotated[
        str,
        typer.Option("--to", "-t", metavar="FORMAT", help="text, html, tei, reledmac, csv, json, nexus, ..."),
    ] = "text",
    output: options.Output = None,
    print_profile: options.PrintProfile = "",
    method: options.Method = "parallel-segmentation",
    notes: options.Notes = "footnotes",
    base: options.Base = None,
    guard: Annotated[bool, typer.Option(help="In csv, keep text from being run as a formula.")] = True,
    hands: options.Hands = False,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    aligner: options.Aligner = options.DEFAULT.aligner,
    sections: options.Sections = options.DEFAULT.sections,
    units: options.Units = None,
    anchor: options.Anchors = None,
    decisions: options.Decisions = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Write the apparatus: an entry per variation unit, with its place, lemma, readings and sigla."""
    settings = options.settings(
        language,
        encoding,
        cjk,
        aligner,
        max_size,
        sections,
        anchor,
        ignore,
        only,
        decisions=decisions,
        profile=print_profile,
        hands=hands,
        units=units,
    )
    return _report(
        "collate.apparatuses", witnesses, to, output, base, settings, None, guard=guard, method=method, notes=notes
    )


def _report(
    group: str,
    names: Sequence[str],
    to: str,
    output: str | None,
    base: str | None,
    settings: Settings,
    across: dict[str, Any] | None,
    **given: object,
) -> int:
    """Align, and let the writer of that name write; `given` are the options of writers, each takes its own.

    `across`: how texts in different languages are aligned, if they may be.
    """
    registry.load(group, to)  # a format that is not there is said before the work, not after
    named = [pipeline.Named.parse(name) for name in names]
    sources = enough(pipeline.sources(named, settings))
    if across is None or not pipeline.languages(sources):
        pipeline.same_language(sources)
    introduce(sources)
    if across is not None and pipeline.languages(sources):
        result = _multilingual(sources, base, settings, **across)
    else:
        result = aligned(sources, base, settings, units=group == "collate.apparatuses" or bool(settings.hidden()))
    written(group, to, result, output, settings, **given)
    return console.SAME


def _multilingual(
    sources: Sequence[Source], base: str | None, settings: Settings, terms: str | None, **how: Any
) -> Apparatus:
    known = termbase(terms, settings.max_bytes // MEGABYTE)
    return multilingual.tabulated(sources, base or sources[0].siglum, settings, termbase=known, **how)


def written(
    group: str,
    to: str,
    result: Apparatus,
    output: str | None,
    settings: Settings,
    **given: object,
) -> None:
    """Let the writer of that name write, with its recipe beside the file where the format has no place for it."""
    given["profile"] = settings.print_profile()
    if to == "tei" and given.get("method") == "double-end-point":
        given["places"] = places(result.collation, result.base, settings.max_bytes)
        if given["places"] is None:
            console.talk("the base is no TEI file with one text: its words are written anew")
    write_result(output, lambda out: write(group, to, result, out, **given), people=to in FOR_PEOPLE)
    if to in WITHOUT_RECIPE:
        from collate.tradition.characters import names

        recipe_beside(output, {**result.recipe, "names": names(result)})


def aligned(sources: Sequence[Source], base: str | None, settings: Settings, *, units: bool = True) -> Apparatus:
    """Align the sources and read the units off; what has to be said of it goes to stderr."""
    witnesses = pipeline.witnesses(sources, settings)
    with bar("aligning", sum(map(len, witnesses))) as progress:
        collation = pipeline.collate(witnesses, settings, progress)
    view = pipeline.apparatus if units else pipeline.tabulated
    result = view(collation, base or sources[0].siglum, settings)
    if base is None and units:
        _say_fragment(collation)
    for note in result.notes:
        console.talk(note)
    if result.ignored:
        counts = ", ".join(f"{name} {number}" for name, number in result.ignored.items())
        console.talk(f"readings left out: {counts}")
    return result


def _say_fragment(collation: Collation) -> None:
    """Name a complete witness if the first, which is the base, has less than half of its words."""
    first, *others = collation.witnesses
    longest = max(others, key=len, default=first)
    if 2 * len(first) < len(longest):
        console.talk(
            f"{visible(first.siglum)}, the base, is a fragment ({len(first)} of {len(longest)} words); "
            f"-b {visible(longest.siglum)} takes a complete witness"
        )


def write(group: str, to: str, result: Apparatus, out: TextIO, **given: object) -> None:
    """Run a writer with those of the options that it takes."""
    writer = registry.load(group, to)
    writer(result, out, **registry.taking(writer, **given))


def enough(sources: list[Source]) -> list[Source]:
    """The sources; UsageError unless they are two or more."""
    if len(sources) < 2:
        raise UsageError("a collation needs two witnesses or more", hint="name another file")
    return sources

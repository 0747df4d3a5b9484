"""`diff`, `table` and `apparatus`: what each takes, and the stages it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from collate.cli import console, options
from collate.cli.output import write_to
from collate.cli.progress import bar
from collate.errors import UsageError
from collate.wording import json_text, visible

# Formats that have no place for the recipe; it stands in a file beside them.
RECIPE_BESIDE = {
    "csv", "tsv", "csv-long", "tsv-long", "jsonl", "nexus", "phylip", "hennig86", "fasta", "distances", "dot",
    "graphml", "svg", "text", "markdown", "html",
}  # fmt: skip
MANY = 16  # witnesses; more of one language are not introduced one by one

if TYPE_CHECKING:
    from collate.config import Settings
    from collate.model import Apparatus, Source


def diff(
    witnesses: options.Witnesses,
    base: options.Base = None,
    side_by_side: Annotated[bool, typer.Option("--side-by-side", "-y", help="Witnesses in columns.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show paragraphs without variants too.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Give the reason of every label.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The apparatus as JSON.")] = False,
    hands: options.Hands = False,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    aligner: options.Aligner = options.DEFAULT.aligner,
    sections: options.Sections = options.DEFAULT.sections,
    anchor: options.Anchors = None,
    decisions: options.Decisions = None,
    max_size: options.MaxSize = options.DEFAULT.max_bytes // options.MEGABYTE,
) -> int:
    """Show where witnesses differ: the base text with its variants marked and an apparatus below.

    Texts in different languages are shown section by section. Status 0: no difference, 1: differences.
    """
    from collate import pipeline

    settings = options.settings(
        language, encoding, cjk, aligner, max_size, sections, anchor, ignore, only, decisions=decisions, hands=hands
    )
    named = [pipeline.Named.parse(name) for name in witnesses]
    sources = _enough(pipeline.sources(named, settings, repeated=True))
    if base is not None and base not in {source.siglum for source in sources}:
        raise UsageError(f"there is no witness {base!r}", hint=f"there are: {', '.join(s.siglum for s in sources)}")
    introduce(sources)
    if pipeline.languages(sources):
        return _sections(sources, as_json=as_json)
    apparatus_ = aligned(sources, base, settings)
    if as_json:
        write_to(None, lambda out: _write("collate.apparatuses", "json", apparatus_, out))
    elif apparatus_.units:
        from collate.show import reading
        from collate.show import side_by_side as columns

        parts = columns.view(apparatus_, full=full) if side_by_side else reading.view(apparatus_, full=full, why=why)
        console.show(parts, wide=side_by_side)
    return console.DIFFERENT if apparatus_.units else console.SAME


def table(
    witnesses: options.Witnesses,
    to: Annotated[str, typer.Option("--to", "-t", metavar="FORMAT", help="text, csv, tsv, json or html.")] = "text",
    output: options.Output = None,
    base: options.Base = None,
    guard: Annotated[bool, typer.Option(help="In csv and tsv, keep text from being run as a formula.")] = True,
    hands: options.Hands = False,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    normalise: options.Normalise = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    aligner: options.Aligner = options.DEFAULT.aligner,
    sections: options.Sections = options.DEFAULT.sections,
    anchor: options.Anchors = None,
    decisions: options.Decisions = None,
    max_size: options.MaxSize = options.DEFAULT.max_bytes // options.MEGABYTE,
) -> int:
    """Write the alignment table: a column per witness, a row per position; --to json is CollateX's form."""
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
    )
    return _report("collate.tables", witnesses, to, output, base, settings, guard=guard)


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
    anchor: options.Anchors = None,
    decisions: options.Decisions = None,
    max_size: options.MaxSize = options.DEFAULT.max_bytes // options.MEGABYTE,
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
    )
    return _report(
        "collate.apparatuses", witnesses, to, output, base, settings, guard=guard, method=method, notes=notes
    )


def _report(
    group: str,
    names: Sequence[str],
    to: str,
    output: str | None,
    base: str | None,
    settings: Settings,
    **given: object,
) -> int:
    """Align, and let the writer of that name write; `given` are the options of writers, each takes its own."""
    from collate import pipeline, registry

    registry.load(group, to)  # a format that is not there is said before the work, not after
    named = [pipeline.Named.parse(name) for name in names]
    sources = _enough(pipeline.sources(named, settings))
    pipeline.same_language(sources)
    introduce(sources)
    result = aligned(sources, base, settings, units=group == "collate.apparatuses" or bool(settings.hidden()))
    written(group, to, result, output, [name.path for name in named], settings, **given)
    return console.SAME


def written(
    group: str,
    to: str,
    result: Apparatus,
    output: str | None,
    inputs: Sequence[str],
    settings: Settings,
    **given: object,
) -> None:
    """Let the writer of that name write, with its recipe beside the file where the format has no place for it."""
    from collate.given import places

    given["profile"] = settings.print_profile()
    if to == "tei" and given.get("method") == "double-end-point":
        given["places"] = places(result.collation, result.base)
        if given["places"] is None:
            console.talk("the base is no TEI file with one text: its words are written anew")
    write_to(output, lambda out: _write(group, to, result, out, **given), inputs)
    if output and Path(output).is_file() and to in RECIPE_BESIDE:
        write_to(f"{output}.recipe.json", lambda out: _write_recipe(result, out), inputs)


def aligned(sources: Sequence[Source], base: str | None, settings: Settings, *, units: bool = True) -> Apparatus:
    """Align the sources and read the units off; what has to be said of it goes to stderr."""
    from collate import pipeline

    witnesses = pipeline.witnesses(sources, settings)
    with bar("aligning", sum(map(len, witnesses))) as progress:
        collation = pipeline.collate(witnesses, settings, progress)
    view = pipeline.apparatus if units else pipeline.tabulated
    result = view(collation, base or sources[0].siglum, settings)
    for note in result.notes:
        console.talk(note)
    if result.ignored:
        counts = ", ".join(f"{name} {number}" for name, number in result.ignored.items())
        console.talk(f"readings left out: {counts}")
    return result


def _write(group: str, to: str, result: Apparatus, out: TextIO, **given: object) -> None:
    """Run a writer with those of the options that it takes."""
    from inspect import signature

    from collate import registry

    writer = registry.load(group, to)
    taken = signature(writer).parameters
    writer(result, out, **{key: value for key, value in given.items() if key in taken})


def _write_recipe(result: Apparatus, out: TextIO) -> None:
    from collate.write.matrix import names

    console.say(out, json_text({**result.recipe, "names": names(result)}, indent=1) + "\n")


def _enough(sources: list[Source]) -> list[Source]:
    if len(sources) < 2:
        raise UsageError("a collation needs two witnesses or more", hint="name another file")
    return sources


def introduce(sources: Sequence[Source]) -> None:
    """Say on stderr which witnesses these are, in which language and how that is known; many alike in one line."""
    languages = {source.language for source in sources}
    if len(sources) > MANY and len(languages) == 1:
        console.talk(f"{len(sources)} witnesses  {sources[0].language}")
    width = max(len(source.siglum) for source in sources)
    for source in sources:
        if len(sources) <= MANY or len(languages) > 1:
            title = f"  {source.title}" if source.title else ""
            console.talk(f"{visible(source.siglum):{width}}  {source.language}{title}")
        for note in source.origin.notes:
            console.talk(f"{source.origin.path}: {note}")


def _sections(sources: Sequence[Source], *, as_json: bool) -> int:
    """Texts in different languages: their sections, matched by heading."""
    from collate import pipeline, steer
    from collate.show import translations

    outlines = [(source, steer.sections(source)) for source in sources]
    if as_json:
        rows = [
            {
                "section": key,
                "texts": {
                    source.siglum: source.content[found.start : found.end].strip() if found else None
                    for (source, _), found in zip(outlines, row, strict=True)
                },
            }
            for key, row in translations.matched(outlines)
        ]
        about = [pipeline.source_record(source) for source in sources]
        document = {"form": "collate-sections-1", "sections": rows, "sources": about}
        text = json_text(document) + "\n"
        write_to(None, lambda out: console.say(out, text))
    else:
        console.show(translations.view(outlines), wide=True)
    return console.DIFFERENT

"""`beads`: a text and its translation, segment by segment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from collate.cli import console, options
from collate.cli.commands import introduce
from collate.cli.output import write_to
from collate.errors import UsageError
from collate.wording import count, json_text

if TYPE_CHECKING:
    from collate.model.parallel import Parallel

ORIGINAL = Annotated[str, typer.Argument(metavar="ORIGINAL", help="The text that was translated.")]
TRANSLATION = Annotated[str, typer.Argument(metavar="TRANSLATION", help="Its translation.")]
RECIPE_BESIDE = {"beads", "csv", "tsv", "text"}


def beads(
    original: ORIGINAL,
    translation: TRANSLATION,
    to: Annotated[
        str, typer.Option("--to", "-t", metavar="FORMAT", help="text, beads (vecalign's), csv, tsv, json or tmx.")
    ] = "text",
    output: options.Output = None,
    segments: Annotated[
        str, typer.Option("--segments", metavar="BY", help="sentences, clauses or lines.")
    ] = "sentences",
    dictionary: Annotated[
        list[str] | None, typer.Option("--dictionary", metavar="FILE", help="dictd, FreeDict TEI, CC-CEDICT, Unihan.")
    ] = None,
    dictionaries: Annotated[bool, typer.Option(help="Use the dictionaries that this machine has.")] = True,
    guard: Annotated[bool, typer.Option(help="In csv and tsv, keep text from being run as a formula.")] = True,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    max_size: options.MaxSize = options.DEFAULT.max_bytes // options.MEGABYTE,
) -> int:
    """Align a text with its translation: which sentences say the same, which are left out, which are added."""
    from inspect import signature

    from collate import parallel, pipeline, registry

    writer = registry.load(registry.BEADS, to)
    default = options.DEFAULT
    settings = options.settings(language, encoding, default.cjk, default.aligner, max_size, default.sections, None)
    names = [original, translation]
    named = [pipeline.Named.parse(name) for name in names]
    if not any(one.siglum for one in named) and Path(original).stem == Path(translation).stem:
        named = [pipeline.Named(one.path, Path(one.path).name) for one in named]  # book.fr and book.ru
    sources = pipeline.sources(named, settings, repeated=True)
    if len(sources) != 2:
        raise UsageError("beads wants one text and one translation", hint="name A=apparatus.xml for its lemma text")
    introduce(sources)
    done = parallel.aligned(
        sources[0], sources[1], settings, by=segments, named=dictionary or (), use_dictionaries=dictionaries
    )
    given = {"guard": guard} if "guard" in signature(writer).parameters else {}
    write_to(output, lambda out: writer(done, out, **given), names)
    if output and Path(output).is_file() and to in RECIPE_BESIDE:
        write_to(f"{output}.recipe.json", lambda out: _recipe(done, out), names)
    kinds = [bead.kind for bead in done.beads]
    console.talk(
        f"{count(len(kinds), 'bead')}; without a counterpart: {kinds.count('1:0')} of the original, "
        f"{kinds.count('0:1')} of the translation"
    )
    return console.SAME


def _recipe(done: Parallel, out: TextIO) -> None:
    console.say(out, json_text(done.recipe, indent=1) + "\n")

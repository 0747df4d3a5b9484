"""`beads`: a text and its translation, segment by segment."""

from __future__ import annotations

from typing import Annotated

import typer

from collate import registry
from collate.cli import console, options, translations
from collate.cli.output import recipe_beside, write_result
from collate.io.formats import FOR_PEOPLE, WITHOUT_RECIPE
from collate.io.wording import count
from collate.translation import sentence_pairs, sentence_vectors, word_links


def beads(
    original: translations.ORIGINAL,
    translation: translations.TRANSLATION,
    to: Annotated[
        str,
        typer.Option("--to", "-t", metavar="FORMAT", help="text, beads (vecalign's), links, csv, tsv, json, tmx, tei."),
    ] = "text",
    output: options.Output = None,
    segments: options.Segments = "sentences",
    terms: options.Terms = None,
    dictionary: options.Dictionary = None,
    dictionaries: options.Dictionaries = True,
    pivot: Annotated[
        str | None, typer.Option("--pivot", metavar="FILE", help="The same text in a third language, to go through.")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="FOLDER", help="A sentence-transformers model ([neural]).")
    ] = None,
    guard: Annotated[bool, typer.Option(help="In csv and tsv, keep text from being run as a formula.")] = True,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Align a text with its translation: which sentences say the same, which are left out, which are added."""
    writer = registry.load(registry.BEADS, to)
    names = [original, translation, *([pivot] if pivot else [])]
    sources, settings = translations.texts(names, language, encoding, max_size)
    embed = sentence_vectors.embedder(model) if model else None
    done = sentence_pairs.aligned(
        sources[0], sources[1], settings, by=segments, named=dictionary or (), use_dictionaries=dictionaries,
        termbase=translations.termbase(terms, max_size), pivot=sources[2] if pivot else None, embed=embed,
    )  # fmt: skip
    given = registry.taking(writer, guard=guard, links=lambda: (one.links for one in word_links.linked(done, settings)))
    write_result(output, lambda out: writer(done, out, **given), people=to in FOR_PEOPLE)
    if to in WITHOUT_RECIPE:
        recipe_beside(output, done.recipe)
    kinds = [bead.kind for bead in done.beads]
    console.talk(
        f"{count(len(kinds), 'bead')}; without a counterpart: {kinds.count('1:0')} of the original, "
        f"{kinds.count('0:1')} of the translation"
    )
    return console.SAME

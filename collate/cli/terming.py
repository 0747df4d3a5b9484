"""`terms`: a termbase proposed from a text and its translations, or one written in another form."""

from __future__ import annotations

from typing import Annotated

import typer

from collate import registry
from collate.cli import console, options, translations
from collate.cli.limits import MANY, between
from collate.cli.output import write_result
from collate.io.formats import FOR_PEOPLE
from collate.io.wording import count
from collate.translation import termbase_proposal

TEXTS = Annotated[
    list[str],
    typer.Argument(metavar="ORIGINAL TRANSLATION...", help="A text and its translations; or one termbase to convert."),
]


def terms(
    texts: TEXTS,
    to: Annotated[str, typer.Option("--to", "-t", metavar="FORMAT", help="text, tsv, csv or tbx.")] = "text",
    output: options.Output = None,
    fewest: Annotated[
        int,
        typer.Option("--fewest", metavar="N", help="Sentences a term has to stand in.", callback=between(2, MANY)),
    ] = 3,
    segments: options.Segments = "sentences",
    dictionary: options.Dictionary = None,
    dictionaries: options.Dictionaries = True,
    guard: Annotated[bool, typer.Option(help="In csv and tsv, keep text from being run as a formula.")] = True,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Propose a termbase: phrases that recur, and what stands for them in the translations. Prune it by hand.

    One file alone is a termbase (TSV, CSV, TBX-Basic), and is written in the form asked for.
    """
    writer = registry.load(registry.TERMS, to)
    if len(texts) == 1:
        made = translations.termbase(texts[0], max_size)
    else:
        sources, settings = translations.texts(texts, language, encoding, max_size)
        made = termbase_proposal.proposed(
            sources[0], sources[1:], settings, by=segments, named=dictionary or (), use_dictionaries=dictionaries,
            fewest=fewest,
        )  # fmt: skip
    write_result(output, lambda out: writer(made, out, **registry.taking(writer, guard=guard)), people=to in FOR_PEOPLE)
    console.talk(count(len(made or ()), "concept"))
    return console.SAME

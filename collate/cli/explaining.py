"""`explain` and `normalise`: where a label comes from, and what the rules do to a text."""

from __future__ import annotations

from typing import Annotated

import typer

from collate import pipeline
from collate.cli import console, options
from collate.cli.commands import aligned
from collate.cli.introducing import introduce
from collate.cli.output import write_to
from collate.io.wording import json_text, one_line, padded, visible, width
from collate.terminal.explanation import view
from collate.variants import labelling
from collate.writers.apparatus.explanation_json import record

JSON = Annotated[bool, typer.Option("--json", help="As JSON.")]


def explain(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="A unit of the apparatus: u12.")],
    witnesses: options.Witnesses,
    base: options.Base = None,
    as_json: JSON = False,
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
    """Show how a unit came to its labels, from the bytes of the files to the rule that answered."""
    settings = options.settings(
        language, encoding, cjk, aligner, max_size, sections, anchor, ignore, only, decisions=decisions, units=units,
    )  # fmt: skip
    sources = pipeline.sources([pipeline.Named.parse(name) for name in witnesses], settings)
    introduce(sources)
    apparatus = aligned(sources, base, settings)
    explanation = labelling.explained(apparatus, unit, settings)
    if as_json:
        text = json_text(record(apparatus, explanation), indent=1) + "\n"
        write_to(None, lambda out: console.say(out, text))
    else:
        console.show(view(apparatus, explanation))
    return console.SAME


def normalise(
    witness: Annotated[str, typer.Argument(metavar="FILE", help="A witness, or - for stdin.")],
    show: Annotated[bool, typer.Option("--show", help="List every rewriting with its rule and what it loses.")] = False,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Write a text as the spelling rules of its language read it: what is compared for the label "orthography"."""
    settings = options.settings(
        language, encoding, cjk, options.DEFAULT.aligner, max_size, options.DEFAULT.sections, None
    )
    sources = pipeline.sources([pipeline.Named.parse(witness)], settings)
    introduce(sources)
    for made in pipeline.witnesses(sources, settings):
        words = labelling.respelt(made.source, made.normals, settings)
        if not show:
            lead, pieces = made.pieces()
            spaces = (piece[len(made.surface(k, k + 1)) :] for k, piece in enumerate(pieces))
            text = lead + "".join(after.form + space for (_, after), space in zip(words, spaces, strict=True))
            shown = "\r\n".join(visible(line, keep="\n\t") for line in text.split("\r\n"))
            write_to(None, lambda out, shown=shown: console.say(out, shown))  # type: ignore[misc]
            continue
        changed = [(k, before, after) for k, (before, after) in enumerate(words) if after.rules or after.form != before]
        longest = max((width(one_line(before)) for _, before, _ in changed), default=0)
        lines = []
        for k, before, after in changed:
            line, column = made.source.place(int(made.starts[k]))
            named = [f"{rule.rule} ({rule.place}), loses: {rule.loses}" for rule in after.rules]
            rules = "; ".join(named or ["another form of the character (OpenCC), loses: which form it was"])
            place = f"{line}:{column}"
            lines.append(f"{place:>8}  {padded(one_line(before), longest)}  {one_line(after.form)}  {visible(rules)}\n")
        write_to(None, lambda out, lines=lines: console.say(out, "".join(lines)), people=True)  # type: ignore[misc]
        console.talk(f"{len(changed)} of {len(words)} words rewritten by the rules of {made.source.language.code}")
    return console.SAME

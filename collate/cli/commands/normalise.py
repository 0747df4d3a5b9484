"""`collate normalise`: what the spelling rules of a language do to a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collate import pipeline
from collate.api import editing
from collate.cli import console
from collate.cli.aligning import read
from collate.cli.option_groups import ResultOptions, WitnessOptions, with_groups
from collate.cli.output import write_result
from collate.cli.settings import settings
from collate.io.wording import json_text, one_line, padded, visible, width

if TYPE_CHECKING:
    from collate.model import Rewritten, Witness

File = Annotated[str, typer.Argument(metavar="FILE", help="A witness, or - for stdin.")]
Words = Sequence[tuple[str, "Rewritten"]]


@with_groups(formats=("text", "json"))
def normalise(
    witness: File,
    result: ResultOptions,
    reading: WitnessOptions,
    show: Annotated[bool, typer.Option("--show", help="List every rewriting with its rule and what it loses.")] = False,
) -> int:
    """Write a text as the spelling rules of its language read it: what is compared for the label "orthography"."""
    form = result.format
    asked = settings(reading)
    parts: list[str] = []
    rewritings: list[dict[str, Any]] = []
    for made in pipeline.witnesses(read([witness], asked), asked):
        words = editing.normalise(made.source, asked)
        changed = list(_changed(made, words))
        rewritings += [{"siglum": made.siglum, **one} for one in changed]
        parts.append(_listed(changed) if show else _rewritten(made, words))
        if show:
            console.talk(f"{len(changed)} of {len(words)} words rewritten by the rules of {made.source.language.code}")
    text = json_text({"form": "collate-rewritings-1", "rewritings": rewritings}, indent=1) + "\n"
    write_result(result.output, lambda out: console.say(out, text if form == "json" else "".join(parts)), people=show)
    return console.SAME


def _rewritten(made: Witness, words: Words) -> str:
    """The whole text with its words rewritten and all else as it stands."""
    lead, pieces = made.pieces()
    spaces = (piece[len(made.surface(k, k + 1)) :] for k, piece in enumerate(pieces))
    text = lead + "".join(after.form + space for (_, after), space in zip(words, spaces, strict=True))
    return "\r\n".join(visible(line, keep="\n\t") for line in text.split("\r\n"))


def _changed(made: Witness, words: Words) -> Iterator[dict[str, Any]]:
    """Every word that the rules rewrite: its place, its form before and after, the rules and what each loses."""
    for number, (before, after) in enumerate(words):
        if not after.rules and after.form == before:
            continue
        line, column = made.source.place(int(made.starts[number]))
        rules = [f"{rule.rule} ({rule.place}), loses: {rule.loses}" for rule in after.rules]
        rules = rules or ["another form of the character (OpenCC), loses: which form it was"]
        yield {"line": line, "column": column, "before": before, "after": after.form, "rules": rules}


def _listed(changed: Sequence[dict[str, Any]]) -> str:
    longest = max((width(one_line(one["before"])) for one in changed), default=0)
    return "".join(
        f"{one['line']}:{one['column']}".rjust(8)
        + f"  {padded(one_line(one['before']), longest)}  {one_line(one['after'])}"
        + f"  {visible('; '.join(one['rules']))}\n"
        for one in changed
    )

"""`check`: an apparatus that somebody made, held against the witnesses."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from collate import check as checking
from collate import pipeline
from collate.cli import console, options
from collate.cli.introducing import introduce
from collate.cli.output import write_to
from collate.io.wording import count, isolated, json_text, one_line, shortened, visible

if TYPE_CHECKING:
    from collate.model.report import Misreport

APPARATUS = Annotated[str, typer.Argument(help="TEI by parallel segmentation, or what --to json wrote.")]


def check(
    apparatus: APPARATUS,
    witnesses: options.Witnesses,
    hands: options.Hands = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    language: options.Languages = None,
    encoding: options.Encoding = None,
    ignore: options.Ignore = None,
    only: options.Only = None,
    cjk: options.Chinese = options.DEFAULT.cjk,
    max_size: options.MaxSize = options.MAX_SIZE,
) -> int:
    """Hold an apparatus against the witnesses: readings wrongly reported, sigla missing, variants unreported.

    Status 0: it says what the witnesses have, 1: it does not.
    """
    settings = options.settings(
        language,
        encoding,
        cjk,
        options.DEFAULT.aligner,
        max_size,
        options.DEFAULT.sections,
        None,
        ignore,
        only,
        hands=hands,
    )
    sources = pipeline.sources([pipeline.Named.parse(name) for name in witnesses], settings)
    introduce(sources)
    done = checking.checked(apparatus, sources, settings)
    for sigla, what in ((done.unknown, "is not in the apparatus"), (done.absent, "is in the apparatus only")):
        for siglum in sigla:
            console.talk(f"{siglum} {what}: not checked")
    if done.stale:
        console.talk(f"the base does not have the lemma of {', '.join(done.stale)}: not checked")
    found = done.misreports

    def lines(out: TextIO) -> None:
        out.writelines(f"{visible(one.path)}:{one.line}:{one.column}: {_said(one)}\n" for one in found)

    def records(out: TextIO) -> None:
        about = {"unknown": done.unknown, "absent": done.absent, "stale": done.stale}
        out.write(json_text({"form": "collate-check-1", "misreports": [asdict(one) for one in found], **about}) + "\n")

    write_to(None, records if as_json else lines, people=not as_json)
    console.talk(count(len(found), "misreport"))
    return console.DIFFERENT if found or done.unknown or done.stale else console.SAME


def _said(one: Misreport) -> str:
    reported, found = (isolated(shortened(one_line(text))) or "nothing" for text in (one.reported, one.found))
    labels = f" ({', '.join(one.labels)})" if one.labels else ""
    where = visible(", ".join(one.entries))
    siglum = visible(one.siglum)
    if one.fault == "unreported":
        return f"unreported: {siglum} has {found}, not {reported}{labels}"
    if one.fault == "missing siglum":
        return f"{where}: missing siglum: {siglum}, which has {found}"
    return f"{where}: wrong reading: {siglum} has {found}, not {reported}{labels}"

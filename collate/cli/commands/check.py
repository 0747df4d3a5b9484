"""`collate check`: an apparatus compared with the witnesses that it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from collate.api import editing
from collate.cli import console
from collate.cli.aligning import read
from collate.cli.option_groups import LabelOptions, ResultOptions, Witnesses, WitnessOptions, with_groups
from collate.cli.output import write_result
from collate.cli.settings import settings
from collate.io.wording import count, isolated, json_text, one_line, shortened, visible

if TYPE_CHECKING:
    from collate.model.report import Misreport

ApparatusFile = Annotated[
    str, typer.Argument(metavar="APPARATUS", help="TEI by parallel segmentation, or what --to json wrote.")
]


@with_groups(formats=("text", "json"))
def check(
    apparatus: ApparatusFile,
    witnesses: Witnesses,
    result: ResultOptions,
    reading: WitnessOptions,
    labels: LabelOptions,
) -> int:
    """Compare an apparatus with its witnesses: readings wrongly reported, sigla missing, variants unreported.

    Status 0: it says what the witnesses have, 1: it does not.
    """
    form = result.format
    asked = settings(reading, labels)
    sources = read(witnesses, asked)
    done = editing.check(apparatus, sources, asked)
    for sigla, what in ((done.unknown, "is not in the apparatus"), (done.absent, "is in the apparatus only")):
        for siglum in sigla:
            console.talk(f"{siglum} {what}: not checked")
    if done.stale:
        console.talk(f"the base does not have the lemma of {', '.join(done.stale)}: not checked")
    found = done.misreports

    def lines(out: TextIO) -> None:
        out.writelines(f"{visible(one.path)}:{one.line}:{one.column}: {_said(one)}\n" for one in found)

    def records(out: TextIO) -> None:
        out.write(json_text(done.to_dict()) + "\n")

    write_result(result.output, records if form == "json" else lines, people=form == "text")
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

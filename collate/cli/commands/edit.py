"""`collate edit`: the workbench, a local server on which an editor decides in the browser."""

from __future__ import annotations

import webbrowser
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from collate.api.session import decisions_file
from collate.cli import console
from collate.cli.aligning import progress_of, read
from collate.cli.decide_options import Who
from collate.cli.option_groups import Base, CollatingOptions, with_groups
from collate.cli.project_state import opened as opened_project
from collate.cli.session import settings_for_deciding
from collate.cli.workbench.opened import Opened, OpenedProject, OpenedTexts
from collate.config import NAME
from collate.errors import UsageError

Texts = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WITNESS... | PROJECT]",
        help="The witnesses, as for collate decide; or the folder of a project (default: the working folder).",
        show_default=False,
    ),
]
PORT = 0


@with_groups()
def edit(
    witnesses: Texts = None,
    collating: CollatingOptions = CollatingOptions(),  # noqa: B008  a group of options, which nothing changes
    base: Base = None,
    who: Who = None,
    profile: Annotated[
        str, typer.Option("--profile", "-p", metavar="NAME", help="Print conventions of the apparatus on the screen.")
    ] = "",
    port: Annotated[
        int, typer.Option("--port", metavar="NUMBER", min=0, max=65535, help="Serve there; default: a free port.")
    ] = PORT,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> int:
    """Edit in the browser: read the text with its variants, and decide by key and by mouse, until Ctrl-C.

    It serves this machine only. Every decision is written to decisions.toml at once, as collate decide writes it.
    """
    try:
        from collate.cli.workbench.server import serve  # noqa: PLC0415  an extra
    except ImportError:
        hint = "pip install 'collate-texts[edit]', or use collate decide"
        raise UsageError("the workbench needs Starlette and uvicorn", hint=hint) from None
    opened = _opened(witnesses or [], base, collating, profile)

    def ready(address: str, _server: object) -> None:
        console.talk(f"the workbench is at {address}")
        console.talk("Ctrl-C ends it; what is decided is written at once")
        if show and not webbrowser.open(address):
            console.talk("no browser can be started; open the address by hand")

    serve(opened, port=port, who=who, ready=ready)
    console.talk("the workbench is closed")
    return console.SAME


def _opened(witnesses: list[str], base: str | None, how: CollatingOptions, profile: str) -> Opened:
    """What the command names, aligned: the witnesses, or the first chapter of a project."""
    folder = Path(witnesses[0]) if witnesses else Path()
    if len(witnesses) < 2 and (folder / NAME).is_file():
        found = OpenedProject(opened_project(folder), profile)
        found.desk()
        return found
    if not witnesses:
        raise UsageError(f"there is no {NAME} here", hint="name witnesses, or the folder of a project")
    asked = replace(settings_for_deciding(how.decisions, how.reading, how.alignment, how.units), profile=profile)
    sources = read(witnesses, asked, least=2)
    decisions = decisions_file(asked, named=bool(how.decisions.decisions))
    texts = OpenedTexts(sources, base or sources[0].siglum, asked, decisions)
    with progress_of(sources) as progress:
        texts.desk(progress=progress)
    return texts

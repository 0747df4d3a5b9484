"""The options that several commands share, and the Settings they add up to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from collate.cli import console
from collate.config import FORMS, MEGABYTE, NAME, Project, Settings, project, with_decisions
from collate.errors import UsageError

Witnesses = Annotated[
    list[str],
    typer.Argument(
        metavar="WITNESS...",
        help="Files (text, TEI, CollateX JSON) or - for stdin; A=path gives the siglum A.",
        show_default=False,
    ),
]
Base = Annotated[str | None, typer.Option("--base", "-b", metavar="SIGLUM", help="Base text; default: the first.")]
Languages = Annotated[
    list[str] | None,
    typer.Option("--language", "-l", metavar="CODE", help="fr, ru, zh, ...: once for all, or once for each witness."),
]
Encoding = Annotated[str | None, typer.Option("--encoding", metavar="NAME", help="Read all files in this encoding.")]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        "-i",
        metavar="LABELS",
        help="Leave out differences of these kinds: punctuation, orthography, formal, ... (comma-separated).",
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="LABELS", help="Report differences of these kinds only: substantive, slip, ..."),
]
Normalise = Annotated[
    list[str] | None,
    typer.Option("--normalise", metavar="FORMS", help=f"Make one form of those that differ in {', '.join(FORMS)}."),
]
Chinese = Annotated[str, typer.Option("--cjk", metavar="UNIT", help="Chinese by characters or words.")]
Aligner = Annotated[str, typer.Option("--aligner", metavar="NAME", help="Which engine aligns.")]
Sections = Annotated[
    str,
    typer.Option("--sections", metavar="BY", help="Match sections first: by headings, ids or loci (1:12); else none."),
]
Units = Annotated[
    str | None,
    typer.Option("--units", metavar="BY", help="What one entry is: auto (one change), word, phrase (a run) or line."),
]
Anchors = Annotated[
    list[str] | None,
    typer.Option("--anchor", metavar="A:L.W=B:L.W", help="These words (line.word) belong together; or a file of such."),
]
Decisions = Annotated[
    str | None, typer.Option("--decisions", metavar="FILE", help="The editor's decisions; default: decisions.toml.")
]
Method = Annotated[
    str,
    typer.Option(
        "--method", metavar="METHOD", help="TEI: parallel-segmentation, double-end-point or location-referenced."
    ),
]
Hands = Annotated[
    bool, typer.Option("--hands", help="Corrected TEI as two witnesses, before (a.c.) and after correction (p.c.).")
]
Notes = Annotated[str, typer.Option("--notes", metavar="KIND", help="docx: footnotes or endnotes.")]
PrintProfile = Annotated[
    str, typer.Option("--profile", "-p", metavar="NAME", help="Print conventions: classical, positive, genetic, ...")
]
MaxSize = Annotated[int, typer.Option("--max-size", metavar="MB", help="Refuse files larger than this.")]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to stdout.")]

DEFAULT = Settings()
MAX_SIZE = DEFAULT.max_bytes // MEGABYTE
Segments = Annotated[str, typer.Option("--segments", metavar="BY", help="sentences, clauses or lines.")]
Dictionary = Annotated[
    list[str] | None, typer.Option("--dictionary", metavar="FILE", help="dictd, FreeDict TEI, CC-CEDICT, Unihan.")
]
Dictionaries = Annotated[bool, typer.Option(help="Use the dictionaries that this machine has.")]
Terms = Annotated[str | None, typer.Option("--terms", metavar="FILE", help="A termbase: TSV, CSV or TBX-Basic.")]


def settings(
    languages: list[str] | None,
    encoding: str | None,
    cjk: str,
    aligner: str,
    max_size: int,
    sections: str,
    anchors: list[str] | None,
    ignore: list[str] | None = None,
    only: list[str] | None = None,
    normalise: list[str] | None = None,
    decisions: str | None = None,
    profile: str = "",
    *,
    hands: bool = False,
    units: str | None = None,
) -> Settings:
    """The Settings of a run; UsageError names what cannot be."""
    own = _project(decisions)
    return Settings(
        languages=tuple(languages or ()),
        encoding=encoding,
        normalise=_names(normalise),
        ignore=_names(ignore),
        only=_names(only),
        cjk=cjk,
        aligner=aligner,
        sections=sections,
        anchors=_anchors(anchors or []),
        max_bytes=max_size * MEGABYTE,
        profile=profile,
        hands=hands,
        units=units or own.units,
        project=own,
    )


def _project(decisions: str | None) -> Project:
    """The project of the working folder; its decisions are those named, its own, or a `decisions.toml` in it."""
    here = Path.cwd()
    found = project(here)
    if found.folder and found.folder != here:
        console.talk(f"the settings are those of {found.folder / NAME}")
    if decisions is not None and not Path(decisions).exists():
        raise UsageError(f"there is no file {decisions!r} of decisions", hint="collate decide writes one")
    if decisions:
        return replace(found, decisions=Path(decisions))
    return with_decisions(found, found.folder or Path())


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Names that were given one by one, or several with commas."""
    return tuple(name.strip() for part in given or () for name in part.split(",") if name.strip())


def _anchors(given: list[str]) -> tuple[str, ...]:
    if not given:
        return ()
    from collate.alignment.constraints import anchor_lines

    return anchor_lines(given)

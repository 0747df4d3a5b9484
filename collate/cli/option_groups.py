"""The options that commands share, declared once: each group is a dataclass with a field per option.

A command takes a group as one parameter, and `with_groups` expands it into the command's signature, so that typer, the
help and the shell's completion see single options:

    @with_groups(formats=registry.STATS)
    def stats(witnesses: Witnesses, result: ResultOptions, reading: WitnessOptions) -> int: ...
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from collate.cli.grouping import Output, ResultOptions, TalkOptions, with_groups
from collate.config import CONVENTIONS, FORMS, MEGABYTE, Settings

__all__ = [
    "DEFAULT",
    "MAX_SIZE",
    "AlignmentOptions",
    "Base",
    "CollatingOptions",
    "DecisionOptions",
    "FileOptions",
    "Folder",
    "GuardOptions",
    "LabelOptions",
    "MaxSize",
    "Original",
    "Output",
    "PrintOptions",
    "ResultOptions",
    "TalkOptions",
    "Translation",
    "TranslationOptions",
    "Translations",
    "UnitName",
    "UnitOptions",
    "ViewOptions",
    "WitnessOptions",
    "Witnesses",
    "with_groups",
]

DEFAULT = Settings()
MAX_SIZE = DEFAULT.max_bytes // MEGABYTE

Witnesses = Annotated[
    list[str],
    typer.Argument(
        metavar="WITNESS...",
        help="Files (text, TEI, Word, PAGE, ...), folders, or - for stdin; A=path gives the siglum A.",
        show_default=False,
    ),
]
Original = Annotated[str, typer.Argument(metavar="ORIGINAL", help="The text that was translated.")]
Translation = Annotated[str, typer.Argument(metavar="TRANSLATION", help="Its translation.")]
Translations = Annotated[list[str], typer.Argument(metavar="TRANSLATION...", help="Its translations.")]
UnitName = Annotated[str, typer.Argument(metavar="UNIT", help="A unit of the apparatus: u12.")]
Folder = Annotated[Path, typer.Argument(metavar="[FOLDER]", help="The project; default: the working folder.")]
Base = Annotated[str | None, typer.Option("--base", "-b", metavar="SIGLUM", help="Base text; default: the first.")]
MaxSize = Annotated[int, typer.Option("--max-size", metavar="MB", help="Refuse files larger than this.")]


@dataclass(frozen=True, kw_only=True)
class ViewOptions:
    """How a view is shown on a terminal."""

    pager: Annotated[
        bool, typer.Option("--pager/--no-pager", help="On a terminal, show a long view in $PAGER, else in less.")
    ] = True


@dataclass(frozen=True, kw_only=True)
class GuardOptions:
    """How text is kept from being run by a spreadsheet."""

    guard: Annotated[
        bool, typer.Option("--guard/--no-guard", help="In csv and tsv, keep text from being run as a formula.")
    ] = True


@dataclass(frozen=True, kw_only=True)
class FileOptions:
    """How files are read."""

    language: Annotated[
        list[str] | None,
        typer.Option("--language", "-l", metavar="CODE", help="fr, ru, zh, ...: once for all, or once for each file."),
    ] = None
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Read all files in this encoding.")
    ] = None
    convention: Annotated[
        str,
        typer.Option(
            "--convention",
            metavar="NAME",
            help=f"How signs in typed text are read: {', '.join(CONVENTIONS)} (as typed, nothing is recognised).",
        ),
    ] = DEFAULT.convention
    max_size: MaxSize = MAX_SIZE


@dataclass(frozen=True, kw_only=True)
class WitnessOptions(FileOptions):
    """How witnesses are read, and cut into words."""

    hands: Annotated[
        bool,
        typer.Option("--hands", help="A corrected text as a witness for each stage: a.c. and p.c., or for each hand."),
    ] = False
    aside: Annotated[
        str,
        typer.Option("--aside", metavar="KIND", help="Not the text, but what is set aside: footnotes, glosses, ..."),
    ] = DEFAULT.aside
    prefer: Annotated[
        list[str] | None,
        typer.Option("--prefer", metavar="FORM", help="In TEI, of two forms: expan or abbr, orig or reg, sic or corr."),
    ] = None
    cjk: Annotated[str, typer.Option("--cjk", metavar="UNIT", help="Chinese by characters or words.")] = DEFAULT.cjk


@dataclass(frozen=True, kw_only=True)
class AlignmentOptions:
    """How witnesses are aligned."""

    aligner: Annotated[str, typer.Option("--aligner", metavar="NAME", help="The aligner to use.")] = DEFAULT.aligner
    sections: Annotated[
        str,
        typer.Option(
            "--sections", metavar="BY", help="Match sections first: by headings, ids or loci (1:12); else none."
        ),
    ] = DEFAULT.sections
    anchor: Annotated[
        list[str] | None,
        typer.Option(
            "--anchor", metavar="A:L.W=B:L.W", help="These words (line.word) belong together; or a file of such."
        ),
    ] = None
    normalise: Annotated[
        list[str] | None,
        typer.Option("--normalise", metavar="FORMS", help=f"Make one form of those that differ in {', '.join(FORMS)}."),
    ] = None


@dataclass(frozen=True, kw_only=True)
class UnitOptions:
    """How the table is cut into variation units."""

    units: Annotated[
        str | None,
        typer.Option(
            "--units", metavar="BY", help="What one entry is: auto (one change), word, phrase (a run) or line."
        ),
    ] = None
    ends: Annotated[
        str,
        typer.Option(
            "--ends",
            metavar="AS",
            help="A late beginning or early end: lacuna (def.) if long, or omission (om.).",
        ),
    ] = DEFAULT.ends


@dataclass(frozen=True, kw_only=True)
class LabelOptions:
    """How words are compared, and which differences are reported, by their labels."""

    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            "-i",
            metavar="LABELS",
            help="Leave out differences with these labels: punctuation, orthography, formal, ... (comma-separated).",
        ),
    ] = None
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="LABELS", help="Report these labels only: substantive, slip, ..."),
    ] = None
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="WHAT", help="Compare words by form, norm or lemma; default: the best that all files have."
        ),
    ] = DEFAULT.by
    spelling: Annotated[
        str | None,
        typer.Option("--spelling", metavar="FILE", help="What collate spelling wrote; nothing is then learnt anew."),
    ] = None


@dataclass(frozen=True, kw_only=True)
class CountOptions:
    """What is counted as a manuscript."""

    counted: Annotated[
        str,
        typer.Option(
            "--counted", metavar="HAND", help="With --hands: the hand a manuscript counts by: last, first, or each."
        ),
    ] = "last"


@dataclass(frozen=True, kw_only=True)
class DecisionOptions:
    """Which decisions of the editor are replayed."""

    decisions: Annotated[
        str | None,
        typer.Option("--decisions", metavar="FILE", help="The editor's decisions; default: decisions.toml."),
    ] = None


@dataclass(frozen=True, kw_only=True)
class CollatingOptions:
    """How the witnesses of a decision are read and aligned, and which decisions hold: what every `decide` takes."""

    reading: WitnessOptions = WitnessOptions()
    alignment: AlignmentOptions = AlignmentOptions()
    units: UnitOptions = UnitOptions()
    decisions: DecisionOptions = DecisionOptions()


@dataclass(frozen=True, kw_only=True)
class PrintOptions:
    """How an apparatus is printed."""

    profile: Annotated[
        str, typer.Option("--profile", "-p", metavar="NAME", help="Print conventions: classical, positive, ...")
    ] = ""
    method: Annotated[
        str,
        typer.Option(
            "--method", metavar="METHOD", help="TEI: parallel-segmentation, double-end-point or location-referenced."
        ),
    ] = "parallel-segmentation"
    notes: Annotated[str, typer.Option("--notes", metavar="KIND", help="docx: footnotes or endnotes.")] = "footnotes"


@dataclass(frozen=True, kw_only=True)
class TranslationOptions:
    """How a text and its translations are compared."""

    segments: Annotated[str, typer.Option("--segments", metavar="BY", help="sentences, clauses or lines.")] = (
        "sentences"
    )
    terms: Annotated[str | None, typer.Option("--terms", metavar="FILE", help="A termbase: TSV, CSV or TBX-Basic.")] = (
        None
    )
    dictionary: Annotated[
        list[str] | None, typer.Option("--dictionary", metavar="FILE", help="dictd, FreeDict TEI, CC-CEDICT, Unihan.")
    ] = None
    dictionaries: Annotated[
        bool, typer.Option("--dictionaries/--no-dictionaries", help="Use the dictionaries that this machine has.")
    ] = True

    def arguments(self) -> dict[str, Any]:
        """The arguments by which the functions of `collate.api` know these options."""
        return {
            "segments": self.segments,
            "terms": self.terms,
            "dictionary": self.dictionary or (),
            "dictionaries": self.dictionaries,
        }

    def given(self) -> dict[str, Any]:
        """The arguments by which the functions of `translation` know these options."""
        return {"by": self.segments, "named": self.dictionary or (), "use_dictionaries": self.dictionaries}

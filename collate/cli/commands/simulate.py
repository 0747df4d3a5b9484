"""`collate simulate`: write a simulated tradition with its true alignment and stemma."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Annotated, TextIO

import typer

from collate.cli import console, limits
from collate.cli.limits import between
from collate.cli.option_groups import with_groups
from collate.cli.output import write_to
from collate.errors import OutputError, UsageError
from collate.io.wording import json_text
from collate.languages.detection import script_of
from collate.tradition.simulation.copies import SENTENCE, Tradition, invented
from collate.tradition.simulation.copies import simulate as make
from collate.witnesses.files import load

COPIES = Annotated[int, typer.Option("--copies", "-n", help="How many witnesses.", callback=between(1, 10_000))]


@with_groups()
def simulate(
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Write here; made if missing.")],
    text: Annotated[Path | None, typer.Argument(metavar="[TEXT]", help="A text to copy; else one is invented.")] = None,
    copies: COPIES = 6,
    words: Annotated[
        int, typer.Option("--words", help="Length of an invented text.", callback=between(1, 10_000_000))
    ] = 1000,
    rate: Annotated[
        float, typer.Option("--rate", help="Share of the words that a scribe changes.", callback=between(0, 1))
    ] = 0.03,
    contamination: Annotated[
        float, typer.Option("--contamination", help="Share of copies with two exemplars.", callback=between(0, 1))
    ] = 0.0,
    chapters: Annotated[
        int,
        typer.Option("--chapters", help="A folder per witness, a file per chapter.", callback=between(0, 10_000)),
    ] = 0,
    seed: Annotated[
        int, typer.Option("--seed", help="The same seed gives the same tradition.", callback=between(0, limits.SEED))
    ] = 0,
) -> int:
    """Simulate a tradition: copies of a text with scribal errors, and their true alignment, moves and stemma.

    Writes witnesses/SIGLUM.txt (or SIGLUM/chapter-001.txt and on), gold_table.json (CollateX's table form), moves.json,
    stemma.nwk and second_exemplars.json (which copies were contaminated, and from what).
    """
    source = _words(load(str(text)).decode("utf-8", errors="replace")) if text else invented(words, Random(seed))  # noqa: S311
    made = make(source, copies, seed=seed, rate=rate, contamination=contamination)
    if (folder / "witnesses").is_dir() and any((folder / "witnesses").iterdir()):
        raise UsageError("holds witnesses already", path=str(folder), hint="name a new folder")
    try:
        (folder / "witnesses").mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OutputError(f"cannot be made ({problem.strerror})", path=str(folder)) from None
    _write_tradition(folder, made, chapters)
    console.talk(f"{len(made.copies)} witnesses of about {len(source):,} words in {folder}")
    return console.SAME


def _write_tradition(folder: Path, made: Tradition, chapters: int) -> None:
    """Write the witnesses, whole or by chapters, with their true alignment, moves and stemma."""
    for column, (siglum, own) in enumerate(made.copies.items()):
        if not chapters:
            _write(folder / "witnesses" / f"{siglum}.txt", _lines(own, SENTENCE))
            continue
        (folder / "witnesses" / siglum).mkdir()
        for number in range(chapters):
            part = made.table[len(made.table) * number // chapters : len(made.table) * (number + 1) // chapters]
            words_ = [own[row[column]] for row in part if row[column] >= 0]
            _write(folder / "witnesses" / siglum / f"chapter-{number + 1:03}.txt", _lines(words_, SENTENCE))
    rows = [
        [[{"t": own[row[column]] + " "}] if row[column] >= 0 else None for row in made.table]
        for column, own in enumerate(made.copies.values())
    ]
    gold = {"witnesses": list(made.copies), "table": rows}

    moves = {
        siglum: [{"words": moved.words, "before": moved.before, "after": moved.after} for moved in own]
        for siglum, own in made.moves.items()
    }
    _write(folder / "gold_table.json", json_text(gold))
    _write(folder / "moves.json", json_text(moves, 1))
    _write(folder / "stemma.nwk", made.newick())
    _write(folder / "second_exemplars.json", json_text(made.second, 1))


def _lines(words: Sequence[str], size: int) -> str:
    return "\n".join(" ".join(words[at : at + size]) for at in range(0, len(words), size))


def _words(text: str) -> list[str]:
    """Words between spaces; of a script without spaces, characters."""
    return [char for char in text if not char.isspace()] if script_of(text) in {"Han", "kana", "Thai"} else text.split()


def _write(path: Path, text: str) -> None:
    def writes(out: TextIO) -> None:
        out.write(text + "\n")

    write_to(str(path), writes)

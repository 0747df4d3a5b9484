"""Lists what a format cannot represent, so that `convert` can warn of losses."""

from __future__ import annotations

from collections.abc import Iterator

from collate.io.wording import count
from collate.model import Apparatus

TEXT, SPACE, MOVES, LACUNAE, LABELS, WORDS = (
    "the text between the units", "the space between words", "transpositions", "lacunae", "labels",
    "the words of the readings",
)  # fmt: skip
_ROWS = (TEXT, SPACE, MOVES)
_MATRIX = (TEXT, SPACE, MOVES, LABELS, WORDS)
_PRINTED = (TEXT, SPACE)
_GRAPH = (SPACE, LACUNAE, LABELS)
LOST: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("table-csv", "table-tsv", "table-html", "table-text"), (SPACE, MOVES, LACUNAE, LABELS)),
    "table-json": (LACUNAE, LABELS),
    **dict.fromkeys(("csv", "tsv", "csv-long", "tsv-long", "xlsx", "parquet"), _ROWS),
    **dict.fromkeys(("nexus", "phylip", "hennig86", "fasta"), _MATRIX),
    "distances": (*_MATRIX, LACUNAE),
    **dict.fromkeys(("text", "markdown", "html"), _PRINTED),
    **dict.fromkeys(("dot", "graphml", "svg"), _GRAPH),
    "json": (TEXT, SPACE),
    "jsonl": (TEXT, SPACE, MOVES, LACUNAE),
    "tei": (MOVES,),
    "open-cbgm": (TEXT, SPACE, MOVES, LABELS),
}


def losses(apparatus: Apparatus, form: str) -> Iterator[str]:
    """Name what a format cannot hold of this apparatus; formats of other packages are not known."""
    there = {
        TEXT: len(apparatus.collation) > 0,
        SPACE: True,
        MOVES: len(apparatus.moves),
        LACUNAE: len(apparatus.lacunae),
        LABELS: any(unit.labels for unit in apparatus.units),
        WORDS: len(apparatus.units) > 0,
    }
    for what in LOST.get(form, ()):
        if there[what]:
            number = {MOVES: ("transposition", ""), LACUNAE: ("lacuna", "lacunae")}.get(what)
            yield count(int(there[what]), *number) if number else what

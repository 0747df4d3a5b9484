"""Calls as users write them: checked by mypy in its strict mode, and run by test_api.py.

An ``ignore`` stands where a call is wrong: mypy says so if it were right.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

import collate
from collate.model import Label, Reading, Unit


def labels(unit: Unit) -> list[str]:
    """The names of the labels of a unit's readings."""
    readings: tuple[Reading, ...] = unit.readings
    found: list[Label] = [label for reading in readings for label in reading.labels]
    return [label.name for label in found]


def witnesses(folder: Path) -> list[collate.Collation]:
    """Every way to name witnesses."""
    file = folder / "b.txt"
    texts = {"A": "one two three", "B": "one too three"}
    mixed: dict[str, str | Path] = {"A": "one two three", "B": file}
    settings = collate.Settings(languages=("en",))
    sources: list[collate.Source] = [*collate.read(f"A={file}", settings=settings), collate.text("B", "one too three")]
    done: list[float] = []
    return [
        collate.collate(texts),
        collate.collate({"A": "one two three", "B": file}),
        collate.collate(mixed, settings),
        collate.collate({"A": sources[0], "B": "one too three"}),
        collate.collate([("A", "one two three"), ("B", file)]),
        collate.collate(texts.items(), progress=done.append),
        collate.collate(sources),
        collate.collate(source for source in sources),
    ]


def written(folder: Path, collation: collate.Collation) -> list[int]:
    """Every kind of target."""
    apparatus: collate.Apparatus = collate.apparatus(collation, base="A")
    text, data = io.StringIO(), io.BytesIO()
    collate.write(apparatus, folder / "a.xml", method="double-end-point")
    collate.write(apparatus, str(folder / "a.csv"), guard=False)
    collate.write(apparatus, text, "csv")
    collate.write(apparatus, data, "xlsx")
    opened: IO[bytes]
    with (folder / "a.docx").open("wb") as opened:
        collate.write(apparatus, opened, to="docx")
    with (folder / "a.json").open("w", encoding="utf-8") as lines:
        collate.write(apparatus, lines, to="json")
    return [len(text.getvalue()), len(data.getvalue())]


def translated(original: collate.Source, translation: collate.Source) -> tuple[collate.Parallel, collate.Fidelity]:
    """Beads and findings."""
    beads = collate.beads(original, translation, segments="clauses", dictionaries=False)
    found = collate.fidelity(original, translation, only=["number"], dictionaries=False)
    out = io.StringIO()
    collate.write(beads, out, "links")
    return beads, found


def computed(collation: collate.Collation, folder: Path) -> list[object]:
    """What results are asked for, and given to."""
    apparatus = collate.apparatus(collation, decisions=[])
    decision: collate.Decision = collate.decide(apparatus, "u1", "label", "slip", reading="too", who="E")
    statistics: collate.Statistics = collate.stats(apparatus)
    stemma: collate.Stemma = collate.stemma(apparatus, replicates=0)
    table: collate.Table = collate.table({"A": "one two", "B": b"one too"})
    rows: list[dict[str, str]] = list(table)
    names = [unit.id for unit in apparatus] + [unit.id for unit in apparatus.section("text")]
    document = collate.collate({"witnesses": [{"id": "A", "content": "one"}, {"id": "B", "content": "two"}]})
    (folder / "tree.nwk").write_text("((A,B),C);", encoding="utf-8")
    tokens = collate.collate({"A": [{"t": "one", "n": "1", "page": 2}], "B": io.StringIO("one")})
    return [
        decision,
        statistics.to_dict(),
        stemma.copies,
        rows,
        names,
        document.to_dict(),
        tokens,
        apparatus.lines(1, 2),
    ]


def tested(apparatus: collate.Apparatus, folder: Path) -> list[str]:
    """A stemma that is given."""
    scored: collate.ScoredTree = collate.stemma(apparatus, tree=folder / "tree.nwk")
    return [unit.unit for unit in scored.contradicting(5)]


def mistaken(collation: collate.Collation, source: collate.Source) -> None:
    """What mypy refuses; the function is not run."""
    collate.collate("one two")  # type: ignore[arg-type]
    collate.read(["A.txt", "B.txt"])  # type: ignore[arg-type]
    collate.text("A", Path("a.txt"))  # type: ignore[arg-type]
    collate.apparatus([source])  # type: ignore[arg-type]
    collate.beads(source, "text")  # type: ignore[arg-type]
    collate.write(collation, 3)  # type: ignore[arg-type]
    collate.Settings(languages="fr")  # type: ignore[arg-type]


VERSION: str = collate.__version__

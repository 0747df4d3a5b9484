"""Labels against experts' relations: ``python benchmarks/relations.py``.

Needs ../shared/field: pairs of readings of *Notre besoin de consolation* that experts related in the terms of
Text::Tradition (spelling, orthographic, grammatical, lexical, transposition). Prints the macro-averaged F1 of our
labels in those terms, that of always saying the commonest, and which was taken for which. The relations of the Gospel
of John (john_graph) have no types, so only the share that our labels call formal can be told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from collate import pipeline
from collate.config import Settings
from collate.model import Collation, Language, Origin, Source, vocabulary
from collate.variants import labelling
from collate.variants.classify.evidence import Evidence
from collate.variants.classify.readings import Place, compared
from collate.witnesses.tokenisers.words import tokenise

GOLD = Path(__file__).parents[2] / "shared" / "field" / "gold"
NAMED = ("orthographic", "spelling", "grammatical", "lexical")
GRAVEST = ("transposition", "lexical", "grammatical", "spelling", "orthographic")


def collation(folder: Path, settings: Settings) -> Collation:
    """The witnesses of a folder, aligned."""
    named = [pipeline.Named(str(path)) for path in sorted(folder.glob("*.txt"))]
    return pipeline.collate(pipeline.witnesses(pipeline.sources(named, settings), settings), settings)


def labels(a: str, b: str, known: Evidence) -> list[str]:
    """Our labels for two readings by themselves."""
    sides = []
    for text in (a, b):
        source = Source("A", text, Origin("", "", ""), Language(known.pack.code, "given"))
        sides.append(list(tokenise(source, elisions=known.pack.elisions).normals))
    facing = list(zip_longest(*sides, fillvalue=""))
    one, other = (Place(tuple(pair[side] for pair in facing)) for side in (0, 1))
    return [label.name for label in compared(one, other, known)]


def relation(a: str, b: str, known: Evidence, moved: set[str]) -> str:
    """The relation in Text::Tradition's terms: of several labels the gravest counts."""
    if a == b:
        return "transposition" if known.bare(a) in moved else "none"
    found = {vocabulary.terms()[name].text_tradition for name in labels(a, b, known)}
    return next(term for term in GRAVEST if term in found)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the types that compare two words; `pairs` are (expert, ours)."""
    scores = []
    for name in NAMED:
        hits = sum(gold == ours == name for gold, ours in pairs)
        either = sum(gold == name for gold, _ in pairs) + sum(ours == name for _, ours in pairs)
        scores.append(2 * hits / max(1, either))
    return sum(scores) / len(scores)


def besoin() -> None:
    """French, types known."""
    settings = Settings(languages=("fr",))
    table = collation(GOLD / "stemma_besoin" / "witnesses", settings)
    known = labelling.evidence(table, settings)
    moved = {known.bare(word) for move in table.moves for word in (move.text, *move.text.split())}
    gold = [json.loads(line) for line in (GOLD / "stemma_besoin" / "relations.jsonl").open(encoding="utf-8")]
    found = [(row["type"], relation(row["a"], row["b"], known, moved)) for row in gold]
    commonest = Counter(gold for gold, _ in found).most_common(1)[0][0]
    print(f"Notre besoin de consolation, {len(found)} relations")
    always = macro_f1([(gold, commonest) for gold, _ in found])
    print(f"  macro-F1 ours {macro_f1(found):.3f}, always {commonest!r} {always:.3f}")
    print(f"  right: {sum(g == o for g, o in found)} of {len(found)}")
    for (expert, ours), number in sorted(Counter(found).items()):
        examples = [f"{r['a']}/{r['b']}" for r, pair in zip(gold, found, strict=True) if pair == (expert, ours)]
        print(f"  {expert:>14} taken for {ours:<14} {number:>3}   {', '.join(examples[:4]) if expert != ours else ''}")


def john() -> None:
    """Greek, no types."""
    settings = Settings(languages=("grc",))
    known = labelling.evidence(collation(GOLD / "john_graph" / "witnesses", settings), settings)
    kinds = settings.classes()
    gold = [json.loads(line) for line in (GOLD / "john_graph" / "relations.jsonl").open(encoding="utf-8")]
    named = [(row, labels(row["a"], row["b"], known)) for row in gold if row["a"] != row["b"]]
    formal = [row for row, names in named if all(kinds[name] == "formal" for name in names)]
    print(f"\nJohn 18, {len(named)} related pairs (no types given): {len(formal)} are formal by our labels")
    for row, names in named:
        if row not in formal:
            print(f"  {row['a']} / {row['b']}: {', '.join(names)}")


if __name__ == "__main__":
    if GOLD.is_dir():
        besoin()
        john()
    else:
        print("skipped: ../shared/field is not here")

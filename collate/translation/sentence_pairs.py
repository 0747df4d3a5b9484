"""Aligns a text with a translation: sources → segments → word forms → beads. Start with `aligned`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from anyascii import anyascii

from collate import pipeline, registry
from collate.config import Settings
from collate.errors import UsageError
from collate.languages.letters import length
from collate.languages.names import names as names_in
from collate.languages.names import sounding
from collate.model import Source
from collate.model.parallel import Bead, Lexicon, Link, Parallel, Segment, Shares
from collate.model.termbase import Termbase
from collate.translation import bilingual_lexicon
from collate.translation.beads.align import PAIR, beads
from collate.translation.beads.lexicon import Side
from collate.translation.beads.seeds import seeds, skeleton
from collate.translation.segments import WAYS
from collate.translation.segments import segments as cut_into_segments

if TYPE_CHECKING:
    from collate.translation.beads.lexicon import Floats, Table

    Embeds = Callable[[Sequence[str]], Floats]

_PARTS = ("collate", "numpy", "rapidfuzz", "anyascii", "snowballstemmer")
THROUGH, SAID = 0.3, 0.6  # likelihood of a pair of words that a third language brings together; what it is worth
LEAST = 0.05  # likelihood of a pair of words that is worth keeping


def segmented(source: Source, by: str) -> list[Segment]:
    """The segments of a source. UsageError if `by` is not a way of segmenting."""
    if by not in WAYS:
        raise UsageError(f"a text cannot be cut into {by!r}", hint=f"choose {', '.join(WAYS)}")
    return cut_into_segments(source, by)


def aligned(
    original: Source, translation: Source, settings: Settings, *, by: str = "sentences", named: Sequence[str] = (),
    use_dictionaries: bool = True, termbase: Termbase | None = None, pivot: Source | None = None,
    embed: Embeds | None = None,
) -> Parallel:  # fmt: skip
    """The beads of an original and a translation.

    `pivot`: the same text in a third language, through which word pairs are found. `embed`: a function that returns a
    vector for each sentence, comparable across languages.
    """
    codes = [source.language.base for source in (original, translation)]
    cut = [segmented(source, by) for source in (original, translation)]
    forms = _evidence(cut, codes, settings)
    sides = [Side.of(own, [length(s.text) for s in segments]) for own, segments in zip(forms, cut, strict=True)]
    sounds = [
        ["" if code == "zh" else skeleton(name, anyascii(name).lower().replace("'", "")) for name in side.names]
        for side, code in zip(sides, codes, strict=True)
    ]
    ways = bilingual_lexicon.dictionaries(codes[0], codes[1], named, use=use_dictionaries)
    given = bilingual_lexicon.known(
        (codes[0], codes[1]), (set(sides[0].names), set(sides[1].names)), settings, ways, termbase
    )
    if pivot is not None:
        first, second = (
            aligned(one, other, settings, by=by, use_dictionaries=use_dictionaries, termbase=termbase).lexicon.there
            for one, other in ((original, pivot), (pivot, translation))
        )
        given = _through(given, first, second)
    start = seeds(sides[0].names, sides[1].names, (sounds[0], sounds[1]), given)
    weights = tuple(PAIR if code == "zh" else 1.0 for code in codes)
    if embed is not None:
        for side, segments in zip(sides, cut, strict=True):
            side.vectors = embed([segment.text for segment in segments])
    done = beads(sides[0], sides[1], start, weights=(weights[0], weights[1]))
    names = sides[0].names, sides[1].names
    made = (
        Bead(one, other, round(worth, 2), tuple(_link(names, *pair) for pair in rests))
        for (one, other), worth, rests in zip(done.beads, done.worth, done.evidence, strict=True)
    )
    there, back = _shares(done.tables, names)
    lexicon = Lexicon(there, back, given)
    recipe = _recipe((original, translation), by, ways, termbase, pivot)
    return Parallel(original, translation, tuple(cut[0]), tuple(cut[1]), tuple(made), recipe, lexicon)


def _through(given: Shares, there: Shares, onward: Shares) -> Shares:
    """What is given, with the words that come together through those of a third language."""
    found = {form: dict(renderings) for form, renderings in given.items()}
    for form, middles in there.items():
        sums: dict[str, float] = {}
        for middle, share in middles.items():
            for other, further in onward.get(middle, {}).items():
                sums[other] = sums.get(other, 0.0) + share * further
        for other, share in sums.items():
            if share >= THROUGH:
                own = found.setdefault(form, {})
                own[other] = max(own.get(other, 0.0), SAID * share)
    return found


def _shares(tables: tuple[Table, Table] | None, names: tuple[Sequence[str], Sequence[str]]) -> Iterator[Shares]:
    """The two tables of what translates what, in words; pairs of little weight are left out."""
    for table, (own, others) in zip(tables or (), (names, names[::-1]), strict=False):
        ends = table.starts.tolist()
        pairs = [(others[k], share) for k, share in zip(table.columns.tolist(), table.share.tolist(), strict=True)]
        yield {
            form: kept
            for form, a, b in zip(own, ends, ends[1:], strict=False)
            if (kept := {other: share for other, share in pairs[a:b] if share >= LEAST})
        }
    if tables is None:
        yield from ({}, {})


def _link(names: tuple[Sequence[str], Sequence[str]], one: int, other: int, share: float, given: bool) -> Link:
    return Link(names[0][one], names[1][other], share, "given" if given else "learnt")


def _recipe(
    sources: Sequence[Source],
    by: str,
    ways: Sequence[bilingual_lexicon.Way],
    termbase: Termbase | None,
    pivot: Source | None,
) -> dict[str, object]:
    return {
        "versions": {part: registry.version(part) for part in _PARTS},
        "segments": by,
        "dictionaries": [{"file": path.name, "sha256": _digest(path), "from": a, "to": b} for path, a, b in ways],
        "sources": [pipeline.source_record(source) for source in sources],
        "termbase": termbase and {"file": Path(termbase.path).name, "sha256": termbase.sha256},
        "pivot": pivot and pipeline.source_record(pivot),
    }


@cache
def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _evidence(cut: Sequence[Sequence[Segment]], codes: Sequence[str], settings: Settings) -> list[list[list[str]]]:
    """The forms of every segment of both sides, with those of names that sound alike in Chinese."""
    read = [bilingual_lexicon.reader(code, settings) for code in codes]
    found = [
        # What a heading means is the same form in every language.
        [[*own(segment.text), *([f"§{segment.heading}"] if segment.heading else [])] for segment in segments]
        for own, segments in zip(read, cut, strict=True)
    ]
    for side, other in ((0, 1), (1, 0)):
        if codes[side] == "zh" and codes[other] != "zh":
            called = [list(names_in(segment.text)) for segment in cut[other]]
            wanted = {form for own in called for form in own}
            heard = [list(sounding(segment.text, wanted)) for segment in cut[side]]
            there = {form for own in heard for form in own}
            for forms, own in zip(found[side], heard, strict=True):
                forms += own
            for forms, own in zip(found[other], called, strict=True):
                forms += [form for form in own if form in there]
    return found

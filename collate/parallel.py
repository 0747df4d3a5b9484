"""Translations: read → segments → evidence → beads. What `pipeline` is for witnesses, this is for tongues."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from anyascii import anyascii

from collate import glossary, pipeline
from collate.config import Settings
from collate.errors import UsageError
from collate.model import Source
from collate.model.parallel import Bead, Link, Parallel, Segment


def segmented(source: Source, by: str) -> list[Segment]:
    """The segments of a source. UsageError if there is no such way."""
    from collate.tokenise.segments import WAYS, segments

    if by not in WAYS:
        raise UsageError(f"a text cannot be cut into {by!r}", hint=f"choose {', '.join(WAYS)}")
    return segments(source, by)


def aligned(
    original: Source, translation: Source, settings: Settings, *, by: str = "sentences", named: Sequence[str] = (),
    use_dictionaries: bool = True,
) -> Parallel:  # fmt: skip
    """The beads of an original and a translation."""
    from collate.align.beads.align import PAIR, beads
    from collate.align.beads.lexicon import Side
    from collate.align.beads.seeds import seeds, skeleton

    codes = [source.language.code.partition("-")[0] for source in (original, translation)]
    cut = [segmented(source, by) for source in (original, translation)]
    forms = _evidence(cut, codes, settings)
    sides = [
        Side.of(own, [sum(not char.isspace() for char in s.text) for s in segments])
        for own, segments in zip(forms, cut, strict=True)
    ]
    sounds = [
        ["" if code == "zh" else skeleton(name, anyascii(name).lower().replace("'", "")) for name in side.names]
        for side, code in zip(sides, codes, strict=True)
    ]
    ways = glossary.dictionaries(codes[0], codes[1], named, use=use_dictionaries)
    given = glossary.known((codes[0], codes[1]), (set(sides[0].names), set(sides[1].names)), settings, ways)
    start = seeds(sides[0].names, sides[1].names, (sounds[0], sounds[1]), given)
    weights = tuple(PAIR if code == "zh" else 1.0 for code in codes)
    done = beads(sides[0], sides[1], start, weights=(weights[0], weights[1]))
    names = sides[0].names, sides[1].names
    made = (
        Bead(one, other, round(worth, 2), tuple(_link(names, *pair) for pair in rests))
        for (one, other), worth, rests in zip(done.beads, done.worth, done.evidence, strict=True)
    )
    return Parallel(
        original, translation, tuple(cut[0]), tuple(cut[1]), tuple(made), _recipe((original, translation), by, ways)
    )


def _link(names: tuple[Sequence[str], Sequence[str]], one: int, other: int, share: float, given: bool) -> Link:
    return Link(names[0][one], names[1][other], share, "given" if given else "learnt")


def _recipe(sources: Sequence[Source], by: str, ways: Sequence[glossary.Way]) -> dict[str, object]:
    return {
        "versions": {part: version(part) for part in ("collate", "numpy", "rapidfuzz", "anyascii", "snowballstemmer")},
        "segments": by,
        "dictionaries": [{"file": path.name, "sha256": _digest(path), "from": a, "to": b} for path, a, b in ways],
        "sources": [pipeline.source_record(source) for source in sources],
    }


@cache
def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _evidence(cut: Sequence[Sequence[Segment]], codes: Sequence[str], settings: Settings) -> list[list[list[str]]]:
    """The forms of every segment of both sides, with those of names that sound alike in Chinese."""
    from collate.normalise.names import names, sounding

    read = [glossary.reader(code, settings) for code in codes]
    found = [
        # What a heading means is the same form in every language.
        [[*own(segment.text), *([f"§{segment.heading}"] if segment.heading else [])] for segment in segments]
        for own, segments in zip(read, cut, strict=True)
    ]
    for side, other in ((0, 1), (1, 0)):
        if codes[side] == "zh" and codes[other] != "zh":
            called = [list(names(segment.text)) for segment in cut[other]]
            wanted = {form for own in called for form in own}
            heard = [list(sounding(segment.text, wanted)) for segment in cut[side]]
            there = {form for own in heard for form in own}
            for forms, own in zip(found[side], heard, strict=True):
                forms += own
            for forms, own in zip(found[other], called, strict=True):
                forms += [form for form in own if form in there]
    return found

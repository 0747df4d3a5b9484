"""Prepares the segmentation of a collation: turns settings, sources and decisions into plain arguments.

Called by `pipeline`; the rules themselves are in `segmentation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from collate.alignment import constraints
from collate.alignment.division import divisions
from collate.alignment.word_table import word_codes
from collate.config import Settings
from collate.model import Collation, Stale
from collate.variants import labelling
from collate.variants.changes import Changes
from collate.variants.decisions import replay
from collate.variants.lacunae import absences, there, word_positions
from collate.variants.rewritten import passages
from collate.variants.segmentation import Ground, segments, varying
from collate.variants.structure import boundaries, lines_of
from collate.witnesses.normalisers.forms import fold

if TYPE_CHECKING:
    from collate.variants.classify.evidence import Evidence
    from collate.variants.lacunae import Absence
    from collate.variants.rewritten import Rewritten

Span = tuple[int, int]
PASSAGES = "passages"  # of a collation's `made_by`: it was made passage by passage


class Segmented(NamedTuple):
    """A collation whose `joins` are its units of several positions, the spans of all units, and what they rest on.

    `long` are the absences that are units of their own, `rewritten` the passages that are another text in some
    witnesses, `cuts` the positions at which units end whatever stands there, and `stale` the decisions that do not fit.
    """

    collation: Collation
    spans: Sequence[Span]
    long: Sequence[Absence]
    rewritten: Sequence[Rewritten]
    cuts: Sequence[int]
    stale: Sequence[Stale]


def segmented(collation: Collation, base: str, settings: Settings, known: Evidence | None = None) -> Segmented:
    """The units of a collation, read from a base.

    `known`: the evidence that readings are judged by, if it was gathered before.
    """
    bounds = replay.bounds(collation, settings)
    rewritten = passages(collation, word_positions(collation))
    long = absences(collation, rewritten, settings.ends)
    present = there(collation, long)
    rows = [witness.renormalised(fold).normals for witness in collation.witnesses]
    words, forms = word_codes(rows, collation.columns)
    begun = boundaries(collation, [constraints.begun(witness.source) for witness in collation.witnesses], present)
    if settings.units == "line":
        begun = sorted({*begun, *lines_of(collation, base)})
    # Where translations are collated passage by passage, no unit goes beyond its passage.
    cuts = sorted({*bounds.cuts, *begun}) if PASSAGES in collation.made_by else bounds.cuts
    codes = collation.codes()
    ground = Ground(
        Changes(words, forms, present, collation.row(base), labelling.formal(collation, settings, known)),
        codes,
        varying(codes, present),
        [(move.source, move.target) for move in collation.moves],
        divisions(rows, collation.columns, words),
        bounds.joins,
        begun,
        cuts,
    )
    spans = segments(ground, settings.units)
    joins = tuple(span for span in spans if span[1] - span[0] > 1)
    return Segmented(replace(collation, joins=joins), spans, long, rewritten, cuts, bounds.stale)

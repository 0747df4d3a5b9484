"""An edition for readers: a collation read from each of its bases, in paragraphs, with its translations beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from collate import pipeline
from collate.alignment import constraints
from collate.config import Settings
from collate.errors import UsageError
from collate.model import Apparatus, Collation, Source, Witness
from collate.model.edition import Band, Edition
from collate.model.versions import Versions
from collate.translation import side_by_side
from collate.translation.segments import segments
from collate.variants import labelling
from collate.writers.blocks import lineation

BASES = 8  # that a page offers unless some are named: each costs as much as an apparatus
NAMED = 6  # sigla in the title of a page that has no other
LONGEST = 150  # words of a band: a longer paragraph is cut at the end of a sentence
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")


def edition(
    sources: Sequence[Source], base: str, settings: Settings, *, bases: Sequence[str] = (), title: str = "",
    progress: Callable[[float], None] | None = None, **across: Any,
) -> Edition:  # fmt: skip
    """The witnesses in the language of the base, collated, and all others as its translations (`across`: how).

    `bases` are those that a reader can choose besides. UsageError if one of them is not there.
    """
    _known(sources, base, bases)
    versions = (
        side_by_side.versions(sources, base, settings, original=base, **across) if pipeline.languages(sources) else None
    )
    same = sources if versions is None else [versions.fidelity.parallels[0].original]
    if versions and versions.apparatus:
        collation = versions.apparatus.collation
    else:
        read = pipeline.witnesses(same, settings)
        collation = pipeline.alone(read[0]) if len(read) == 1 else pipeline.collate(read, settings, progress)
    wanted = list(dict.fromkeys((base, *(bases or collation.sigla[:BASES]))))
    offered = wanted if len(collation.witnesses) > 1 else [base]
    known = labelling.evidence(collation, settings)
    read_before = versions.apparatus if versions else None
    views = [
        read_before if read_before and read_before.base == one else pipeline.apparatus(collation, one, settings, known)
        for one in offered
    ]
    left = len(collation.sigla) - len(offered)
    notes = [f"{left} of the witnesses cannot be chosen as the base (see --bases)"] if left else []
    first = collation.witnesses[collation.row(base)]
    return Edition(
        title or first.source.title or _title(collation.sigla),
        tuple(views),
        tuple(_passages(collation, first, versions) if versions else paragraphs(views[0], first)),
        {source.siglum: lineation(source.content) for source in sources},
        {witness.siglum: constraints.sections(witness.source) for witness in collation.witnesses},
        versions.fidelity if versions else None,
        (*views[0].notes, *(versions.fidelity.quiet if versions else ()), *notes),
        versions.collated if versions else (),
    )


def of_apparatus(apparatus: Apparatus, title: str = "") -> Edition:
    """An apparatus that is there, as an edition with one base and no translations."""
    collation = apparatus.collation
    first = collation.witnesses[collation.row(apparatus.base)]
    return Edition(
        title or first.source.title or _title(collation.sigla),
        (apparatus,),
        tuple(paragraphs(apparatus, first)),
        {witness.siglum: lineation(witness.source.content) for witness in collation.witnesses},
        {witness.siglum: constraints.sections(witness.source) for witness in collation.witnesses},
        None,
        apparatus.notes,
        (),
    )


def _known(sources: Sequence[Source], base: str, bases: Sequence[str]) -> None:
    """Raise UsageError, before the work, unless the bases are there and in one language."""
    sigla = [source.siglum for source in sources]
    if base in sigla and pipeline.languages(sources):
        language = sources[sigla.index(base)].language.base
        sigla = [source.siglum for source in sources if source.language.base == language]
    for name in (base, *bases):
        if name not in sigla:
            raise UsageError(f"there is no witness {name!r} to be a base", hint=f"there are: {', '.join(sigla)}")


def _title(sigla: Sequence[str]) -> str:
    more = f" and {len(sigla) - NAMED} more" if len(sigla) > NAMED else ""
    return " · ".join(sigla[:NAMED]) + more


def paragraphs(apparatus: Apparatus, base: Witness) -> Iterator[Band]:
    """A band for each heading and each paragraph of the base, long ones cut."""
    collation = apparatus.collation
    content = base.source.content
    lines = lineation(content) == "paragraphs"
    starts: list[tuple[int, bool]] = []
    last = None
    for segment in segments(base.source):
        between = content[last.end : segment.start] if last else ""
        parted = "\n" in between if lines else bool(_EMPTY_LINE.search(between))
        headed = bool(segment.heading) or bool(last and last.heading)
        long = bool(starts) and base.at(segment.end) - base.at(starts[-1][0]) > LONGEST
        if last is None or parted or headed or long:
            starts.append((segment.start, bool(segment.heading)))
        last = segment
    at = collation.positions(base.siglum)
    taken = {place for unit in apparatus.units for place in range(unit.start + 1, min(unit.end, unit.start + LONGEST))}
    edges = [at[base.at(start)] for start, _ in starts]
    bounds = pairwise([0, *edges[1:], len(collation)])
    for (low, high), (_, heading) in zip(bounds, starts or [(0, False)], strict=True):
        if low < high:
            cuts = [low, *_cuts(collation, base, (low, high), taken), high]
            yield from (Band(a, b, heading and a == low) for a, b in pairwise(cuts))


def _cuts(collation: Collation, base: Witness, band: tuple[int, int], taken: Collection[int]) -> Iterator[int]:
    """Where a band without the end of a sentence is cut: at the end of a line, else between words; never in a unit.

    `taken` are the positions inside units.
    """
    low, high = band
    column = collation.columns[low:high, collation.row(base.siglum)]
    words = 0
    for position, token in enumerate(column.tolist(), low):
        words += token >= 0
        if token < 0 or position in taken or words <= 2 * LONGEST or high - position < LONGEST:
            continue
        between = base.source.content[int(base.ends[token - 1]) : int(base.starts[token])]
        if "\n" in between or words > 3 * LONGEST:
            yield position
            words = 1


def _passages(collation: Collation, base: Witness, versions: Versions) -> Iterator[Band]:
    """A band for each passage that the base and its translations have together, with what was found in it."""
    at = collation.positions(base.siglum)
    number = {id(finding): k for k, finding in enumerate(versions.fidelity.findings)}
    found = versions.findings()
    low = 0
    last = max((k for k, passage in enumerate(versions.passages) if passage.spans[0]), default=-1)
    for k, passage in enumerate(versions.passages):
        own = passage.spans[0]
        high = low
        if own:
            high = len(collation) if k == last else max(low, at[base.at(own[1])])
        yield Band(low, high, bool(passage.headings[0]), passage.spans[1:], tuple(number[id(one)] for one in found[k]))
        low = high
    if low < len(collation):  # the base says nothing
        yield Band(low, len(collation), spans=(None,) * len(versions.fidelity.parallels))

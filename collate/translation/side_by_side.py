"""An original beside its translations, the translations of each language collated with each other.

`versions` is what `collate diff` and `collate page` show of texts in several languages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from collate import pipeline
from collate.config import Settings
from collate.errors import UsageError
from collate.model import Source
from collate.model.fidelity import Fidelity
from collate.model.parallel import Parallel
from collate.model.termbase import Termbase
from collate.model.versions import Collated, Row, Versions
from collate.translation import revisions
from collate.translation.fidelity import findings as fidelity
from collate.translation.one_language import collated
from collate.translation.passages import passages


def original_of(sources: Sequence[Source], base: str, original: str = "") -> Source:
    """The original: as named, else the base if it is in the language of the first text, else the first text.

    UsageError if there is no such text.
    """
    by_siglum = {source.siglum: source for source in reversed(sources)}
    for name in (base, original or base):
        if name not in by_siglum:
            raise UsageError(f"there is no witness {name!r}", hint=f"there are: {', '.join(s.siglum for s in sources)}")
    if original:
        return by_siglum[original]
    return by_siglum[base] if by_siglum[base].language.base == sources[0].language.base else sources[0]


def versions(
    sources: Sequence[Source], base: str, settings: Settings, *, original: str = "", by: str = "sentences",
    named: Sequence[str] = (), use_dictionaries: bool = True, termbase: Termbase | None = None,
) -> Versions:  # fmt: skip
    """The original with the other witnesses in its language, and with its translations, passage by passage.

    `original` is a siglum; without it, it is the base or the first text, as `original_of` says.
    """
    first = original_of(sources, base, original)
    same = [source for source in sources if source.language.base == first.language.base]
    others = [source for source in sources if source.language.base != first.language.base]
    apparatus = None
    if len(same) > 1:
        collation = pipeline.collate(pipeline.witnesses(same, settings), settings)
        apparatus = pipeline.apparatus(collation, first.siglum, settings)
    found = fidelity.checked(
        first, others, settings, by=by, named=named, use_dictionaries=use_dictionaries, termbase=termbase
    )
    rows = tuple(passages(found.parallels))
    return Versions(rows, found, base, apparatus, _by_language(rows, found, base, settings))


def _by_language(rows: Sequence[Row], found: Fidelity, base: str, settings: Settings) -> tuple[Collated, ...]:
    """The translations of each language that has several, collated: read from the base, or from the first."""
    groups: dict[str, list[Parallel]] = defaultdict(list)
    for one in found.parallels:
        groups[one.translation.language.base].append(one)
    order = [one.translation.siglum for one in found.parallels]
    made = []
    for own in groups.values():
        sigla = [one.translation.siglum for one in own]
        if len(own) > 1:
            spans = [[row.spans[order.index(siglum) + 1] for row in rows] for siglum in sigla]
            together = collated(own, spans, base if base in sigla else sigla[0], settings)
            made.append(revisions.traced(together, found, rows))
    return tuple(made)

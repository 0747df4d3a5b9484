"""An apparatus that somebody made, held against the witnesses it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from collate import pipeline
from collate.config import Settings
from collate.errors import UsageError
from collate.model import Source
from collate.model.report import Misreport
from collate.variants.check import claimed, entries_for
from collate.witnesses.files import load
from collate.witnesses.readers import apparatus
from collate.witnesses.readers.sniff import reader_name

if TYPE_CHECKING:
    from collate.model import Unit

REPORTED = "reported by the apparatus"  # the siglum of what is held against a witness


@dataclass(frozen=True, slots=True)
class Checked:
    """The misreports, witness by witness; `unknown` witnesses are not in the apparatus, `absent` ones are only there.

    `stale`: units whose lemma does not stand in the base.
    """

    misreports: tuple[Misreport, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    stale: tuple[str, ...] = ()


def checked(path: str, found: Sequence[Source], settings: Settings) -> Checked:
    """Hold an apparatus (TEI by parallel segmentation, or our JSON) against witnesses. UsageError if it is neither."""
    claims, stale = _claims(path, found, settings)
    actual = {source.siglum: source for source in found}
    both = [siglum for siglum in actual if siglum in claims]
    return Checked(
        tuple(one for siglum in both for one in _misreports(claims[siglum], actual[siglum], settings)),
        tuple(siglum for siglum in actual if siglum not in claims),
        tuple(siglum for siglum in claims if siglum not in actual),
        tuple(stale),
    )


def _claims(path: str, found: Sequence[Source], settings: Settings) -> tuple[dict[str, Source], list[str]]:
    """The text that each witness would have by the apparatus."""
    data = load(path, settings.max_bytes)
    if reader_name(path, data).startswith("tei"):
        sources = pipeline.sources([pipeline.Named(path)], settings)
        if not any(mark.kind == "entry" for source in sources for mark in source.marks):
            raise UsageError(
                f"{path} holds no apparatus in its text", hint="check reads parallel segmentation, and our JSON"
            )
        return {source.siglum: source for source in sources}, []
    reported = apparatus.read(data, path)
    return _claimed(reported.units, reported.base, found, settings)


def _claimed(
    units: Sequence[Unit], base: str, found: Sequence[Source], settings: Settings
) -> tuple[dict[str, Source], list[str]]:
    source = next((source for source in found if source.siglum == base), None)
    if source is None:
        raise UsageError(f"the apparatus is read from the base {base!r}", hint="name its file among the witnesses")
    (witness,) = pipeline.witnesses([source], settings)
    words = list(zip(witness.starts.tolist(), witness.ends.tolist(), strict=True))
    claims: dict[str, Source] = {}
    stale: list[str] = []
    for siglum in dict.fromkeys(siglum for unit in units for reading in unit.readings for siglum in reading.sigla):
        entries, stale = entries_for(siglum, units, witness.normals)
        claims[siglum] = claimed(source, words, entries, siglum)
    return claims, stale


def _misreports(claim: Source, actual: Source, settings: Settings) -> Iterator[Misreport]:
    from collate.variants.check import misreports

    reported = replace(claim, siglum=REPORTED, language=actual.language)
    collation = pipeline.collate(pipeline.witnesses([reported, actual], settings), settings)
    yield from misreports(pipeline.apparatus(collation, REPORTED, settings))

"""The stages in order: read → tokenise → normalise → align → (the collation) → units and labels.

Start reading here. `sources` reads what the user named, `witnesses` makes Witnesses of it, `collate` aligns them into
one Collation, `apparatus` derives the variation units from it; `writers` and `terminal` output the result. `checked`
compares an existing apparatus with the witnesses it reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from collate import registry
from collate.alignment import apart, constraints, transpositions
from collate.alignment.division import divisions
from collate.alignment.existing import columns_of
from collate.config import Settings
from collate.errors import UsageError
from collate.languages.packs import pack
from collate.model import Apparatus, Collation, Move, Source, Witness
from collate.model.report import Checked, Misreport
from collate.variants import labelling, segmenting
from collate.variants.check import claimed, entries_for, misreports
from collate.variants.decisions import replay
from collate.variants.lacunae import lacunae
from collate.variants.spelling.common import respelt
from collate.variants.units import units
from collate.witnesses import analysis, existing
from collate.witnesses.files import load
from collate.witnesses.named import Named
from collate.witnesses.readers import apparatus as apparatus_json
from collate.witnesses.readers.sniff import reader_name
from collate.witnesses.sources import comparing, sources
from collate.witnesses.tokenisers.words import hyphens_settled

if TYPE_CHECKING:
    from collate.alignment.shifts import Shift
    from collate.model import Unit
    from collate.variants.classify.evidence import Evidence

__all__ = ["Named", "alone", "apparatus", "checked", "collate", "sources", "tabulated", "unjudged", "witnesses"]

Progress = Callable[[float], None]
# Packages whose versions can change a result; the recipe records them.
PARTS = ("collate", "collatex", "rapidfuzz", "regex", "lxml", "py3langid", "simplemma", "opencc")


def witnesses(found: Sequence[Source], settings: Settings) -> list[Witness]:
    """Tokenise the sources and bring the tokens to the form by which they are compared."""
    read = hyphens_settled([_tokenised(source, settings) for source in found])
    return [witness.renormalised(comparing(settings)) for witness in read]


def _tokenised(source: Source, settings: Settings) -> Witness:
    tokenise = registry.load(registry.TOKENISERS, tokeniser(source, settings))
    wanted = registry.taking(tokenise, elisions=pack(source.language.code, settings).elisions)
    witness: Witness = tokenise(source, **wanted)
    return witness


def tokeniser(source: Source, settings: Settings) -> str:
    """The name of the tokeniser for a source: the one named after its language, if there is one."""
    if any(mark.kind == "token" for mark in source.marks):
        return "given"
    if source.language.base in registry.names(registry.TOKENISERS):
        return source.language.base
    return "cjk-words" if settings.cjk == "words" else "words"


def collate(
    found: Sequence[Witness], settings: Settings, progress: Progress | None = None, *, as_read: bool = False
) -> Collation:
    """Align the witnesses; a table that was read as a table keeps its alignment, an apparatus only `as_read`.

    `progress` is called with the share done (0 to 1), if the aligner reports it. UsageError if the witnesses are not
    all in one language: words of different languages are not aligned.
    """
    same_language([witness.source for witness in found])
    rows = analysis.rows(found, analysis.way(found, settings.by))
    sigla = [witness.siglum for witness in found]
    places = existing.cells(found) if as_read else existing.columns(found)
    if places is not None:
        table, ranges = columns_of(places, rows)
        # Only Collate's own table records exactly where words were; in other tables a transposition would be a guess.
        ours = {witness.source.origin.format for witness in found} == {"collate"}
        shifts = transpositions.find(rows, table, divisions(rows, table)) if ours else []
        made_by = {"aligner": "as read", **replay.not_realigned(settings)}
        moves = (*(_move(shift, sigla) for shift in shifts), *existing.moves(found, table, ranges))
        return Collation(tuple(found), table, made_by, moves, existing.joined(found, ranges))
    settings, stale = replay.realigned(found, settings)
    result = constraints.align(found, rows, settings, progress)
    common = respelt(rows, result.table)
    if common is not None:
        result = constraints.align(found, common, settings, progress)
    notes = [*result.remarks.get("notes", ()), *stale]
    table, shifts = apart.with_moves(common or rows, result.table)
    shifts = [replace(shift, words=_words(shift, rows, table)) for shift in shifts]
    return Collation(
        tuple(found),
        table,
        {
            "aligner": settings.aligner,
            **result.remarks,
            **({"spelling": "spellings of one word were aligned as one word"} if common else {}),
            **({"notes": notes} if notes else {}),
        },
        tuple(_move(shift, sigla) for shift in shifts),
    )


def alone(witness: Witness) -> Collation:
    """A text that has translations but no other witness: a table of one column."""
    return Collation((witness,), np.arange(len(witness), dtype=np.int32).reshape(-1, 1), {"aligner": "none needed"})


def _words(shift: Shift, rows: Sequence[Sequence[str]], table: npt.NDArray[np.int32]) -> tuple[str, ...]:
    """The words of a move as the first witness that keeps them writes them."""
    row = shift.stay[0]
    return tuple(rows[row][token] for token in table[slice(*shift.source), row].tolist() if token >= 0)


def _move(shift: Shift, sigla: Sequence[str]) -> Move:
    """A transposition that an aligner returned as numbers, as a Move with the sigla of the witnesses."""
    return Move(
        shift.source,
        shift.target,
        tuple(sigla[row] for row in shift.stay),
        tuple(sigla[row] for row in shift.moved),
        " ".join(shift.words),
        round(shift.score, 2),
        f"{'the same' if shift.exact else 'nearly the same'} words, {shift.between} agreeing words apart, "
        f"{shift.score:.1f} nats against chance",
    )


def languages(found: Sequence[Source]) -> list[str]:
    """The languages of the sources if there are several, else an empty list. A table counts as one source."""
    codes = {source.language.code.partition("-")[0] for source in found} - {"und"}
    return sorted(codes) if len(codes) > 1 and not existing.aligned(found) else []


def same_language(found: Sequence[Source]) -> None:
    """Raise UsageError unless all sources are in one language."""
    several = languages(found)
    if several:
        raise UsageError(
            f"words of different languages ({', '.join(several)}) are not aligned",
            hint="collate diff shows their sections side by side; --language overrules the detection",
        )


def apparatus(collation: Collation, base: str, settings: Settings, known: Evidence | None = None) -> Apparatus:
    """The units of a collation read from a base, with the recipe of the whole.

    `known`: the evidence used to label readings, if it was computed before.
    """
    known = known or labelling.evidence(collation, settings)
    return labelling.judged(unjudged(collation, base, settings, known), settings, known)


def unjudged(collation: Collation, base: str, settings: Settings, known: Evidence | None = None) -> Apparatus:
    """The units of a collation without labels; of the editor's decisions, `split` and `join` have been applied."""
    _known(base, collation)
    outline = constraints.sections(collation.witnesses[collation.row(base)].source)
    cut = segmenting.segmented(collation, base, settings, known)
    collation, long = cut.collation, cut.long
    found = units(collation, base, outline, cut.spans, long, cut.rewritten, cut.cuts)
    notes = (*collation.made_by.get("notes", ()), *replay.noted(cut.stale, settings))
    made_by = recipe(collation, settings)
    return Apparatus(
        collation, base, found, lacunae(long), made_by, notes, settings.classes(), sections=tuple(outline),
        stale=tuple(cut.stale),
    )  # fmt: skip


def tabulated(collation: Collation, base: str, settings: Settings) -> Apparatus:
    """A collation as an Apparatus without units, for formats that need only the table: units take long to compute."""
    _known(base, collation)
    if not collation.evidence:  # texts in several languages have no units
        collation = segmenting.segmented(collation, base, settings).collation
    return Apparatus(collation, base, (), (), recipe(collation, settings), tuple(collation.made_by.get("notes", ())))


def _known(base: str, collation: Collation) -> None:
    if base not in collation.sigla:
        raise UsageError(f"there is no witness {base!r}", hint=f"there are: {', '.join(collation.sigla)}")


def recipe(collation: Collation, settings: Settings) -> dict[str, object]:
    """What is needed to reproduce a result: sources and digests, settings, versions, and how the table was aligned."""
    return {
        "versions": {part: registry.version(part) for part in PARTS},
        "settings": settings.recipe(),
        "decisions": replay.digest(settings),
        "alignment": dict(collation.made_by),
        "sources": [source_record(witness.source) for witness in collation.witnesses],
    }


def source_record(source: Source) -> dict[str, object]:
    """One source as the recipe records it: the file name without its folder, so that a copy has the same recipe."""
    return {
        "siglum": source.siglum,
        "file": Path(source.origin.path).name,
        "sha256": source.origin.sha256,
        "encoding": source.origin.encoding,
        "language": source.language.code,
        "language_from": source.language.why,
        **({"manuscript": source.manuscript, "hand": source.hand} if source.hand else {}),
    }


REPORTED = "reported by the apparatus"  # the siglum of the text that is compared with a witness


def checked(path: str, found: Sequence[Source], settings: Settings) -> Checked:
    """Compare an apparatus with its witnesses: TEI parallel segmentation or Collate's JSON, else UsageError."""
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
    """The text of each witness according to the apparatus."""
    data = load(path, settings.max_bytes)
    if reader_name(path, data).startswith("tei"):
        made = sources([Named(path)], settings)
        if not any(mark.kind == "entry" for source in made for mark in source.marks):
            raise UsageError(
                f"{path} holds no apparatus in its text", hint="check reads parallel segmentation, and our JSON"
            )
        return {source.siglum: source for source in made}, []
    reported = apparatus_json.read(data, path)
    return _claimed(reported.units, reported.base, found, settings)


def _claimed(
    units: Sequence[Unit], base: str, found: Sequence[Source], settings: Settings
) -> tuple[dict[str, Source], list[str]]:
    source = next((source for source in found if source.siglum == base), None)
    if source is None:
        raise UsageError(f"the apparatus is read from the base {base!r}", hint="name its file among the witnesses")
    (witness,) = witnesses([source], settings)
    words = list(zip(witness.starts.tolist(), witness.ends.tolist(), strict=True))
    claims: dict[str, Source] = {}
    stale: list[str] = []
    for siglum in dict.fromkeys(siglum for unit in units for reading in unit.readings for siglum in reading.sigla):
        entries, stale = entries_for(siglum, units, witness.normals, base)
        claims[siglum] = claimed(source, words, entries, siglum)
    return claims, stale


def _misreports(claim: Source, actual: Source, settings: Settings) -> Iterator[Misreport]:
    claimed_text = replace(claim, siglum=REPORTED, language=actual.language)
    collation = collate(witnesses([claimed_text, actual], settings), settings)
    yield from misreports(apparatus(collation, REPORTED, settings))

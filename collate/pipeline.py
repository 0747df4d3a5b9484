"""The stages in order: read → tokenise → normalise → align → (the collation) → analyse.

Start reading here. `witnesses` makes Witnesses of what the user named, `collate` aligns them into one
Collation, `apparatus` reads the variation units off it; `write` and `show` take it from there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from collate import registry
from collate.alignment import apart, constraints, transpositions
from collate.alignment.division import divisions
from collate.alignment.existing import columns_of
from collate.config import Settings
from collate.errors import LimitError, UsageError
from collate.languages.packs import pack
from collate.model import Apparatus, Collation, Language, Move, Source, Witness
from collate.variants import labelling, segmenting
from collate.variants.decisions import replay
from collate.variants.lacunae import lacunae
from collate.variants.units import units
from collate.witnesses import existing, language
from collate.witnesses.described import described
from collate.witnesses.files import load
from collate.witnesses.normalisers.forms import fold
from collate.witnesses.readers.sniff import reader_name
from collate.witnesses.tokenisers.words import hyphens_settled

if TYPE_CHECKING:
    from collate.alignment.shifts import Shift
    from collate.variants.classify.evidence import Evidence

Progress = Callable[[float], None]
TOGETHER = 4  # how much larger than the largest file all files may be together: a megabyte becomes thirty in memory
# What took part in a result, besides the text and the settings.
PARTS = ("collate", "collatex", "rapidfuzz", "regex", "lxml", "py3langid", "simplemma", "opencc")


@dataclass(frozen=True, slots=True)
class Named:
    """One witness as the user named it: ``A=path`` or ``path``."""

    path: str
    siglum: str = ""

    @classmethod
    def parse(cls, argument: str) -> Named:
        """Split ``A=path``; a path that itself holds ``=`` and exists is a path."""
        left, sign, right = argument.partition("=")
        if not sign or not left or "/" in left or os.path.exists(argument):  # noqa: PTH110  never raises
            return cls(argument)
        if not right:
            raise UsageError(f"{argument!r} names no file", hint="write A=path")
        return cls(right, left)


def sources(
    named: Sequence[Named], settings: Settings, *, repeated: bool = False, texts: Sequence[str] = ()
) -> list[Source]:
    """Read every witness and settle its siglum and language.

    One file named twice is refused unless `repeated`; two witnesses of one siglum always are. Where a text stands in
    several files, `texts` says of each file which text it is of: the language of a text is detected once.
    """
    _refuse_repeats(named, allowed=repeated)
    found, size = [], 0
    for name in named:
        data = _loaded(name, settings)
        size += len(data)
        if size > TOGETHER * settings.max_bytes:
            raise LimitError(
                f"the witnesses are together larger than {TOGETHER * settings.max_bytes / 1024 / 1024:,.0f} MB",
                hint="collate a part of them, or raise --max-size",
            )
        found += _read(name, data, settings)
    found = _unique(found, allowed=repeated)
    return language.settled(found, settings.languages, texts if len(texts) == len(found) else range(len(found)))


def _refuse_repeats(named: Sequence[Named], *, allowed: bool) -> None:
    seen: dict[str, str] = {}
    for name in named:
        key = name.path if name.path == "-" or "\0" in name.path else os.path.realpath(name.path)
        if key in seen and (not allowed or key == "-"):
            raise UsageError(f"{seen[key]} and {name.path} are the same file", hint="name each witness once")
        seen[key] = name.path


def _loaded(name: Named, settings: Settings) -> bytes:
    return load(name.path, settings.max_bytes)


def _read(name: Named, data: bytes, settings: Settings) -> list[Source]:
    about = described(name.path) if name.path != "-" else None
    siglum = name.siglum or (about.siglum if about else "") or _stem(name.path)
    known = registry.names(registry.READERS)
    kind = reader_name(name.path, data, known, one_witness=bool(name.siglum), hands=settings.hands)
    reader = registry.load(registry.READERS, kind)
    read: list[Source] = reader(data, path=name.path, siglum=siglum, encoding=settings.encoding)
    if name.siglum and {source.manuscript or source.siglum for source in read} != {name.siglum}:
        raise UsageError(f"{name.path} names its own witnesses", hint=f"leave out {name.siglum}=")
    if about is None:
        return read
    return [
        replace(
            source,
            title=about.title or source.title,
            status=about.status,
            date=about.date,
            language=Language(language.code(about.language), "witnesses.toml") if about.language else source.language,
        )
        for source in read
    ]


def _stem(path: str) -> str:
    return "stdin" if path == "-" else Path(path).stem or path


def _unique(found: list[Source], *, allowed: bool) -> list[Source]:
    seen: dict[str, Source] = {}
    for source in found:
        siglum, number = source.siglum, 1
        first = seen.get(siglum)
        while siglum in seen and allowed and first and first.origin.sha256 == source.origin.sha256:
            number += 1
            siglum = f"{source.siglum} ({number})"
        if siglum in seen:
            raise UsageError(
                f"{seen[siglum].origin.path} and {source.origin.path} have the same siglum {siglum!r}",
                hint="give one another siglum: B=path",
            )
        seen[siglum] = replace(source, siglum=siglum)
    return list(seen.values())


def witnesses(found: Sequence[Source], settings: Settings) -> list[Witness]:
    """Tokenise the sources and bring the tokens to the form by which they are compared."""
    rules = [registry.load(registry.NORMALISERS, name) for name in ("nfc", *settings.normalise)]

    def normal(form: str) -> str:
        for rule in rules:
            form = rule(form)
        return form

    read = hyphens_settled([_tokenised(source, settings) for source in found])
    return [witness.renormalised(normal) for witness in read]


def _tokenised(source: Source, settings: Settings) -> Witness:
    tokenise = registry.load(registry.TOKENISERS, tokeniser(source, settings))
    wanted = registry.taking(tokenise, elisions=pack(source.language.code, settings).elisions)
    witness: Witness = tokenise(source, **wanted)
    return witness


def tokeniser(source: Source, settings: Settings) -> str:
    """Which tokeniser a source wants: one that is called like its language, if there is one, cuts that language."""
    if any(mark.kind == "token" for mark in source.marks):
        return "given"
    if source.language.base in registry.names(registry.TOKENISERS):
        return source.language.base
    return "cjk-words" if settings.cjk == "words" else "words"


def collate(
    found: Sequence[Witness], settings: Settings, progress: Progress | None = None, *, as_read: bool = False
) -> Collation:
    """Align the witnesses; a table that was read as a table keeps its alignment, an apparatus only `as_read`.

    `progress` is told the share done, if the aligner can say. UsageError if the witnesses are not all in one
    language: words of different languages are not aligned.
    """
    same_language([witness.source for witness in found])
    rows = [witness.renormalised(fold).normals for witness in found]
    sigla = [witness.siglum for witness in found]
    places = existing.cells(found) if as_read else existing.columns(found)
    if places is not None:
        table, ranges = columns_of(places, rows)
        # Only our own table says exactly where words stood; of others a transposition would be a guess.
        ours = {witness.source.origin.format for witness in found} == {"collate"}
        shifts = transpositions.find(rows, table, divisions(rows, table)) if ours else []
        made_by = {"aligner": "as read", **replay.not_realigned(settings)}
        return Collation(
            tuple(found), table, made_by, tuple(_move(shift, sigla) for shift in shifts), existing.joined(found, ranges)
        )
    settings, stale = replay.realigned(found, settings)
    result = constraints.align(found, rows, settings, progress)
    notes = [*result.remarks.get("notes", ()), *stale]
    table, shifts = apart.with_moves(rows, result.table)
    return Collation(
        tuple(found),
        table,
        {"aligner": settings.aligner, **result.remarks, **({"notes": notes} if notes else {})},
        tuple(_move(shift, sigla) for shift in shifts),
    )


def _move(shift: Shift, sigla: Sequence[str]) -> Move:
    """A transposition that the engine found in numbers, in the words of the witnesses."""
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
    """The languages of the sources if they are several, else nothing; a table read as a table is one."""
    codes = {source.language.code.partition("-")[0] for source in found} - {"und"}
    return sorted(codes) if len(codes) > 1 and not existing.aligned(found) else []


def same_language(found: Sequence[Source]) -> None:
    """Raise UsageError unless all are in one language."""
    several = languages(found)
    if several:
        raise UsageError(
            f"words of different languages ({', '.join(several)}) are not aligned",
            hint="collate diff shows their sections side by side; --language overrules the detection",
        )


def apparatus(collation: Collation, base: str, settings: Settings, known: Evidence | None = None) -> Apparatus:
    """The units of a collation read from a base, with the recipe of the whole.

    `known`: the evidence that readings are judged by, if it was gathered before.
    """
    _known(base, collation)
    outline = constraints.sections(collation.witnesses[collation.row(base)].source)
    known = known or labelling.evidence(collation, settings)
    cut = segmenting.segmented(collation, base, settings, known)
    collation, long = cut.collation, cut.long
    found = units(collation, base, outline, cut.spans, long, cut.cuts)
    notes = (*collation.made_by.get("notes", ()), *replay.noted(cut.stale, settings))
    made_by = recipe(collation, settings)
    unjudged = Apparatus(
        collation, base, found, lacunae(long), made_by, notes, settings.classes(), sections=tuple(outline)
    )
    return labelling.judged(unjudged, settings, known)


def tabulated(collation: Collation, base: str, settings: Settings) -> Apparatus:
    """A collation for those who print its table only: without readings, which cost more than the table of a novel."""
    _known(base, collation)
    if not collation.evidence:  # texts in several languages have no units
        collation = segmenting.segmented(collation, base, settings).collation
    return Apparatus(collation, base, (), (), recipe(collation, settings), tuple(collation.made_by.get("notes", ())))


def _known(base: str, collation: Collation) -> None:
    if base not in collation.sigla:
        raise UsageError(f"there is no witness {base!r}", hint=f"there are: {', '.join(collation.sigla)}")


def recipe(collation: Collation, settings: Settings) -> dict[str, object]:
    """What made a result: sources and their digests, settings, versions, and how the alignment arose."""
    return {
        "versions": {part: registry.version(part) for part in PARTS},
        "settings": settings.recipe(),
        "decisions": replay.digest(settings),
        "alignment": dict(collation.made_by),
        "sources": [source_record(witness.source) for witness in collation.witnesses],
    }


def source_record(source: Source) -> dict[str, object]:
    """One source as the recipe names it: the file's name without its folder, so that a copy says the same."""
    return {
        "siglum": source.siglum,
        "file": Path(source.origin.path).name,
        "sha256": source.origin.sha256,
        "encoding": source.origin.encoding,
        "language": source.language.code,
        "language_from": source.language.why,
    }

"""The data of a page: an edition as JSON, read by the page's script.

The table is cut wherever a unit, a band, a lacuna, a heading or a finding begins or ends. A *stretch* is what stands
between two cuts: one string if all witnesses have the same characters there, else ``{"t": strings, "w": index by
witness}``. Joined, with `lead` before, they are the text of a witness. Everything else names stretches by number,
half-open, and witnesses, reasons, moves and findings by their place in their lists, from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import numpy as np

from collate.io.wording import runs_right_to_left, visible
from collate.model import Label, Reading, Source, Unit, Witness
from collate.model.edition import Band, Edition
from collate.model.fidelity import Finding
from collate.registry import version
from collate.translation.fidelity.kinds import every
from collate.variants.entries import PLAIN
from collate.variants.signs import signed
from collate.writers.page import cells
from collate.writers.records import link_text

FORM = "collate-page-1"
KINDS = ("words", "omission", "lacuna")


@dataclass
class _Writing:
    """One edition on its way into JSON: where its table is cut, and the reasons met so far."""

    edition: Edition
    cuts: list[int] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    reasons: dict[Label, int] = field(default_factory=dict)

    @property
    def shows_edited(self) -> bool:
        """Whether the page has the edited text."""
        return self.edition.first.edited is not None and self.edition.fidelity is None


def data(edition: Edition) -> dict[str, Any]:
    """The whole of it."""
    work = _Writing(edition)
    work.cuts = sorted(_cuts(work))
    work.at = {position: number for number, position in enumerate(work.cuts)}
    collation = edition.first.collation
    row = {siglum: number for number, siglum in enumerate(collation.sigla)}
    edited = _edited(work)
    units = list(_units(work, row))
    return {
        "form": FORM,
        "version": version("collate"),
        "title": visible(edition.title),
        "notes": [visible(note) for note in edition.notes],
        "witnesses": [*(_witness(work, witness) for witness in collation.witnesses), *edited],
        "bases": [
            *(len(collation.witnesses) for _ in edited),
            *(row[apparatus.base] for apparatus in edition.apparatuses),
        ],
        "places": work.cuts,
        "stretches": list(_stretches(work)),
        "units": units,
        "reasons": [[label.name, label.rule, visible(label.because)] for label in work.reasons],
        "classes": dict(edition.first.classes),
        "lacunae": [
            [row[lacuna.siglum], work.at[lacuna.start], work.at[lacuna.end], visible(lacuna.because)]
            for lacuna in edition.first.lacunae
        ],
        "moves": [
            {
                "from": [work.at[place] for place in move.source],
                "to": [work.at[place] for place in move.target],
                "stay": [row[siglum] for siglum in move.stay],
                "moved": [row[siglum] for siglum in move.sigla],
                "because": move.because,
            }
            for move in edition.first.moves
        ],
        "translations": [_source(source, edition) for source in edition.translations],
        "findings": [_finding(work, finding) for finding in (edition.fidelity.findings if edition.fidelity else ())],
        "bands": [_band(work, number, band) for number, band in enumerate(edition.bands)],
        "recipe": {**edition.first.recipe, **({"fidelity": edition.fidelity.recipe} if edition.fidelity else {})},
    }


def _edited(work: _Writing) -> list[dict[str, Any]]:
    """The text that decisions establish, if they do, as one more text to read from; beside translations the base is."""
    first = work.edition.first
    if not work.shows_edited:
        return []
    about = _witness(work, first.collation.witnesses[first.collation.row(first.base)])
    content = signed(first, PLAIN)
    lead = content.source.content[: int(content.starts[0])] if len(content) else content.source.content
    name = "edited text"
    while name in first.collation.sigla:
        name += "*"
    return [{**about, "siglum": name, "edited": True, "lead": cells.shown(lead)}]


def _cuts(work: _Writing) -> set[int]:
    edition = work.edition
    collation = edition.first.collation
    found = {0, len(collation)}
    for apparatus in edition.apparatuses:
        found.update(place for unit in apparatus.units for place in (unit.start, unit.end))
    found.update(place for lacuna in edition.first.lacunae for place in (lacuna.start, lacuna.end))
    found.update(place for move in edition.first.moves for place in (*move.source, *move.target))
    found.update(place for band in edition.bands for place in band[:2])
    for witness in collation.witnesses:
        at = work.edition.first.collation.positions(witness.siglum)
        found.update(at[witness.at(section.start)] for section in edition.sections[witness.siglum])
    for finding in edition.fidelity.findings if edition.fidelity else ():
        found.update(_meant(work, finding) or ())
    return found


def _meant(work: _Writing, finding: Finding) -> tuple[int, int] | None:
    """The positions of the words of the original that a finding means; None for the whole of the passage."""
    fidelity = work.edition.fidelity
    low, high = finding.original.span
    if fidelity is None or low == high:
        return None
    made = next(one for one in fidelity.parallels if one.translation.siglum == finding.translations[0])
    bead = made.beads[finding.bead - 1]
    base = work.edition.first
    witness = base.collation.witnesses[base.collation.row(base.base)]
    start = made.source[bead.source[0]].start if bead.source[0] < bead.source[1] else 0
    passage = witness.source.content.find(finding.original.text, start)
    if passage < 0:
        return None
    at = work.edition.first.collation.positions(witness.siglum)
    first, last = witness.at(passage + low + 1) - 1, witness.at(passage + high)
    return (at[max(0, first)], at[last - 1] + 1) if last > max(0, first) else None


def _witness(work: _Writing, witness: Witness) -> dict[str, Any]:
    at = work.edition.first.collation.positions(witness.siglum)
    about = _source(witness.source, work.edition)
    about["lead"] = cells.shown(
        witness.source.content[: int(witness.starts[0])] if len(witness) else witness.source.content
    )
    about["sections"] = [
        [visible(" ".join((section.heading or section.key).split())), work.at[at[witness.at(section.start)]]]
        for section in work.edition.sections[witness.siglum]
    ]
    return about


def _source(source: Source, edition: Edition) -> dict[str, Any]:
    letters = source.content[:2000]
    return {
        "siglum": visible(source.siglum),
        "title": visible(source.title),
        "status": visible(source.status),
        "date": visible(source.date),
        "lang": source.language.code,
        "dir": "rtl" if runs_right_to_left(letters) else "ltr",
        "lines": edition.lineation.get(source.siglum, "paragraphs"),
    }


def _stretches(work: _Writing) -> Iterator[str | dict[str, Any]]:
    collation = work.edition.first.collation
    bounds = []
    for row, witness in enumerate(collation.witnesses):
        before = np.concatenate(([0], np.cumsum(collation.columns[:, row] >= 0)))[work.cuts]
        starts = np.append(witness.starts, len(witness.source.content))
        bounds.append((before.tolist(), starts.tolist(), witness.source.content))
    if work.shows_edited:
        witness = signed(work.edition.first, PLAIN)
        before = work.edition.first.text.before[work.cuts]
        starts = np.append(witness.starts, len(witness.source.content))
        bounds.append((before.tolist(), starts.tolist(), witness.source.content))
    for number in range(len(work.cuts) - 1):
        texts = [cells.shown(content[starts[b[number]] : starts[b[number + 1]]]) for b, starts, content in bounds]
        strings = list(dict.fromkeys(texts))
        yield strings[0] if len(strings) == 1 else {"t": strings, "w": [strings.index(text) for text in texts]}


def _units(work: _Writing, row: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Each unit with its readings from each base: `by` says which of the `views` belongs to which base."""
    by_base = [{unit.number: unit for unit in apparatus.units} for apparatus in work.edition.apparatuses]
    lemmas = {unit.number: unit.lemma for unit in work.edition.first.units} if work.shows_edited else {}
    if lemmas:
        by_base.insert(0, by_base[0])
    for number in sorted({number for units in by_base for number in units}):
        views: list[Any] = []
        by = []
        for units in by_base:
            unit = units.get(number)
            view = _view(work, unit, row, lemmas.get(number)) if unit else None
            if view is not None and view not in views:
                views.append(view)
            by.append(views.index(view) if view is not None else -1)
        unit = next(units[number] for units in by_base if number in units)
        about = {"n": number, "a": work.at[unit.start], "b": work.at[unit.end], "views": views, "by": by}
        if unit.absent:
            about["absent"] = [[row[one.siglum], one.unit] for one in unit.absent]
        if unit.moves:
            about["moves"] = list(unit.moves)
        if unit.conjecture:
            about["conjecture"] = [visible(unit.conjecture), visible(unit.conjectures[0].by)]
        yield about


def _view(work: _Writing, unit: Unit, row: Mapping[str, int], text: Reading | None) -> list[list[Any]]:
    """The readings, the lemma's first: ``[kind, witnesses, reasons]``. `text` is the reading of the edited text.

    A conjecture that is not the text has no witnesses: it stands with the unit.
    """
    return [
        [
            KINDS.index(reading.kind),
            [*([len(row)] if text and _same(reading, text) else []), *(row[siglum] for siglum in reading.sigla)],
            [work.reasons.setdefault(label, len(work.reasons)) for label in reading.labels],
        ]
        for reading in unit.readings
        if not reading.by or (text and _same(reading, text))
    ]


def _same(reading: Reading, other: Reading) -> bool:
    return (reading.kind, reading.normal, reading.by) == (other.kind, other.normal, other.by)


def _finding(work: _Writing, finding: Finding) -> dict[str, Any]:
    order = [source.siglum for source in work.edition.translations]
    made = work.edition.fidelity.parallels[order.index(finding.translations[0])] if work.edition.fidelity else None
    bead = made.beads[finding.bead - 1] if made and finding.bead else None
    meant = _meant(work, finding)
    return {
        "kind": finding.kind,
        "means": every()[finding.kind].means,
        "confidence": finding.confidence,
        "suspect": finding.suspect,
        "because": visible(finding.because),
        "words": visible(finding.original.words),
        "place": [visible(_name(finding.original.file)), finding.original.line, finding.original.column],
        "meant": [work.at[place] for place in meant] if meant else None,
        "translations": [order.index(siglum) for siglum in finding.translations],
        "passages": [
            [order.index(one.siglum), visible(one.words), visible(_name(one.file)), one.line, one.column]
            for one in finding.passages
            if one.siglum in order
        ],
        "evidence": [visible(link_text(link)) for link in bead.evidence] if bead else [],
    }


def _name(path: str) -> str:
    """The name of a file without its folder, so that a published page does not show paths of the author's disk."""
    return PurePath(path).name


def _band(work: _Writing, number: int, band: Band) -> dict[str, Any]:
    about: dict[str, Any] = {"a": work.at[band.start], "b": work.at[band.end]}
    if band.heading:
        about["heading"] = True
    if work.edition.fidelity:
        about["cells"] = [
            cells.cell(work.edition, number, k, span) if span else None for k, span in enumerate(band.spans)
        ]
        about["findings"] = list(band.findings)
    entries = cells.entries(work.edition, number)
    if entries:
        about["entries"] = entries
    return about

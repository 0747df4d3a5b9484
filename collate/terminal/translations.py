"""The translations view: a text and its translations side by side by passage, with variants and findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from collate.io.wording import count, isolated, one_line, sigla_list, visible
from collate.model import Apparatus, Source, Unit
from collate.model.fidelity import Finding
from collate.model.versions import Collated, Row, Versions
from collate.terminal import reading
from collate.terminal.folding import Folded
from collate.terminal.signs import HEADING, QUIET, VARIANT
from collate.translation.revisions import summary

ABSENT = "—"
WIDEST = 4  # columns that can be read; if there are more texts, one of each language is shown


def view(versions: Versions) -> Iterator[RenderableType]:
    """The sigla, then each passage with its apparatuses and its findings below; then what each revision changed."""
    sources = versions.sources
    shown = columns(versions)
    yield _row([_head(sources[column]) for column in shown])
    collations = [own for own in (versions.apparatus, *(one.apparatus for one in versions.collated)) if own]
    # A text stands in full beside its translations, and so as it is, not as the editor's decisions establish it.
    places = {sources[0].siglum: list[reading.Place]()}
    places |= {own.base: reading.places(replace(own, edited=None)) for own in collations}
    collated = {one.apparatus.base: one for one in versions.collated}
    for number, (passage, findings) in enumerate(zip(versions.passages, versions.findings(), strict=True)):
        cells = [_cell(sources[column], passage.spans[column], places) for column in shown]
        yield _row(cells, heading=_is_heading(passage))
        for own in collations:
            made = collated.get(own.base)
            opening = _opening(own, made, number, passage, places)
            if opening:
                of = f"{own.base} " if len(collations) > 1 or made else ""
                after = {unit.number: _said(made, unit.number) for unit in opening} if made else {}
                yield from reading.entries(own, opening, why=False, of=of, after=after)
        for finding in findings:
            yield Padding(_finding(finding), (0, 0, 0, 2))
    for revision in (one for own in versions.collated for one in own.revisions):
        yield Text(summary(revision), style=QUIET)
    yield Text(
        f"{count(len(versions.fidelity.findings), 'finding')} marked !, with more by collate fidelity", style=QUIET
    )


def columns(versions: Versions) -> list[int]:
    """The numbers of the texts that have a column: the base first; of a language collated from it, the base alone."""
    sigla = [source.siglum for source in versions.sources]
    apart = {siglum for one in versions.collated for siglum in one.apparatus.collation.sigla}
    if versions.base == sigla[0] and len(sigla) <= WIDEST:
        return list(range(len(sigla)))
    read = {one.apparatus.base for one in versions.collated}
    kept = [k for k, siglum in enumerate(sigla) if siglum not in apart or siglum in read]
    return sorted(kept, key=lambda k: sigla[k] != versions.base)


def _opening(
    apparatus: Apparatus, made: Collated | None, number: int, passage: Row, places: Mapping[str, list[reading.Place]]
) -> list[Unit]:
    """The units that begin in a passage."""
    if made is not None:
        return [unit for unit in apparatus.units if made.rows[unit.number] == number]
    span = passage.spans[0]
    return [place.unit for place in places[apparatus.base] if span and span[0] <= place.start < span[1]]


def _said(made: Collated, number: int) -> str:
    """What stands behind the entry of a unit."""
    found = made.said(number)
    return f" — {'; '.join(isolated(one_line(one)) for one in found)}" if found else ""


def _is_heading(passage: Row) -> bool:
    return any(passage.headings)


def _row(cells: Sequence[Text], *, heading: bool = False) -> Table:
    table = Table(box=box.SIMPLE if heading else None, show_header=False, expand=True, padding=(0, 1))
    for _ in cells:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(Folded(cell) for cell in cells), style=HEADING if heading else "")
    return table


def _head(source: Source) -> Text:
    text = Text(visible(source.siglum), style=HEADING)
    text.append(f"  {visible(source.language.code)}", style=QUIET)
    return text


def _cell(source: Source, span: tuple[int, int] | None, places: Mapping[str, list[reading.Place]]) -> Text:
    if span is None:
        return Text(ABSENT, style=QUIET)
    if source.siglum in places:
        inside = [place for place in places[source.siglum] if place.start <= span[1] and span[0] <= place.end]
        return reading.passage(source.content, *span, inside)
    return Text(visible(" ".join(source.content[slice(*span)].split())))


def _finding(finding: Finding) -> Text:
    """A line that says what is doubted, where and why."""
    text = Text("! ", style=VARIANT)
    text.append(finding.kind, style=HEADING)
    where = "the original" if finding.suspect == "original" else sigla_list(finding.translations)
    text.append(f" ({where}, {finding.confidence:.2f}) ")
    text.append(isolated(one_line(finding.because)))
    return text

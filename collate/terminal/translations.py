"""The translations view: a text and its translations side by side by passage, with variants and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from collate.io.wording import count, isolated, one_line, sigla_list, visible
from collate.model import Source
from collate.model.fidelity import Finding
from collate.model.versions import Row, Versions
from collate.terminal import reading
from collate.terminal.folding import Folded
from collate.terminal.signs import HEADING, QUIET, VARIANT

ABSENT = "—"


def view(versions: Versions) -> Iterator[RenderableType]:
    """The sigla, then each passage with its apparatus and its findings below."""
    sources = [versions.fidelity.parallels[0].original, *(one.translation for one in versions.fidelity.parallels)]
    yield _row([_head(source) for source in sources])
    # The base stands in full beside its translations, and so as it is, not as the editor's decisions establish it.
    places = reading.places(replace(versions.apparatus, edited=None)) if versions.apparatus else []
    for passage, findings in zip(versions.passages, versions.findings(), strict=True):
        span = passage.spans[0]
        opening = [place for place in places if span and span[0] <= place.start < span[1]]
        inside = [place for place in places if span and place.start <= span[1] and span[0] <= place.end]
        base = reading.passage(sources[0].content, *span, inside) if span else Text(ABSENT, style=QUIET)
        others = [_cell(source, own) for source, own in zip(sources[1:], passage.spans[1:], strict=True)]
        yield _row([base, *others], heading=_is_heading(passage))
        if opening and versions.apparatus:
            yield from reading.entries(versions.apparatus, [place.unit for place in opening], why=False)
        for finding in findings:
            yield Padding(_finding(finding), (0, 0, 0, 2))
    yield Text(
        f"{count(len(versions.fidelity.findings), 'finding')} marked !, with more by collate fidelity", style=QUIET
    )


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


def _cell(source: Source, span: tuple[int, int] | None) -> Text:
    if span is None:
        return Text(ABSENT, style=QUIET)
    return Text(visible(" ".join(source.content[slice(*span)].split())))


def _finding(finding: Finding) -> Text:
    """A line that says what is doubted, where and why."""
    text = Text("! ", style=VARIANT)
    text.append(finding.kind, style=HEADING)
    where = "the original" if finding.suspect == "original" else sigla_list(finding.translations)
    text.append(f" ({where}, {finding.confidence:.2f}) ")
    text.append(isolated(one_line(finding.because)))
    return text

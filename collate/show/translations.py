"""Texts in several languages: their sections side by side, matched by what the headings mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from collate.model import Section, Source
from collate.show.isolated import in_column
from collate.show.signs import HEADING, QUIET
from collate.wording import visible

Outline = tuple[Source, Sequence[Section]]
ABSENT = "—"


def matched(outlines: Sequence[Outline]) -> list[tuple[str, list[Section | None]]]:
    """Sections of one key in one row, in the order of the first text; what it lacks follows its neighbour."""
    order: list[str] = []
    for _, sections in outlines:
        previous = -1
        for section in sections:
            if section.key in order:
                previous = order.index(section.key)
            else:
                previous += 1
                order.insert(previous, section.key)
    by_key = [{section.key: section for section in sections} for _, sections in outlines]
    return [(key, [found.get(key) for found in by_key]) for key in order]


def view(outlines: Sequence[Outline]) -> Iterator[RenderableType]:
    """One table: a column per text with its language, a row per section."""
    table = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), show_lines=True)
    for source, _ in outlines:
        heading = Text(visible(source.siglum))
        heading.append(f"\n{visible(source.language.code)}", style=QUIET)
        table.add_column(heading, ratio=1, overflow="fold")
    for key, row in matched(outlines):
        table.add_row(*(_cell(source, key, section) for (source, _), section in zip(outlines, row, strict=True)))
    yield table
    yield Text(
        "The texts are in different languages: only their sections are matched here, not their words.\n"
        "collate beads aligns a text with one translation by sentences.",
        style=QUIET,
    )


def _cell(source: Source, key: str, section: Section | None) -> RenderableType:
    if section is None:
        return Text(f"{ABSENT} (no {key})", style=QUIET)
    text = Text()
    body = source.content[section.start : section.end].strip()
    if section.heading and body.startswith(section.heading):
        body = body.removeprefix(section.heading).lstrip()
    text.append(visible(section.heading or f"[{key}]") + "\n", style=HEADING)
    text.append(visible(" ".join(body.split())))
    return in_column(text)

"""The witnesses of a project cut into sections, each a source of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from collate import pipeline, steer
from collate.config import Settings
from collate.errors import UsageError
from collate.model import Section, Source
from collate.model.plan import Piece, Plan

Cut = Sequence[Section]
_NUMBER = re.compile(r"[0-9]+")


def read(plan: Plan, settings: Settings) -> dict[str, list[Source]]:
    """The files of each witness as sources with its siglum. UsageError unless all are in one language."""
    named = [
        (siglum, pipeline.Named(str(path), f"{siglum} {number}"))
        for siglum, paths in plan.witnesses.items()
        for number, path in enumerate(paths, 1)
    ]
    sources = pipeline.sources([name for _, name in named], settings, texts=[siglum for siglum, _ in named])
    if len(sources) != len(named):
        raise UsageError("a file holds several texts", hint="name one file a witness, or one a chapter")
    if pipeline.languages(sources):
        codes = ", ".join(pipeline.languages(sources))
        raise UsageError(
            f"the texts are in different languages ({codes})", hint='if they are not: language = "fr" in [settings]'
        )
    found: dict[str, list[Source]] = {siglum: [] for siglum in plan.witnesses}
    for (siglum, _), source in zip(named, sources, strict=True):
        found[siglum].append(replace(source, siglum=siglum))
    return found


def cut(sources: Sequence[Source], by: str) -> list[Piece]:
    """The sections of one witness, in its order. A key that comes again is numbered: ``chapter 2 (2)``."""
    pieces = []
    seen: Counter[str] = Counter()
    for source, name in zip(sources, _names(sources), strict=True):
        for section in _sections(source, by, name):
            if source.content[section.start : section.end].strip():
                seen[section.key] += 1
                key = section.key if seen[section.key] == 1 else f"{section.key} ({seen[section.key]})"
                pieces.append(Piece(key, section.heading, source.part(section.start, section.end)))
    return pieces


def _names(sources: Sequence[Source]) -> list[str]:
    """A key for each file: its last number if they all have others (``ch7.txt`` is ``file 7``), else its name."""
    stems = [Path(source.origin.path).stem for source in sources]
    numbers = [_NUMBER.findall(stem)[-1:] for stem in stems]
    if all(numbers) and len({int(number[0]) for number in numbers}) == len(stems):
        return [f"file {int(number[0])}" for number in numbers]
    return stems


def _sections(source: Source, by: str, name: str) -> Cut:
    """How one file is cut."""
    if by in {"none", "files"}:
        return [Section("text" if by == "none" else name, "", 0, len(source.content))]
    return _lines(source.content) if by == "lines" else steer.sections(source, by)


def _lines(content: str) -> Cut:
    found: list[Section] = []
    start = 0
    for line in content.splitlines(keepends=True):
        if line.strip():
            found.append(Section(f"line {len(found) + 1}", "", start, start + len(line)))
        start += len(line)
    return found


def pieces(plan: Plan, settings: Settings) -> Mapping[str, list[Piece]]:
    """All witnesses, read and cut."""
    return {siglum: cut(sources, plan.by) for siglum, sources in read(plan, settings).items()}

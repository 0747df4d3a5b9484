"""Divides the witnesses of a project into sections, each a source of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from collate import pipeline
from collate.alignment import constraints
from collate.config import Settings
from collate.errors import UsageError
from collate.model import Section, Source
from collate.model.plan import Piece, Plan
from collate.witnesses import language

Cut = Sequence[Section]
_NUMBER = re.compile(r"[0-9]+")


def read(plan: Plan, settings: Settings) -> tuple[dict[str, list[Source]], str]:
    """Read the files of each witness as sources with its siglum; also return notes on their languages.

    UsageError if they are in several languages by what the files declare, or by their scripts, and are no translations.
    """
    named = [
        (siglum, pipeline.Named(str(path), f"{siglum} {number}"))
        for siglum, paths in plan.witnesses.items()
        for number, path in enumerate(paths, 1)
    ]
    sources = pipeline.sources([name for _, name in named], settings, texts=[siglum for siglum, _ in named])
    if len(sources) != len(named):
        raise UsageError("a file holds several texts", hint="name one file a witness, or one a chapter")
    said = ""
    if plan.original:
        sources, said = _each_of_one_language(sources, [siglum for siglum, _ in named])
    elif pipeline.languages(sources):
        sources, said = language.as_one(sources, [siglum for siglum, _ in named])
    found: dict[str, list[Source]] = {siglum: [] for siglum in plan.witnesses}
    for (siglum, _), source in zip(named, sources, strict=True):
        found[siglum].append(replace(source, siglum=siglum))
    return found, said


def _each_of_one_language(sources: Sequence[Source], texts: Sequence[str]) -> tuple[list[Source], str]:
    """The files of an original and its translations; those of each text in one language. Also notes on that."""
    found: list[Source] = []
    notes = []
    for siglum in dict.fromkeys(texts):
        own = [source for source, text in zip(sources, texts, strict=True) if text == siglum]
        said = ""
        if pipeline.languages(own):
            own, said = language.as_one(own, [f"{siglum} {number}" for number in range(1, len(own) + 1)])
        found += own
        notes += [said] if said else []
    if not pipeline.languages(found):
        notes.append("all texts are in one language, and so none is a translation")
    return found, "; ".join(notes)


def cut(sources: Sequence[Source], by: str) -> list[Piece]:
    """Cut one witness into its sections, in order, named after its files or headings.

    A key that comes again in another file has that file's name before it (``vol2 chapter 1``), in the same file a
    number behind it (``chapter 1 (2)``). `names` are those that no other section of the witness has.
    """
    found = [
        (section, source)
        for source in sources
        for section in _sections(source, by, several=len(sources) > 1)
        if source.content[section.start : section.end].strip()
    ]
    keys = _keys([(section.key, Path(source.origin.path)) for section, source in found])
    counted = _counted([section.key for section, _ in found])
    others = [
        {again, *_other_names(section, source, by)} - {key, ""}
        for (section, source), key, again in zip(found, keys, counted, strict=True)
    ]
    times = Counter([*keys, *(name for names in others for name in names)])
    return [
        Piece(
            key,
            section.heading,
            source.part(section.start, section.end),
            tuple(sorted(name for name in names if times[name] == 1)),
        )
        for (section, source), key, names in zip(found, keys, others, strict=True)
    ]


def _keys(found: Sequence[tuple[str, Path]]) -> list[str]:
    """Make the keys unique: a repeated key gets the name of its file or, if that is the key, of its folder."""
    files = {path for _, path in found}
    keys: dict[str, None] = {}
    for key, path in found:
        inside = path.parent.name if path.stem == key else path.stem
        named = [f"{inside} {key}"] if len(files) > 1 and inside else []
        options = chain([key], named, (f"{key} ({number})" for number in count(2)))
        keys[next(one for one in options if one not in keys)] = None
    return list(keys)


def _counted(keys: Sequence[str]) -> list[str]:
    """Make the keys unique by adding a number to repeated ones."""
    seen: Counter[str] = Counter()
    counted = []
    for key in keys:
        seen[key] += 1
        counted.append(key if seen[key] == 1 else f"{key} ({seen[key]})")
    return counted


def _other_names(section: Section, source: Source, by: str) -> list[str]:
    """Return other names of a section: its heading, or the last number in the name of its file."""
    names = [f"heading {section.heading.casefold()}"] if section.heading else []
    if by == "files":
        number = _NUMBER.findall(Path(source.origin.path).stem)[-1:]
        names += [f"file {int(number[0])}"] if number else []
        names += [_opening(source).key] if section.heading else []
    return names


def _opening(source: Source) -> Section:
    """The first section of a file by its headings."""
    return constraints.sections(source)[0]


def _sections(source: Source, by: str, *, several: bool) -> Cut:
    """Cut one file, alone or one of `several`. A heading without a number becomes the key unchanged."""
    stem = Path(source.origin.path).stem
    if by in {"none", "files"}:
        heading = "" if by == "none" else _opening(source).heading
        return [Section("text" if by == "none" else stem, heading, 0, len(source.content))]
    if by == "lines":
        return _lines(source.content)
    found = constraints.sections(source, by)
    if several and [section.key for section in found] == ["text"]:  # no headings: it is called as the file is
        return [replace(found[0], key=stem)]
    return [
        replace(section, key=section.heading) if section.key.startswith("heading ") else section for section in found
    ]


def _lines(content: str) -> Cut:
    found: list[Section] = []
    start = 0
    for line in content.splitlines(keepends=True):
        if line.strip():
            found.append(Section(f"line {len(found) + 1}", "", start, start + len(line)))
        start += len(line)
    return found


def pieces(plan: Plan, settings: Settings) -> tuple[Mapping[str, list[Piece]], str]:
    """Read and cut all witnesses; also return notes on their languages."""
    found, said = read(plan, settings)
    return {siglum: cut(sources, plan.by) for siglum, sources in found.items()}, said

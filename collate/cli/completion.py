"""Proposes values to the completion of the shell (bash, zsh, fish), by the name of the option or argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from inspect import Parameter
from pathlib import PurePath
from typing import Annotated

import typer

from collate import registry
from collate.config import CONVENTIONS, FORMS, SECTIONS, UNITS, profiles
from collate.languages import packs
from collate.model.vocabulary import FORMAL, SUBSTANTIVE, terms

Proposals = Callable[..., list[str]]


def sigla(ctx: typer.Context, incomplete: str) -> list[str]:
    """The sigla of the files that the command line names so far."""
    named = [*(ctx.params.get("witnesses") or ()), *ctx.args]
    known = (
        name.partition("=")[0] if "=" in name and "/" not in name.partition("=")[0] else PurePath(name).stem
        for name in named
        if name[:1] != "-"
    )
    return [siglum for siglum in dict.fromkeys(known) if siglum.startswith(incomplete)]


def labels(incomplete: str) -> list[str]:
    """Labels and their two classes; after a comma the next one."""
    before, comma, begun = incomplete.rpartition(",")
    return [before + comma + name for name in (FORMAL, SUBSTANTIVE, *terms()) if name.startswith(begun)]


def units(incomplete: str) -> list[str]:
    """No file is a unit: ``u1`` shows how one is called."""
    return ["u1"] if not incomplete else [incomplete]


def _of(values: Callable[[], Iterable[str]]) -> Proposals:
    return lambda incomplete: [value for value in values() if value.startswith(incomplete)]


BY_NAME: dict[str, Proposals] = {
    "aligner": _of(lambda: registry.names(registry.ALIGNERS)),
    "base": sigla,
    "cjk": _of(lambda: ("characters", "words")),
    "convention": _of(lambda: CONVENTIONS),
    "encoding": _of(lambda: ("utf-8", "utf-16", "latin-1", "cp1252", "cp1251", "koi8-r", "gb18030", "big5")),
    "ends": _of(lambda: ("lacuna", "omission")),
    "ignore": labels,
    "label": labels,
    "language": _of(packs.codes),
    "method": _of(lambda: ("parallel-segmentation", "double-end-point", "location-referenced")),
    "normalise": _of(lambda: FORMS),
    "notes": _of(lambda: ("footnotes", "endnotes")),
    "only": labels,
    "profile": _of(profiles),
    "scope": _of(lambda: ("here", "section", "everywhere")),
    "sections": _of(lambda: SECTIONS),
    "segments": _of(lambda: ("sentences", "clauses", "lines")),
    "unit": units,
    "units": _of(lambda: UNITS),
}


def completed(parameter: Parameter) -> Parameter:
    """A parameter of a command with the proposals for its name, if there are any and it has none of its own."""
    annotation = parameter.annotation
    info = next(iter(getattr(annotation, "__metadata__", ())), None)
    if info is None or info.autocompletion or parameter.name not in BY_NAME:
        return parameter
    proposing = copy(info)
    proposing.autocompletion = BY_NAME[parameter.name]
    return parameter.replace(annotation=Annotated[annotation.__origin__, proposing])

"""Expands the groups of `option_groups` into the signature of a command, with the options that every command has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from inspect import Parameter, signature
from time import monotonic
from typing import Annotated, Any, get_type_hints

import typer

from collate import registry
from collate.cli import console
from collate.cli.completion import completed
from collate.io import formats

Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to stdout.")]


@dataclass(frozen=True, kw_only=True)
class ResultOptions:
    """Where a result goes, and in which format. `known` is no option: the formats that the command has."""

    to: Annotated[str | None, typer.Option("--to", "-t", metavar="FORMAT")] = None
    json: Annotated[bool, typer.Option("--json", help="The same as --to json.")] = False
    output: Output = None
    known: tuple[str, ...] = ()

    @property
    def format(self) -> str:
        """The format asked for: by ``--to`` or ``--json``, else by the ending of ``--output``, else the first known."""
        return formats.chosen(self.to, self.output, self.known, json=self.json)


@dataclass(frozen=True, kw_only=True)
class TalkOptions:
    """How much is written to stderr. Every command has these two."""

    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Write only errors to stderr.")] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Write details to stderr.")] = False

    def heed(self) -> None:
        """Make the console follow these options; without them it stays as it was."""
        if self.quiet or self.verbose:
            console.loudness(console.QUIET if self.quiet else console.VERBOSE)


def with_groups(*, formats: str | tuple[str, ...] = ()) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Expand every parameter of a command that is a group into the options of the group; `TalkOptions` are added.

    A field of a group may be a group itself.

    `formats` are the formats of the command's result, the default first, or the group of entry points that has them.
    """

    def expand(command: Callable[..., int]) -> Callable[..., int]:
        hints = get_type_hints(command, include_extras=True)
        groups = {name: hint for name, hint in hints.items() if is_group(hint)}

        def known() -> tuple[str, ...]:
            return formats if isinstance(formats, tuple) else _default_first(registry.names(formats))

        @wraps(command)
        def expanded(**given: Any) -> int:
            TalkOptions(quiet=given.pop("quiet"), verbose=given.pop("verbose")).heed()
            for name, group in groups.items():
                given[name] = _filled(group, given, known())
            started = monotonic()
            status = command(**given)
            console.ended(command.__name__, monotonic() - started)
            return status

        parameters: list[Parameter] = []
        for name, parameter in signature(command).parameters.items():
            own = parameter.replace(annotation=hints[name])
            parameters += _options(groups[name], known()) if name in groups else [own]
        parameters += _options(TalkOptions, ())
        parameters = [completed(one) for one in parameters]
        parameters.sort(key=lambda one: one.kind is Parameter.KEYWORD_ONLY)
        expanded.__signature__ = signature(command).replace(parameters=parameters)  # type: ignore[attr-defined]
        expanded.__annotations__ = {**{one.name: one.annotation for one in parameters}, "return": int}
        return expanded

    return expand


def _default_first(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(known, key=lambda name: (name != "text", name)))


def _options(group: type[Any], known: tuple[str, ...]) -> list[Parameter]:
    """The options of a group as parameters; ``--to`` names the formats of the command and completes them."""
    hints = get_type_hints(group, include_extras=True)
    if group is ResultOptions:
        help_ = f"{', '.join(known)}. Default: by the ending of -o, else {known[0]}."
        option = typer.Option("--to", "-t", metavar="FORMAT", help=help_, autocompletion=lambda: list(known))
        hints["to"] = Annotated[str | None, option]
    parameters: list[Parameter] = []
    for one in fields(group):
        if is_group(hints[one.name]):
            parameters += _options(hints[one.name], known)
        elif one.name != "known":
            parameters.append(
                Parameter(one.name, Parameter.KEYWORD_ONLY, default=one.default, annotation=hints[one.name])
            )
    return parameters


def _filled(group: type[Any], given: dict[str, Any], known: tuple[str, ...]) -> Any:
    """The group with its options, which are taken out of those `given`."""
    hints = get_type_hints(group)
    values = {
        one.name: _filled(hints[one.name], given, known) if is_group(hints[one.name]) else given.pop(one.name)
        for one in fields(group)
        if one.name != "known"
    }
    return group(**values, **({"known": known} if group is ResultOptions else {}))


def is_group(hint: Any) -> bool:
    """Whether a parameter or a field of this type is a group of options."""
    return isinstance(hint, type) and is_dataclass(hint)

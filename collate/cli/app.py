"""The typer application, and `main`, which turns every exception into a message and an exit status."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from collate.cli import console, limits
from collate.cli.commands_by_name import Commands
from collate.cli.interrupts import Interrupts
from collate.errors import CollateError, PluginError
from collate.io import paths

app = typer.Typer(
    name="collate",
    cls=Commands,
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 no difference (or done), 1 differences or findings, 2 trouble.",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415  only for --version

        sys.stdout.write(f"collate {version('collate-texts')}\n")
        raise typer.Exit


@app.callback()
def _root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  its callback has done it
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
    max_time: Annotated[
        float | None, typer.Option("--max-time", metavar="SECONDS", help="Stop when this is over.", show_default=False)
    ] = None,
    max_memory: Annotated[
        int | None,
        typer.Option(
            "--max-memory",
            metavar="MB",
            help="Stop rather than take more. Default: half of what is free.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Write only errors to stderr. Every command takes this and --verbose.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Write details to stderr.")] = False,
    outside: Annotated[
        bool, typer.Option(paths.ALLOWS, help="Let collate.toml name decisions and languages outside its folder.")
    ] = False,
) -> None:
    """Collate the witnesses of a text and report where and how they differ."""
    console.loudness(console.QUIET if quiet else console.VERBOSE if verbose else console.NORMAL)
    paths.allow_outside(outside)
    if max_time is not None:
        context.obj.after(max_time)
    if max_memory is None:
        context.obj.memory = limits.half_of_what_is_free()
    else:
        limits.memory(max_memory)


def main() -> NoReturn:
    """Run a command. An error is one sentence on stderr and status 2, never a traceback."""
    interrupts = Interrupts()
    try:
        with interrupts:
            console.utf8_streams()
            console.quiet_libraries()
            status = _status(interrupts)
    except KeyboardInterrupt:  # while it was said how the run ended
        status = interrupts.said()
    sys.exit(status)


def _status(interrupts: Interrupts) -> int:  # noqa: C901, PLR0911  one line for each way a run can end
    try:
        status = int(app(standalone_mode=False, prog_name="collate", obj=interrupts) or 0)
        sys.stdout.flush()
        if status == console.INTERRUPTED:  # typer makes a status of Ctrl-C
            raise KeyboardInterrupt  # noqa: TRY301
    except CollateError as problem:
        if interrupts.seen and isinstance(problem, PluginError):  # an import that was broken off
            return interrupts.said()
        for sentence in problem.sentences():
            console.error(sentence)
        return problem.exit_status
    except TyperException as problem:
        return console.misused(problem.format_message())
    except (BrokenPipeError, console.PipeClosedError):
        console.silence_stdout()
        return console.SAME
    except (KeyboardInterrupt, typer.Abort):
        return interrupts.said()
    except OSError as problem:
        return console.unusable(problem)
    except MemoryError:
        bound = f" (half of what was free: {interrupts.memory:,} MB)" if interrupts.memory else ""
        console.error(f"out of memory{bound}; collate fewer or shorter witnesses at once, or raise --max-memory")
        return console.TROUBLE
    except Exception as problem:  # noqa: BLE001  the last net: a fault of ours is trouble, never "differences"
        if interrupts.seen:
            return interrupts.said()
        console.fault(problem)
        return console.TROUBLE
    return status

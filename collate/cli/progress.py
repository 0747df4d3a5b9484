"""A progress bar on stderr for long work, if stderr is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONG = 20_000  # tokens; less is done before a bar could be read


@contextmanager
def bar(label: str, tokens: int) -> Iterator[Callable[[float], None] | None]:
    """Yield what to call with the share done, or None where no bar is wanted."""
    if tokens < LONG or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  rich is slow to load
    from rich.progress import Progress  # noqa: PLC0415  rich is slow to load

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=1.0)
        yield lambda share: progress.update(task, completed=share)


@contextmanager
def sections_bar(total: int) -> Iterator[Callable[[], object]]:
    """A bar over the sections of a project with the time that is left, where somebody sees it."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  rich is slow to load
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("collating"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("collating", total=total)
        yield lambda: progress.advance(task)

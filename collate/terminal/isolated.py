"""Puts each line of right-to-left text in direction isolates, so that a terminal does not reorder columns."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

from collate.io.wording import right_to_left

FIRST_STRONG, POP = "\u2068", "\u2069"


class IsolatedLines:
    """A text that wraps as usual and isolates every line of it."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.wrap(console, options.max_width, overflow="fold"):
            line.rstrip()
            yield Text(FIRST_STRONG) + line + Text(POP)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def in_column(text: Text) -> Text | IsolatedLines:
    """The text itself, or its isolated lines if it holds right-to-left letters."""
    return IsolatedLines(text) if right_to_left(text.plain) else text

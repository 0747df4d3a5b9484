"""Cells that a spreadsheet opens: text that looks like a formula stays text."""

from __future__ import annotations

_STARTERS = "=+-@\t\r＝＋－＠"  # in an East Asian locale a full-width sign begins a formula too


def guarded(text: str, *, on: bool) -> str:
    """The text with an apostrophe before it if a spreadsheet would run it; lone signs are harmless."""
    return f"'{text}" if on and len(text) > 1 and text[0] in _STARTERS else text

"""The signs and colours that mark a variation unit in running text."""

from __future__ import annotations

OPEN, CLOSE, CARET = "‹", "›", "‸"  # a caret where the witness has nothing
VARIANT, NUMBER, HEADING, QUIET = "bold yellow", "cyan", "bold", "dim"

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(number: int) -> str:
    """The number of a unit as it stands behind it."""
    return str(number).translate(_SUPERSCRIPT)

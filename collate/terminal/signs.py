"""The signs and colours that mark a variation unit in running text."""

from __future__ import annotations

OPEN, CLOSE, CARET = "‹", "›", "‸"  # a caret where the witness has nothing
FORMAL = "~"  # before the entry of a unit that differs in form only
# Colours that can be read on a light and on a dark background. What differs in form only recedes.
VARIANT, RECEDING, NUMBER, HEADING, QUIET = "bold red", "dim", "magenta", "bold", "dim"

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(number: int) -> str:
    """The number of a unit as it stands behind it."""
    return str(number).translate(_SUPERSCRIPT)

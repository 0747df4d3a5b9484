"""The apparatus as plain text: a line per unit under the heading of its section, with the line of the base."""

from __future__ import annotations

from typing import TextIO

from collate.model import Apparatus
from collate.wording import entry, visible


def write(apparatus: Apparatus, out: TextIO) -> None:
    """Negative apparatus: the base's reading before the bracket, those who differ after it."""
    out.write(f"Base: {visible(apparatus.base)}\n")
    section = None
    for unit in apparatus.units:
        if unit.section != section:
            section = unit.section
            out.write(f"\n{visible(section)}\n")
        out.write(f"{unit.line:>5}  {entry(apparatus, unit)}\n")

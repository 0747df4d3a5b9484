"""The apparatus as plain text: a line per unit under the heading of its section, with the line of the base."""

from __future__ import annotations

from typing import TextIO

from collate.io.wording import visible
from collate.model import Apparatus, Profile
from collate.variants.entries import PLAIN, entry


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """By the conventions of a profile; the plain one is negative and says the labels."""
    out.write(f"Base: {visible(apparatus.base)}\n")
    section = None
    for unit in apparatus.units:
        if unit.section != section:
            section = unit.section
            out.write(f"\n{visible(section)}\n")
        out.write(f"{unit.line:>5}  {entry(apparatus, unit, profile).text}\n")

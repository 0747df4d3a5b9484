"""The apparatus as plain text: a line per unit under the heading of its section, with the place in the base."""

from __future__ import annotations

from typing import TextIO

from collate.io.wording import visible
from collate.model import Apparatus, Profile
from collate.variants.entries import PLAIN, entries


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """By the conventions of a profile; the plain one is negative and says the labels."""
    out.write(f"Base: {visible(apparatus.base)}\n")
    section = None
    for placed in entries(apparatus, profile):
        if placed.about.section != section:
            section = placed.about.section
            out.write(f"\n{visible(section)}\n")
        out.write(f"{visible(placed.about.where):>5}  {placed.entry.text}\n")

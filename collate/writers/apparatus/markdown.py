"""The apparatus as Markdown (CommonMark): a list under the heading of each section."""

from __future__ import annotations

import re
from typing import TextIO

from collate.io.wording import unisolated, visible
from collate.model import Apparatus, Profile, Run
from collate.variants.entries import PLAIN, entries

_ACTIVE = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$^=:@])")


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """Notes in italics, lemmas in bold; nothing in a text is markup."""
    out.write(f"# {escaped(apparatus.base)}\n")
    section = None
    for placed in entries(apparatus, profile):
        if placed.about.section != section:
            section = placed.about.section
            out.write(f"\n## {escaped(section) or '—'}\n\n")
        out.write(f"- {escaped(placed.about.where)} {''.join(map(_run, placed.entry.runs))}\n")


def escaped(text: str) -> str:
    """Text in which every character that could be markup is escaped."""
    return _ACTIVE.sub(r"\\\1", " ".join(visible(unisolated(text)).split()))


def _run(run: Run) -> str:
    lead = " " if run.text[:1].isspace() else ""
    trail = " " if run.text[-1:].isspace() and run.text.strip() else ""
    text = escaped(run.text)
    mark = {"lemma": "**", "note": "*"}.get(run.style, "") if text else ""
    return f"{lead}{mark}{text}{mark}{trail}"

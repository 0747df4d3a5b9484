"""The apparatus as Markdown (CommonMark): a list under the heading of each section."""

from __future__ import annotations

import re
from typing import TextIO

from collate.io.wording import unisolated, visible
from collate.model import Apparatus, Profile, Run
from collate.variants.entries import PLAIN, entry

_ACTIVE = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$^=:@])")


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """Notes in italics, lemmas in bold; nothing in a text is markup."""
    out.write(f"# {escaped(apparatus.base)}\n")
    section = None
    for unit in apparatus.units:
        if unit.section != section:
            section = unit.section
            out.write(f"\n## {escaped(section) or '—'}\n\n")
        made = entry(apparatus, unit, profile)
        out.write(f"- {unit.line} {''.join(map(_run, made.runs))}\n")


def escaped(text: str) -> str:
    """Text in which every character that could be markup is escaped."""
    return _ACTIVE.sub(r"\\\1", " ".join(visible(unisolated(text)).split()))


def _run(run: Run) -> str:
    lead = " " if run.text[:1].isspace() else ""
    trail = " " if run.text[-1:].isspace() and run.text.strip() else ""
    text = escaped(run.text)
    mark = {"lemma": "**", "note": "*"}.get(run.style, "") if text else ""
    return f"{lead}{mark}{text}{mark}{trail}"

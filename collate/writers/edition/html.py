"""The established text as an HTML fragment for use in a page: headings, paragraphs, stanzas with their lines."""

from __future__ import annotations

from html import escape
from typing import TextIO

from collate.io.wording import runs_right_to_left, visible
from collate.model import Apparatus, Profile
from collate.variants.entries import PLAIN
from collate.variants.signs import signed
from collate.writers.blocks import blocks


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """An `article`; the editor's signs are those of a profile."""
    witness = signed(apparatus, profile)
    content = witness.source.content
    direction = ' dir="rtl"' if runs_right_to_left(content) else ""
    language = escape(visible(witness.source.language.code))
    out.write(f'<article class="collate-edition" lang="{language}"{direction}>\n')
    for block in blocks(apparatus, content):
        lines = [escape(" ".join(visible(content[start:end]).split())) for start, end in block.lines]
        if block.kind == "heading":
            out.write(f"<h2>{' '.join(lines)}</h2>\n")
        elif block.kind == "stanza":
            out.write(f'<p class="stanza">{"<br>".join(lines)}</p>\n')
        else:
            out.write(f"<p>{' '.join(lines)}</p>\n")
    out.write("</article>\n")

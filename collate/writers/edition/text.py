"""The established text as plain text and as Markdown."""

from __future__ import annotations

from typing import TextIO

from collate.io.wording import visible
from collate.model import Apparatus, Profile
from collate.variants.entries import PLAIN
from collate.variants.signs import signed
from collate.writers.apparatus.markdown import escaped
from collate.writers.blocks import blocks


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """The text with the base's lines, and the editor's signs as a profile has them."""
    text = visible(signed(apparatus, profile).source.content.replace("\r\n", "\n"), keep="\n\t")
    out.write(text if text.endswith("\n") or not text else f"{text}\n")


def write_markdown(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """CommonMark: headings, paragraphs, and the lines of stanzas with hard breaks. Nothing in a text is markup."""
    content = signed(apparatus, profile).source.content
    made = []
    for block in blocks(apparatus, content):
        lines = [escaped(content[start:end]) for start, end in block.lines]
        if block.kind == "heading":
            made.append(f"## {' '.join(lines)}\n")
        else:
            made.append(("\\\n" if block.kind == "stanza" else "\n").join(lines) + "\n")
    out.write("\n".join(made))

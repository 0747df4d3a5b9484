"""The apparatus as an HTML fragment for use in a page, with classes for quoted text, notes and sigla."""

from __future__ import annotations

from html import escape
from typing import TextIO

from collate.io.wording import right_to_left, unisolated, visible
from collate.model import Apparatus, Profile, Run, Unit
from collate.variants.entries import PLAIN, Placed, entries


def write(apparatus: Apparatus, out: TextIO, *, profile: Profile = PLAIN) -> None:
    """A `section` for each section, an `ol` of entries with the ids of their units."""
    witness = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)]
    language = _text(witness.source.language.code)
    out.write(f'<div class="collate-apparatus" data-base="{_text(apparatus.base)}">\n')
    section = None
    for placed in entries(apparatus, profile):
        if placed.about.section != section:
            out.write("</ol></section>\n" if section is not None else "")
            section = placed.about.section
            out.write(f'<section><h2 lang="{language}">{_text(section)}</h2><ol class="entries">\n')
        out.write(_item(placed, language))
    out.write("</ol></section>\n" if section is not None else "")
    out.write("</div>\n")


def _item(placed: Placed, language: str) -> str:
    """An entry of the list. Those of the editor's own apparatuses have the name of theirs as class."""
    made = placed.entry
    kind = made.layer.replace(" ", "-") or ("substantive" if made.substantive else "formal")
    names = placed.about.labels if isinstance(placed.about, Unit) else (placed.about.layer,)
    labels = _text(" ".join(name.replace(" ", "-") for name in names))
    runs = "".join(_run(run, language) for run in made.runs)
    line = f'<b class="line">{_text(placed.about.where)}</b>'
    return f'<li id="{placed.id}" class="{_text(kind)}" data-labels="{labels}">{line} {runs}</li>\n'


def _run(run: Run, language: str) -> str:
    text = escape(visible(unisolated(run.text)))
    if run.style in {"lemma", "reading"}:
        direction = ' dir="rtl"' if right_to_left(run.text) else ""
        return f'<span class="{run.style}" lang="{language}"{direction}>{text}</span>'
    if run.style:
        tag = "i" if run.style == "note" else "span"
        return f'<{tag} class="{run.style}">{text}</{tag}>'
    return text


def _text(text: str) -> str:
    return escape(" ".join(visible(text).split()))

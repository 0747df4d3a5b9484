"""A copy of each translation with its findings as notes, as one HTML page that loads nothing."""

from __future__ import annotations

from html import escape
from typing import TextIO

from collate.io.wording import runs_right_to_left, visible
from collate.model.fidelity import Fidelity
from collate.writers.findings.marked import Copy, Piece, copies

_STYLE = (
    "body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 serif } "
    "mark { background: #fbead5; color: inherit; border-bottom: 2px solid #9a4f00 } "
    "sup a { text-decoration: none } ol { font-size: .85rem } article + article { margin-top: 4rem }"
)


def write(fidelity: Fidelity, out: TextIO) -> None:
    """An `article` for each translation; the words meant are in a `mark`, the notes in a list below, with links."""
    title = escape(visible(f"Translations of {fidelity.parallels[0].original.siglum}"))
    out.write('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    out.write('<meta name="viewport" content="width=device-width">\n')
    out.write(f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n")
    for number, copy in enumerate(copies(fidelity), 1):
        _article(copy, number, out)
    out.write("</body>\n</html>\n")


def _article(copy: Copy, number: int, out: TextIO) -> None:
    language = escape(visible(copy.source.language.code))
    direction = ' dir="rtl"' if runs_right_to_left(copy.source.content) else ""
    out.write(f"<article>\n<h2>{escape(visible(copy.source.siglum))}</h2>\n")
    for paragraph in copy.paragraphs:
        pieces = "".join(_piece(piece, number) for piece in paragraph)
        out.write(f'<p lang="{language}"{direction}>{pieces}</p>\n')
    if copy.notes:
        items = "".join(_item(note, f"{number}-{k}") for k, note in enumerate(copy.notes, 1))
        out.write(f"<ol>\n{items}</ol>\n")
    out.write("</article>\n")


def _item(note: str, name: str) -> str:
    return f'<li id="n{name}">{escape(note)} <a href="#r{name}">↑</a></li>\n'


def _piece(piece: Piece, number: int) -> str:
    text = escape(piece.text)
    marked = f"<mark>{text}</mark>" if piece.notes else text
    links = (f'<sup id="r{number}-{k}"><a href="#n{number}-{k}">{k}</a></sup>' for k in piece.ends)
    return marked + "".join(links)

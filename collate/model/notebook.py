"""HTML tables for notebooks; every text is escaped and keeps its own writing direction."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

SHOWN = 60  # rows; a novel would stop the browser


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], total: int, languages: Sequence[str] = ()) -> str:
    """An HTML table of texts; rows that are not shown are counted."""
    tags = [*languages, *[""] * (len(heads) - len(languages))]
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(_cell(text, tag) for text, tag in zip(row, tags, strict=True))}</tr>" for row in rows)
    more = f"<caption>{total - len(rows):,} more</caption>" if total > len(rows) else ""
    return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(text: str, tag: str) -> str:
    language = f" lang='{escape(tag)}'" if tag else ""
    return f"<td dir='auto'{language} style='text-align: start'>{escape(' '.join(text.split()))}</td>"

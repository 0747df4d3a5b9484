"""Makes one source of pages: the text in reading order, a line for a line of the page, with its places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from collate.model import Mark, Source
from collate.witnesses.readers.recognition import initials
from collate.witnesses.readers.recognition.kinds import GLOSS
from collate.witnesses.readers.recognition.pages import Line, Page, Region, in_order
from collate.witnesses.readers.set_aside import source as made
from collate.witnesses.readers.text_builder import Break, TextBuilder

DIVIDED = ("-", "\u00ad", "\u2010", "\u00ac", "\u2e17", "=", "//")  # signs at the end of a line whose word goes on

MOVED = "blocks whose lines are out of order: {:,}, the first on page {}; they are read by height"
EMPTY = "lines without text: {:,}, the first on page {}; nothing is joined over them"


def source(
    pages: Sequence[Page],
    siglum: str,
    data: bytes,
    path: str,
    form: str,
    *,
    notes: Iterable[str] = (),
    encoding: str = "utf-8",
) -> Source:
    """The source of the pages of a file of the format `form`."""
    text = TextBuilder()
    remarks = list(notes)
    counts: dict[str, list[tuple[int, str]]] = {MOVED: [], EMPTY: []}
    for page in pages:
        moved, empty = _page(page, text)
        remarks += page.remarks
        counts[MOVED] += [(moved, page.name)] if moved else []
        counts[EMPTY] += [(empty, page.name)] if empty else []
    for what, found in counts.items():
        if found:
            remarks.append(what.format(sum(number for number, _ in found), found[0][1]))
    return made(siglum, text, data, path, form, notes=remarks, encoding=encoding)


def _page(page: Page, text: TextBuilder) -> tuple[int, int]:
    """Add a page to the text; how many blocks were put in order, and how many lines have no text."""
    initials.placed(page)
    for kind, said in page.asides:
        text.set_aside(kind, said)
    text.point("page", {"n": page.name})
    number = moved = empty = 0
    for region in page.regions:
        lines = in_order(region)
        moved += [id(line) for line in lines] != [id(line) for line in region.lines]
        over = ""
        for line in lines:
            kind = region.kind or line.kind
            if kind:
                said = f"{line.text} (over {over})" if kind == GLOSS and over else line.text
                text.set_aside(kind, said)
            elif line.text.strip():
                number += 1
                _add(line, number, text)
                over = line.text
            else:
                empty += 1
                text.owe(Break.PARAGRAPH)
        _end(region, text)
    return moved, empty


def _add(line: Line, number: int, text: TextBuilder) -> None:
    text.point("line", {"n": str(number)})
    text.say(line.text)
    start = text.length - len(line.text)
    text.marks += [Mark("confidence", start + a, start + b, {"n": f"{sure:g}"}) for a, b, sure in line.confidence]
    text.marks += [Mark(kind, start + a, start + b) for kind, a, b in line.marks]
    text.owe(Break.LINE)


def _end(region: Region, text: TextBuilder) -> None:
    """An empty line after a block, unless a word goes on over its end."""
    goes_on = bool(text.parts) and text.parts[-1].endswith(DIVIDED)
    if not region.kind and not goes_on and region.lines:
        text.owe(Break.PARAGRAPH)

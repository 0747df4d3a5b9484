"""The text of a TEI apparatus that stands apart from it: word by word, or by lines; and the list of the apps."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from collate.model import Witness
from collate.variants.decisions.edited import CRUX, SUPPLIED, SURPLUS
from collate.writers.apparatus.tei_apps import Apps
from collate.writers.apparatus.tei_header import XML, E, clean
from collate.writers.apparatus.tei_text import say

MARKED = {SUPPLIED: "supplied", SURPLUS: "surplus", CRUX: "sic"}  # the element of each mark of an edited text


def plain(made: Apps, method: str) -> tuple[Any, Any]:
    """The text, its words numbered or its lines, and the apps, each with its place."""
    witness = made.apparatus.words
    block = _by_lines(witness) if method == "location-referenced" else _by_words(witness)
    return block, _list_app(made, method)


def _by_lines(witness: Witness) -> Any:
    """Lines, in which the editor's brackets and daggers are elements unless they go over a line end."""
    block = E.ab()
    content, marks = witness.source.content, sorted(witness.source.marks, key=lambda mark: (mark.start, -mark.end))
    start = 0
    for number, line in enumerate(content.split("\n"), 1):
        block.append(E.lb(n=str(number)))
        at, end = start, start + len(line)
        for mark in marks:
            if mark.kind in MARKED and at <= mark.start < mark.end <= end:
                say(block, content[at : mark.start])
                block.append(getattr(E, MARKED[mark.kind])(clean(content[mark.start : mark.end])))
                at = mark.end
        say(block, content[at:end].rstrip("\r"))
        start = end + 1
    return block


def _by_words(witness: Witness) -> Any:
    """Every word with an id; what the editor adds, brackets or gives up is held by an element."""
    block = E.ab()
    lead, pieces = witness.pieces()
    say(block, lead)
    marks = [mark for mark in witness.source.marks if mark.kind in MARKED]
    opening = {witness.at(mark.start): mark for mark in sorted(marks, key=lambda mark: mark.start - mark.end)[::-1]}
    parent, closes = block, 0
    for number, piece in enumerate(pieces):
        if parent is not block and int(witness.starts[number]) >= closes:
            parent = block
        if parent is block and number in opening and int(witness.starts[number]) == opening[number].start:
            parent, closes = getattr(E, MARKED[opening[number].kind])(), opening[number].end
            block.append(parent)
        surface = witness.surface(number, number + 1)
        word = E.w(clean(" ".join(surface.split())))
        word.set(f"{XML}id", f"w{number + 1}")
        parent.append(word)
        within = parent if int(witness.ends[number]) < closes else block
        say(within, piece[len(surface) :])
    return block


def _in_line(witness: Witness, first: int, last: int, otherwise: int) -> tuple[int, str]:
    """The line of the text, and which characters from its beginning on a unit is about, without white space: ``12-17``.

    One number where the text has no words: the addition stands after so many characters.
    """
    source = witness.source
    if not len(witness):
        return otherwise, "0"
    start = int(witness.starts[first]) if last > first else int(witness.ends[first - 1]) if first else 0
    lines = source.lines()  # of the text as it is written here, not of the file
    line = bisect_right(lines, start)
    end = int(witness.ends[last - 1]) if last > first else start
    before, within = (
        sum(not char.isspace() for char in source.content[low:high])
        for low, high in ((lines[line - 1], start), (start, end))
    )
    return line, f"{before}-{before + within}" if last > first else str(before)


def _list_app(made: Apps, method: str) -> Any:
    """The apps, each with its place."""
    listed = E.listApp()
    for unit in made.apparatus.units:
        first, last = made.apparatus.span(unit)
        app = made.app(unit, place=True)
        if method == "location-referenced":
            line, characters = _in_line(made.apparatus.words, first, last, unit.line)
            app.set("loc", str(line))
            app.set("n", characters)
        elif last > first:
            app.set("from", f"#w{first + 1}")
            app.set("to", f"#w{last}")
        elif len(made.apparatus.words):
            app.set("from", f"#w{max(first, 1)}")
            app.set("type", "after" if first else "before")
        listed.append(app)
    return listed

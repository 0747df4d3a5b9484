"""Writes sources as text: the words with their places in the margin, and below them what is marked and set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from collate.io.wording import isolated, one_line, padded, shortened, visible, width
from collate.model import Mark, SetAside, Source
from collate.model.references import KINDS, References

NOT_SHOWN = {"token", "cell", "entry"}  # every word of a table has one
LONGEST = 24  # characters of the margin, and of a quoted mark


def write(sources: Sequence[Source], out: TextIO) -> None:
    """Each source under its siglum; sources of one manuscript are its layers."""
    for number, source in enumerate(sources):
        out.write("\n" * bool(number) + _title(source) + "\n\n")
        out.writelines(f"{line}\n" for line in _page(source))
        below = [*_marks(source), *_set_aside(source.set_aside)]
        if below:
            out.write("\n")
            out.writelines(f"{line}\n" for line in _columns(below))


def _title(source: Source) -> str:
    layer = f", {source.hand} of {source.manuscript}" if source.hand else ""
    origin = source.origin
    return visible(f"{source.siglum}  {origin.path}{layer}: {origin.format}, {origin.encoding}, {source.language}")


def _page(source: Source) -> Iterator[str]:
    """The lines of the text, each with the places that begin in it, or with its number where the source marks none."""
    references = References(source)
    marks = [mark for mark in source.marks if mark.kind in KINDS and mark.data.get("n")]
    rows = [(_margin(marks, low, high) if marks else str(references.line(low)), source.content[low:high])
            for low, high in _lines(source)]  # fmt: skip
    rows = [(visible(margin)[:LONGEST], " ".join(text.split())) for margin, text in rows]
    wide = max((width(margin) for margin, _ in rows), default=0)
    for margin, text in rows:
        yield f"{padded(margin, wide)}  {isolated(visible(text))}".rstrip()


def _lines(source: Source) -> list[tuple[int, int]]:
    starts = source.lines()
    ends = [*starts[1:], len(source.content)]
    return [(low, high) for low, high in zip(starts, ends, strict=True) if high > low]


def _margin(marks: Sequence[Mark], low: int, high: int) -> str:
    """The places that begin between two offsets; of those that begin together, the page before its first line."""
    own = sorted((mark for mark in marks if low <= mark.start < high), key=lambda one: (one.start, one.kind == "line"))
    return ", ".join(dict.fromkeys(str(mark.data["n"]) for mark in own))


def _marks(source: Source) -> list[tuple[str, str, str, str]]:
    """What is marked in the text, by kind: how often, and the first."""
    kinds: dict[str, list[Mark]] = {}
    for mark in source.marks:
        if mark.kind not in NOT_SHOWN:
            kinds.setdefault(mark.kind, []).append(mark)
    references = References(source)
    return [
        ("marked", visible(kind), f"{len(own):,}", _first(source, own[0], references)) for kind, own in kinds.items()
    ]


def _first(source: Source, mark: Mark, references: References) -> str:
    said = str(mark.data.get("n") or source.content[mark.start : mark.end])
    return f"{_quoted(said)} (line {references.line(mark.start)})".strip()


def _set_aside(found: Sequence[SetAside]) -> list[tuple[str, str, str, str]]:
    return [
        (
            "set aside",
            visible(one.kind),
            f"{one.count:,}",
            _quoted(one.first) + (f" ({visible(one.where)})" if one.where else "")
            + (f", became {visible(one.became)}" if one.became else ""),
        )
        for one in found
    ]  # fmt: skip


def _quoted(text: str) -> str:
    return isolated(one_line(shortened(text)))


def _columns(rows: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
    """Rows of what, kind, number and the first of them; `what` only where it changes."""
    what, kind, number = (max(width(row[k]) for row in rows) for k in range(3))
    before = ""
    for row in rows:
        named = padded(row[0] if row[0] != before else "", what)
        yield f"{named}  {padded(row[1], kind)}  {row[2]:>{number}}  {row[3]}".rstrip()
        before = row[0]

"""Establishes the text: the base's words, with the lemmata that the editor chose and the conjectures in their place.

The text is put together word by word along the table. Each stretch of the table is copied from one witness: the base,
or within a unit whose lemma is another reading the first witness of that reading. A conjecture stands for itself. Line
ends and blank lines are the base's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import regex

from collate.model import Apparatus, Collation, EditedText, Mark, Source, Unit, Witness
from collate.model.text import Origin
from collate.witnesses.tokenisers.words import tokenise

OPEN, CLOSE = "⟨", "⟩"  # around what the editor adds
SUPPLIED, SURPLUS, CRUX = "editor:supplied", "editor:surplus", "editor:crux"  # kinds of marks of an edited text
LAYERS = {"crux": CRUX, "deletion": SURPLUS}
Span = tuple[int, int]
_ADDED = regex.compile(rf"{OPEN}([^{OPEN}{CLOSE}]+){CLOSE}")
_SIGN = regex.compile(r"[^\p{L}\p{N}]+")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_ELIDED = regex.compile(r"['\u2019\u02bc]$")
_OF_WORDS = frozenset({"token", "cell", "entry"})  # marks of the words of a file, which are other words now


class _Word(NamedTuple):
    """A word of the text: its letters and compared form, its position, and the space before and after it at home."""

    surface: str
    normal: str
    position: int
    before: str
    after: str
    token: tuple[int, int] = (-1, -1)  # the row of the witness and its token, if it is copied
    supplied: tuple[Span, ...] = ()  # the letters of it that the editor adds


def established(apparatus: Apparatus) -> EditedText | None:
    """The text that the units and annotations of an apparatus establish; None if it is the base's as it stands."""
    copied = _copied(apparatus)
    if copied is None and not any(one.layer in LAYERS for one in apparatus.annotations):
        return None
    collation, row = apparatus.collation, apparatus.collation.row(apparatus.base)
    copying = copied or _Copied(np.full(len(collation), row), {})
    words = list(_words(collation, row, copying))
    made, spans = _set(collation, row, words)
    count = np.zeros(len(collation) + 1, dtype=np.int32)
    for word in words:
        count[word.position + 1] += 1
    text = EditedText(
        Witness.from_spans(made, spans, [word.normal for word in words]), np.cumsum(count, dtype=np.int32)
    )
    marks = (*_moved(apparatus, text), *_supplied(words, spans), *_annotated(apparatus, text))
    return replace(text, witness=replace(text.witness, source=replace(made, marks=marks)))


@dataclass(frozen=True, slots=True)
class _Copied:
    """From which row each position is copied (-1: none), and the words that stand for a stretch that begins there."""

    rows: np.ndarray
    literal: dict[int, Unit]


def _copied(apparatus: Apparatus) -> _Copied | None:
    """None if every position is copied from the base."""
    collation = apparatus.collation
    base = collation.row(apparatus.base)
    rows = np.full(len(collation), base)
    literal: dict[int, Unit] = {}
    closed = 0  # up to here a conjecture, or an omission that was chosen, says what the text is
    for unit in sorted(apparatus.units, key=lambda unit: (unit.start, -unit.end)):
        lemma = unit.lemma
        if unit.start < closed:
            continue
        if apparatus.base in lemma.sigla or not (lemma.sigla or lemma.by):
            closed = unit.end if lemma.kind != "words" else closed  # inside what the text leaves out nothing is chosen
            continue
        if lemma.by:
            rows[unit.start : unit.end] = -1
            literal[unit.start] = unit
        else:
            rows[unit.start : unit.end] = collation.row(lemma.sigla[0]) if lemma.kind == "words" else -1
        closed = unit.end if lemma.by or lemma.kind != "words" else closed
    return _Copied(rows, literal) if literal or (rows != base).any() else None


def _words(collation: Collation, base: int, copied: _Copied) -> Iterator[_Word]:
    for position, (row, cells) in enumerate(zip(copied.rows.tolist(), collation.columns.tolist(), strict=True)):
        if position in copied.literal:
            yield from _literal(collation, base, copied.literal[position])
        if row >= 0 and cells[row] >= 0:
            witness = collation.witnesses[row]
            yield _Word(
                witness.surface(cells[row], cells[row] + 1), witness.normals[cells[row]], position,
                _gap(witness, cells[row] - 1), _gap(witness, cells[row]), (row, cells[row]),
            )  # fmt: skip


def _literal(collation: Collation, base: int, unit: Unit) -> Iterator[_Word]:
    """The words of a conjecture, all at the first position of its unit."""
    text, added = unbracketed(unit.lemma.text)
    words = tokenise(Source("", text, Origin("", "", "text")))
    witness = collation.witnesses[base]
    first, last = collation.tokens(base, unit.start, unit.end)
    ends = " ", " "
    if first < last and len(words):
        before = _like(words.surface(0, 1), witness.surface(first, first + 1), _gap(witness, first - 1))
        after = _like(
            words.surface(len(words) - 1, len(words)), witness.surface(last - 1, last), _gap(witness, last - 1)
        )
        ends = before, after
    for number, (start, end, normal) in enumerate(zip(words.starts, words.ends, words.normals, strict=True)):
        yield _Word(
            text[start:end], normal, unit.start,
            _gap(words, number - 1) if number else ends[0],
            _gap(words, number) if number + 1 < len(words) else ends[1],
            supplied=tuple((max(a, start) - start, min(b, end) - start) for a, b in added if a < end and b > start),
        )  # fmt: skip


def _like(own: str, other: str, gap: str) -> str:
    """The space beside a word that stands for another: that of the other, unless one of them is a sign."""
    if bool(_SIGN.fullmatch(own)) == bool(_SIGN.fullmatch(other)):
        return gap
    return "" if _SIGN.fullmatch(own) or _UNSPACED.match(own) else " "


def unbracketed(text: str) -> tuple[str, list[Span]]:
    """A conjecture without the brackets around what it adds, and where that stands. Brackets without pair are kept."""
    parts: list[str] = []
    added: list[Span] = []
    at = length = 0
    for match in _ADDED.finditer(text):
        before, inside = text[at : match.start()], match[1]
        parts += [before, inside]
        length += len(before)
        added.append((length, length + len(inside)))
        length += len(inside)
        at = match.end()
    return "".join((*parts, text[at:])), added


def added(text: str, written: Callable[[str], str]) -> str:
    """A conjecture with what it adds written in another way than in brackets."""
    return _ADDED.sub(lambda match: written(match[1]), text)


def _gap(witness: Witness, token: int) -> str:
    """What stands between a token and the next, or before the first."""
    content = witness.source.content
    low = int(witness.ends[token]) if token >= 0 else 0
    return content[low : int(witness.starts[token + 1]) if token + 1 < len(witness) else len(content)]


def _set(collation: Collation, base: int, words: Sequence[_Word]) -> tuple[Source, list[Span]]:
    """The words as a source, and where each stands in it. What the base has before its first word is the beginning."""
    witness = collation.witnesses[base]
    held = collation.columns[:, base]
    before = np.concatenate(([0], np.cumsum(held >= 0))).tolist()  # the base's words before each position
    used = 0  # so many of the base's gaps are in the text
    parts = [_gap(witness, -1)] if words else []
    spans: list[Span] = []
    length = len(parts[0]) if parts else 0
    for last, word in zip([None, *words], words, strict=False):
        until = before[word.position] - int(held[word.position] < 0)  # the gap before words of others is still to come
        if last is not None:
            gaps = [_gap(witness, k) for k in range(used, max(used, until))]
            parts.append(_between(last, word, gaps, base))
            length += len(parts[-1])
        used = max(used, until)
        spans.append((length, length + len(word.surface)))
        parts.append(word.surface)
        length += len(word.surface)
    tail = _gap(witness, len(witness) - 1) if len(witness) else witness.source.content
    return replace(witness.source, content="".join((*parts, tail)), marks=()), spans


def _between(last: _Word, word: _Word, gaps: Sequence[str], base: int) -> str:
    """The space between two words: the base's where both are its own and neighbours, its line ends everywhere."""
    if last.token[0] == word.token[0] == base and last.token[1] + 1 == word.token[1]:
        return word.before
    line_end = max(gaps, key=lambda gap: gap.count("\n"), default="")
    if "\n" in line_end:
        return line_end
    if _SIGN.fullmatch(word.surface):
        own = word.before
    elif _SIGN.fullmatch(last.surface) or (not last.after and (not word.before or _ELIDED.search(last.surface))):
        own = last.after
    else:
        own = word.before if word.before == last.after else " "
    return " " if "\n" in own else own


def _moved(apparatus: Apparatus, text: EditedText) -> Iterator[Mark]:
    """The base's marks, at the places that their words have in the text."""
    witness = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)]
    at = apparatus.collation.positions(apparatus.base)
    made = text.witness

    def place(offset: int, *, end: bool) -> int:
        token = witness.at(offset)
        word = int(text.before[at[token]]) if token < len(witness) else len(made)
        if end:
            return int(made.ends[word - 1]) if word else 0
        return int(made.starts[word]) if word < len(made) else len(made.source.content)

    for mark in witness.source.marks:
        if mark.kind not in _OF_WORDS:
            low = place(mark.start, end=False)
            yield replace(mark, start=low, end=max(low, place(mark.end, end=True)) if mark.end > mark.start else low)


def _supplied(words: Sequence[_Word], spans: Sequence[Span]) -> Iterator[Mark]:
    """What conjectures add; neighbouring words that are added in one stand in one mark."""
    held: Mark | None = None
    for number, (word, (start, _)) in enumerate(zip(words, spans, strict=True)):
        for low, high in word.supplied:
            goes_on = held is not None and low == 0 and number and held.end == spans[number - 1][1]
            if held is not None and goes_on and words[number - 1].position == word.position:
                held = replace(held, end=start + high)
                continue
            if held is not None:
                yield held
            held = Mark(SUPPLIED, start + low, start + high)
    if held is not None:
        yield held


def _annotated(apparatus: Apparatus, text: EditedText) -> Iterator[Mark]:
    """The words that the editor gives up, or brackets."""
    for one in apparatus.annotations:
        first, last = text.span(one.start, one.end)
        if one.layer in LAYERS and first < last:
            yield Mark(LAYERS[one.layer], int(text.witness.starts[first]), int(text.witness.ends[last - 1]))

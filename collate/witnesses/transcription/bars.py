"""Bars that divide the lines and pages of a witness: ``Gallia est | omnis diui|sa || in partes``.

They are signs where two or more stand between words or inside them. Where most stand at the ends of lines they are
punctuation (a danda), and in a table they are its rules. Strokes (``/``) are read so only where they divide words, too:
elsewhere they are the punctuation of early prints.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, before, place, snug
from collate.witnesses.transcription.evidence import Evidence, is_table

KIND = "bars at the ends of lines and pages"
FIFTH = 5  # in inscriptions every fifth line has a double bar
_DOUBLE = {"||", "‖", "//"}
_BAR = regex.compile(r"(?<![|‖¦])(?:\|{1,2}|‖|¦)(?![|‖¦])")
_DANDA = regex.compile(r"\p{Nd}[ ]?(?:\|\||॥|।।|//)\Z")
_AMOUNT = regex.compile(r"(?<!\S)\|[^\s|]{1,9}\|(?![\p{L}\p{M}])")  # |x| of mathematics
_STROKE = regex.compile(r"(?<![/<:\p{N}])/{1,2}(?![/>\p{N}])")
_LINE_END = regex.compile(r"[ \t]*(?:[\r\n]|\Z)")
_HYPHEN = regex.compile(r"(?<=\p{L})[-\u2010=¬⸗\u00ad] ?$")
_WORD_BEFORE, _WORD_AFTER = regex.compile(r"[\p{L}\p{M}]+$"), regex.compile(r"[\p{L}\p{M}]+")


def step(drafts: Sequence[Draft], evidence: Evidence) -> None:
    """Take the bars out of each text; what they divide becomes lines and pages."""
    for row, draft in enumerate(drafts):
        if is_table(draft.text) or _has_verse_ends(draft) or _AMOUNT.search(draft.text):
            continue
        pages = draft.here("page")
        bars = _standing(_BAR, draft.text)
        alone = len(bars) == 1 and not _is_one_word(draft.text, bars[0], evidence)
        if bars and not alone and (pages or _are_divisions(draft.text, bars, evidence, row)):
            draft.take(_found(draft.text, bars, evidence, pages))
        strokes = _standing(_STROKE, draft.text)
        if _divide_words(draft.text, strokes, evidence):
            draft.take(_found(draft.text, strokes, evidence, draft.here("page")))


def _has_verse_ends(draft: Draft) -> bool:
    """Whether numbers were taken from double bars at the ends of verses: then bars are dandas, and punctuation."""
    return any(_DANDA.search(text) for _, _, text, _ in draft.found)


def _standing(pattern: regex.Pattern[str], text: str) -> list[regex.Match[str]]:
    """The signs between words or inside them; none where most of them end a line."""
    signs = [match for match in pattern.finditer(text) if _between_words(text, *match.span())]
    ends = sum(_LINE_END.match(text, sign.end()) is not None for sign in signs)
    return signs if 2 * ends <= len(signs) else []


def _found(text: str, bars: Sequence[regex.Match[str]], evidence: Evidence, pages: Sequence[int]) -> Iterator[Found]:
    """Each bar, with the line that begins after it; lines are counted from the beginning of each page."""
    spaced = any(_spaced(text, bar) for bar in bars)
    divides = not _are_fifths(bars)
    last = place(text, 0)
    marks = [("line", last, last, "1")]
    if not pages and divides and any(bar.group() in _DOUBLE for bar in bars):
        marks.append(("page", last, last, "page 1"))
    page = line = 1
    for bar in bars:
        double = divides and bar.group() in _DOUBLE
        at = place(text, snug(text, *bar.span())[1])
        begun = [start for start in pages if last < start <= at]
        if begun or double:
            line, page = (1 if double or begun[-1] == at else 2), page + double
        else:
            line += 1
        if double and not pages:
            marks.append(("page", at, at, f"page {page}"))
        marks.append(("line", at, at, str(line)))
        yield Found(KIND, "places", *bar.span(), [_cut(text, bar, evidence, spaced=spaced)], marks)
        marks, last = [], at


def _are_divisions(text: str, bars: Sequence[regex.Match[str]], evidence: Evidence, row: int) -> bool:
    """Whether bars divide running text: inside a word, or where another witness goes on, or some words apart."""
    if any(bar.group() == "‖" for bar in bars):  # which is no punctuation in any script
        return True
    inside = any(_inside(text, bar) or _HYPHEN.search(text[bar.start() - 2 : bar.start()]) for bar in bars)
    if inside or any(evidence.together(row, *bar.span()) for bar in bars):
        return True
    apart = [len(text[a.end() : b.start()].split()) for a, b in pairwise(bars)]
    return len(bars) > 2 and median(apart) > 1


def _divide_words(text: str, strokes: Sequence[regex.Match[str]], evidence: Evidence) -> bool:
    """Whether strokes divide words: a hyphen is before one, or the whole word occurs elsewhere, or two parts are none.

    ``and/or`` is no divided word: both parts are words.
    """
    if len(strokes) < 2:
        return False
    if any(_HYPHEN.search(text[max(0, one.start() - 2) : one.start()]) for one in strokes):
        return True
    inside = [one for one in strokes if _inside(text, one)]
    if any(_is_one_word(text, one, evidence) for one in inside):
        return True
    return len(inside) > 1 and len(strokes) - len(inside) > 2 and all(_one_word(text, one, evidence) for one in inside)


def _inside(text: str, bar: regex.Match[str]) -> bool:
    """Whether a bar stands inside a word; between two single letters it does not: ``a|b``."""
    if _spaced(text, bar):
        return False
    return text[bar.start() - 2 : bar.start()].isalpha() or text[bar.end() : bar.end() + 2].isalpha()


def _cut(text: str, bar: regex.Match[str], evidence: Evidence, *, spaced: bool) -> Cut:
    """What goes with a bar: the space that would be left over, or the hyphen of a word that it divides."""
    hyphen = _HYPHEN.search(text[max(0, bar.start() - 3) : bar.start()])
    after = place(text, bar.end())
    if hyphen and text[after : after + 1].isalpha():
        return Cut(bar.start() - len(hyphen.group()), after, KIND)
    apart = not spaced and not _one_word(text, bar, evidence)
    return Cut(*snug(text, *bar.span()), KIND, " " if apart else "")


def _between_words(text: str, start: int, end: int) -> bool:
    """Whether letters or signs of punctuation stand on both sides, and no number or sign of a calculation."""
    at = place(text, end)
    return _of_text(before(text, start)) and (at == len(text) or _of_text(text[at]))


def _of_text(char: str) -> bool:
    return bool(char) and (char.isalpha() or char in ".,;:!?·’'»”\")]([«“-=¬⸗" or unicodedata.combining(char) > 0)


def _spaced(text: str, bar: regex.Match[str]) -> bool:
    return not (text[bar.start() - 1].isalpha() and text[bar.end() : bar.end() + 1].isalpha())


def _one_word(text: str, bar: regex.Match[str], evidence: Evidence) -> bool:
    """Whether the letters on both sides of a bar are one word, in a text whose bars all stand between letters."""
    word = _WORD_BEFORE.search(text[max(0, bar.start() - 40) : bar.start()])
    after = _WORD_AFTER.match(text, bar.end())
    left, right = word.group() if word else "", after.group() if after else ""
    return evidence.attested(left + right) or not (evidence.attested(left) and evidence.attested(right))


def _is_one_word(text: str, bar: regex.Match[str], evidence: Evidence) -> bool:
    """Whether a single bar stands in a word that occurs without it elsewhere."""
    word = _WORD_BEFORE.search(text[max(0, bar.start() - 40) : bar.start()])
    after = _WORD_AFTER.match(text, bar.end())
    return word is not None and after is not None and evidence.attested(word.group() + after.group())


def _are_fifths(bars: Sequence[regex.Match[str]]) -> bool:
    """Whether every fifth bar, and no other, is a double one."""
    double = [number for number, bar in enumerate(bars, 1) if bar.group() in _DOUBLE]
    return bool(double) and double == list(range(FIFTH, len(bars) + 1, FIFTH))

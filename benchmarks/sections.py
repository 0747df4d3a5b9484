"""Whether sections find their rows: ``python benchmarks/sections.py [CORPUS ...]`` (all, from ../shared/field).

The sections of every witness but the base as they are, renumbered by one (each is called as the next one is), and with
every fifth cut in two and every seventh joined to the next, the numbers running on; the place of a cut and the first
that is cut or joined are drawn (seed 1). A section is right if most of its words lie in the row of the same words of
the base. Beside the matching of projects stand its two halves: by name alone, and by words alone (no names in common).
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import regex

from collate import pipeline
from collate.alignment.chain import chain
from collate.config import Settings
from collate.model import Origin, Source
from collate.model.plan import Matched, Piece
from collate.projects import matching, sections
from collate.witnesses.normalisers.forms import fold

GOLD = Path(__file__).parents[2] / "shared" / "field" / "gold"
SEED = 1
_WORD = regex.compile(r"\p{Han}|[\p{L}\p{M}\p{N}]+")
Rows = tuple[Sequence[Matched], Mapping[str, Sequence[Piece]]]


@dataclass(frozen=True)
class Known:
    """A section of a witness: name, text, and of each word where it begins and the number of the base's section."""

    name: str
    text: str
    starts: tuple[int, ...]
    truth: tuple[int, ...]


Corpus = dict[str, list[Known]]  # by siglum, the base first


def starts(text: str) -> tuple[int, ...]:
    """Where the words of a text begin."""
    return tuple(match.start() for match in _WORD.finditer(text))


def folders(path: Path) -> Corpus:
    """A folder a section, a file a witness: the sections of one folder are the same."""
    found: Corpus = defaultdict(list)
    for number, folder in enumerate(sorted(one for one in path.iterdir() if one.is_dir())):
        for file in sorted(folder.glob("*.txt")):
            text = file.read_text("utf-8")
            found[file.stem].append(Known(folder.name, text, starts(text), (number,) * len(starts(text))))
    base = max(found, key=lambda siglum: (len(found[siglum]), -sorted(found).index(siglum)))
    return {siglum: found[siglum] for siglum in (base, *(one for one in sorted(found) if one != base))}


def files(path: Path, by: str) -> Corpus:
    """A file a witness, cut as projects cut it: which words are the same is found without regard to sections."""
    named = [pipeline.Named(str(file)) for file in sorted(path.glob("*.txt"))]
    cut = {one.siglum: sections.cut([one], by) for one in pipeline.sources(named, Settings())}
    base, *others = cut
    own = _words(cut[base])
    section = np.repeat(np.arange(len(cut[base])), [len(starts(piece.source.content)) for piece in cut[base]])
    found = {base: _known(cut[base], section)}
    for siglum in others:
        same = _same(_words(cut[siglum]), own)
        found[siglum] = _known(cut[siglum], np.where(same >= 0, section[same], -1))
    return found


def _words(pieces: Sequence[Piece]) -> list[str]:
    return [fold(word) for piece in pieces for word in _WORD.findall(piece.source.content)]


def _same(words: Sequence[str], base: Sequence[str]) -> np.ndarray:
    """The word of the base that each word surely is, or -1: by common stretches in one order."""
    codes: dict[str, int] = {}
    ours, theirs = (np.array([codes.setdefault(word, len(codes)) for word in some]) for some in (words, base))
    return chain(ours, theirs, np.zeros(len(codes), dtype=bool))


def _known(pieces: Sequence[Piece], truth: np.ndarray) -> list[Known]:
    found, at = [], 0
    for piece in pieces:
        begins = starts(piece.source.content)
        found.append(Known(piece.key, piece.source.content, begins, tuple(truth[at : at + len(begins)].tolist())))
        at += len(begins)
    return found


CORPORA: dict[str, Callable[[], Corpus]] = {
    "sblgnt_dev": lambda: folders(GOLD / "sblgnt_dev" / "rebuilt"),
    "bible_en_early": lambda: folders(GOLD / "bible_en_early"),
    "frankenstein": lambda: files(GOLD / "frankenstein" / "full", "headings"),
    "zh_laozi": lambda: files(GOLD / "zh_laozi" / "witnesses", "lines"),
    "oldrus_pvl": lambda: folders(GOLD / "oldrus_pvl" / "columns"),
}


def renumbered(own: Sequence[Known]) -> list[Known]:
    """Each section has the name of the next."""
    names = [*(one.name for one in own[1:]), "one more"]
    return [_called(one, name) for one, name in zip(own, names, strict=True)]


def cut_and_joined(own: Sequence[Known], draw: random.Random) -> list[Known]:
    """Every fifth in two, every seventh with the next; what comes out is called in order as it was before."""
    first_cut, first_joined = draw.randrange(5), draw.randrange(7)
    found: list[Known] = []
    joined = False
    for k, one in enumerate(own):
        if joined:
            found[-1] = _joined(found[-1], one)
            joined = False
            continue
        joined = k % 7 == first_joined
        found += _halves(one, draw) if k % 5 == first_cut and not joined and len(one.starts) > 1 else [one]
    names = [one.name for one in own] + [f"one more {k}" for k in range(len(found))]
    return [_called(one, name) for one, name in zip(found, names, strict=False)]


def _called(one: Known, name: str) -> Known:
    return Known(name, one.text, one.starts, one.truth)


def _joined(one: Known, other: Known) -> Known:
    text = one.text.rstrip("\n") + "\n"
    moved = (len(text) + start for start in other.starts)
    return Known(one.name, text + other.text, (*one.starts, *moved), one.truth + other.truth)


def _halves(one: Known, draw: random.Random) -> Iterator[Known]:
    """Cut before a word somewhere in the middle third."""
    middle = round(len(one.starts) * draw.uniform(1 / 3, 2 / 3)) or 1
    at = one.starts[middle]
    yield Known(one.name, one.text[:at], one.starts[:middle], one.truth[:middle])
    moved = tuple(start - at for start in one.starts[middle:])
    yield Known(one.name, one.text[at:], moved, one.truth[middle:])


Changed = Callable[[Sequence[Known], random.Random], Sequence[Known]]
CHANGES: dict[str, Changed] = {
    "as they are": lambda own, _draw: own,
    "renumbered": lambda own, _draw: renumbered(own),
    "cut and joined": cut_and_joined,
}


def by_both(pieces: Mapping[str, Sequence[Piece]], base: str) -> Rows:
    """As projects do it."""
    return matching.matched(pieces, base)


def by_name(pieces: Mapping[str, Sequence[Piece]], _base: str) -> Rows:
    """Sections of one key."""
    rows: dict[str, dict[str, tuple[int, ...]]] = {}
    for siglum, own in pieces.items():
        for k, piece in enumerate(own):
            rows.setdefault(piece.key, {})[siglum] = (k,)
    return [Matched(key, row, {}) for key, row in rows.items()], pieces


def by_words(pieces: Mapping[str, Sequence[Piece]], base: str) -> Rows:
    """As projects do it where no section has the name of another."""
    own = {
        siglum: [piece._replace(key=f"{siglum} {k}", names=()) for k, piece in enumerate(some)]
        for siglum, some in pieces.items()
    }
    return matching.matched(own, base)


def score(corpus: Corpus, changed: Changed, how: Callable[..., Rows]) -> tuple[float, int]:
    """The share of sections that are right, of those that have words in common with the base; and how many they are."""
    draw = random.Random(SEED)
    base = next(iter(corpus))
    known = {siglum: own if siglum == base else changed(own, draw) for siglum, own in corpus.items()}
    pieces = {
        siglum: [Piece(one.name, "", Source(siglum, one.text, Origin(siglum, "", "text"))) for one in own]
        for siglum, own in known.items()
    }
    rows, parts = how(pieces, base)
    right = [
        good
        for siglum, own in known.items()
        if siglum != base
        for good in _right(own, parts[siglum], _rows(rows, siglum, base))
    ]
    return sum(right) / len(right), len(right)


def _rows(rows: Sequence[Matched], siglum: str, base: str) -> dict[int, set[int]]:
    """By number of a section of a witness, the sections of the base in its row."""
    return {k: set(row.pieces.get(base, ())) for row in rows for k in row.pieces.get(siglum, ())}


def _right(own: Sequence[Known], parts: Sequence[Piece], rows: Mapping[int, set[int]]) -> Iterator[bool]:
    """Of each section of a witness, whether most of its words are in the rows of the same words of the base."""
    k = 0
    for one in own:
        spans = []
        at = 0
        while k < len(parts) and (begin := one.text.find(parts[k].source.content, at)) >= 0:
            at = begin + len(parts[k].source.content)
            spans.append((begin, at, k))
            k += 1
            if not one.text[at:].strip():
                break
        told = [(start, section) for start, section in zip(one.starts, one.truth, strict=True) if section >= 0]
        good = sum(
            any(low <= start < high and section in rows.get(part, ()) for low, high, part in spans)
            for start, section in told
        )
        if told:
            yield 2 * good > len(told)


def main(wanted: Sequence[str]) -> None:
    """A line for each corpus and change."""
    print(f"{'':16}{'':16}{'sections':>9}{'both':>8}{'name':>8}{'words':>8}{'seconds':>9}")
    for name in wanted or CORPORA:
        try:
            corpus = CORPORA[name]()
        except FileNotFoundError:
            print(f"{name}: skipped, it is not at hand")
            continue
        for title, changed in CHANGES.items():
            begun = time.perf_counter()
            both, number = score(corpus, changed, by_both)
            took = time.perf_counter() - begun
            alone = (score(corpus, changed, how)[0] for how in (by_name, by_words))
            print(
                f"{name:16}{title:16}{number:9}{both:8.3f}{next(alone):8.3f}{next(alone):8.3f}{took:9.1f}", flush=True
            )


if __name__ == "__main__":
    main(sys.argv[1:])

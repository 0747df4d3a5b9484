"""Translations: read → segments → evidence → beads → findings. What `pipeline` is for witnesses, this is for tongues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

from anyascii import anyascii

from collate import judge, registry
from collate.config import Settings
from collate.errors import UsageError
from collate.model import Source
from collate.model.parallel import Bead, Parallel, Segment

Known = Mapping[str, Mapping[str, float]]
SAID = 0.6  # what a gloss is worth that came through a third language
DICTD, UNIHAN = Path("/usr/share/dictd"), Path("/usr/share/unicode")
CODES = {"fr": "fra", "ru": "rus", "de": "deu", "en": "eng", "es": "spa", "it": "ita", "la": "lat", "zh": "zho"}


def segmented(source: Source, by: str) -> list[Segment]:
    """The segments of a source. UsageError if there is no such way."""
    from collate.tokenise.segments import WAYS, segments

    if by not in WAYS:
        raise UsageError(f"a text cannot be cut into {by!r}", hint=f"choose {', '.join(WAYS)}")
    return segments(source, by)


def reader(code: str, settings: Settings) -> Callable[[str], list[str]]:
    """What gives the forms of a segment in a language."""
    from collate.analyse.classify.dictionaries import conversion
    from collate.analyse.classify.evidence import Evidence
    from collate.normalise.evidence import forms

    base = code.partition("-")[0]
    pack = judge.pack(base, settings)
    known = Evidence(pack)
    spelt = cache(lambda form: known.rewritten(form).form)
    converted = conversion(base)
    return lambda text: forms(text, numerals=pack.numerals, spelt=spelt, converted=converted)


def dictionaries(one: str, other: str, named: Sequence[str] = ()) -> list[tuple[Path, str, str]]:
    """The dictionaries that are there for a pair of languages, and from which to which they lead."""
    found = [(Path(name), *_direction(Path(name), one, other)) for name in named]
    direct = [
        (DICTD / f"freedict-{CODES.get(a)}-{CODES.get(b)}.dict.dz", a, b) for a, b in ((one, other), (other, one))
    ]
    english = [(DICTD / f"freedict-{CODES.get(a)}-eng.dict.dz", a, "en") for a in (one, other) if a != "en"]
    there = [way for way in direct if way[0].is_file()]
    found += there or [way for way in english if way[0].is_file()]
    if "zh" in (one, other):
        found += [(path, "zh", "en") for path in sorted(UNIHAN.glob("Unihan_Readings.txt*"))[:1]]
    return list(dict.fromkeys(found))


def _direction(path: Path, one: str, other: str) -> tuple[str, str]:
    """The languages of a dictionary by its name, ``fra-rus`` or ``fr-ru``; CC-CEDICT and Unihan are Chinese-English."""
    name = path.name.lower()
    if "cedict" in name or "unihan" in name:
        return "zh", "en"
    short = {long: code for code, long in CODES.items()} | {code: code for code in CODES}
    words = [short[word] for word in name.replace(".", "-").replace("_", "-").split("-") if word in short]
    return (words[0], words[1]) if len(words) >= 2 else (one, other)


@cache
def _pairs(path: Path) -> dict[str, list[str]]:
    """A dictionary as single words with their short translations."""
    from collate.read.dictionary import pairs

    found: dict[str, list[str]] = defaultdict(list)
    for word, translation in pairs(path):
        if " " not in word and translation.count(" ") <= 2:
            found[word].append(translation)
    return found


def known(
    codes: tuple[str, str], vocabularies: tuple[Collection[str], Collection[str]], settings: Settings,
    named: Sequence[str] = (), *, use: bool = True,
) -> Known:  # fmt: skip
    """What translates what, by forms: dictionaries (directly, and through English) and our own list of concepts.

    Only forms of the `vocabularies` are looked up.
    """
    from collate.read.concepts import concepts

    one, other = codes
    read = {code: cache(reader(code, settings)) for code in {one, other, "en"}}
    found: dict[str, dict[str, float]] = defaultdict(dict)

    def add(a: str, b: str, weight: float) -> None:
        found[a][b] = max(found[a].get(b, 0.0), weight)

    for row in concepts():
        for a in _forms(row.get(one, ()), read[one]):
            for b in _forms(row.get(other, ()), read[other]):
                add(a, b, 1.0)
    wanted = {one: vocabularies[0], other: vocabularies[1]}
    through: dict[str, dict[str, set[str]]] = {one: defaultdict(set), other: defaultdict(set)}
    for path, a, b in dictionaries(one, other, named) if use or named else ():
        for word, translations in _pairs(path).items():
            left = [form for form in _whole(read[a](word)) if form in wanted[a]] if a in wanted else []
            for right in {form for translation in translations for form in read[b](translation)} if left else ():
                for form in left:
                    if (a, b) == (one, other):
                        add(form, right, 1.0)
                    elif (a, b) == (other, one):
                        add(right, form, 1.0)
                    elif b == "en":
                        through[a][form].add(right)
    _through_english(one, other, through, add)
    return found


def _forms(words: Sequence[str], read: Callable[[str], list[str]]) -> list[str]:
    """The forms of single words; of a Chinese word the longest, a pair or a character."""
    found = [read(word) for word in words]
    return [form for forms in found if forms for form in _whole(forms)]


def _whole(forms: list[str]) -> list[str]:
    pairs = [form for form in forms if len(form) == 2 and "\u3400" <= form[0] <= "\u9fff"]
    return pairs or forms[:1]


_EMPTY = frozenset(
    "to the of in a an on for with and or by as at from be is are used not it its one kind type up out off".split()
)


def _through_english(
    one: str, other: str, through: Mapping[str, Mapping[str, set[str]]], add: Callable[[str, str, float], None]
) -> None:
    if one == "en" or other == "en":
        side = other if one == "en" else one
        for form, glosses in through[side].items():
            for gloss in glosses - _EMPTY:
                add(*((gloss, form) if one == "en" else (form, gloss)), SAID)
        return
    back: dict[str, set[str]] = defaultdict(set)
    for form, glosses in through[other].items():
        for gloss in glosses - _EMPTY:
            back[gloss].add(form)
    for form, glosses in through[one].items():
        for gloss in sorted(glosses - _EMPTY):
            for translation in back.get(gloss, ()):
                add(form, translation, SAID)


def aligned(
    original: Source, translation: Source, settings: Settings, *, by: str = "sentences", named: Sequence[str] = (),
    use_dictionaries: bool = True,
) -> Parallel:  # fmt: skip
    """The beads of an original and a translation."""
    from collate.align.beads.align import PAIR, beads
    from collate.align.beads.lexicon import Side
    from collate.align.beads.seeds import seeds, skeleton

    codes = [source.language.code.partition("-")[0] for source in (original, translation)]
    cut = [segmented(source, by) for source in (original, translation)]
    forms = _evidence(cut, codes, settings)
    sides = [
        Side.of(own, [sum(not char.isspace() for char in s.text) for s in segments])
        for own, segments in zip(forms, cut, strict=True)
    ]
    sounds = [
        ["" if code == "zh" else skeleton(name, anyascii(name).lower().replace("'", "")) for name in side.names]
        for side, code in zip(sides, codes, strict=True)
    ]
    given = known(
        (codes[0], codes[1]), (set(sides[0].names), set(sides[1].names)), settings, named, use=use_dictionaries
    )
    start = seeds(sides[0].names, sides[1].names, (sounds[0], sounds[1]), given)
    weights = tuple(PAIR if code == "zh" else 1.0 for code in codes)
    done = beads(sides[0], sides[1], start, weights=(weights[0], weights[1]))
    made = tuple(Bead(one, other, round(worth, 3)) for (one, other), worth in zip(done.beads, done.worth, strict=True))
    return Parallel(
        original.siglum, translation.siglum, (codes[0], codes[1]), tuple(cut[0]), tuple(cut[1]), made,
        {"segments": by, "dictionaries": [path.name for path, *_ in dictionaries(*codes, named)] if use_dictionaries else []},
    )  # fmt: skip


def _evidence(cut: Sequence[Sequence[Segment]], codes: Sequence[str], settings: Settings) -> list[list[list[str]]]:
    """The forms of every segment of both sides, with those of names that sound alike in Chinese."""
    from collate.normalise.names import names, sounding

    read = [reader(code, settings) for code in codes]
    found = [[own(segment.text) for segment in segments] for own, segments in zip(read, cut, strict=True)]
    for side, other in ((0, 1), (1, 0)):
        if codes[side] == "zh" and codes[other] != "zh":
            called = [list(names(segment.text)) for segment in cut[other]]
            wanted = {form for own in called for form in own}
            heard = [list(sounding(segment.text, wanted)) for segment in cut[side]]
            there = {form for own in heard for form in own}
            for forms, own in zip(found[side], heard, strict=True):
                forms += own
            for forms, own in zip(found[other], called, strict=True):
                forms += [form for form in own if form in there]
    return found

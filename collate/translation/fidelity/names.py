"""Checks of names: missing here but rendered elsewhere, spelt in two ways, in another order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from collate.model.fidelity import Doubt
from collate.translation.content.passage import Hears, Name, Said

Lexicon = Mapping[str, Mapping[str, float]]
ALIKE = 0.7  # likeness of two skeletons that are one name
OFTEN = 3  # times a name has to stand before its absence says anything
RATE = 0.8  # and the share of them in which it has to be rendered
LEARNT = 0.3
BETWEEN = 26  # characters between two names that are named together


@dataclass(slots=True)
class Called:
    """How one name, `text`, is rendered: in which beads and how, and the beads that lack it."""

    text: str = ""
    rendered: dict[int, tuple[Name, str, tuple[int, int] | None]] = field(default_factory=dict)
    missing: dict[int, Name] = field(default_factory=dict)


def survey(pairs: Sequence[tuple[Said, Said]], lexicon: Lexicon, hears: Hears | None) -> dict[str, Called]:
    """Every name of the original by its stem. `hears` finds a name's sound in a text that has no capitals."""
    found: dict[str, Called] = defaultdict(Called)
    for number, (one, other) in enumerate(pairs):
        for name in {own.stem: own for own in reversed(one.names)}.values():
            found[name.stem].text = one.text[name.start : name.end]
            known = {form for form, share in lexicon.get(name.stem, {}).items() if share >= LEARNT}
            place = _rendering(name, other, known, hears)
            if place is not None:
                found[name.stem].rendered[number] = (name, other.text[place[0] : place[1]], place)
            elif not known.isdisjoint(other.forms):
                found[name.stem].rendered[number] = (name, "", None)
            else:
                found[name.stem].missing[number] = name
    return found


def _rendering(name: Name, other: Said, known: Collection[str], hears: Hears | None) -> tuple[int, int] | None:
    """Where a name stands on the other side: by what is known, else by its sound."""
    if hears is not None:
        return hears(name.sound, other.text)
    learnt = next((own for own in other.names if own.stem in known), None)
    if learnt is not None:
        return learnt.start, learnt.end
    likest = max(other.names, key=lambda own: _alike(name, own), default=None)
    return (likest.start, likest.end) if likest and _alike(name, likest) >= ALIKE else None


def _alike(one: Name, other: Name) -> float:
    return Indel.normalized_similarity(one.sound, other.sound) if one.sound and other.sound else 0.0


def missing(found: Mapping[str, Called], absent: Collection[tuple[int, int]]) -> Iterator[tuple[int, Doubt]]:
    """Names that this bead does not render, and others do. `absent`: what is not there by any other evidence either."""
    for called in found.values():
        times = len(called.rendered) + len(called.missing)
        rate = len(called.rendered) / max(1, times - 1)  # by the others
        if called.missing and len(called.rendered) >= OFTEN and rate >= RATE:
            for number, name in called.missing.items():
                if (number, name.start) not in absent:
                    continue
                because = (
                    f"{called.text}: rendered in {len(called.rendered)} of {times} sentences that have it, not here"
                )
                yield number, Doubt("name-missing", round(0.9 * min(1.0, rate), 2), because, (name.start, name.end))


def variants(found: Mapping[str, Called], stem: Callable[[str], str]) -> Iterator[tuple[int, Doubt]]:
    """Renderings of a name that differ in their stems from the usual one."""
    read = [{k: stem(text) for k, (_, text, _) in called.rendered.items() if text} for called in found.values()]
    others = [{own for own, often in Counter(stems.values()).items() if often > 1} for stems in read]
    taken = Counter(own for usual in others for own in usual)
    for called, stems in zip(found.values(), read, strict=True):
        often = Counter(stems.values()).most_common()
        if len(often) < 2 or sum(count for _, count in often) < OFTEN:
            continue
        usual, times = often[0]
        for number, own in stems.items():
            few = sum(mate == own for mate in stems.values())
            rare = own != usual and times >= 2 * few and not taken[own] and not _inflected(own, usual)
            if rare and Indel.normalized_similarity(own, usual) >= 0.5:
                name, text, place = called.rendered[number]
                because = f"{text} here, and {times} times {usual}-"
                yield number, Doubt("name-variant", 0.75, because, (name.start, name.end), place)


def _joins(between: str, side: Said) -> bool:
    """Whether two names are joined by a comma or the word for and: they are named together."""
    return "," in between or not {*side.senses.frames.get("and", ())}.isdisjoint(between.split())


def _inflected(one: str, other: str) -> bool:
    """Whether one stem only goes on where the other ends."""
    return one.startswith(other) or other.startswith(one)


def parties(one: Said, found: Mapping[str, Called], number: int) -> Iterator[Doubt]:
    """Two names that stand together, in the other order in the translation."""
    for first, second in zip(one.names, one.names[1:], strict=False):
        between = one.text[first.end : second.start].lower()
        if first.stem == second.stem or len(between) > BETWEEN or "." in between or not _joins(between, one):
            continue
        places = [found[name.stem].rendered.get(number) for name in (first, second)]
        spots = [place[2] for place in places if place is not None and place[2] is not None]
        alone = all(sum(own.stem == name.stem for own in one.names) == 1 for name in (first, second))
        if len(spots) == 2 and alone and spots[1][1] <= spots[0][0] and spots[0][0] - spots[1][1] <= 2 * BETWEEN:
            because = f"{one.text[first.start : first.end]} stands before {one.text[second.start : second.end]}"
            yield Doubt("party-order", 0.7, because, (first.start, second.end), (spots[1][0], spots[0][1]))

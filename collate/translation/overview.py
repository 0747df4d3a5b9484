"""Counts what was found in several translations of one original: by translation, and by place of the original."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from collate.config import Settings
from collate.languages.letters import is_word, length
from collate.model import Collation
from collate.model.fidelity import Fidelity, Finding
from collate.model.overview import Counts, Overview, Told, Trouble
from collate.model.parallel import Parallel
from collate.translation.fidelity.findings import SURE
from collate.translation.one_language import aligned
from collate.translation.passages import passages

LEFT_OUT = {"omitted-clause"}  # findings that say that words of the original have no counterpart


def overview(found: Fidelity, settings: Settings) -> Overview:
    """The overview of the translations that were checked. All findings that are sure count, not only those shown."""
    findings = [*found.findings, *(one for one in found.unsure if one.confidence >= SURE)]
    made = found.parallels
    same, both = _agreement(made, settings)
    return Overview(
        made[0].original.siglum, len(made[0].source), tuple(_told(one, findings) for one in made), same, both,
        tuple(_places(found, findings)), found.quiet, found.recipe,
    )  # fmt: skip


def _told(made: Parallel, findings: Sequence[Finding]) -> Told:
    siglum = made.translation.siglum
    own = [one for one in findings if one.suspect == "translation" and siglum in one.translations]
    whole = sum(length(segment.text) for segment in made.source)
    there = sum(
        length(made.source[number].text)
        for bead in made.beads
        if bead.target[0] < bead.target[1]
        for number in range(*bead.source)
    )
    there -= sum(length(one.original.words) for one in own if one.kind in LEFT_OUT)
    accounted = max(0, there) / whole if whole else 1.0
    return Told(siglum, made.translation.language.code, accounted, dict(Counter(one.kind for one in own)))


def _places(found: Fidelity, findings: Sequence[Finding]) -> list[Trouble]:
    """The sentences with findings: those of most translations first, then the weightiest."""
    by_sentence: dict[int, list[Finding]] = defaultdict(list)
    for one in findings:
        by_sentence[found.sentences(one)[0]].append(one)
    segments, original = found.parallels[0].source, found.parallels[0].original
    order = [one.translation.siglum for one in found.parallels]
    places = []
    for number, own in by_sentence.items():
        concerned = {siglum for one in own if one.suspect == "translation" for siglum in one.translations}
        at = segments[number].start if number < len(segments) else len(original.content)
        text = segments[number].text if number < len(segments) else ""
        sigla = tuple(siglum for siglum in order if siglum in concerned)
        places.append(Trouble(number, original.place(at)[0], text, tuple(own), sigla))
    return sorted(places, key=lambda one: (-len(one.translations), -sum(f.weight for f in one.findings), one.sentence))


def _agreement(made: Sequence[Parallel], settings: Settings) -> tuple[Counts, Counts]:
    """The words that any two translations into one language have in common, and those that either has."""
    same = np.zeros((len(made), len(made)), dtype=np.int64)
    both = same.copy()
    rows = list(passages(made))
    groups: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(made):
        groups[one.translation.language.base].append(number)
    for own in groups.values():
        if len(own) > 1:
            spans = [[row.spans[number + 1] for row in rows] for number in own]
            codes = _words(aligned([made[number].translation for number in own], spans, settings))
            for row, number in enumerate(own):
                there = (codes[:, [row]] >= 0) | (codes >= 0)
                both[number, own] = there.sum(axis=0)
                same[number, own] = ((codes[:, [row]] == codes) & (codes >= 0)).sum(axis=0)
    return same, both


def _words(collation: Collation) -> Counts:
    """The table of the compared words as numbers, without signs."""
    return collation.codes()[list(_places_of_words(collation))].astype(np.int64)


def _places_of_words(collation: Collation) -> Iterator[int]:
    """The positions at which some witness has a word."""
    for position, tokens in enumerate(collation.columns.tolist()):
        pairs = zip(collation.witnesses, tokens, strict=True)
        if any(token >= 0 and is_word(witness.normals[token]) for witness, token in pairs):
            yield position

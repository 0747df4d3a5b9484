"""The fidelity check in order: original and translations → beads → content of each side → doubts → ranked findings.

Start with `checked`, which aligns each translation, runs all checks and ranks the findings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from collate.config import Settings
from collate.languages.senses import senses
from collate.model import Source
from collate.model.fidelity import Doubt, Fidelity, Finding, Passage
from collate.model.parallel import Parallel, Segment
from collate.model.termbase import Termbase
from collate.translation import bilingual_lexicon, sentence_pairs
from collate.translation.content import statements
from collate.translation.content.passage import Said
from collate.translation.fidelity import (
    clauses,
    lengths,
    lone_names,
    mechanical,
    names,
    register,
    terms,
    together,
    unaccounted,
    weighing,
    wrong_words,
)
from collate.translation.fidelity import (
    negation as small,
)
from collate.translation.fidelity import (
    numbers as figures,
)
from collate.translation.fidelity import (
    original as agreement,
)
from collate.translation.fidelity.kinds import every, kinds
from collate.variants.decisions import dismissed, replay

SURE, STRICT = 0.5, 0.2  # the least confidence of a finding that is shown, by default and in strict mode
FEWEST, SHARE = 20, 5  # findings of a document that are shown by default, at least, and one in so many sentences
FIGURES = frozenset({"number", "date", "unit", "article-reference"})
BOTH_WAYS = FIGURES | {
    "negation",
    "quantifier",
    "modality",
}  # if all agree, the original is in doubt
_PAIRWISE: tuple[Callable[[Said, Said], Iterator[Doubt]], ...] = (
    figures.numbers, figures.units, figures.dates, small.quantifiers,
    mechanical.untranslated, mechanical.doubled, mechanical.brackets,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """One translation, aligned: what both sides of each bead say (None where there is none), and the doubts."""

    parallel: Parallel
    sides: tuple[tuple[Said | None, Said | None], ...]
    doubts: tuple[tuple[int, Doubt], ...]
    quiet: tuple[str, ...]

    @property
    def siglum(self) -> str:
        """The siglum of the translation."""
        return self.parallel.translation.siglum


def checked(
    original: Source, translations: Sequence[Source], settings: Settings, *, by: str = "sentences",
    named: Sequence[str] = (), use_dictionaries: bool = True, termbase: Termbase | None = None,
    only: Sequence[str] = (), strict: bool = False,
) -> Fidelity:  # fmt: skip
    """Align each translation with the original, and report where they differ.

    Findings that an editor has dismissed, in the decisions of the project, are left out until the text there changes.
    """
    wanted = kinds(only)
    made = [
        sentence_pairs.aligned(
            original, one, settings, by=by, named=named, use_dictionaries=use_dictionaries, termbase=termbase
        )
        for one in translations
    ]
    seen = [_seen(one, settings, termbase or Termbase()) for one in made]
    found = dismissed.findings_left([*_findings(seen), *_together(seen, settings)], replay.decisions(settings))
    kept = together.merged(one for one in found if one.kind in wanted)
    most = None if strict else max(FEWEST, sum(len(one.beads) for one in made) // SHARE)
    shown, unsure = together.divided(kept, made, STRICT if strict else SURE, most)
    recipe = {"beads": [one.recipe for one in made], "only": list(only), "strict": strict}
    notes = [note for one in seen for note in one.quiet]
    if use_dictionaries:
        notes += [note for one in made if not one.recipe["dictionaries"] for note in _without_dictionary(one)]
    return Fidelity(
        tuple(made),
        shown,
        tuple(dict.fromkeys(notes)),
        unsure,
        recipe,
    )


def _without_dictionary(made: Parallel) -> Iterator[str]:
    """A note on what would help a pair of languages for which no dictionary is there."""
    one, other = made.original.language.base, made.translation.language.base
    packages = bilingual_lexicon.helpful(one, other)
    if packages and one != other:
        yield f"no dictionary of {one} and {other} is here; Debian has {' and '.join(packages)}"


def _seen(made: Parallel, settings: Settings, termbase: Termbase) -> Seen:
    """The content of both sides of every bead, and the doubts that the checks raise."""
    sides = statements.sides(made, settings)
    doubts = [*_lone(made), *_pairs(made, sides, settings)]
    if len(termbase):
        doubts += _terms(made, sides, settings, termbase)
    doubts, quiet = weighing.quieted(weighing.once(doubts), sides, made.translation.siglum)
    doubts = list(unaccounted.unaccounted(sides, (made.lexicon.there, made.lexicon.back), doubts))
    return Seen(made, tuple(sides), tuple(doubts), (*_unread(made, termbase), *quiet))


def _unread(made: Parallel, termbase: Termbase) -> Iterator[str]:
    """Notes on checks that cannot run because word lists or terms are missing."""
    for source in (made.original, made.translation):
        code = source.language.base
        if not senses(code).reads:
            yield f"{source.siglum}: numbers, dates and small words are not looked at: there is no list for {code}"
        if len(termbase) and code not in termbase.languages:
            yield f"{source.siglum}: the termbase has no terms in {code}, only in {', '.join(termbase.languages)}"


def _lone(made: Parallel) -> Iterator[tuple[int, Doubt]]:
    """Segments without a counterpart."""
    for number, bead in enumerate(made.beads):
        if bead.kind in {"1:0", "0:1"}:
            omitted = bead.kind == "1:0"
            kind = "omitted-unit" if omitted else "added-unit"
            where = "translation" if omitted else "original"
            yield number, Doubt(kind, 0.85, f"no sentence of the {where} says this")


def _pairs(made: Parallel, sides: statements.Sides, settings: Settings) -> Iterator[tuple[int, Doubt]]:
    """The doubts about beads that have two sides."""
    both = [(number, one, other) for number, (one, other) in enumerate(sides) if one is not None and other is not None]
    for number, one, other in both:
        if not one.heading:
            yield from ((number, doubt) for check in _PAIRWISE for doubt in check(one, other))
    pairs = [(one, other) for _, one, other in both]
    place = [number for number, _, _ in both]
    yield from _by_length(place, pairs)
    yield from _by_words(made, place, pairs)
    yield from ((place[number], doubt) for number, doubt in wrong_words.wrong_words(pairs))
    yield from ((place[number], doubt) for number, doubt in small.modality(pairs))
    placing = statements.placing(made, settings)
    yield from ((place[number], doubt) for number, doubt in small.negations(pairs, placing))
    lone = list(lone_names.lone_names(pairs, made.lexicon.there, made.lexicon.back))
    yield from ((place[number], doubt) for number, doubt in lone)
    absent = frozenset((number, doubt.one[0]) for number, doubt in lone if doubt.one)
    found = names.survey(pairs, made.lexicon.there, statements.hearing(made))
    stem = statements.speech(made.translation.language.code, settings).stem
    for number, doubt in (*names.missing(found, absent), *names.variants(found, stem)):
        yield place[number], doubt
    called = frozenset(found)
    for number, (one, _) in enumerate(pairs):
        yield from ((place[number], doubt) for doubt in names.parties(one, found, number))
    for number, doubt in terms.inconsistent(pairs, made.lexicon.there, made.lexicon.back, called):
        yield place[number], doubt
    changed = register.drift([other for _, other in pairs])
    if changed is not None:
        yield place[changed[0]], changed[1]


def _by_length(place: Sequence[int], pairs: Sequence[tuple[Said, Said]]) -> Iterator[tuple[int, Doubt]]:
    counted = [(max(1, lengths.counted(one.text)), lengths.counted(other.text)) for one, other in pairs]
    for number, doubt in lengths.outliers(counted).items():
        yield place[number], doubt


def _by_words(made: Parallel, place: Sequence[int], pairs: Sequence[tuple[Said, Said]]) -> Iterator[tuple[int, Doubt]]:
    usual = clauses.habits(pairs, made.lexicon.there)
    reverse = clauses.habits([(other, one) for one, other in pairs], made.lexicon.back)
    for number, (one, other) in zip(place, pairs, strict=True):
        doubts = (
            *clauses.gone(one, other, usual, "omitted-clause"),
            *clauses.gone(other, one, reverse, "added-clause"),
            *clauses.order(one, other, usual),
        )
        yield from ((number, doubt) for doubt in doubts)


def _terms(
    made: Parallel, sides: statements.Sides, settings: Settings, termbase: Termbase
) -> Iterator[tuple[int, Doubt]]:
    own, theirs = (statements.finder(source, settings, termbase) for source in (made.original, made.translation))
    code = made.translation.language.base
    known = {concept.name: concept.terms.get(code, ()) for concept in termbase}
    for number, (one, other) in enumerate(sides):
        if one is not None and other is not None:
            for doubt in terms.against_glossary(one, other, own(one.text), theirs(other.text), known):
                yield number, doubt


def _findings(seen: Sequence[Seen]) -> Iterator[Finding]:
    """Each doubt as a finding; those that all translations raise against the same thing in the original as one."""
    languages = [one.parallel.translation.language.base for one in seen]
    pooled: dict[tuple[str, tuple[int, int], object], list[tuple[Seen, int, Doubt]]] = defaultdict(list)
    for one in seen:
        for number, doubt in one.doubts:
            pooled[doubt.kind, one.parallel.beads[number].source, _about(doubt)].append((one, number, doubt))
    for (kind, *_), raised in pooled.items():
        firsts = {one.siglum: (one, number, doubt) for one, number, doubt in reversed(raised)}
        against = (
            agreement.agreed({name: doubt for name, (_, _, doubt) in reversed(firsts.items())}, languages)
            if kind in BOTH_WAYS
            else None
        )
        if against is not None:
            beads = [(one, number) for one, number, _ in reversed(firsts.values())]
            places = [doubt.other for _, _, doubt in reversed(firsts.values())]
            yield _finding(beads, against, places, suspect="original")
        else:
            yield from (_finding([(one, number)], doubt, [doubt.other]) for one, number, doubt in raised)


def _about(doubt: Doubt) -> object:
    """What in the original a doubt is about: two translations that have other numbers do not agree against it."""
    if doubt.kind in FIGURES:
        return doubt.because
    return doubt.one or "nothing"


def _together(seen: Sequence[Seen], settings: Settings) -> Iterator[Finding]:
    """What several translations say that the original does not, and words of it that none of them has."""
    if len(seen) < 2 or not agreement.independent([one.parallel.translation.language.base for one in seen]):
        return
    common = statements.word_counts(seen[0].parallel.original)
    for group in _shared(seen):
        own = group[0][0].sides[group[0][1]][0]
        others = [one.sides[number][1] for one, number in group]
        if own is None or own.heading or None in others:
            continue
        told = [
            agreement.Told(other.forms, one.parallel.lexicon.there, statements.concepts_of(other, settings))
            for (one, _), other in zip(group, others, strict=True)
            if other is not None
        ]
        here = statements.concepts_of(own, settings)
        for doubt in agreement.missing(here, own.forms, told, statements.called(own.senses.code), statements.gap(own)):
            yield _finding(group, doubt, suspect="original")
        given = [one.parallel.lexicon.given for one, _ in group]
        for doubt in agreement.unmet(statements.words_of(own, settings), told, given, common, own.text):
            yield _finding(group, doubt, suspect="original")


def _shared(seen: Sequence[Seen]) -> Iterator[list[tuple[Seen, int]]]:
    """Beads of all translations that have the same segments of the original."""
    places = [{bead.source: number for number, bead in enumerate(one.parallel.beads)} for one in seen]
    for source in places[0]:
        if source[0] < source[1] and all(source in own for own in places):
            yield [(one, own[source]) for one, own in zip(seen, places, strict=True)]


def _finding(
    beads: Sequence[tuple[Seen, int]], doubt: Doubt, places: Sequence[tuple[int, int] | None] | None = None, *,
    suspect: str = "translation",
) -> Finding:  # fmt: skip
    """A doubt as a finding. `places`: what is meant in each translation, by offsets into the passage."""
    first, number = beads[0]
    bead = first.parallel.beads[number]
    weight = round(every()[doubt.kind].weight * doubt.confidence, 2)
    original = _passage(first.parallel.original, first.parallel.source, bead.source, doubt.one)
    passages = tuple(
        _passage(one.parallel.translation, one.parallel.target, one.parallel.beads[k].target, place)
        for (one, k), place in zip(beads, places or [None] * len(beads), strict=True)
    )
    sigla = tuple(one.siglum for one, _ in beads)
    return Finding(doubt.kind, number + 1, doubt.confidence, weight, doubt.because, original, passages, sigla, suspect)


def _passage(
    source: Source, segments: Sequence[Segment], span: tuple[int, int], place: tuple[int, int] | None
) -> Passage:
    """Where a stretch stands, and the sentences it is in; of an empty side, where it would stand."""
    low, high = span
    start = segments[low].start if low < len(segments) else len(source.content)
    text = source.content[start : segments[high - 1].end] if high > low else ""
    line, column = source.place(start + (place[0] if place else 0))
    return Passage(source.siglum, source.origin.path, line, column, text, place or (0, 0))

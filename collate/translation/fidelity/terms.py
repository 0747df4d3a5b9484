"""Checks of terms: against the termbase, terms merged with one another, and inconsistent renderings of words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from collate.model.fidelity import Doubt
from collate.translation.content.passage import Said
from collate.translation.content.terms import Used

Lexicon = Mapping[str, Mapping[str, float]]
FIRM = 0.93  # share from which a rendering is the rule
OFTEN, RATE, LINKED, FAITHFUL, OTHERS = 5, 0.85, 0.35, 0.7, 0.15
SHORTEST = 4  # letters of a stem that is a word of its own weight


def against_glossary(
    one: Said, other: Said, own: Sequence[Used], theirs: Sequence[Used], known: Mapping[str, Sequence[str]]
) -> Iterator[Doubt]:
    """A term whose rendering is not there, is barred, or is that of another concept; or stands less often.

    `known`: the renderings that the termbase has for each concept in the language of the translation.
    """
    asked = Counter(use.concept for use in own if not use.barred)
    given = Counter(use.concept for use in theirs if not use.barred)
    for use in {use.concept: use for use in reversed(own) if not use.barred}.values():
        said, place = one.text[use.start : use.end], (use.start, use.end)
        barred = next((mate for mate in theirs if mate.barred and mate.concept == use.concept), None)
        if barred is not None:
            because = f"{said} is {other.text[barred.start : barred.end]}, which the termbase bars"
            yield Doubt("glossary-violation", 0.95, because, place, (barred.start, barred.end))
        elif not known.get(use.concept):
            continue
        elif not given[use.concept]:
            taken = next((mate for mate in theirs if not mate.barred and not asked[mate.concept]), None)
            if taken is not None:
                because = f"{said} ({use.concept}) is {other.text[taken.start : taken.end]} ({taken.concept})"
                yield Doubt("term-merged", 0.7, because, place, (taken.start, taken.end))
            else:
                because = f"{said}: the termbase has {', '.join(known[use.concept])}"
                yield Doubt("glossary-violation", 0.8, because, place)
        elif given[use.concept] != asked[use.concept]:
            because = f"{said} stands {asked[use.concept]} times, its rendering {given[use.concept]} times"
            yield Doubt("term-count", 0.3, because, place)


def inconsistent(
    pairs: Sequence[tuple[Said, Said]], lexicon: Lexicon, back: Lexicon, names: frozenset[str]
) -> Iterator[tuple[int, Doubt]]:
    """Words that have one rendering nearly everywhere, and here another word in its place.

    Only where the rest of the sentence is rendered as usual: a free sentence shows nothing of its terms.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for number, (one, _) in enumerate(pairs):
        for form in one.forms:
            where[form].append(number)
    for form, beads in where.items():
        if len(beads) < OFTEN or len(form) < SHORTEST or not form.isalpha() or form in names or _han(form):
            continue
        renderings = {other: share for other, share in lexicon.get(form, {}).items() if share >= OTHERS}
        usual, share = max(renderings.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        without = [number for number in beads if usual not in pairs[number][1].forms]
        rate = 1 - len(without) / len(beads)
        if share < LINKED or rate < RATE:
            continue
        for number in without:
            one, other = pairs[number]
            if other.forms.isdisjoint(renderings) and _rendered(one, other, lexicon) >= FAITHFUL:
                strange = _strange(one, other, back)
                if strange:
                    because = f"{form}- is {usual} in {len(beads) - len(without)} of {len(beads)} sentences, not here"
                    yield (
                        number,
                        Doubt(
                            "term-inconsistent",
                            round(0.75 * rate if rate >= FIRM else 0.45, 2),
                            because,
                            _place(one, form),
                        ),
                    )


def _rendered(one: Said, other: Said, lexicon: Lexicon) -> float:
    """The share of a passage's known words whose renderings are on the other side."""
    known = [lexicon[form] for form in one.forms if sum(lexicon.get(form, {}).values()) >= LINKED]
    return sum(not other.forms.isdisjoint(own) for own in known) / len(known) if known else 0.0


def _strange(one: Said, other: Said, back: Lexicon) -> list[str]:
    """The words of the translation that nothing in the original accounts for."""
    return [
        form
        for form in other.forms
        if (len(form) >= SHORTEST or (len(form) == 2 and _han(form))) and one.forms.isdisjoint(back.get(form, {}))
    ]


def _han(form: str) -> bool:
    return "\u3400" <= form[0] <= "\u9fff"


def _place(side: Said, form: str) -> tuple[int, int] | None:
    clause = next((clause for clause in side.clauses if form in clause.forms), None)
    return None if clause is None else (clause.start, clause.end)

"""Makes one alignment table of texts in several languages: passages by beads, words by shared keys aligned by CollateX.

A word or phrase that means the same in several languages (a date, a term of the termbase, a number, a linked word)
has the same key as its normal form; words without a key have a column of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from collate.alignment import anchored
from collate.alignment.collatex import columns_of
from collate.config import Settings
from collate.languages.names import NAME, consonants, heard
from collate.model import Apparatus, Collation, Source, Witness
from collate.model.parallel import Parallel
from collate.model.termbase import Termbase
from collate.model.versions import Row
from collate.translation import sentence_pairs
from collate.translation.passages import passages, stretch
from collate.translation.word_links import Keyed, linked, said

SURE = 0.5  # of a learnt link that may carry a key
LETTER = 2  # letters of a word worth a key
CELLS = 40_000  # pairs of stretches that CollateX is given at once
SPELT = 3  # characters of a name that is no chance likeness


def tabulated(
    sources: Sequence[Source], base: str, settings: Settings, *, by: str = "sentences", named: Sequence[str] = (),
    use_dictionaries: bool = True, termbase: Termbase | None = None,
) -> Apparatus:  # fmt: skip
    """The alignment table of texts in several languages; the others are versions of the first."""
    first, *others = sources
    made = [
        sentence_pairs.aligned(
            first, one, settings, by=by, named=named, use_dictionaries=use_dictionaries, termbase=termbase
        )
        for one in others
    ]
    links = [_keyed(one, settings) for one in made]
    collation = _collation(sources, list(passages(made)), links, termbase, settings)
    recipe: dict[str, object] = {
        "beads": [one.recipe for one in made],
        "settings": settings.recipe(),
        "alignment": dict(collation.made_by),
        "sources": [record for one in made[:1] for record in _records(one)] + [_records(one)[1] for one in made[1:]],
    }
    return Apparatus(collation, base, (), (), recipe)


def _records(made: Parallel) -> list[object]:
    found = made.recipe["sources"]
    return list(found) if isinstance(found, list) else []


# A word of the original: where it stands in a translation, and why.
Pairs = Mapping[tuple[int, int], tuple[int, int, str]]


def _keyed(made: Parallel, settings: Settings) -> Pairs:
    """The words of the original that are linked, each with one stretch of the translation."""
    found: dict[tuple[int, int], tuple[int, int, str]] = {}
    there, given = made.lexicon.there, made.lexicon.given
    for one in linked(made, settings, SURE):
        taken: set[int] = set()
        for source, target, sure in sorted(one.links, key=lambda link: (-link[2], link[0], link[1])):
            word, mate = one.source[source], one.target[target]
            key = word.start, word.end
            known = bool(given.get(word.form, {}).get(mate.form)) or word.form == mate.form
            weighed = sum(char.isalnum() for char in word.form) >= LETTER and max(
                there.get(word.form, {}).get(mate.form, 0.0), float(known)
            ) >= 0.3  # fmt: skip
            if target in taken or not weighed:
                continue
            if key in found:  # a word of several characters
                a, b, because = found[key]
                if mate.end == a or mate.start == b:
                    found[key] = min(a, mate.start), max(b, mate.end), because
                    taken.add(target)
                continue
            taken.add(target)
            found[key] = mate.start, mate.end, "given" if known else f"learnt, {sure:.2f}"
    return {**found, **_heard(made)}


def _heard(made: Parallel) -> Pairs:
    """Names of the original that a Chinese translation spells by their sound, in three characters or more."""
    found: dict[tuple[int, int], tuple[int, int, str]] = {}
    if made.translation.language.base != "zh" or made.original.language.base == "zh":
        return found
    for bead in made.beads:
        sides = stretch(made.source, bead.source), stretch(made.target, bead.target)
        if sides[0] is None or sides[1] is None:
            continue
        text = made.translation.content[slice(*sides[1])]
        for match in NAME.finditer(made.original.content, *sides[0]):
            place = heard(consonants(match.group()), text)
            if place is not None and place[1] - place[0] >= SPELT:
                found[match.span()] = sides[1][0] + place[0], sides[1][0] + place[1], "sounds alike"
    return found


def _collation(
    sources: Sequence[Source],
    rows: Sequence[Row],
    links: Sequence[Pairs],
    termbase: Termbase | None,
    settings: Settings,
) -> Collation:
    """The whole table, row by row."""
    spans: list[list[tuple[int, int]]] = [[] for _ in sources]
    forms: list[list[str]] = [[] for _ in sources]
    table: list[list[int]] = []
    evidence: list[str] = []
    for row in rows:
        cells = _marked(sources, row, links, termbase, settings)
        offsets = [len(own) for own in spans]
        for number, own in enumerate(cells):
            spans[number] += [(one.start, one.end) for one in own]
            forms[number] += [one.key for one in own]
        for column in _columns(cells):
            table.append([-1] * len(sources))
            for number, index in column.items():
                table[-1][number] = offsets[number] + index
            number, index = next(iter(column.items()))
            evidence.append(cells[number][index].because if len(column) > 1 else "")
    witnesses = tuple(
        Witness.from_spans(source, own, said_) for source, own, said_ in zip(sources, spans, forms, strict=True)
    )
    columns = np.array(table, dtype=np.int32).reshape(-1, len(sources))
    return Collation(witnesses, columns, {"aligner": "collatex on shared keys"}, evidence=tuple(evidence))


def _columns(cells: Sequence[Sequence[Keyed]]) -> Iterator[dict[int, int]]:
    """The columns of a passage: the keyed stretches as CollateX aligns them, each other stretch alone in its place."""
    keyed = [[index for index, one in enumerate(own) if one.because] for own in cells]
    at = [0] * len(cells)
    for column in _engine([tuple(own[index].key for index in kept) for own, kept in zip(cells, keyed, strict=True)]):
        found = {number: keyed[number][k] for number, k in sorted(column.items())}
        for number, index in found.items():
            yield from ({number: between} for between in range(at[number], index))
            at[number] = index + 1
        for key in dict.fromkeys(cells[number][index].key for number, index in found.items()):
            yield {number: index for number, index in found.items() if cells[number][index].key == key}
    for number, own in enumerate(cells):
        yield from ({number: index} for index in range(at[number], len(own)))


def _engine(rows: list[tuple[str, ...]]) -> list[dict[int, int]]:
    """CollateX alone, or, where that would take minutes, with the text cut at anchors first."""
    longest = sorted(map(len, rows))[-2:]
    if len(longest) < 2 or longest[0] * longest[1] <= CELLS:
        return columns_of(rows)
    table = anchored.align(rows).table.tolist()
    return [{number: index for number, index in enumerate(row) if index >= 0} for row in table]


def _marked(
    sources: Sequence[Source], row: Row, links: Sequence[Pairs], termbase: Termbase | None, settings: Settings
) -> list[list[Keyed]]:
    """The stretches of each passage of a row; those without a key have one that nothing else has."""
    found = [
        list(_said(source, span, heading, termbase, settings))
        for source, span, heading in zip(sources, row.spans, row.headings, strict=True)
    ]
    if row.spans[0]:
        low, high = row.spans[0]
        for word in sorted({word for own in links for word in own if low <= word[0] and word[1] <= high}):
            mates = [(k, own[word]) for k, own in enumerate(links, 1) if word in own]
            free = [(k, mate) for k, mate in mates if _free(mate[:2], found[k]) and _inside(mate[:2], row.spans[k])]
            if free and _free(word, found[0]):
                name = sources[0].content[slice(*word)].strip(".,;:!?«»()").lower()
                because = "; ".join(f"{sources[k].siglum}: {mate[2]}" for k, mate in free)
                found[0].append(Keyed(*word, f"word {name}", because))
                for k, mate in free:
                    found[k].append(Keyed(mate[0], mate[1], f"word {name}", because))
    shared = _shared(found)
    return [
        list(_filled(source, span, [one for one in own if one.key in shared])) if span else []
        for source, span, own in zip(sources, row.spans, found, strict=True)
    ]


def _said(
    source: Source, span: tuple[int, int] | None, heading: str, termbase: Termbase | None, settings: Settings
) -> list[Keyed]:
    """What a passage says without regard to the others."""
    if span is None:
        return []
    return [Keyed(*span, f"heading {heading}", "heading")] if heading else said(source, *span, termbase, settings)


def _shared(found: Sequence[Sequence[Keyed]]) -> set[str]:
    """The keys that several texts have."""
    keys = [{one.key for one in own} for own in found]
    return {key for own in keys for key in own if sum(key in other for other in keys) > 1}


def _free(span: tuple[int, int], taken: Sequence[Keyed]) -> bool:
    return all(span[1] <= one.start or one.end <= span[0] for one in taken)


def _inside(span: tuple[int, int], passage: tuple[int, int] | None) -> bool:
    return passage is not None and passage[0] <= span[0] and span[1] <= passage[1]


def _filled(source: Source, span: tuple[int, int], keyed: Sequence[Keyed]) -> Iterator[Keyed]:
    """The keyed stretches, and what stands between them."""
    at = span[0]
    for one in [*sorted(keyed), Keyed(span[1], span[1], "", "")]:
        between = source.content[at : one.start]
        if between.strip():
            start = at + len(between) - len(between.lstrip())
            yield Keyed(start, start + len(between.strip()), f"{source.siglum} {start}", "")
        if one.key:
            yield one
        at = one.end

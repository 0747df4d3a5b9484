"""Proposes a termbase from a text and its translations: recurring phrases and their renderings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from collate.config import Settings
from collate.languages.packs import pack
from collate.languages.senses import senses
from collate.model import Source
from collate.model.parallel import Parallel
from collate.model.senses import Senses
from collate.model.termbase import Concept, Termbase
from collate.translation import sentence_pairs
from collate.translation.content import statements
from collate.translation.content.dates import dates, months_in
from collate.translation.content.numbers import numbers
from collate.translation.content.proposed_terms import Side
from collate.translation.content.proposed_terms import proposed as pairs


def proposed(
    original: Source, translations: Sequence[Source], settings: Settings, *, by: str = "sentences",
    named: Sequence[str] = (), use_dictionaries: bool = True, fewest: int = 3,
) -> Termbase:  # fmt: skip
    """A termbase with a concept per phrase of the original, for an editor to prune.

    Notes say for each translation in how many of the sentences with the phrase its term stands: how consistent it is.
    """
    made = [
        sentence_pairs.aligned(original, one, settings, by=by, named=named, use_dictionaries=use_dictionaries)
        for one in translations
    ]
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    notes: dict[str, list[str]] = {}
    own = original.language.base
    codes = Counter(one.language.base for one in translations)
    for one in made:
        code = one.translation.language.base
        called = code if codes[code] == 1 else one.translation.siglum
        for pair in pairs(_side(one, settings, source=True), _side(one, settings, source=False), fewest=fewest):
            terms = found.setdefault(pair.source, {own: (pair.source,)})
            terms[code] = tuple(dict.fromkeys((*terms.get(code, ()), pair.target)))
            term = "" if codes[code] == 1 else f"{pair.target}, "
            evidence = f"{term}{pair.together} of {pair.stands} sentences, Dice {pair.dice}"
            notes.setdefault(pair.source, []).append(f"{called}: {evidence}")
    why = "proposed by Collate"
    return Termbase(tuple(Concept(name, terms, {}, "; ".join(notes[name]), why) for name, terms in found.items()))


def _undated(passage: str, own: Senses) -> str:
    """A passage with signs in place of its dates, months and numbers, which are no terms: they only recur together."""
    spans = [
        (one.start, one.end)
        for found in (dates(passage, own), months_in(passage, own), numbers(passage, own))
        for one in found
    ]
    for start, end in spans:
        passage = passage[:start] + ";" * (end - start) + passage[end:]
    return passage


def _side(made: Parallel, settings: Settings, *, source: bool) -> Side:
    text = made.original if source else made.translation
    own = senses(text.language.base)
    passages = [_undated(made.texts(bead)[not source], own) for bead in made.beads if "0" not in bead.kind]
    how = statements.speech(text.language.code, settings)
    empty = pack(text.language.code, settings).function_words
    return Side(passages, how.stem, empty, how.han)

"""What a run knows of its language, and what it says of each reading by it: packs, dictionaries, labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from collate.config import Settings
from collate.errors import UsageError
from collate.model import (
    Apparatus,
    Collation,
    Explanation,
    Label,
    Pack,
    Reading,
    Rewritten,
    Source,
    Suspect,
    Unit,
    Witness,
)
from collate.read import pack as packs

if TYPE_CHECKING:
    from collate.analyse.classify.evidence import Evidence


@cache
def _loaded(code: str, folder: Path | None) -> Pack:
    return packs.load(code, [folder] if folder else [])


def pack(code: str, settings: Settings) -> Pack:
    """The pack of a language tag, with what the project adds to it."""
    folder = settings.project.languages
    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is no folder of language packs", hint="see collate.toml")
    return _loaded(code.partition("-")[0], folder)


def evidence(collation: Collation, settings: Settings) -> Evidence:
    """What differences are judged by: pack and dictionary of the language of most witnesses, and all their words."""
    from collate.analyse.classify.dictionaries import conversion, lemmas
    from collate.analyse.classify.evidence import Evidence
    from collate.analyse.classify.units import counted

    votes = Counter(witness.source.language.code.partition("-")[0] for witness in collation.witnesses)
    code = min(votes, key=lambda code: (-votes[code], code))
    lemma, dictionary = lemmas(code)
    return counted(collation, Evidence(pack(code, settings), lemma, dictionary, conversion(code)))


def judged(apparatus: Apparatus, settings: Settings) -> Apparatus:
    """The apparatus with labels on every reading, without the differences that are to be left out."""
    from collate.analyse.classify.units import difference, labelled
    from collate.analyse.select import selected

    known = evidence(apparatus.collation, settings)
    whole = labelled(apparatus, known)

    def between(unit: Unit, one: Reading, other: Reading) -> tuple[Label, ...]:
        return difference(whole, unit, one, other, known)

    judged_by = {"pack": known.pack.code, "files": dict(known.pack.digests), "dictionary": known.dictionary}
    whole = replace(whole, recipe={**whole.recipe, "judged_by": judged_by})
    return selected(whole, settings.hidden(), between)


def explained(apparatus: Apparatus, name: str, settings: Settings) -> Explanation:
    """The derivation of the unit of that name. UsageError if there is none."""
    from collate.analyse.classify.explain import explained, numbered

    unit = numbered(apparatus.units, name)
    if unit is None:
        known = f"u1 to {apparatus.units[-1].id}" if apparatus.units else "none"
        raise UsageError(f"there is no unit {name!r}", hint=f"there are: {known} (some may be left out by --ignore)")
    return explained(apparatus, unit, evidence(apparatus.collation, settings))


def respelt(source: Source, tokens: Sequence[str], settings: Settings) -> list[tuple[str, Rewritten]]:
    """For each token its form without case, accents and signs, and what the spelling rules of the pack make of it."""
    from collate.analyse.classify.dictionaries import conversion
    from collate.analyse.classify.evidence import Evidence

    code = source.language.code
    known = Evidence(pack(code, settings), converted=conversion(code))
    bare = [known.bare(token) for token in tokens]
    return [(form, known.rewritten(form)) for form in bare]


def proofread(found: Sequence[Witness], settings: Settings, least: float) -> tuple[list[Suspect], list[str]]:
    """Suspect places of each witness, the surest first, and which dictionaries were asked or are missing."""
    from collate.analyse.classify.dictionaries import lemmas, spelling, words
    from collate.analyse.classify.evidence import Evidence
    from collate.analyse.proof.reading import suspects
    from collate.analyse.proof.text import Text

    result: list[Suspect] = []
    asked: list[str] = []
    for code in sorted({_language(witness) for witness in found}):
        own = [witness for witness in found if _language(witness) == code]
        lemma, simplemma = lemmas(code)
        spelt, hunspell = spelling(code)
        asked.append(f"{code}: {', '.join(filter(None, (simplemma, hunspell)))}")
        have = [known for known in (words(code), spelt) if known]
        judge = Evidence(pack(code, settings), lemma, simplemma)
        texts = [Text(witness, judge, partial(_any, have), Counter()) for witness in own]
        for text in texts:
            others = [other for other in texts if other is not text]
            for other in others:
                text.beside(other)
            result += suspects(text, [other.words for other in others], least)
    return result, asked


def _language(witness: Witness) -> str:
    return witness.source.language.code.partition("-")[0]


def _any(have: Sequence[Callable[[str], bool]], form: str) -> bool:
    return any(known(form) for known in have)

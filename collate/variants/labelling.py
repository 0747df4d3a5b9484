"""Labels an apparatus: collects the evidence (language pack, dictionary), labels readings and applies decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from collate.config import Settings
from collate.errors import UsageError
from collate.languages.packs import pack
from collate.model import (
    Apparatus,
    Collation,
    Explanation,
    Extract,
    Label,
    Reading,
    Rewritten,
    Source,
    Unit,
)
from collate.model.vocabulary import FORMAL
from collate.variants.classify import explain
from collate.variants.classify import words as word_labels
from collate.variants.classify.dictionaries import conversion, lemmas
from collate.variants.classify.evidence import Evidence
from collate.variants.classify.explain import replayed
from collate.variants.classify.units import Labelled, counted, difference, labelled
from collate.variants.decisions import readings as readings_decided
from collate.variants.decisions import replay
from collate.variants.select import selected
from collate.variants.spelling import file as spellings
from collate.variants.spelling.learnt import Learnt, learnt
from collate.witnesses import analysis
from collate.witnesses.files import load
from collate.witnesses.sources import comparing

STAGES = ("-emodeng", "-enm", "-1606nict", "-1694acad")  # variants of the IANA registry that name a period
GUESSED = "spelling"  # the label of words that are alike, where no rule says why


def evidence(collation: Collation, settings: Settings) -> Evidence:
    """The evidence for labels: pack and dictionary of the language of most witnesses, and word frequencies."""
    code = _majority(collation)
    lemma, dictionary = lemmas(code)
    known = Evidence(pack(code, settings), lemma, dictionary, converted=conversion(code))
    known.by = analysis.way(collation.witnesses, settings.by)
    if known.by != analysis.FORM:
        known.analyses = {witness.siglum: analysis.analyses(witness) for witness in collation.witnesses}
    given = settings.project.spelling
    known.learnt = (
        spellings.read(load(str(given), settings.max_bytes), str(given)) if given else learnt(collation, known.letters)
    )
    known = counted(collation, known)
    if older(collation) or known.learnt.unsettled:
        known.trusted = False  # a dictionary of the language of today says nothing of a word of another period
    return known


def older(collation: Collation) -> bool:
    """Whether a witness is in an older stage of its language, as its tag says."""
    return any(witness.source.language.code.endswith(STAGES) for witness in collation.witnesses)


def _majority(collation: Collation) -> str:
    """The language of most witnesses."""
    votes = Counter(witness.source.language.code.partition("-")[0] for witness in collation.witnesses)
    return min(votes, key=lambda code: (-votes[code], code))


def spelling(collation: Collation, settings: Settings) -> Learnt:
    """What a collation itself says of its spellings, whatever file is given."""
    code = _majority(collation)
    return learnt(collation, Evidence(pack(code, settings)).letters)


def judged(
    apparatus: Apparatus,
    settings: Settings,
    known: Evidence | None = None,
    before: Labelled | None = None,
) -> Apparatus:
    """The apparatus with every reading labelled, decisions applied, and ignored differences left out.

    `known`: the evidence of this collation, if it was computed before; `before`: readings of it that were
    labelled, to which those labelled now are added.
    """
    made = replay.decisions(settings)
    known = known or evidence(apparatus.collation, settings)
    chosen, stale, taken = readings_decided.lemmas(apparatus, made, comparing(settings))
    whole = labelled(chosen, known, before)
    decided, more, others = readings_decided.verdicts(whole, made)
    judged_by = {
        "pack": known.pack.code,
        "files": dict(known.pack.digests),
        "dictionary": known.dictionary,
        "spelling": known.learnt.record(),
        "by": known.by,
    }
    decided = replace(
        decided,
        recipe={**decided.recipe, "judged_by": judged_by},
        notes=(*decided.notes, *replay.missing(settings), *replay.noted([*stale, *more], settings)),
        stale=(*decided.stale, *stale, *more),
        taken=(*taken, *others),
    )

    return selected(decided, settings.hidden(), differences(whole, settings, known))


def differences(
    apparatus: Apparatus, settings: Settings, known: Evidence | None = None
) -> Callable[[Unit, Reading, Reading], tuple[Label, ...]]:
    """What any two readings of a unit differ in, the first taken for the lemma; decisions have no part in it."""
    known = known or evidence(apparatus.collation, settings)

    def between(unit: Unit, one: Reading, other: Reading) -> tuple[Label, ...]:
        return difference(apparatus, unit, one, other, known)

    return between


def formal(collation: Collation, settings: Settings, known: Evidence | None = None) -> Callable[[str, str], bool]:
    """Whether two words differ in form only, by the labels that they would get.

    A label that rests on likeness alone does not count: two forms of one verb are alike too. Evidence is gathered when
    it is first asked for, if it is not `known`.
    """
    gathered = cache(lambda: known or evidence(collation, settings))
    kinds = settings.classes()

    @cache
    def between(one: str, other: str) -> bool:
        labels = word_labels.differences(one, other, gathered())
        return all(kinds[label.name] == FORMAL and label.name != GUESSED for label in labels)

    return between


def explained(apparatus: Apparatus, name: str, settings: Settings) -> Explanation:
    """The derivation of the unit of that name. UsageError if there is none."""
    unit = explain.numbered(apparatus.units, name)
    if unit is None:
        known = f"u1 to {apparatus.units[-1].id}" if apparatus.units else "none"
        raise UsageError(
            f"there is no unit {name!r}",
            hint=f"there are: {known} (some may be left out by --ignore, --only or a decision)",
        )
    found = explain.explained(apparatus, unit, evidence(apparatus.collation, settings))
    again = tuple(extract.siglum for extract in found.extracts if extract.text and _replays(extract, settings))
    return replace(found, replayed=again)


def _replays(extract: Extract, settings: Settings) -> bool:
    """Whether the words can be cut out of the bytes of the file, as it is now."""
    if extract.octets is None or not Path(extract.path).is_file():  # stdin, a text that is no file
        return False
    return replayed(extract, load(extract.path, settings.max_bytes)) == extract.text


def respelt(source: Source, tokens: Sequence[str], settings: Settings) -> list[tuple[str, Rewritten]]:
    """For each token its form without case, accents and signs, and what the spelling rules of the pack make of it."""
    code = source.language.code
    known = Evidence(pack(code, settings))
    converted = conversion(code.partition("-")[0])
    bare = [known.bare(token) for token in tokens]
    return [(form, known.rewritten(converted(form))) for form in bare]

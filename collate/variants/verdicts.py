"""What a run knows of its language, and what it says of each reading by it: packs, dictionaries, labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from collate.config import DECISIONS, Settings
from collate.errors import UsageError
from collate.io.wording import json_text
from collate.languages import packs as packs
from collate.model import (
    Apparatus,
    Collation,
    Decision,
    Explanation,
    Extract,
    Label,
    Pack,
    Reading,
    Rewritten,
    Source,
    Stale,
    Suspect,
    Unit,
    Witness,
)
from collate.model.vocabulary import FORMAL
from collate.variants.decisions.locked import read

if TYPE_CHECKING:
    from collate.variants.classify.evidence import Evidence
    from collate.variants.decisions.bounds import Bounds


GUESSED = "spelling"  # the label of words that are alike, where no rule says why


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
    from collate.variants.classify.dictionaries import conversion, lemmas
    from collate.variants.classify.evidence import Evidence
    from collate.variants.classify.units import counted

    votes = Counter(witness.source.language.code.partition("-")[0] for witness in collation.witnesses)
    code = min(votes, key=lambda code: (-votes[code], code))
    lemma, dictionary = lemmas(code)
    return counted(collation, Evidence(pack(code, settings), lemma, dictionary, converted=conversion(code)))


def judged(apparatus: Apparatus, settings: Settings, known: Evidence | None = None) -> Apparatus:
    """The apparatus with labels on every reading, the editor's decisions replayed, and what is ignored left out.

    `known`: the evidence of this collation, if it was gathered before.
    """
    from collate.variants.classify.units import labelled
    from collate.variants.decisions.readings import lemmas, verdicts
    from collate.variants.select import selected

    made = decisions(settings)
    known = known or evidence(apparatus.collation, settings)
    chosen, stale = lemmas(apparatus, made)
    whole = labelled(chosen, known)
    decided, more = verdicts(whole, made)
    judged_by = {
        "pack": known.pack.code,
        "files": dict(known.pack.digests),
        "dictionary": known.dictionary,
    }
    decided = replace(
        decided,
        recipe={**decided.recipe, "judged_by": judged_by},
        notes=(*decided.notes, *_missing(settings), *noted([*stale, *more], settings)),
    )

    return selected(decided, settings.hidden(), differences(whole, settings, known))


def differences(
    apparatus: Apparatus, settings: Settings, known: Evidence | None = None
) -> Callable[[Unit, Reading, Reading], tuple[Label, ...]]:
    """What any two readings of a unit differ in, the first taken for the lemma; decisions have no part in it."""
    from collate.variants.classify.units import difference

    known = known or evidence(apparatus.collation, settings)

    def between(unit: Unit, one: Reading, other: Reading) -> tuple[Label, ...]:
        return difference(apparatus, unit, one, other, known)

    return between


def formal(collation: Collation, settings: Settings, known: Evidence | None = None) -> Callable[[str, str], bool]:
    """Whether two words differ in form only, by the labels that they would get.

    A label that rests on likeness alone does not count: two forms of one verb are alike too. Evidence is gathered when
    it is first asked for, if it is not `known`.
    """
    from collate.variants.classify.words import differences

    gathered = cache(lambda: known or evidence(collation, settings))
    kinds = settings.classes()

    @cache
    def between(one: str, other: str) -> bool:
        labels = differences(one, other, gathered())
        return all(kinds[label.name] == FORMAL and label.name != GUESSED for label in labels)

    return between


def decisions(settings: Settings) -> list[Decision]:
    """The editor's decisions, none if there is no file of them."""
    if settings.project.decided is not None:
        return list(settings.project.decided)
    path = settings.project.decisions
    return [] if path is None else read(path, settings.max_bytes)


def digest(settings: Settings) -> dict[str, object]:
    """How many decisions were replayed, and the digest of their file, or of those that a section was given."""
    path = settings.project.decisions
    made = decisions(settings)
    if settings.project.decided is not None:
        return {"number": len(made), "sha256": decisions_digest(made)} if made else {"number": 0}
    return {"number": len(made), "sha256": sha256(path.read_bytes()).hexdigest()} if path and made else {"number": 0}


def decisions_digest(made: Sequence[Decision]) -> str:
    """A digest of decisions, wherever they stand in their file."""
    said = [{key: value for key, value in asdict(one).items() if key != "line"} for one in made]
    return sha256(json_text(said).encode()).hexdigest()


def not_realigned(settings: Settings) -> dict[str, list[str]]:
    """Notes on decisions that a table read as a table cannot obey."""
    because = "the table is read as it stands"
    stale = [Stale(decision, because) for decision in decisions(settings) if decision.do == "realign"]
    return {"notes": noted(stale, settings)} if stale else {}


def decisions_name(settings: Settings) -> str:
    """The file of decisions as notes name it: within its project, so that they are the same wherever that stands."""
    path, folder = settings.project.decisions, settings.project.folder
    return str(path.relative_to(folder) if path and folder and path.is_relative_to(folder) else path)


def _missing(settings: Settings) -> list[str]:
    """A note if the file of decisions that collate.toml names is not there; the one it need not name may be."""
    path = settings.project.decisions
    if path is None or path.exists() or path.name == DECISIONS:
        return []
    return [f"{decisions_name(settings)}: there are no decisions here yet"]


def noted(stale: Sequence[Stale], settings: Settings) -> list[str]:
    """Stale decisions as notes, with file and line."""
    name = decisions_name(settings)
    return [
        f"{name}:{one.decision.line}: stale decision to {one.decision.do}, without effect: {one.because}"
        for one in stale
    ]


def bounds(collation: Collation, settings: Settings) -> Bounds:
    """Where the decisions cut and join units."""
    from collate.variants.decisions.bounds import bounds

    return bounds(collation, decisions(settings))


def realigned(found: Sequence[Witness], settings: Settings) -> tuple[Settings, list[str]]:
    """The settings with the anchors that were decided, and notes on those whose words have changed."""
    from collate.alignment import constraints

    anchors, stale = [], []
    for decision in decisions(settings):
        if decision.do == "realign":
            try:
                anchors.append(constraints.anchor_of(decision.value, decision.at, found))
            except UsageError as problem:
                stale.append(Stale(decision, problem.what))
    return replace(settings, anchors=(*settings.anchors, *anchors)), noted(stale, settings)


def explained(apparatus: Apparatus, name: str, settings: Settings) -> Explanation:
    """The derivation of the unit of that name. UsageError if there is none."""
    from collate.variants.classify.explain import explained, numbered

    unit = numbered(apparatus.units, name)
    if unit is None:
        known = f"u1 to {apparatus.units[-1].id}" if apparatus.units else "none"
        raise UsageError(
            f"there is no unit {name!r}",
            hint=f"there are: {known} (some may be left out by --ignore, --only or a decision)",
        )
    found = explained(apparatus, unit, evidence(apparatus.collation, settings))
    again = tuple(extract.siglum for extract in found.extracts if extract.text and _replays(extract, settings))
    return replace(found, replayed=again)


def _replays(extract: Extract, settings: Settings) -> bool:
    """Whether the words can be cut out of the bytes of the file, as it is now."""
    from collate.variants.classify.explain import replayed
    from collate.witnesses.files import load

    if extract.octets is None or extract.path == "-":
        return False
    return replayed(extract, load(extract.path, settings.max_bytes)) == extract.text


def respelt(source: Source, tokens: Sequence[str], settings: Settings) -> list[tuple[str, Rewritten]]:
    """For each token its form without case, accents and signs, and what the spelling rules of the pack make of it."""
    from collate.variants.classify.dictionaries import conversion
    from collate.variants.classify.evidence import Evidence

    code = source.language.code
    known = Evidence(pack(code, settings))
    converted = conversion(code.partition("-")[0])
    bare = [known.bare(token) for token in tokens]
    return [(form, known.rewritten(converted(form))) for form in bare]


def proofread(found: Sequence[Witness], settings: Settings, least: float) -> tuple[list[Suspect], list[str]]:
    """Suspect places of each witness, the surest first, and which dictionaries were asked or are missing."""
    from collate.variants.classify.dictionaries import lemmas, spelling, words
    from collate.variants.classify.evidence import Evidence
    from collate.variants.proof.reading import suspects
    from collate.variants.proof.text import Text

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

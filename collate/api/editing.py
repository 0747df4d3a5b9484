"""`explain`, `check`, `compare`, `proof`, `normalise`, `decide` and `page`: what an editor does with an apparatus."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collate import pipeline, registry
from collate.api import log
from collate.api import witnesses as sources
from collate.api.reading import DEFAULT
from collate.api.witnesses import Witnesses
from collate.config import Settings
from collate.errors import UsageError
from collate.io.arguments import check as checked_type
from collate.io.arguments import strings
from collate.model import Apparatus, Collation, Decision, Explanation, Rewritten, Source, Unit
from collate.model.report import Checked
from collate.model.suspect import Proofs
from collate.pipeline import Progress
from collate.variants import labelling
from collate.variants.compare import Change, changes
from collate.variants.decisions import deciding
from collate.variants.decisions.locked import DecisionsFile
from collate.variants.proof import proofread
from collate.variants.spelling.learnt import Learnt
from collate.witnesses.files import load
from collate.witnesses.readers import apparatus as apparatus_json

if TYPE_CHECKING:
    from collate.model.edition import Edition

_OF_UNITS = {"label", "regularise", "lemma", "split", "join"}
_OF_PLACES = {"conjecture", "addition", "deletion", "crux", "note"}


def explain(apparatus: Apparatus, unit: str, settings: Settings = DEFAULT) -> Explanation:
    """How a unit came to its labels, from the bytes of the files to the rule that answered.

    `unit` is its name (``u12``). UsageError if there is no such unit.

    >>> import collate
    >>> found = collate.apparatus(collate.collate({"A": "the old king", "B": "the young king"}))
    >>> [one.reading.text for one in collate.explain(found, "u1").derivations]
    ['young']
    """
    checked_type("apparatus", apparatus, Apparatus, "an Apparatus", "apparatus() returns one")
    checked_type("unit", unit, str, "the name of a unit")
    return labelling.explained(apparatus, unit, settings)


def check(apparatus: str | os.PathLike[str], witnesses: Witnesses, settings: Settings = DEFAULT) -> Checked:
    """Compare an apparatus with its witnesses: readings wrongly reported, sigla missing, variants unreported.

    `apparatus` is a file: TEI by parallel segmentation, or the JSON that `write` writes. UsageError if it is neither.
    """
    return pipeline.checked(sources.path("apparatus", apparatus), sources.given(witnesses, settings), settings)


Reported = Apparatus | str | os.PathLike[str]


def compare(
    old: Reported | Sequence[Unit], new: Reported | Sequence[Unit], settings: Settings = DEFAULT
) -> list[Change]:
    """What changed between two apparatuses of one text: units gone, new, changed, or labelled otherwise.

    Each is an apparatus, its units, or the file of one in the JSON that `write` writes.
    """
    return changes(units(old, settings), units(new, settings))


def units(given: Reported | Sequence[Unit], settings: Settings = DEFAULT) -> Sequence[Unit]:
    """The units of an apparatus, or of the file of one in JSON."""
    if isinstance(given, Apparatus):
        return given.units
    if isinstance(given, (str, os.PathLike)):
        path = sources.path("an apparatus", given, "write(apparatus, 'name.json') writes one")
        return apparatus_json.read(load(path, settings.max_bytes), path).units
    return given


def proof(witnesses: Witnesses, settings: Settings = DEFAULT, *, least: float = 0.6) -> Proofs:
    """Suspect places of the witnesses, each read by itself: slips, broken or doubled words, dates that cannot be.

    `least`: report suspects of at least this confidence, between 0 and 1. Words that other witnesses have are accepted.
    """
    if not 0 <= least <= 1:
        raise UsageError(f"least is {least}, and should lie between 0 and 1")
    found = sources.given(witnesses, settings)
    suspects, consulted = proofread.proofread(pipeline.witnesses(found, settings), settings, least)
    return Proofs(tuple(suspects), tuple(found), tuple(consulted))


def normalise(witness: Source, settings: Settings = DEFAULT) -> list[tuple[str, Rewritten]]:
    """The words of a text, each with what the spelling rules of its language make of it, and by which rules."""
    checked_type("witness", witness, Source, "a Source", "read() and text() return sources")
    (made,) = pipeline.witnesses([witness], settings)
    return labelling.respelt(witness, made.normals, settings)


def spelling(collation: Collation, settings: Settings = DEFAULT) -> Learnt:
    """What the witnesses themselves say of their spelling: letters that correspond, words that are spellings of one."""
    checked_type("collation", collation, Collation, "a Collation", "collate() returns one")
    return labelling.spelling(collation, settings)


def edition(apparatus: Apparatus, to: str = "text", settings: Settings = DEFAULT) -> str:
    """The text that the editor's decisions establish, in a format: ``text``, ``markdown``, ``html`` or ``tei``.

    >>> import collate
    >>> collation = collate.collate({"A": "the old king", "B": "the young king"})
    >>> decision = collate.decide(collate.apparatus(collation), "u1", "lemma", "young")
    >>> print(collate.edition(collate.apparatus(collation, decisions=[decision])).strip())
    the young king
    """
    checked_type("apparatus", apparatus, Apparatus, "an Apparatus", "apparatus() returns one")
    writer = registry.load(registry.EDITIONS, to)
    out = StringIO()
    writer(apparatus, out, **registry.taking(writer, profile=settings.print_profile()))
    return out.getvalue()


def decide(
    apparatus: Apparatus,
    place: str,
    do: str,
    value: str | int = "",
    *,
    file: str | os.PathLike[str] | None = None,
    reading: str | None = None,
    who: str = "",
    why: str = "",
    when: str = "",
    **more: Any,
) -> Decision:
    """A decision of the editor about a unit (``u12``) or a place of the base (``8.3``: line and word).

    `do` is ``label``, ``regularise``, ``lemma``, ``split``, ``join``, ``conjecture``, ``addition``, ``deletion``,
    ``crux``, ``note`` or ``realign``, with what it takes as `value`: the label, the text of the reading, the number of
    words before the cut, ... `reading` says which, if a unit has several; `more` are other fields of `Decision`
    (`scope`, `witnesses`). With `file` it is written there, and read by later runs. UsageError for what is not there.

    >>> import collate
    >>> collation = collate.collate({"A": "the old king", "B": "the young king"})
    >>> decision = collate.decide(collate.apparatus(collation), "u1", "lemma", "young", why="as in the source")
    >>> collate.apparatus(collation, decisions=[decision])["u1"].lemma.text
    'young'
    """
    checked_type("apparatus", apparatus, Apparatus, "an Apparatus", "apparatus() returns one")
    record = {"who": who, "when": when or datetime.now(UTC).date().isoformat(), "why": why, **more}
    made = _decision(apparatus, place, do, value, reading, record)
    if file is not None:
        DecisionsFile(Path(sources.path("file", file)), None, DEFAULT.max_bytes).add(made)
    return made


def _decision(
    apparatus: Apparatus, place: str, do: str, value: str | int, reading: str | None, record: dict[str, Any]
) -> Decision:
    if do == "realign":
        return deciding.realign(apparatus.collation, apparatus.base, place, **record)
    if do not in _OF_UNITS | _OF_PLACES:
        known = ", ".join(sorted(_OF_UNITS | _OF_PLACES | {"realign"}))
        raise UsageError(f"there is no decision {do!r}", hint=f"there are: {known}")
    make: Any = getattr(deciding, do)
    found: Any = deciding.spot(apparatus, place) if do in _OF_PLACES else deciding.unit_named(apparatus, place)
    if do in {"deletion", "crux", "join"}:
        what: tuple[Any, ...] = ()
    elif do == "label":
        what = str(value), reading
    elif do == "regularise":
        what = (reading if reading is not None else str(value) or None,)
    elif do == "split":
        checked_type("value", value, int, "the number of words before the cut")
        what = (value,)
    else:
        what = (str(value) if reading is None else reading,)
    made: Decision = make(apparatus, found, *what, **record)
    return made


def page(
    witnesses: Witnesses | Apparatus,
    base: str = "",
    settings: Settings = DEFAULT,
    *,
    bases: Iterable[str] = (),
    title: str = "",
    progress: Progress | None = None,
    **translation: Any,
) -> Edition:
    """What a page shows: the text with its apparatus from several `bases`, the witnesses, and translations beside it.

    `write` makes one HTML file of it. `translation` are the arguments `segments`, `terms`, `dictionaries` and
    `dictionary` of `fidelity`. An apparatus that is there, such as that of a whole project, is shown as it stands.
    UsageError for a base that is not there.
    """
    from collate.api.translating import across  # noqa: PLC0415  slow to load
    from collate.writers.page.edition import edition, of_apparatus  # noqa: PLC0415  slow to load

    if isinstance(witnesses, Apparatus):
        return of_apparatus(witnesses, title)
    found = sources.given(witnesses, settings)
    if len(found) < 2:
        raise UsageError("a collation needs two witnesses or more", hint="name another file")
    made = edition(
        found, base or found[0].siglum, settings, bases=strings("bases", list(bases)), title=title, progress=progress,
        **across(settings, **translation),
    )  # fmt: skip
    log.notes(made.notes)
    return made

"""The editor's decisions as functions: each takes the apparatus as it stands, and returns a decision with its place.

The decision has no effect until it is written to a file of decisions (`locked.DecisionsFile`). Commands and views call
these functions; what they pass on to every one of them is the record: `who` decided, `when`, and `why`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from collate.alignment import constraints
from collate.errors import UsageError
from collate.io.wording import count
from collate.model import Apparatus, Collation, Decision, Unit
from collate.model.vocabulary import terms
from collate.variants.classify.explain import numbered
from collate.variants.decisions.edited import CLOSE, OPEN
from collate.variants.decisions.place import Found, about, bare, columns, words_at
from collate.variants.units import Span
from collate.witnesses.tokenisers.words import word_forms

_PLACE = re.compile(r"(?P<of>.+)\.(?P<word>\d{1,9})")
WRITE = "write u12, or the line and word of the base: 8.3, or 8.3-8.5"


class Spot(NamedTuple):
    """Positions of the table that a decision is about, and the unit that they are, if there is one."""

    span: Span
    unit: Unit | None


def spot(apparatus: Apparatus, name: str) -> Spot:
    """The place of a name: a unit (``u12``), a word of the base (``8.3``, line and word) or several (``8.3-8.5``).

    Instead of a line, the name of a section or a canonical reference may stand (``1:12.3``).
    """
    unit = numbered(apparatus.units, name)
    if unit is not None:
        return Spot((unit.start, unit.end), unit)
    first, dash, last = name.partition("-")
    start, end = _token(apparatus, first), _token(apparatus, last if dash else first)
    if start is None or end is None or end < start:
        raise UsageError(f"there is no unit {name!r}, and no such place", hint=f"collate diff shows them; {WRITE}")
    collation = apparatus.collation
    row = collation.row(apparatus.base)
    fitting = [u for u in apparatus.units if words_at(collation, row, (u.start, u.end)) == (start, end + 1)]
    if fitting:
        unit = min(fitting, key=lambda one: one.end - one.start)
        return Spot((unit.start, unit.end), unit)
    return Spot(columns(collation, Found(row, start, end + 1)), None)


def _token(apparatus: Apparatus, name: str) -> int | None:
    """The token of the base that ``LINE.WORD`` or ``REFERENCE.WORD`` names; None if there is none."""
    named = _PLACE.fullmatch(name.strip())
    if named is None or int(named["word"]) < 1:
        return None
    witness = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)]
    lines = [*witness.source.lines(), len(witness.source.content)]
    low = high = -1
    if named["of"].isdecimal() and len(named["of"]) < 10:
        line = int(named["of"]) - witness.source.line
        low, high = (lines[line], lines[line + 1]) if 0 <= line < len(lines) - 1 else (-1, -1)
    else:
        for section in apparatus.sections:
            if named["of"] in {section.key, section.heading}:
                low, high = section.start, section.end
    token = witness.at(low) + int(named["word"]) - 1 if low >= 0 else -1
    return token if 0 <= token < witness.at(high) else None


def unit_named(apparatus: Apparatus, name: str) -> Unit:
    """The unit of a name or a place; UsageError if there is none."""
    found = spot(apparatus, name).unit
    if found is None:
        raise UsageError(f"nothing varies at {name}", hint="collate diff shows the units")
    return found


def reading_named(unit: Unit, text: str | None) -> str:
    """The compared form of the reading that is meant; UsageError if it is not there, or if several could be meant."""
    others = [reading.normal for reading in unit.readings[1:]]
    if text is None and len(others) == 1:
        return others[0]
    if text is None:
        raise UsageError(f"{unit.id} has several readings", hint=f"--reading {' | '.join(map(repr, others))}")
    known = {form: reading.normal for reading in unit.readings for form in (reading.normal, reading.text)}
    if text not in known:
        raise UsageError(f"{unit.id} has no reading {text!r}", hint=f"it has: {', '.join(map(repr, sorted(known)))}")
    return known[text]


def _made(do: str, **what: Any) -> Decision:
    return Decision(do, "", "", **what)


def label(apparatus: Apparatus, unit: Unit, value: str, which: str | None = None, **record: Any) -> Decision:
    """What kind of difference a reading is (`which` says which of several)."""
    _known(apparatus, value)
    return _of_reading(apparatus, unit, _made("label", reading=reading_named(unit, which), value=value, **record))


def _known(apparatus: Apparatus, label: str) -> None:
    labels = apparatus.classes or terms()
    if label not in labels:
        raise UsageError(f"there is no label {label!r}", hint=f"there are: {', '.join(labels)}")


def regularise(apparatus: Apparatus, unit: Unit, which: str | None = None, **record: Any) -> Decision:
    """A reading counts as the lemma."""
    return _of_reading(apparatus, unit, _made("regularise", reading=reading_named(unit, which), **record))


def lemma(apparatus: Apparatus, unit: Unit, text: str, **record: Any) -> Decision:
    """A reading is the text; "" is the omission."""
    return _of_reading(apparatus, unit, _made("lemma", reading=reading_named(unit, text), **record))


def _of_reading(apparatus: Apparatus, unit: Unit, decision: Decision) -> Decision:
    for siglum in decision.witnesses:
        if siglum not in apparatus.collation.sigla:
            known = ", ".join(apparatus.collation.sigla)
            raise UsageError(f"there is no witness {siglum!r}", hint=f"there are: {known}")
    if decision.labelled:
        _known(apparatus, decision.labelled)
    return about(apparatus, (unit.start, unit.end), decision, unit)


def conjecture(apparatus: Apparatus, place: Spot, text: str, **record: Any) -> Decision:
    """Words that no witness has are the text, or are proposed (`status`); "" leaves the words of the place out."""
    return about(apparatus, place.span, _made("conjecture", value=text, **record), place.unit)


def addition(apparatus: Apparatus, place: Spot, text: str, **record: Any) -> Decision:
    """The editor adds words after those of a place."""
    words = apparatus.words.surface(*apparatus.text.span(*place.span))
    if not text.strip():
        raise UsageError("no words are added", hint="name them")
    return conjecture(apparatus, place, " ".join(filter(None, (words, f"{OPEN}{text}{CLOSE}"))), **record)


def deletion(apparatus: Apparatus, place: Spot, **record: Any) -> Decision:
    """The words of a place stay in the text, in brackets."""
    return about(apparatus, place.span, _made("deletion", **record), place.unit)


def crux(apparatus: Apparatus, place: Spot, **record: Any) -> Decision:
    """The words of a place are corrupt, and nobody has healed them."""
    return about(apparatus, place.span, _made("crux", **record), place.unit)


def note(apparatus: Apparatus, place: Spot, text: str, layer: str = "", **record: Any) -> Decision:
    """Something is said of the words of a place, in an apparatus of the editor's own (`layer`)."""
    return about(apparatus, place.span, _made("note", value=text, layer=layer, **record), place.unit)


def notes(apparatus: Apparatus, lines: Sequence[str], layer: str = "", **record: Any) -> list[Decision]:
    """A note for each line: ``8.3-8.5 text``, or ``words] text`` with words that the base has at one place only.

    Empty lines and those that begin with # are left out. UsageError names the line that cannot be understood.
    """
    made = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        words, bracket, said = line.partition("]")
        name, _, text = line.strip().partition(" ") if not bracket else ("", "", said)
        try:
            place = _spot_of_words(apparatus, words) if bracket else spot(apparatus, name)
        except UsageError as problem:
            raise UsageError(f"line {number}: {problem.what}", hint=problem.hint) from None
        made.append(note(apparatus, place, text.strip(), layer, **record))
    return made


def _spot_of_words(apparatus: Apparatus, words: str) -> Spot:
    """The only place at which the base has these words, whatever their capitals and signs."""
    row = apparatus.collation.row(apparatus.base)
    forms = [
        (token, own[0]) for token, form in enumerate(apparatus.collation.witnesses[row].normals) if (own := bare(form))
    ]
    wanted = [form for word in word_forms(words) for form in bare(word)]
    found = [
        k for k in range(len(forms) - len(wanted) + 1) if [form for _, form in forms[k : k + len(wanted)]] == wanted
    ]
    if len(found) != 1 or not wanted:
        times = f"{len(found)} times" if found else "not"
        raise UsageError(f"{words.strip()!r} stands {times} in {apparatus.base}", hint=WRITE)
    first, last = forms[found[0]][0], forms[found[0] + len(wanted) - 1][0]
    return Spot(columns(apparatus.collation, Found(row, first, last + 1)), None)


def split(apparatus: Apparatus, unit: Unit, words: int, **record: Any) -> Decision:
    """A unit is cut after so many words of the base."""
    row = apparatus.collation.row(apparatus.base)
    first, last = apparatus.collation.tokens(row, unit.start, unit.end)
    if not 0 < words < last - first:
        what = f"{unit.id} has {count(last - first, 'word')} of the base"
        raise UsageError(what, hint="it is cut between two of them")
    return about(apparatus, (unit.start, unit.end), _made("split", value=str(words), **record), unit)


def join(apparatus: Apparatus, unit: Unit, **record: Any) -> Decision:
    """A unit, the next, and what stands between them become one."""
    following = next((other for other in apparatus.units if other.start >= unit.end), None)
    if following is None:
        raise UsageError(f"{unit.id} is the last unit")
    return about(apparatus, (unit.start, following.end), _made("join", **record), unit)


def realign(collation: Collation, base: str, words: str, **record: Any) -> Decision:
    """Words of different witnesses (``A:8.3=B:9.1``) stand in one column."""
    at = constraints.anchored_words(words, collation.witnesses)
    return replace(_made("realign", value=words, **record), base=base, at=at)

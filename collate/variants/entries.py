"""Makes the entries of a printed apparatus by a print profile, for all printed formats and the terminal.

An entry is a list of runs (text, style); each writer only renders the styles in its format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from collate.io.wording import for_people, isolated, one_line, shortened, visible
from collate.model import Annotation, Apparatus, Entry, Profile, Reading, Run, Unit
from collate.model.decision import RULE
from collate.model.printed import Style
from collate.variants.groups import groups
from collate.variants.signs import in_signs, signed

PLAIN = Profile()
LONG = 4  # times as many words as a lemma is quoted with: from there on a reading is shortened like one
_PARTS = re.compile(r"(\*[^*]+\*)|\{(\w+)\}")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STYLES: dict[str, Style] = {"lemma": "lemma", "reading": "reading", "sigla": "sigla", "before": "lemma"}


class Placed(NamedTuple):
    """An entry, the unit or annotation that it is about, and its name in links: ``u3``, ``n1``."""

    id: str
    about: Unit | Annotation
    entry: Entry


def entries(apparatus: Apparatus, profile: Profile = PLAIN, within: tuple[int, int] | None = None) -> Iterator[Placed]:
    """Every unit, and every annotation that says something, in the order of the text; or those that begin `within`."""
    low, high = within or (0, len(apparatus.collation) + 1)
    here = [unit for unit in apparatus.units if low <= unit.start < high]
    made = [Placed(unit.id, unit, entry(apparatus, unit, profile)) for unit in here]
    notes = [note for note in apparatus.annotations if note.text or note.layer == "deletion"]
    said = ((f"n{number}", note) for number, note in enumerate(notes, 1) if low <= note.start < high)
    made += [Placed(name, note, annotated(apparatus, note, profile)) for name, note in said]
    yield from sorted(made, key=lambda one: (one.about.start, -one.about.end)) if notes else made


def annotated(apparatus: Apparatus, annotation: Annotation, profile: Profile = PLAIN) -> Entry:
    """An annotation as an entry: the words of the text, and what the editor says of them."""
    bracketed = annotation.layer == "deletion"  # the entry says what the brackets do
    words = (apparatus.words if bracketed else signed(apparatus, profile)).surface(*apparatus.span(annotation))
    said: dict[str, str | Run] = {"text": isolated(one_line(annotation.text)), "by": _whose(annotation.by)}
    parts = [_filled(profile.deletion, said)] if annotation.layer == "deletion" else []
    parts += [_filled(profile.note, said)] if annotation.text else []
    body = [run for number, part in enumerate(parts) for run in ([Run(profile.between)] if number else []) + part]
    head = _filled(profile.head, {"lemma": _quoted(words, profile), "sign": ""})
    layer = "" if annotation.layer in {"deletion", "crux"} else annotation.layer
    return Entry(0, annotation.line, tuple(_clean(head)), tuple(_clean([*body, Run(profile.end)])), True, layer)


def entry(apparatus: Apparatus, unit: Unit, profile: Profile = PLAIN) -> Entry:
    """One unit as an entry: head, readings, conjectures, and those who agree if the profile names them."""
    deleted = _deleted(apparatus, unit)
    shown = [reading for reading in unit.readings[1:] if reading is not deleted]
    parts = [_reading(apparatus, unit, reading, profile) for reading in shown]
    if deleted:
        parts.insert(0, _filled(profile.deletion, {"by": _whose(unit.lemma.by)}))
    agreeing = _agreeing(apparatus, unit, profile)
    if agreeing and profile.agreeing_last:
        parts.append(agreeing)
    head = [*_head(apparatus, unit, profile), *([] if profile.agreeing_last else agreeing)]
    runs: list[Run] = []
    for number, part in enumerate(parts):
        runs += [Run(profile.between), *part] if number else part
    substantive = any(map(apparatus.substantive, unit.readings)) or bool(unit.conjectures)
    ended = bool(profile.end) and "".join(run.text for run in runs).endswith(profile.end)  # by an abbreviation
    body = _clean(runs if ended else [*runs, Run(profile.end)])
    return Entry(unit.number, unit.line, tuple(_clean(head)), tuple(body), substantive)


def _whose(by: str) -> Run:
    return Run(visible(by) or "ed.", "sigla")


def _deleted(apparatus: Apparatus, unit: Unit) -> Reading | None:
    """What the editor leaves out of the text: the base's reading, or the first that has words."""
    if not unit.lemma.by or unit.lemma.kind == "words":
        return None
    words = [one for one in unit.readings[1:] if one.kind == "words" and one.sigla]
    return next((one for one in words if apparatus.base in one.sigla), next(iter(words), None))


def line(apparatus: Apparatus, unit: Unit) -> str:
    """The entry in the plain form, as text."""
    return entry(apparatus, unit).text


def readings(apparatus: Apparatus, unit: Unit) -> str:
    """The readings of a unit in the plain form, without the lemma."""
    return PLAIN.between.join(
        "".join(run.text for run in _reading(apparatus, unit, reading, PLAIN)) for reading in unit.readings[1:]
    )


def _agreeing(apparatus: Apparatus, unit: Unit, profile: Profile) -> list[Run]:
    """Those who have the lemma, as the profile shows them; where nobody has it, what divides it from the readings."""
    if unit.lemma.by:
        return []
    if unit.lemma.sigla:
        return _filled(profile.agreeing, {"sigla": _sigla(apparatus, unit, unit.lemma, profile)})
    return [] if profile.agreeing_last else [Run(profile.agreeing.partition("{sigla}")[2])]


def _head(apparatus: Apparatus, unit: Unit, profile: Profile) -> list[Run]:
    sign = profile.signs.get(_kind(unit), "")
    deleted = _deleted(apparatus, unit)
    if deleted:
        return _filled(profile.head, {"lemma": _quoted(deleted.text, profile), "sign": sign})
    if unit.lemma.by:
        words = _quoted(in_signs(unit.lemma.text, profile), profile)
        return _filled(profile.head_conjecture, {"lemma": words, "sign": sign, "by": _whose(unit.lemma.by)})
    if unit.lemma.kind == "words":
        words = _quoted(unit.lemma.text, profile)
        number = _occurrence(apparatus, unit) if profile.occurrence else ""
        return _filled(profile.head, {"lemma": words + number, "sign": sign})
    before = isolated(one_line(apparatus.before(unit)))
    return _filled(profile.head_nothing if before else profile.head_first, {"before": before, "sign": sign})


def _quoted(text: str, profile: Profile) -> str:
    """A lemma on one line, long ones by their first and last words."""
    return isolated(shortened(one_line(text), profile.longest, profile.ellipsis))


def _said(apparatus: Apparatus, unit: Unit, reading: Reading, profile: Profile) -> str:
    """A reading on one line: in full, unless it is long, or units inside this one say what is in it."""
    text = one_line(reading.text)
    words = len(text.split())
    if words > profile.longest and (words > LONG * profile.longest or _holds_others(apparatus, unit)):
        return _quoted(reading.text, profile)
    return isolated(text)


def _holds_others(apparatus: Apparatus, unit: Unit) -> bool:
    return any(unit.start <= other.start and other.end <= unit.end and other is not unit for other in apparatus.units)


def _kind(unit: Unit) -> str:
    """What happens to the lemma, for the editions that print a sign for it."""
    if unit.lemma.kind != "words":
        return "inserted"
    several = len(unit.lemma.normal.split()) > 1
    if any(label.name == "transposition" for reading in unit.readings for label in reading.labels):
        return "transposed"
    if all(reading.kind != "words" for reading in unit.readings[1:]):
        return "omitted_words" if several else "omitted_word"
    return "words" if several else "word"


def _occurrence(apparatus: Apparatus, unit: Unit) -> str:
    """Which of the same words of its line the lemma is, as a superscript; nothing if it stands there once."""
    witness = apparatus.words
    first, last = apparatus.span(unit)
    content = witness.source.content
    low = content.rfind("\n", 0, int(witness.starts[first])) + 1 if last > first else 0
    high = content.find("\n", int(witness.starts[first])) if last > first else 0
    form = witness.normals[first:last]
    places = [
        k
        for k in range(witness.at(low), witness.at(high if high >= 0 else len(content)))
        if witness.normals[k : k + len(form)] == form
    ]
    if len(places) < 2 or first not in places:
        return ""
    return str(places.index(first) + 1).translate(_SUPERSCRIPT)


def _reading(apparatus: Apparatus, unit: Unit, reading: Reading, profile: Profile) -> list[Run]:
    if reading.by:
        words = isolated(one_line(in_signs(reading.text, profile)))
        template = profile.conjecture if reading.kind == "words" else profile.deletion
        return _filled(template, {"reading": words, "by": _whose(reading.by)})
    template, other = _template(apparatus, unit, reading, profile)
    values: dict[str, str | Run] = {
        "reading": _said(apparatus, unit, reading, profile),
        "lemma": _quoted(unit.lemma.text, profile),
        "sigla": _sigla(apparatus, unit, reading, profile),
        "other": other,
    }
    runs = _filled(template, values)
    said = {
        "omission": reading.kind == "omission",
        "addition": unit.lemma.kind == "omission",
        "transposition": True,
        "lacuna": reading.kind == "lacuna",
    }
    shown = all(said.get(label.name, False) and label.rule != RULE for label in reading.labels)
    names = dict.fromkeys(label.name for label in reading.labels if not shown and label.name != "transposition")
    return [*runs, Run(f" ({', '.join(names)})")] if profile.labels and names else runs


def _template(apparatus: Apparatus, unit: Unit, reading: Reading, profile: Profile) -> tuple[str, str]:
    """The template for what a reading does, and the unit where the words of a transposition have their other place."""
    moved = apparatus.transposition(unit, reading)
    if reading.kind == "lacuna":
        return profile.lacuna, ""
    if moved is not None and moved[1] is not None and reading.kind == "omission":
        return profile.transposition_away, f" {moved[1].id}"
    if moved is not None and moved[1] is not None and unit.lemma.kind == "omission":
        return profile.transposition_here, f" {moved[1].id}"
    if moved is not None:
        return profile.transposition, f" {moved[1].id}" if moved[1] else ""
    if reading.kind == "omission":
        signed = profile.omission_by_sign and _kind(unit).startswith("omitted")
        return profile.omission_by_sign if signed else profile.omission, ""
    added = unit.lemma.kind == "omission" and not unit.lemma.by
    return profile.addition if added else profile.substitution, ""


def _sigla(apparatus: Apparatus, unit: Unit, reading: Reading, profile: Profile) -> Run:
    """The witnesses of a reading in the profile's order, groups by their siglum, the rest as one word."""
    if profile.codd and len(reading.sigla) > 1 and all(one is reading or one.by for one in unit.readings):
        return Run(profile.codd, "note")
    if reading.kind == "words" and profile.cett and _rest(apparatus, unit, reading, profile):
        return Run(profile.cett, "note")
    left = _ordered(apparatus, reading.sigla, profile)
    for name, members in groups(apparatus.collation, profile).items():
        if members and set(members) <= set(left):
            place = min(left.index(member) for member in members)
            left[place:place] = [name]
            left = [siglum for siglum in left if siglum not in members]
    left = _hands(apparatus, left, profile)
    each = (profile.sigla_each.replace("{siglum}", visible(siglum)) for siglum in left)
    return Run(profile.sigla_between.join(each), "sigla")


def _rest(apparatus: Apparatus, unit: Unit, reading: Reading, profile: Profile) -> bool:
    """Whether a reading has more than half of the witnesses that are there, and the entry names all the others."""
    manuscripts = {w.siglum: w.source.manuscript or w.siglum for w in apparatus.collation.witnesses}
    here = ({manuscripts[siglum] for siglum in one.sigla} for one in unit.readings if one.kind != "lacuna")
    there, many = sum(map(len, here)), len({manuscripts[siglum] for siglum in reading.sigla})
    named = reading is unit.lemma or bool(profile.agreeing) or {*unit.lemma.sigla} <= {apparatus.base}
    return named and many >= profile.cett_from and 2 * many > there


def _hands(apparatus: Apparatus, sigla: Sequence[str], profile: Profile) -> list[str]:
    """The states of a manuscript by its siglum where both are there, else before or after correction."""
    states = {w.siglum: w.source for w in apparatus.collation.witnesses if w.source.hand}
    named: dict[str, None] = {}
    for siglum in sigla:
        source = states.get(siglum)
        if source is None:
            named[siglum] = None
            continue
        both = sum(other in states and states[other].manuscript == source.manuscript for other in sigla) > 1
        alone = {"a.c.": profile.hands[0], "p.c.": profile.hands[1]}.get(source.hand, siglum)
        named[source.manuscript if both else alone.replace("{siglum}", source.manuscript)] = None
    return list(named)


def _ordered(apparatus: Apparatus, sigla: Sequence[str], profile: Profile) -> list[str]:
    given = apparatus.collation.sigla
    if profile.order:
        return sorted(
            sigla, key=lambda s: (profile.order.index(s) if s in profile.order else len(given), given.index(s))
        )
    if profile.sigla == "alphabetical":
        return sorted(sigla, key=lambda s: (s.casefold(), s))
    if profile.sigla == "chronological":
        dates = {witness.siglum: witness.source.date for witness in apparatus.collation.witnesses}
        return sorted(sigla, key=lambda s: (dates[s] == "", dates[s], given.index(s)))
    return sorted(sigla, key=given.index)


def _filled(template: str, values: Mapping[str, str | Run]) -> list[Run]:
    """A template with its fields filled in; what stands between asterisks is a note. A text is never a template."""
    runs: list[Run] = []
    at = 0
    for match in _PARTS.finditer(template):
        runs.append(Run(template[at : match.start()]))
        if match[1]:
            runs += [Run(run.text, "note") for run in _filled(match[1][1:-1], values)]
        else:
            value = values.get(match[2], "")
            runs.append(value if isinstance(value, Run) else Run(value, _STYLES.get(match[2], "")))
        at = match.end()
    return [*runs, Run(template[at:])]


def _clean(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs that hold something, neighbours of one style together; what a profile brought in acts on nothing."""
    held: Run | None = None
    for run in (Run(for_people(run.text), run.style) for run in runs if run.text):
        if held is not None and held.style == run.style:
            held = Run(held.text + run.text, held.style)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held

"""The double-end-point apparatus attached to the words of a base that is TEI itself: its file with ids added.

Where the file marks its words (``<w>``), apps point at these; elsewhere an ``anchor`` stands before and after a lemma.
Witnesses and apparatus stand in a ``standOff`` behind the header. Every other byte of the file is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TextIO

from lxml import etree

from collate.io.wording import json_text, xml_text
from collate.model import Apparatus, Unit, Witness
from collate.model.places import Places
from collate.writers.apparatus.places import base_span
from collate.writers.apparatus.tei_header import E, clean, list_person, listed_witnesses, people, reasons

Insertion = tuple[int, int, str]  # the byte before which, an order among those of one place, and what


def attached(
    apparatus: Apparatus, places: Places, ids: dict[str, str], app_of: Callable[[Unit, str], Any], out: TextIO
) -> None:
    """Write the file of `places` with the apparatus; `app_of` makes the app of a unit, its ids after a prefix."""
    prefix = _prefix(places.ids, (*ids.values(), *people(apparatus).values(), *(unit.id for unit in apparatus.units)))
    named = {siglum: prefix + name for siglum, name in ids.items()}
    base = apparatus.collation.witnesses[apparatus.collation.row(apparatus.base)]
    pointing = _Pointing(base, places, prefix)
    listed = E.listApp()
    for unit in apparatus.units:
        app = app_of(unit, prefix)
        for name, value in pointing.ends(unit, *base_span(apparatus, unit)).items():
            app.set(name, value)
        app.extend(reasons(unit, named, prefix))
        listed.append(app)
    recipe = E.listApp(E.desc("The recipe of this collation, as JSON: ", clean(json_text(apparatus.recipe))))
    about = [one for one in (list_person(apparatus, prefix),) if len(one)]
    stand_off = E.standOff(listed_witnesses(apparatus, named), *about, recipe)
    if len(listed):
        recipe.append(listed)
    whole = "\n" + xml_text(etree.tostring(stand_off, encoding="unicode"))
    out.write(_inserted(places.data, [*pointing.insertions, (places.header, 0, whole)]))


def _prefix(taken: frozenset[str], wanted: Iterable[str]) -> str:
    """What is put before ids of ours where the file has some of the same."""
    names = list(wanted)
    prefix = ""
    while any(one.startswith(prefix + name) for name in names for one in taken):
        prefix += "c."
    return prefix


def _inserted(data: bytes, insertions: Iterable[Insertion]) -> str:
    parts, at = [], 0
    for place, _, text in sorted(insertions):
        parts += [data[at:place], text.encode()]
        at = place
    return b"".join((*parts, data[at:])).decode()


class _Pointing:
    """Ids and anchors that the file gets, each once."""

    def __init__(self, base: Witness, places: Places, prefix: str) -> None:
        self.base, self.places, self.prefix = base, places, prefix
        self.insertions: list[Insertion] = []
        self.words: dict[int, str] = {}

    def ends(self, unit: Unit, first: int, last: int) -> dict[str, str]:
        """The attributes that place an app: ``from`` and ``to``; an addition stands after (or before) its ``from``."""
        if not len(self.base):
            return {}
        if last > first:
            return {"from": self._end(unit, first, before=True), "to": self._end(unit, last - 1, before=False)}
        word = max(first, 1) - 1
        return {"from": self._end(unit, word, before=not first), "type": "after" if first else "before"}

    def _end(self, unit: Unit, token: int, *, before: bool) -> str:
        start, end = int(self.base.starts[token]), int(self.base.ends[token])
        offset = start if before else end - 1
        if offset in self.places.words:
            return "#" + self._word(self.places.words[offset])
        name = f"{self.prefix}{unit.id}{'a' if before else 'b'}"
        low, high = self.places.spans[offset]
        # After a lemma the ends come first, before the next one its beginning.
        place, order = (low, 1) if before else (high, 0)
        self.insertions.append((place, order, f'<{self.places.prefix}anchor xml:id="{name}"/>'))
        return f"#{name}"

    def _word(self, number: int) -> str:
        """The id of a ``<w>``: its own, or one that it gets."""
        place, given = self.places.tags[number]
        if given:
            return given
        if number not in self.words:
            self.words[number] = f"{self.prefix}w{number}"
            self.insertions.append((place, 0, f' xml:id="{self.words[number]}"'))
        return self.words[number]

"""The apparatus as TEI P5, in each of the three methods of linking it to the text.

``parallel-segmentation``: the text with every unit an ``app`` in its place. ``double-end-point``: the base text word
by word, and apps that say from which word to which. ``location-referenced``: the base text by lines, and apps that
name the line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, TextIO

from collate.errors import UsageError
from collate.model import Annotation, Apparatus, Lacuna, Profile, Unit
from collate.model.places import Places
from collate.variants.decisions.edited import LAYERS
from collate.variants.entries import PLAIN
from collate.variants.groups import groups
from collate.writers.apparatus.nested import holding, nested
from collate.writers.apparatus.tei_apps import LACUNA, Apps
from collate.writers.apparatus.tei_base import attached
from collate.writers.apparatus.tei_blocks import divided
from collate.writers.apparatus.tei_header import E, document, header, names
from collate.writers.apparatus.tei_layers import anchor, ends, layers, noted
from collate.writers.apparatus.tei_plain import MARKED, plain
from collate.writers.apparatus.tei_text import say, space_after, taken_space

METHODS = {"parallel-segmentation": "internal", "double-end-point": "external", "location-referenced": "external"}


def write(
    apparatus: Apparatus,
    out: TextIO,
    *,
    method: str = "parallel-segmentation",
    places: Places | None = None,
    profile: Profile = PLAIN,
) -> None:
    """One document. With `places` of a base that is TEI, double-end-point attaches to the words of that file.

    UsageError if there is no such method.
    """
    if method not in METHODS:
        raise UsageError(f"TEI has no method {method!r}", hint=f"choose {', '.join(METHODS)}")
    ids = names(apparatus)
    if places is not None and method == "double-end-point":
        return attached(apparatus, places, ids, partial(_apart, apparatus, ids), out)
    if method == "parallel-segmentation":
        text = E.text(E.body(*divided(_Segmented(apparatus, ids).block(), apparatus)))
        apart = []
    else:
        made = Apps(apparatus, ids)
        block, listed = plain(made, method)
        text, apart = E.text(E.body(block)), [E.div(listed, type="apparatus")]
    apart += layers(apparatus, method)
    if apart:
        text.append(E.back(*apart))
    head = header(apparatus, ids, method, METHODS[method], groups(apparatus.collation, profile))
    there = {f"#{one}" for one in text.xpath("//@xml:id")}
    for detail in [one for one in head.iter(E.witDetail().tag) if one.get("target") not in there]:
        detail.getparent().remove(detail)  # of a reading that another unit holds, or that is the lemma now
    out.write(document(apparatus, head, text))
    return None


def _apart(apparatus: Apparatus, ids: Mapping[str, str], unit: Unit, prefix: str) -> Any:
    """The app of a unit that stands apart from the text; its ids, and those of the witnesses, after a prefix."""
    return Apps(apparatus, {siglum: prefix + name for siglum, name in ids.items()}, prefix).app(unit, place=True)


class _Segmented(Apps):
    """The whole text in parallel segmentation: every unit an ``app`` in its place."""

    def block(self) -> Any:
        """The whole text in one `ab`, for a unit may cross lines and paragraphs."""
        block = E.ab()
        say(block, self.base.source.content[: int(self.base.starts[0])] if len(self.base) else "")
        units = list(self.apparatus.units)
        self._points = self._silences() + self._anchors()
        self._points.sort(key=lambda point: point[0])
        self._there: set[str] | None = None  # the witnesses of the reading that is being written, in one of a unit
        at = 0
        for kind, start, end in self._enclosed(units):
            self._fill(block, at, start, [unit for unit in units if at <= unit.start < start])
            element = getattr(E, MARKED[kind])()
            self._fill(element, start, end, [unit for unit in units if start <= unit.start < end])
            space = taken_space(element)
            block.append(element)
            say(block, space)
            at = end
        self._fill(block, at, len(self.apparatus.collation), [unit for unit in units if unit.start >= at])
        return block

    def _enclosed(self, units: Sequence[Unit]) -> list[tuple[str, int, int]]:
        """Ranges that stand in an element of their own: crux and deletion. One that would cut a unit has all of it."""
        found: list[tuple[str, int, int]] = []
        for one in self.apparatus.annotations:
            if one.layer not in LAYERS:
                continue
            start, end = _whole(one, units)
            if not found or start >= found[-1][2]:
                found.append((LAYERS[one.layer], start, end))
        return found

    def _silences(self) -> list[tuple[int, Any]]:
        """Where witnesses fall silent and speak again, as empty apps at positions of the table."""
        found = []
        for lacuna in self.apparatus.lacunae:
            first, last = self._ends(lacuna)
            if not first:
                found.append((lacuna.start, self._silence(lacuna, "witEnd" if last else "lacunaStart")))
            if not last:
                found.append((lacuna.end, self._silence(lacuna, "witStart" if first else "lacunaEnd")))
        return found

    def _anchors(self) -> list[tuple[int, Any]]:
        """Where the words begin and end that the editor's own apparatuses speak of."""
        found = []
        for name, note in noted(self.apparatus):
            start, end = _whole(note, self.apparatus.units)
            found += [(start, anchor(name, begins=True)), (end, anchor(name, begins=False))]
        return found

    def _ends(self, lacuna: Lacuna) -> tuple[bool, bool]:
        column = self.apparatus.collation.columns[:, self.apparatus.collation.row(lacuna.siglum)]
        return bool((column[: lacuna.start] < 0).all()), bool((column[lacuna.end :] < 0).all())

    def _silence(self, lacuna: Lacuna, name: str) -> Any:
        others = " ".join(f"#{own}" for siglum, own in self.ids.items() if siglum != lacuna.siglum)
        return E.app(E.lem(wit=others), E.rdg(E(name), wit=f"#{self.ids[lacuna.siglum]}", type=LACUNA), type="lacuna")

    def _fill(self, parent: Any, start: int, end: int, units: Sequence[Unit]) -> None:
        """Text and apps of some positions; a unit that holds others holds their apps in its lemma."""
        at = start
        for unit, inner in nested(self.apparatus, units):
            self._agreeing(parent, at, unit.start)
            after = self.space_of_addition(unit, parent) if unit.lemma.kind == "omission" else self.common_space(unit)
            app = self.app(unit, spaced=after is None)
            if inner:
                self._fill_inner(app, unit, inner, spaced=after is None)
            parent.append(app)
            say(parent, after or "")
            at = unit.end
        self._agreeing(parent, at, end)

    def _fill_inner(self, app: Any, unit: Unit, inner: Sequence[Unit], *, spaced: bool) -> None:
        """The units inside a longer one stand in the reading that has words: they differ among those who have them.

        The space after it stays in it only if each reading holds its own.
        """
        for reading, low, high in holding(self.apparatus, unit):
            own = [other for other in inner if low <= other.start and other.end <= high]
            if not own:
                continue
            if reading is unit.lemma:
                (element,) = app.xpath("*[local-name() = 'lem']")
                element.text = None
            else:
                (element,) = app.xpath(".//*[@xml:id = $id]", id=self.rdg_id(unit, reading))
                element.text = self.spaces(unit, reading)[0]
            element[:] = []
            outside, self._there = self._there, {f"#{self.ids[siglum]}" for siglum in reading.sigla}
            self._fill(element, low, high, own)
            if not spaced:
                taken_space(element)
            self._there = outside

    def _agreeing(self, parent: Any, start: int, end: int) -> None:
        for position, element in self._points:
            if start <= position <= end and element.getparent() is None and self._is_there(element):
                say(parent, self._text(start, position))
                after = taken_space(parent) if ends(element) else ""
                parent.append(element)
                say(parent, after)
                start = position
        say(parent, self._text(start, end))

    def _is_there(self, element: Any) -> bool:
        """Whether a point is about a witness of the reading that is being written; others are not named in it."""
        cited = element.xpath("*/@wit")
        if self._there is None or not cited:
            return True
        if cited[-1] not in self._there:
            return False
        element[0].set("wit", " ".join(name for name in cited[0].split() if name in self._there))
        if not element[0].get("wit"):
            del element[0].attrib["wit"]
        return True

    def _text(self, start: int, end: int) -> str:
        """What the base has at some positions, with the space after it; else the first witness that has words.

        One that ends there has no space after them, so that another is preferred to it.
        """
        collation = self.apparatus.collation
        ending = ""
        for row in (self.row, *range(len(collation.witnesses))):
            first, last = collation.tokens(row, start, end)
            witness = collation.witnesses[row]
            if last > first:
                said = f"{witness.surface(first, last)}{space_after(witness, last - 1)}"
                if row == self.row or last < len(witness):
                    return said
                ending = ending or said
        return ending


def _whole(annotation: Annotation, units: Sequence[Unit]) -> tuple[int, int]:
    """The positions of an annotation, and of the units that it cuts."""
    start, end = annotation.start, annotation.end
    while True:
        over = [unit for unit in units if unit.start < end and start < unit.end]
        wider = min([start, *(unit.start for unit in over)]), max([end, *(unit.end for unit in over)])
        if wider == (start, end):
            return wider
        start, end = wider

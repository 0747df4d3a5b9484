"""The apparatus as TEI P5, in each of the three methods of linking it to the text.

``parallel-segmentation``: the text with every unit an ``app`` in its place. ``double-end-point``: the base text word
by word, and apps that say from which word to which. ``location-referenced``: the base text by lines, and apps that
name the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TextIO

from collate.errors import UsageError
from collate.model import Apparatus, Lacuna, Profile, Reading, Unit, Witness, vocabulary
from collate.model.places import Places
from collate.variants.entries import PLAIN
from collate.variants.groups import groups
from collate.writers.apparatus.nested import nested
from collate.writers.apparatus.places import base_span
from collate.writers.apparatus.tei_base import attached
from collate.writers.apparatus.tei_header import XML, E, clean, document, header, names
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
    made = _Made(apparatus, ids)
    text = E.text(E.body(made.segmented()) if method == "parallel-segmentation" else E.body(made.plain(method)))
    if method != "parallel-segmentation":
        text.append(E.back(E.div(made.list_app(method), type="apparatus")))
    head = header(apparatus, ids, method, METHODS[method], groups(apparatus.collation, profile))
    out.write(document(apparatus, head, text))
    return None


def _apart(apparatus: Apparatus, ids: Mapping[str, str], unit: Unit, prefix: str) -> Any:
    """The app of a unit that stands apart from the text; its ids, and those of the witnesses, after a prefix."""
    return _Made(apparatus, {siglum: prefix + name for siglum, name in ids.items()}, prefix).app(unit, place=True)


class _Made:
    """The parts of a document about one apparatus."""

    def __init__(self, apparatus: Apparatus, ids: Mapping[str, str], prefix: str = "") -> None:
        self.apparatus, self.ids, self.prefix = apparatus, ids, prefix
        self.row = apparatus.collation.row(apparatus.base)
        self.base: Witness = apparatus.collation.witnesses[self.row]

    def _before(self, position: int) -> int:
        return int((self.apparatus.collation.columns[:position, self.row] >= 0).sum())

    # -- parallel segmentation ---------------------------------------------------------------------------------

    def segmented(self) -> Any:
        """The whole text in one `ab`, for a unit may cross lines and paragraphs."""
        block = E.ab()
        say(block, self.base.source.content[: int(self.base.starts[0])] if len(self.base) else "")
        self._fill(block, 0, len(self.apparatus.collation), list(self.apparatus.units), self._silences())
        return block

    def _silences(self) -> list[tuple[int, Any]]:
        """The begin and end of lacunae, as empty apps by position of the table."""
        found = []
        for lacuna in self.apparatus.lacunae:
            first, last = self._ends(lacuna)
            found.append(
                (lacuna.start, self._silence(lacuna, "witEnd" if last else "lacunaStart") if not first else None)
            )
            found.append(
                (lacuna.end, self._silence(lacuna, "witStart" if first else "lacunaEnd") if not last else None)
            )
        return [(position, app) for position, app in sorted(found, key=lambda pair: pair[0]) if app is not None]

    def _ends(self, lacuna: Lacuna) -> tuple[bool, bool]:
        column = self.apparatus.collation.columns[:, self.apparatus.collation.row(lacuna.siglum)]
        return bool((column[: lacuna.start] < 0).all()), bool((column[lacuna.end :] < 0).all())

    def _silence(self, lacuna: Lacuna, name: str) -> Any:
        return E.app(E.lem(), E.rdg(E(name), wit=f"#{self.ids[lacuna.siglum]}"), type="lacuna")

    def _fill(
        self, parent: Any, start: int, end: int, units: Sequence[Unit], silences: Sequence[tuple[int, Any]]
    ) -> None:
        """Text and apps of some positions; a unit that holds others holds their apps in its lemma."""
        at = start
        for unit, inner in nested(self.apparatus, units):
            self._agreeing(parent, at, unit.start, silences)
            after = self._space_of_addition(unit, parent) if unit.lemma.kind == "omission" else self._common_space(unit)
            parent.append(self.app(unit, inner, spaced=after is None))
            say(parent, after or "")
            at = unit.end
        self._agreeing(parent, at, end, silences)

    def _agreeing(self, parent: Any, start: int, end: int, silences: Sequence[tuple[int, Any]]) -> None:
        for position, app in silences:
            if start <= position <= end and app.getparent() is None:
                say(parent, self._text(start, position))
                parent.append(app)
                start = position
        say(parent, self._text(start, end))

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

    def _space_of_addition(self, unit: Unit, parent: Any) -> str | None:
        """The base's space before words that it lacks, taken from before them if others add a sign to its word there.

        None if the space stays, and each reading holds the space after it.
        """
        own = [self._spaces(unit, reading, written=False)[0] for reading in unit.readings if reading.kind == "words"]
        return (taken_space(parent) or None) if not any(own) and self._before(unit.start) else None

    def _common_space(self, unit: Unit) -> str | None:
        """The space after a unit where all readings have the same; None if each has to hold its own."""
        spaces = {self._spaces(unit, reading)[1] for reading in unit.readings if reading.kind == "words"}
        return spaces.pop() if len(spaces) == 1 else None

    def _spaces(self, unit: Unit, reading: Reading, *, written: bool = True) -> tuple[str, str]:
        """The space before a reading and that after it, as its first witness has them that goes on there.

        With `written`, none before it where the base has one.
        """
        before = self._before(unit.start)
        there = (space_after(self.base, before - 1) if before else " ") if written else ""
        found = [self._tokens(unit, siglum) for siglum in reading.sigla]
        going_on = sorted(found, key=lambda one: one[2] == len(one[0]))
        befores = [space_after(witness, first - 1) for witness, first, _ in found if first]
        afters = [space_after(witness, last - 1) for witness, first, last in going_on if last > first]
        return "" if there or not befores else befores[0], afters[0] if afters else ""

    def _tokens(self, unit: Unit, siglum: str) -> tuple[Witness, int, int]:
        """The tokens of a witness in a unit; where it has none, twice the number of those before."""
        collation = self.apparatus.collation
        row = collation.row(siglum)
        first, last = collation.tokens(row, unit.start, unit.end)
        if first == last:
            first = last = int((collation.columns[: unit.start, row] >= 0).sum())
        return collation.witnesses[row], first, last

    def app(self, unit: Unit, inner: Sequence[Unit] = (), *, place: bool = False, spaced: bool = False) -> Any:
        """A unit. With `spaced` each reading holds the space after it; with `place` the app stands apart."""
        app = E.app()
        app.set(f"{XML}id", self.prefix + unit.id)
        lemma = E.lem(**self._wit(unit.lemma))
        if inner and unit.lemma.kind == "words":
            self._fill(lemma, unit.start, unit.end, inner, ())
        else:
            say(lemma, self._words(unit, unit.lemma, apart=place, spaced=spaced))
        spoken = [reading for reading in unit.readings[1:] if reading.kind != "lacuna" or place]
        formal = [one for one in spoken if one.labels and one.kind == "words" and not self.apparatus.substantive(one)]
        made = {reading.sigla: self._rdg(unit, reading, apart=place, spaced=spaced) for reading in spoken}
        holding = next((reading for reading in spoken if reading.kind == "words"), None)
        if inner and unit.lemma.kind != "words" and holding is not None:  # those who have words there differ among them
            made[holding.sigla][:] = []
            made[holding.sigla].text = self._spaces(unit, holding)[0]
            self._fill(made[holding.sigla], unit.start, unit.end, inner, ())
        if formal:
            app.append(E.rdgGrp(lemma, *(made[reading.sigla] for reading in formal), type="orthographic"))
        else:
            app.append(lemma)
        app.extend(made[reading.sigla] for reading in spoken if reading not in formal)
        if unit.conjecture:
            app.append(E.rdg(clean(unit.conjecture), type="conjecture"))
        app.extend(self._details(unit, spoken))
        return app

    def _words(self, unit: Unit, reading: Reading, *, apart: bool, spaced: bool) -> str:
        if apart:
            return reading.text
        before, after = self._spaces(unit, reading)
        return before + reading.text + (after if spaced else "")

    def _rdg(self, unit: Unit, reading: Reading, *, apart: bool, spaced: bool) -> Any:
        rdg = E.rdg(**self._wit(reading))
        rdg.set(f"{XML}id", self._rdg_id(unit, reading))
        kinds = self.apparatus.classes
        for label in sorted(reading.labels, key=lambda label: kinds.get(label.name, "formal") == "formal"):
            term = vocabulary.term(label.name, kinds.get(label.name, vocabulary.SUBSTANTIVE))
            cause = label.rule if label.name == "eye-skip" else term.tei_cause
            if rdg.get("type") is None:
                rdg.set("type", term.tei_type)
            if cause and rdg.get("cause") is None:
                rdg.set("cause", cause)
        if reading.kind == "lacuna":
            rdg.append(E.gap(reason="lacuna"))
        say(rdg, self._words(unit, reading, apart=apart, spaced=spaced))
        return rdg

    def _rdg_id(self, unit: Unit, reading: Reading) -> str:
        return f"{self.prefix}{unit.id}r{unit.readings.index(reading)}"

    def _details(self, unit: Unit, readings: Sequence[Reading]) -> Iterator[Any]:
        """Every label with its rule and reason, pointing at its reading."""
        for reading in readings:
            for label in reading.labels:
                yield E.witDetail(
                    clean(f"{label.name}: {label.because} ({label.rule})"),
                    **self._wit(reading),
                    target=f"#{self._rdg_id(unit, reading)}",
                    type=label.name.replace(" ", "-"),
                )

    def _wit(self, reading: Reading) -> dict[str, str]:
        """The `wit` attribute; none for a lemma without witnesses."""
        return {"wit": " ".join(f"#{self.ids[siglum]}" for siglum in reading.sigla)} if reading.sigla else {}

    def plain(self, method: str) -> Any:
        """The base text: its words numbered, or its lines."""
        block = E.ab()
        if method == "location-referenced":
            for number, line in enumerate(self.base.source.content.split("\n"), 1):
                block.append(E.lb(n=str(number)))
                block[-1].tail = clean(line.rstrip("\r"))
            return block
        lead, pieces = self.base.pieces()
        say(block, lead)
        for number, piece in enumerate(pieces):
            surface = self.base.surface(number, number + 1)
            word = E.w(clean(" ".join(surface.split())))
            word.set(f"{XML}id", f"w{number + 1}")
            block.append(word)
            say(block, piece[len(surface) :])
        return block

    def _in_line(self, line: int, first: int, last: int) -> str:
        """Which characters from the beginning of a line on a unit is about, not counting white space: ``12-17``.

        One number where the base has no words: the addition stands after so many characters.
        """
        source = self.base.source
        begin = source.lines()[line - source.line]
        start = int(self.base.starts[first]) if last > first else int(self.base.ends[first - 1]) if first else begin
        before, within = (
            sum(not char.isspace() for char in source.content[low:high])
            for low, high in ((begin, start), (start, int(self.base.ends[last - 1]) if last > first else start))
        )
        return f"{before}-{before + within}" if last > first else str(before)

    def list_app(self, method: str) -> Any:
        """The apps, each with its place."""
        listed = E.listApp()
        for unit in self.apparatus.units:
            first, last = base_span(self.apparatus, unit)
            app = self.app(unit, place=True)
            if method == "location-referenced":
                app.set("loc", str(unit.line))
                app.set("n", self._in_line(unit.line, first, last))
            elif last > first:
                app.set("from", f"#w{first + 1}")
                app.set("to", f"#w{last}")
            elif len(self.base):
                app.set("from", f"#w{max(first, 1)}")
                app.set("type", "after" if first else "before")
            listed.append(app)
        return listed

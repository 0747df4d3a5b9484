"""A TEI document with its apparatus: witnesses, entries, links and stages of correction, ready to be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from collate.witnesses.readers.tei import linking
from collate.witnesses.readers.tei.apparatus import SIGNS, SILENT, Entry, settle, tokens_of, words_of
from collate.witnesses.readers.tei.document import Document
from collate.witnesses.readers.tei.elements import attribute, name_of, pointers
from collate.witnesses.readers.tei.layers import FIRST, Stages, stages_of
from collate.witnesses.readers.tei.names import Names


class Edition:
    """What `Text` needs to know in order to read a witness."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.links = linking.Links()
        self.within, self.apart = linking.classified(document)
        self.placed = linking.by_end_points(document, self.apart, self.links)  # entries that have only a place
        self.by_app = {id(entry.app): entry for entry in self.within}
        self.names = Names(document.root, ())

    def settle(self) -> None:
        """Fill in what each witness has in each entry, after all entries are linked that can be."""
        for span in self.links.spans:
            span.entry.linked = True
        self.names = Names(self.document.root, tokens_of(self.entries()))
        for entry in self.entries():
            settle(entry, self.names, self.document.hands)

    def entries(self) -> Iterator[Entry]:
        """The entries that are read: those in the text, then those linked to it, in their order."""
        yield from self.within
        yield from (span.entry for span in self.links.spans)

    def keys(self) -> list[str]:
        """The witnesses, as listed, then as named; none if entries name fewer than two."""
        named = {key: None for entry in self.entries() for key in (*entry.by_key, *entry.lost, *entry.signs) if key}
        if len(named) < 2 and not any(entry.negative for entry in self.entries() if named):
            return []
        return [*self.names.sigla, *(key for key in named if key not in self.names.sigla)]

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """The witnesses of the list of which no entry says anything: their text is not known."""
        if any(entry.negative for entry in self.entries()):
            return frozenset()
        named = {key for entry in self.entries() for key in (*entry.by_key, *entry.lost, *entry.signs)}
        return frozenset(key for key in self.names.sigla if key not in named)

    @cached_property
    def stages(self) -> Stages:
        """The stages of the corrections in the text."""
        return stages_of(self.document.nodes, self.document.hands)

    def layers(self, key: str) -> list[tuple[int, str]]:
        """The stages of correction of a witness and what the file calls them: the first, and what came later."""
        found = {FIRST: ""}
        for entry in self.entries():
            for choice in entry.by_key.get(key, ()):
                if choice.stage or len(entry.by_key[key]) > 1:
                    found[choice.stage] = found.get(choice.stage) or choice.label
        for stage in sorted(self._corrected.get(key, ())):
            found[stage] = found.get(stage) or self.stages.names[stage - 1]
        return [(stage, label or str(stage + 1)) for stage, label in sorted(found.items())]

    @cached_property
    def _corrected(self) -> dict[str, set[int]]:
        """The stages of the corrections in the readings of each witness; under "" those of the whole text."""
        found: dict[str, set[int]] = {"": set()}
        for node in self.document.nodes:
            stage = self.stages.of.get(id(node))
            if stage is not None:
                for key in ("", *self.holders(node)):
                    found.setdefault(key, set()).add(stage)
        return found

    def holders(self, node: Any) -> list[str]:
        """The witnesses in whose reading an element stands; none outside readings."""
        reading = node if name_of(node) in {"rdg", "lem"} else next(node.iterancestors("{*}rdg", "{*}lem"), None)
        return self._holders.get(id(reading), []) if reading is not None else []

    @cached_property
    def _holders(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for entry in self.entries():
            for key, own in entry.by_key.items():
                for choice in own:
                    found.setdefault(id(choice.reading), []).append(key)
            for key, silences in entry.signs.items():
                for reading in silences:
                    found.setdefault(id(reading), []).append(key)
        return found

    @cached_property
    def omissions_unsaid(self) -> bool:
        """Whether who is not named in an entry has nothing there: no entry has a lemma, or a reading without words."""
        return all(
            entry.lemma is None and all("".join(one.itertext()).strip() for one in entry.readings)
            for entry in self.entries()
        )

    @cached_property
    def milestones_refine(self) -> bool:
        """Whether milestones divide the text further than its numbered elements do: there are more of them."""
        numbered = [node for node in self.document.nodes if attribute(node, "n")]
        stones = sum(name_of(node) == "milestone" for node in numbered)
        blocks: dict[str, int] = {}
        for node in numbered:
            if name_of(node) in {"div", "ab", "p", "l", "lg", "div1", "div2", "div3", "div4", "seg"}:
                blocks[name_of(node)] = blocks.get(name_of(node), 0) + 1
        return stones > max(blocks.values(), default=0)

    @cached_property
    def undone(self) -> frozenset[str]:
        """The ids of deletions that were taken back."""
        return frozenset(one for node in self.document.root.iter("{*}undo") for one in pointers(node, "target"))

    def refers_to_entry(self, ref: Any) -> bool:
        """Whether a ``ref`` points at an entry of the apparatus."""
        targets = pointers(ref, "target")
        return bool(targets) and any(one in self._names_of_entries for one in targets)

    def refers_to_note(self, ref: Any) -> bool:
        """Whether a ``ref`` is the number or sign of a note: what it points at is one, and it has no word."""
        said = words_of(ref)
        return (len(said) < 2 or not any(char.isalpha() for char in said)) and any(
            one in self._ids_of_notes for one in pointers(ref, "target")
        )

    @cached_property
    def _ids_of_notes(self) -> set[str]:
        return {own for note in self.document.root.iter("{*}note") if (own := attribute(note, "xml:id"))}

    @cached_property
    def _names_of_entries(self) -> set[str]:
        return {own for app in self.document.root.iter("{*}app") if (own := attribute(app, "xml:id"))}

    @cached_property
    def late(self) -> frozenset[str]:
        """The witnesses that are silent until a sign says that they begin: they have no words before it."""
        nodes = list(self.document.nodes)
        if not any(name_of(node) in SIGNS for node in nodes):
            return frozenset()
        begins: dict[str, bool] = {}
        for node in nodes:
            if name_of(node) in SIGNS:
                for key in self.concerned(node) or self.keys():
                    begins.setdefault(key, name_of(node) not in SILENT)
            elif name_of(node) in {"rdg", "lem"} and has_words(node):
                for key in self.holders(node):
                    begins.setdefault(key, False)
        return frozenset(key for key, late in begins.items() if late)

    def concerned(self, sign: Any) -> list[str]:
        """The witnesses that a sign of silence is about: those it names, or in whose reading it stands; [] for all."""
        named = pointers(sign, "wit") or pointers(sign, "corresp")
        if named:
            return [name.key for one in named for name in self.names.meant(one)]
        inside = next(sign.iterancestors("{*}rdg", "{*}lem"), None) is not None
        return self.holders(sign) or ([""] if inside else [])


def has_words(reading: Any) -> bool:
    """Whether a reading has words, and does not itself say when the witness falls silent or speaks again."""
    return bool(words_of(reading)) and not any(name_of(one) in SIGNS for one in reading.iter())

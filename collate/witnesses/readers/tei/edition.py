"""A TEI document with its apparatus: witnesses, entries, links and stages of correction, ready to be read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from collate.witnesses.readers.tei import linking
from collate.witnesses.readers.tei.apparatus import Entry, entry_around, settle, tokens_of
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
        """The witnesses, as listed, then as named: those that some entry names, or all if any lemma names nobody."""
        named = {key: None for entry in self.entries() for key in (*entry.by_key, *entry.lost) if key}
        if any(entry.negative for entry in self.entries()):
            named |= dict.fromkeys(self.names.sigla)
        listed = [key for key in self.names.sigla if key in named]
        return [*listed, *(key for key in named if key not in self.names.sigla)]

    @cached_property
    def stages(self) -> Stages:
        """The stages of the corrections in the text."""
        return stages_of(self.document.nodes(), self.document.hands)

    def layers(self, key: str) -> list[tuple[int, str]]:
        """The stages of correction of a witness and what the file calls them: the first, and what came later."""
        found = {FIRST: ""}
        for entry in self.entries():
            for choice in entry.by_key.get(key, ()):
                if choice.stage or len(entry.by_key[key]) > 1:
                    found.setdefault(choice.stage, "")
                    found[choice.stage] = found[choice.stage] or choice.label
        for node in self.document.nodes():
            stage = self.stages.of.get(id(node))
            if stage is not None and self._has(key, node):
                found[stage] = found.get(stage) or self.stages.names[stage - 1]
        return [(stage, label or str(stage + 1)) for stage, label in sorted(found.items())]

    def _has(self, key: str, node: Any) -> bool:
        """Whether a correction is one of a witness: it stands in its reading, or in a text without witnesses."""
        if not key:
            return True
        reading = next(node.iterancestors("{*}rdg", "{*}lem"), None)
        entry = self.entry_of(reading) if reading is not None else None
        return entry is not None and any(one.reading is reading for one in entry.by_key.get(key, ()))

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
        numbered = [node for node in self.document.nodes() if attribute(node, "n")]
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

    @cached_property
    def _names_of_entries(self) -> set[str]:
        return {own for entry in self.entries() if (own := attribute(entry.app, "xml:id"))}

    @cached_property
    def signs_and_readings(self) -> list[Any]:
        """The readings, and the signs that a witness falls silent or speaks again, in the order of the text."""
        names = {"lem", "rdg", "lacunaStart", "lacunaEnd", "witStart", "witEnd"}
        nodes = list(self.document.nodes())
        if not any(name_of(node) in names - {"lem", "rdg"} for node in nodes):
            return []
        return [node for node in nodes if name_of(node) in names]

    def entry_of(self, reading: Any) -> Entry | None:
        """The entry that a reading belongs to."""
        return self._entries.get(id(entry_around(reading)))

    @cached_property
    def _entries(self) -> dict[int, Entry]:
        return {id(entry.app): entry for entry in self.entries()}

"""Makes Sources of a TEI file: its text, the stages of its correction, or the witnesses of its apparatus.

Internal entities are expanded up to a limit; `wellformed` refuses external entities and network access.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from collate.model import Language, Mark, Origin, Source
from collate.witnesses.readers.tei import located
from collate.witnesses.readers.tei.cells import cells_of, entries_of, marks_of
from collate.witnesses.readers.tei.content import View
from collate.witnesses.readers.tei.document import Document, characters
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.forms import preferred
from collate.witnesses.readers.tei.layers import LAST
from collate.witnesses.readers.tei.notes import of_apparatus, partly, set_aside
from collate.witnesses.readers.tei.text import Text
from collate.witnesses.readers.wellformed import tree

if TYPE_CHECKING:
    from collate.witnesses.readers.tei.cells import Cells, Named

    _Placed = tuple[Cells, Mapping[int, Named]]


def read(
    data: bytes, *, path: str, siglum: str, encoding: str | None = None, prefer: Sequence[str] = ()
) -> list[Source]:
    """One source per file: the text of its edition or of every `<body>`, as corrected.

    Of an apparatus in the text the lemma is read. InputError with line and column if the file is ill-formed.
    """
    reader = _Reader(_edition(data, path, encoding), data)
    return reader.with_notes([reader.source(View(prefer=preferred(prefer)), siglum)])


def read_hands(
    data: bytes, *, path: str, siglum: str, encoding: str | None = None, prefer: Sequence[str] = ()
) -> list[Source]:
    """A source for each stage of correction of the text, if it has any (``del``, ``add``); else one, as `read`."""
    reader = _Reader(_edition(data, path, encoding), data)
    return reader.with_notes(reader.layers(View(prefer=preferred(prefer)), siglum))


def read_witnesses(
    data: bytes, *, path: str, siglum: str, encoding: str | None = None, prefer: Sequence[str] = (), hands: bool = False
) -> list[Source]:
    """A source for each witness of an apparatus: of every entry the reading that names it.

    The entries may stand in the text or be linked to it. With `hands` each stage of correction of a witness is a
    source. A text without witnesses is read as `read` or `read_hands` do.
    """
    edition = _edition(data, path, encoding)
    keys = edition.keys()
    forms = preferred(prefer)
    if len(keys) < 2:
        reader = _Reader(edition, data)
        one = View(prefer=forms)
        return reader.with_notes(reader.layers(one, siglum) if hands else [reader.source(one, siglum)])
    cells = cells_of(edition)
    reader = _Reader(edition, data, (cells, entries_of(edition, cells)))
    views = [(View(key, LAST, forms), name) for key, name in zip(keys, _sigla(edition, keys), strict=True)]
    made = [
        one for view, name in views for one in (reader.layers(view, name) if hands else [reader.source(view, name)])
    ]
    return reader.with_notes(made)


def _edition(data: bytes, path: str, encoding: str | None) -> Edition:
    edition = Edition(Document(tree(characters(data), path, encoding), path, len(data)))
    located.link(edition)
    edition.settle()
    return edition


def _sigla(edition: Edition, keys: Sequence[str]) -> list[str]:
    """The sigla of the witnesses: those declared, or their keys where two would be alike."""
    sigla = [edition.names.siglum(key) for key in keys]
    return [name if sigla.count(name) == 1 else key for name, key in zip(sigla, keys, strict=True)]


class _Reader:
    """Makes the sources of one file, and collects what is to be said of it."""

    def __init__(self, edition: Edition, data: bytes, placed: _Placed | None = None) -> None:
        self.edition, self.placed = edition, placed
        self.origin = Origin(edition.document.path, hashlib.sha256(data).hexdigest(), "tei")
        self.title = _title(edition.document.root)
        self.texts: list[Text] = []

    def layers(self, view: View, siglum: str) -> list[Source]:
        """A source for each stage of correction of a witness; one if it was never corrected."""
        layers = self.edition.layers(view.key)
        if len(layers) < 2:
            return [self.source(view, siglum)]
        found = []
        for number, (stage, label) in enumerate(layers):
            hand = "a.c." if number == 0 else "p.c." if len(layers) == 2 else label
            own = self.source(view._replace(stage=stage), f"{siglum}.{_slug(hand)}")
            found.append(replace(own, manuscript=siglum, hand=hand))
        return found

    def source(self, view: View, siglum: str) -> Source:
        """One witness, in one stage of correction."""
        text = Text(self.edition, view).read()
        manuscript, hand = self.edition.names.state(view.key) if self.edition.document.ours else ("", "")
        self.texts.append(text)
        code = max(text.languages, key=text.languages.__getitem__, default="")
        marks = _outer_first(text.marks)
        if self.placed is not None:
            marks += marks_of(text, *self.placed)
        return Source(
            siglum, text.content(), self.origin,
            Language(code, "xml:lang") if code else Language("und", "not determined"),
            self.title, marks=tuple(marks), set_aside=set_aside(text),
            groups=self.edition.names.groups_of(view.key) if view.key else (),
            manuscript=manuscript, hand=hand,
        )  # fmt: skip

    def with_notes(self, sources: list[Source]) -> list[Source]:
        """The sources, the first of which carries what is to be said of the file."""
        sources = _distinct(sources)
        notes = [*of_apparatus(self.edition), *partly(self.texts)]
        if not any(source.content.strip() for source in sources):
            notes.append("its <body> holds no text")
        origin = replace(self.origin, notes=tuple(notes))
        return [replace(sources[0], origin=origin), *sources[1:]]


def _outer_first(marks: Sequence[Mark]) -> list[Mark]:
    """Marks in the order of the text; of two that begin together, the one around the other first."""
    numbered = enumerate(marks)  # an element is marked when it ends, after those in it
    order = sorted((mark.start, -mark.end, -k if mark.end > mark.start else k) for k, mark in numbered)
    return [marks[abs(k)] for _, _, k in order]


def _distinct(sources: list[Source]) -> list[Source]:
    """The sources, with a number after the siglum of those that are called as one before them."""
    taken: dict[str, int] = {source.siglum: 1 for source in sources}
    seen: set[str] = set()
    found = []
    for source in sources:
        siglum = source.siglum
        while siglum in seen:
            taken[source.siglum] += 1
            siglum = f"{source.siglum}.{taken[source.siglum]}"
        seen.add(siglum)
        found.append(source if siglum == source.siglum else replace(source, siglum=siglum))
    return found


def _slug(hand: str) -> str:
    return re.sub(r"\W", "", hand) or "x"


def _title(root: Any) -> str:
    found = root.find(".//{*}titleStmt/{*}title")
    return "" if found is None else " ".join("".join(found.itertext()).split())

"""Makes Sources of a TEI file: its text, the stages of its correction, or the witnesses of its apparatus.

Internal entities are expanded up to a limit; `wellformed` refuses external entities and network access.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from collate.model import Language, Origin, Source
from collate.witnesses.readers.tei.cells import cells_of, entries_of, marks_of
from collate.witnesses.readers.tei.document import Document
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.forms import preferred
from collate.witnesses.readers.tei.layers import LAST
from collate.witnesses.readers.tei.notes import of_apparatus, partly, set_aside
from collate.witnesses.readers.tei.text import Text, View
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
    edition = _edition(data, path, encoding)
    return [_source(edition, data, siglum, View(prefer=preferred(prefer)))]


def read_hands(
    data: bytes, *, path: str, siglum: str, encoding: str | None = None, prefer: Sequence[str] = ()
) -> list[Source]:
    """A source for each stage of correction of the text, if it has any (``del``, ``add``); else one, as `read`."""
    edition = _edition(data, path, encoding)
    return _layers(edition, data, siglum, View(prefer=preferred(prefer)))


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
        one = View(prefer=forms)
        return _layers(edition, data, siglum, one) if hands else [_source(edition, data, siglum, one)]
    cells = cells_of(edition)
    placed = cells, entries_of(edition, cells)
    sources: list[Source] = []
    for key, name in zip(keys, _sigla(edition, keys), strict=True):
        view = View(key, LAST, forms)
        if hands:
            sources += _layers(edition, data, name, view, placed)
        else:
            sources.append(_source(edition, data, name, view, placed))
    first = sources[0]
    notes = (*of_apparatus(edition), *_once(sources))
    sources = [replace(one, origin=replace(one.origin, notes=())) for one in sources]
    return [replace(sources[0], origin=replace(first.origin, notes=notes)), *sources[1:]]


def _once(sources: Sequence[Source]) -> Iterator[str]:
    """The notes of all sources, each once; they are about one file."""
    yield from dict.fromkeys(note for source in sources for note in source.origin.notes)


def _edition(data: bytes, path: str, encoding: str | None) -> Edition:
    return Edition(Document(tree(data, path, encoding), path, len(data)))


def _sigla(edition: Edition, keys: Sequence[str]) -> list[str]:
    """The sigla of the witnesses: those declared, or their keys where two would be alike."""
    sigla = [edition.names.siglum(key) for key in keys]
    return [name if sigla.count(name) == 1 else key for name, key in zip(sigla, keys, strict=True)]


def _layers(edition: Edition, data: bytes, siglum: str, view: View, placed: _Placed | None = None) -> list[Source]:
    """A source for each stage of correction of a witness; one if it was never corrected."""
    layers = edition.layers(view.key)
    if len(layers) < 2:
        return [_source(edition, data, siglum, view, placed)]
    found = []
    for number, (stage, label) in enumerate(layers):
        two = "p.c." if len(layers) == 2 else label
        hand = "a.c." if number == 0 else two
        own = _source(edition, data, f"{siglum}.{_slug(hand)}", view._replace(stage=stage), placed)
        found.append(replace(own, manuscript=siglum, hand=hand))
    return found


def _slug(hand: str) -> str:
    return re.sub(r"\W", "", hand) or "x"


def _source(edition: Edition, data: bytes, siglum: str, view: View, placed: _Placed | None = None) -> Source:
    """One witness, in one stage of correction."""
    text = Text(edition, view).read()
    content = text.content()
    notes = (*partly(text), *(() if content.strip() else ("its text is empty",)))
    origin = Origin(edition.document.path, hashlib.sha256(data).hexdigest(), "tei", "utf-8", b"", notes)
    code = max(text.languages, key=text.languages.__getitem__, default="")
    language = Language(code, "xml:lang") if code else Language("und", "not determined")
    marks = sorted(text.marks, key=lambda mark: (mark.start, -mark.end))
    if placed is not None:
        marks += marks_of(text, *placed)
    return Source(
        siglum, content, origin, language, _title(edition.document.root), marks=tuple(marks), set_aside=set_aside(text)
    )


def _title(root: Any) -> str:
    found = root.find(".//{*}titleStmt/{*}title")
    return "" if found is None else " ".join("".join(found.itertext()).split())

"""Where the characters of a text stand among the bytes of the file that it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """Of a TEI file: what is needed to add ids to it and touch nothing else.

    `spans` has for each offset of the content that is no space the half-open range of its bytes; `words` the number of
    the ``<w>`` element that holds it, if one does. `tags` has, for each element in the order of the document, the byte
    at which an attribute can be added, and the xml:id it has. `header` is the byte after the teiHeader, `prefix` what
    stands before the names of TEI elements (``tei:``), `ids` all ids that are taken.
    """

    data: bytes
    spans: Mapping[int, tuple[int, int]]
    words: Mapping[int, int]
    tags: Sequence[tuple[int, str | None]]
    header: int
    prefix: str
    ids: frozenset[str]

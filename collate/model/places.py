"""Maps the characters of a text to the bytes of the TEI file that it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """Byte positions in a TEI file, so that ids can be added to it without any other change.

    `spans` maps each offset of the content that is not white space to the half-open range of its bytes; `words` to the
    number of the ``<w>`` element around it, if there is one. `tags` has, for each element in the order of the document,
    the byte at which an attribute can be added, and the xml:id it has. `header` is the byte after the teiHeader,
    `prefix` what stands before the names of TEI elements (``tei:``), `ids` all ids that are taken.
    """

    data: bytes
    spans: Mapping[int, tuple[int, int]]
    words: Mapping[int, int]
    tags: Sequence[tuple[int, str | None]]
    header: int
    prefix: str
    ids: frozenset[str]

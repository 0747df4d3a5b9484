"""Makes a Source of what a reader collected, and says what was set aside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace

from collate.model import Origin, SetAside, Source
from collate.witnesses.readers.text_builder import Aside, TextBuilder


def source(
    siglum: str,
    text: TextBuilder,
    data: bytes,
    path: str,
    form: str,
    *,
    notes: Iterable[str] = (),
    encoding: str = "utf-8",
) -> Source:
    """The source of a file of the format `form`; its notes say what was set aside, and whether there is text."""
    content = text.content()
    aside = records(text.asides, content)
    said = [*notes]
    if not content.strip():
        said.append("holds no text")
    origin = Origin(path, hashlib.sha256(data).hexdigest(), form, encoding, b"", tuple(said))
    marks = tuple(sorted(text.marks, key=lambda one: (one.start, one.end > one.start, -one.end)))
    return Source(siglum, content, origin, marks=marks, set_aside=aside)


def two_states(siglum: str, read: Callable[[str, bool], Source]) -> list[Source]:
    """The sources before and after correction; `read` takes a siglum and whether the first state is wanted."""
    return [
        replace(read(f"{siglum}.{name}", name == "ac"), manuscript=siglum, hand=hand)
        for name, hand in (("ac", "a.c."), ("pc", "p.c."))
    ]


def records(asides: Iterable[Aside], content: str) -> tuple[SetAside, ...]:
    """What was set aside, by kind, in the order of the first of each; the place of each is a line of the text."""
    kinds: dict[str, list[Aside]] = {}
    for one in asides:
        kinds.setdefault(one.kind, []).append(one)
    return tuple(
        SetAside(
            kind,
            len(own),
            own[0].text,
            f"line {content.count(chr(10), 0, own[0].at) + 1}",
            "layers",
            tuple(one.text for one in own),
        )
        for kind, own in kinds.items()
    )

"""The editor's own apparatuses in TEI: a ``div`` for each after the text, with notes that point at words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collate.model import Annotation, Apparatus
from collate.variants.decisions.edited import LAYERS
from collate.writers.apparatus.tei_header import XML, E, clean


def noted(apparatus: Apparatus) -> Iterator[tuple[str, Annotation]]:
    """The annotations of which something is said, each with a name; deletions and cruces are elements of the text."""
    said = [one for one in apparatus.annotations if one.text or one.layer not in LAYERS]
    yield from ((f"n{number}", one) for number, one in enumerate(said, 1))


def anchor(name: str, *, begins: bool) -> Any:
    """The place at which the words of a note begin or end."""
    return E.anchor({f"{XML}id": f"{name}{'a' if begins else 'b'}"})


def ends(element: Any) -> bool:
    """Whether an element stands where the words of a note end: it belongs to the word before."""
    return bool(element.tag == E.anchor().tag and element.get(f"{XML}id", "").endswith("b"))


def layers(apparatus: Apparatus, method: str) -> list[Any]:
    """A div for each apparatus of the editor's own. Notes point at anchors, or at words where these have ids."""
    divisions: dict[str, Any] = {}
    for name, note in noted(apparatus):
        first, last = apparatus.span(note)
        made = E.note(clean(note.text), target=f"#{name}a", targetEnd=f"#{name}b")
        if method == "double-end-point":
            made.set("target", f"#w{first + 1}")
            made.set("targetEnd", f"#w{max(first + 1, last)}")
        elif method == "location-referenced":
            del made.attrib["target"], made.attrib["targetEnd"]
            made.set("n", str(note.line))
        made.set(f"{XML}id", name)
        block = divisions.setdefault(note.layer, E.div(E.p(), type="-".join(clean(note.layer).split()) or "notes"))
        block[0].append(made)
    return list(divisions.values())

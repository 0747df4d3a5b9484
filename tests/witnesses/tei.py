"""Small TEI documents for the tests, and what is read of them."""

from __future__ import annotations

from collate.model import Source
from collate.witnesses.readers.tei import read, read_hands, read_witnesses

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{}</teiHeader><text><body>'
LISTED = "<fileDesc><sourceDesc><listWit>{}</listWit></sourceDesc></fileDesc>"


def document(body: str, header: str = "", after: str = "") -> bytes:
    """A file with a body, and perhaps something in its header and after its body."""
    return f"{HEAD.format(header)}{body}</body>{after}</text></TEI>".encode()


def listed(*witnesses: str) -> str:
    """A header that lists witnesses: ``A``, or an element as it is written."""
    return LISTED.format("".join(one if "<" in one else f'<witness xml:id="{one}"/>' for one in witnesses))


def text(body: str, *prefer: str, header: str = "") -> str:
    """The text of a body, its lines divided by ``|``."""
    (source,) = read(document(body, header), path="x.xml", siglum="X", prefer=prefer)
    return shown(source)


def shown(source: Source) -> str:
    """The text of a source, its lines divided by ``|``."""
    return "|".join(source.content.split("\n")).replace("||", "|")


def texts(data: bytes, *, hands: bool = False, prefer: tuple[str, ...] = ()) -> dict[str, str]:
    """The text of each witness of an apparatus."""
    return {s.siglum: shown(s) for s in sources(data, hands=hands, prefer=prefer)}


def sources(data: bytes, *, hands: bool = False, prefer: tuple[str, ...] = ()) -> list[Source]:
    """The witnesses of an apparatus."""
    return read_witnesses(data, path="x.xml", siglum="X", hands=hands, prefer=prefer)


def layers(body: str, header: str = "") -> dict[str, str]:
    """The stages of the correction of a text, by their names."""
    return {s.hand: shown(s) for s in read_hands(document(body, header), path="x.xml", siglum="X")}


def notes(data: bytes) -> str:
    """What is said of a file."""
    return "\n".join(sources(data)[0].origin.notes)

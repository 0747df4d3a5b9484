"""What the user is told of a TEI file: what was set aside, and what is understood only in part, with the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from collate.io.wording import shortened
from collate.model import SetAside
from collate.witnesses.readers.tei.apparatus import witnesses_of, words_of
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.elements import ASIDE_RUBY, attribute, name_of
from collate.witnesses.readers.tei.text import Text

MANY = 12  # sigla that are named one by one
KINDS = {
    "note": "notes", "noteGrp": "notes", "fw": "running headers and catchwords", "bibl": "bibliographic references",
    "listBibl": "bibliographic references", "figDesc": "descriptions of figures", "del": "deletions",
    "add": "additions of later hands", "g": "glyphs that the header does not explain",
    "ref": "numbers of notes", "witDetail": "details of witnesses",
    "rt": "readings beside ideographs", "rp": "brackets of readings beside ideographs", "span": "interpretations",
    "listApp": "lists of entries", "app": "entries without readings", "over": "additions of later hands",
    "under": "deletions", "mod": "deletions", "interp": "interpretations", "interpGrp": "interpretations",
}  # fmt: skip


def set_aside(text: Text) -> tuple[SetAside, ...]:
    """What was left out of a text, by kind."""
    found: dict[str, list[Any]] = {}
    for name, nodes in text.aside.items():
        for node in nodes:
            ruby = name == "span" and attribute(node, "type") in ASIDE_RUBY
            found.setdefault(KINDS.get("rt" if ruby else name, f"<{name}> elements"), []).append(node)
    if doubled := text.document.doubled:
        found["divisions with the text in another version or language"] = doubled
    for node in text.document.beside():
        found.setdefault(f"<{name_of(node)}> matter", []).append(node)
    return tuple(
        SetAside(kind, len(nodes), shortened(_words(nodes[0])), f"line {nodes[0].sourceline}")
        for kind, nodes in found.items()
    )


def partly(texts: Sequence[Text]) -> Iterator[str]:
    """What is understood only in part in the texts of one file, once each, with the number and the first line."""
    found: dict[str, dict[int, Any]] = {}
    for text in texts:
        for what, nodes in text.partly.items():
            found.setdefault(what, {}).update((id(node), node) for node in nodes)
    for what, own in found.items():
        first = min(own.values(), key=lambda node: node.sourceline or 0)
        yield _counted(what, len(own), first)


def _words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def of_apparatus(edition: Edition) -> Iterator[str]:
    """What there is to say of the witnesses and entries of an apparatus."""
    without: list[Any] = []
    keys = set(edition.keys())
    if not keys:
        if edition.within:
            number = len(edition.within)
            yield _counted("entries name no witness; their lemma is read", number, edition.within[0].app)
        return
    yield from _of_names(edition)
    for entry in edition.within:
        for one in entry.readings:
            rest = one is entry.lemma and not {*entry.by_key, *entry.lost} >= keys
            again = any(words_of(one) == words_of(other) for other in entry.readings if witnesses_of(other))
            if not witnesses_of(one) and not rest and not again and "".join(one.itertext()).strip():
                without.append(one)
    if without:
        first = shortened(_words(without[0]))
        yield _counted(f"readings that no witness has are left out ({first!r})", len(without), without[0])
    guessed = [entry for entry in edition.entries() if entry.guessed]
    if guessed:
        what = "witnesses have two readings in one entry, and nothing says which was first; taken as they stand"
        yield _counted(what, len(guessed), guessed[0].app)
    whys: dict[str, list[Any]] = {}
    for app, why in edition.links.unlinked:
        whys.setdefault(why, []).append(app)
    for why, apps in whys.items():
        yield _counted(f"an entry of the apparatus {why}, and is left out", len(apps), apps[0])


def _of_names(edition: Edition) -> Iterator[str]:
    """Sigla that are declared nowhere, and readings that are doubtful."""
    undeclared = [edition.names.siglum(key) for key in edition.names.undeclared]
    if undeclared:
        listed = "the list of witnesses does not have" if edition.names.sigla else "there is no list of witnesses, but"
        yield f"{listed} {_some(undeclared)}: taken from the apparatus"
    if edition.unnamed:
        names = [edition.names.siglum(key) for key in edition.names.sigla if key in edition.unnamed]
        yield f"no reading names {_some(names)}, so that they have no text"
    doubtful = [entry for entry in edition.entries() if entry.doubtful]
    if doubtful:
        number = sum(entry.doubtful for entry in doubtful)
        yield _counted("readings are doubtful (V, vid., ?, one of several); they are read", number, doubtful[0].app)


def _some(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - MANY} more" if len(names) > MANY else ""
    return f"{', '.join(names[:MANY])}{more}"


def _counted(what: str, number: int, first: Any) -> str:
    where = first.sourceline or 0
    place = f"line {where}" if number == 1 else f"{number} times, first on line {where}"
    return f"{what} ({place})" if where else f"{what} ({number} times)" if number > 1 else what

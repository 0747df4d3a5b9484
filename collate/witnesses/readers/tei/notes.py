"""What the user is told of a TEI file: what was set aside, and what is understood only in part, with the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from collate.io.wording import shortened
from collate.model import SetAside
from collate.witnesses.readers.tei.apparatus import witnesses_of
from collate.witnesses.readers.tei.edition import Edition
from collate.witnesses.readers.tei.elements import attribute
from collate.witnesses.readers.tei.text import Text

MANY = 12  # sigla that are named one by one
KINDS = {
    "note": "notes", "noteGrp": "notes", "fw": "running headers and catchwords", "bibl": "bibliographic references",
    "listBibl": "bibliographic references", "figDesc": "descriptions of figures", "del": "deletions",
    "add": "additions of later hands", "g": "glyphs that the header does not explain", "witDetail": "details of witnesses",
    "rt": "readings beside ideographs", "rp": "brackets of readings beside ideographs", "span": "spans of interpretation",
    "listApp": "lists of entries", "app": "entries without readings", "over": "additions of later hands",
    "under": "deletions", "mod": "deletions", "interp": "interpretations", "interpGrp": "interpretations",
}  # fmt: skip


def set_aside(text: Text) -> tuple[SetAside, ...]:
    """What was left out of a text, by kind."""
    found: dict[str, tuple[int, Any]] = {}
    for name, (number, first) in text.aside.items():
        kind = KINDS.get(name, f"<{name}> elements")
        before = found.get(kind)
        found[kind] = (number + before[0], before[1]) if before else (number, first)
    return tuple(
        SetAside(kind, number, shortened(" ".join("".join(first.itertext()).split())), f"line {first.sourceline}")
        for kind, (number, first) in found.items()
    )


def partly(text: Text) -> Iterator[str]:
    """What is understood only in part, once each, with its number and the line of the first."""
    yield from (_counted(what, number, first) for what, (number, first) in text.partly.items())


def of_apparatus(edition: Edition) -> Iterator[str]:
    """What there is to say of the witnesses and entries of an apparatus."""
    yield from _of_names(edition)
    without: list[Any] = []
    keys = set(edition.keys())
    for entry in edition.within:
        for one in entry.readings:
            rest = one is entry.lemma and not {*entry.by_key, *entry.lost} >= keys
            if not witnesses_of(one) and not rest and "".join(one.itertext()).strip():
                without.append(one)
    if without:
        first = shortened(" ".join("".join(without[0].itertext()).split()))
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
        more = f" and {len(undeclared) - MANY} more" if len(undeclared) > MANY else ""
        listed = "the list of witnesses does not have" if edition.names.sigla else "there is no list of witnesses, but"
        yield f"{listed} {', '.join(undeclared[:MANY])}{more}: taken from the apparatus"
    doubtful = [entry for entry in edition.entries() if entry.doubtful]
    if doubtful:
        number = sum(entry.doubtful for entry in doubtful)
        yield _counted("readings are doubtful (V, vid., ?); they are read", number, doubtful[0].app)


def _counted(what: str, number: int, first: Any) -> str:
    where = first.sourceline or 0
    place = f"line {where}" if number == 1 else f"{number} times, first on line {where}"
    return f"{what} ({place})" if where else f"{what} ({number} times)" if number > 1 else what


def named_by(entry_app: Any) -> str:
    """How an entry is called in a message."""
    return attribute(entry_app, "xml:id") or f"line {entry_app.sourceline}"

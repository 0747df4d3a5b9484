"""Reads termbases: TSV and CSV with a column per language, and TBX-Basic (ISO 30042).

A cell holds terms separated by ``|``, the preferred one first; a term after ``!`` must not be used.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from collate.errors import InputError, LimitError
from collate.model.termbase import Concept, Termbase
from collate.witnesses.readers.decode import decode
from collate.witnesses.readers.wellformed import tree

MOST = 200  # terms of a concept in a language: each is held against each of another language
OTHERS = ("note", "source")  # columns that are no language
_CODED = re.compile(r"_x([0-9A-F]{4,5})_")
_BARRED = {"deprecatedTerm-admn-sts", "supersededTerm-admn-sts"}
HINT = "the first line names the columns: concept, fr, ru, ..., note, source"


def read(data: bytes, *, path: str) -> Termbase:
    """Read a termbase; the format is recognised by its content. InputError says what is invalid, and where."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Termbase(tuple(_tbx(data, path)), path, sha256(data).hexdigest())
    rows = list(_rows(decode(data, path).text, path))
    if not rows:
        raise InputError("holds no concept", path=path, hint=HINT)
    twice = _twice([concept.name for concept in rows])
    if twice is not None:
        raise InputError(f"the concept {twice!r} stands twice", path=path, hint="put all its terms in one row")
    return Termbase(tuple(rows), path, sha256(data).hexdigest())


def _rows(text: str, path: str) -> Iterator[Concept]:
    names = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max("\t;,", key=names.count)
    lines = ((n, line) for n, line in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1))
    head: list[str] | None = None
    try:
        for number, row in lines:
            if not row or row[0].startswith("#"):
                continue
            if head is None:
                head = [cell.strip().lower() for cell in row]
                _checked(head, path, number)
                continue
            if not row[0].strip():
                raise InputError("a concept has no name", path=path, line=number, hint=HINT)
            yield _concept(dict(zip(head, row, strict=False)), f"{path}:{number}")
    except csv.Error as problem:
        raise InputError(f"cannot be understood ({problem})", path=path, hint=HINT) from None


def _twice(names: Sequence[str]) -> str | None:
    """A name that stands more than once, or None."""
    name, times = Counter(names).most_common(1)[0]
    return name if times > 1 else None


def _checked(head: list[str], path: str, line: int) -> None:
    """Raise InputError unless the columns are those of a termbase; brings language tags to their codes."""
    if head[0] != "concept" or len(head) < 2:
        raise InputError("is no termbase", path=path, line=line, hint=HINT)
    for place, name in enumerate(head[1:], 1):
        code = name.partition("-")[0]
        if name not in OTHERS and not (code.isalpha() and code.isascii() and 2 <= len(code) <= 3):
            raise InputError(f"{name!r} is no language code", path=path, line=line, hint="write fr, ru, zh, ...")
        head[place] = name if name in OTHERS else code
    twice = _twice(head)
    if twice is not None:
        raise InputError(f"there are two columns {twice!r}", path=path, line=line, hint="put all terms in one cell")


def _concept(cells: dict[str, str], place: str) -> Concept:
    terms: dict[str, tuple[str, ...]] = {}
    barred: dict[str, tuple[str, ...]] = {}
    for code, cell in cells.items():
        if code != "concept" and code not in OTHERS:
            said = [term.strip() for term in cell.split("|") if term.strip()]
            terms[code] = tuple(term for term in said if not term.startswith("!"))
            barred[code] = tuple(term[1:].strip() for term in said if term.startswith("!"))
    _bounded(terms, barred, cells["concept"], place)
    return Concept(
        cells["concept"],
        {code: found for code, found in terms.items() if found},
        {code: found for code, found in barred.items() if found},
        cells.get("note", ""),
        cells.get("source", ""),
        place,
    )


def _tbx(data: bytes, path: str) -> Iterator[Concept]:
    found = list(tree(data, path).iter("{*}conceptEntry", "{*}termEntry"))
    if not found:
        raise InputError("holds no conceptEntry", path=path, hint="it should be TBX-Basic, TSV or CSV")
    for number, entry in enumerate(found, 1):
        yield _entry(entry, number, path)


def _entry(entry: Any, number: int, path: str) -> Concept:
    terms: dict[str, tuple[str, ...]] = {}
    barred: dict[str, tuple[str, ...]] = {}
    for section in entry.iterchildren("{*}langSec", "{*}langSet"):
        code = section.get("{http://www.w3.org/XML/1998/namespace}lang", "und").partition("-")[0].lower()
        for own in section.iter("{*}termSec", "{*}tig", "{*}ntig"):
            text = "".join(next(own.iter("{*}term"), own).itertext()).strip()
            status = {note.text for note in own.iter("{*}termNote") if note.get("type") == "administrativeStatus"}
            kept = barred if status & _BARRED else terms
            if text and len(kept.get(code, ())) <= MOST:
                kept[code] = (*kept.get(code, ()), text)
    said = {tag: next((e.text or "" for e in entry.iterchildren(f"{{*}}{tag}")), "") for tag in ("note", "admin")}
    subject = next((own.text for own in entry.iterchildren("{*}descrip") if own.get("type") == "subjectField"), None)
    known = _CODED.sub(lambda match: chr(int(match[1], 16)), entry.get("id") or "")  # as Collate writes a name
    name = subject or known or f"c{number}"
    place = f"{path}:{entry.sourceline}"
    _bounded(terms, barred, name, place)
    return Concept(name, terms, barred, said["note"], said["admin"], place)


def _bounded(terms: Mapping[str, Sequence[str]], barred: Mapping[str, Sequence[str]], name: str, place: str) -> None:
    """Raise LimitError for a concept of more terms than can be held against each other."""
    if any(len(own) > MOST for own in (*terms.values(), *barred.values())):
        raise LimitError(f"the concept {name!r} has more than {MOST} terms in a language", path=place)

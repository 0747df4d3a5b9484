"""Reads the units of Collate's apparatus JSON, to check them against witnesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from msgspec import Meta

from collate.errors import InputError
from collate.io.documents import MOST, Count, json_object, shaped
from collate.model import Absent, Label, Reading, Unit
from collate.model.apparatus import ReadingKind
from collate.witnesses.readers.decode import decode

FORM = "collate-apparatus-1"
WRITES = "collate apparatus --to json writes one"
_Number = Annotated[int, Meta(ge=1, le=MOST)]
_Name = Annotated[str, Meta(pattern=r"\Au[1-9][0-9]{0,8}\Z")]  # of a unit


class Reported(NamedTuple):
    """An apparatus read from a file: the siglum of its base, and its units."""

    base: str
    units: list[Unit]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading in the file."""

    text: str
    normal: str
    witnesses: tuple[str, ...]
    kind: ReadingKind
    labels: tuple[Label, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Absent:
    """A witness that is absent from a unit, in the file."""

    witness: str
    unit: _Name


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit in the file."""

    id: _Name
    start: Count
    end: _Number
    section: str
    line: _Number
    word: _Number
    readings: Annotated[tuple[_Reading, ...], Meta(min_length=1)]
    moves: tuple[Count, ...]
    conjecture: str = ""
    absent: tuple[_Absent, ...] = ()
    place: str = ""


def read(data: bytes, path: str) -> Reported:
    """Read the output of `collate apparatus --to json`. InputError names the place of an invalid value."""
    return units_of(json_object(decode(data, path).text, path, WRITES), path)


def units_of(document: dict[str, Any], path: str) -> Reported:
    """The apparatus that a JSON object holds; errors as `read`."""
    if document.get("form") != FORM:
        raise InputError("is no apparatus of Collate", path=path, hint=WRITES)
    base = shaped(document.get("base", ""), str, path, "base", WRITES)
    records = shaped(document.get("units"), list[_Unit], path, "units", WRITES)
    return Reported(base, [_unit(record, number, path) for number, record in enumerate(records)])


def _unit(record: _Unit, number: int, path: str) -> Unit:
    if record.start >= record.end:
        raise InputError(f"units[{number}]: its end is not after its start", path=path, hint=WRITES)
    sigla = [siglum for reading in record.readings for siglum in reading.witnesses]
    sigla += [one.witness for one in record.absent]
    if len(set(sigla)) < len(sigla):
        raise InputError(f"units[{number}]: a witness has two readings", path=path, hint=WRITES)
    readings = tuple(
        Reading(one.text, one.normal, one.witnesses, one.kind, one.labels, one.by) for one in record.readings
    )
    place = record.start, record.end, record.section, record.line, record.word
    absent = tuple(Absent(one.witness, int(one.unit[1:])) for one in record.absent)
    return Unit(int(record.id[1:]), *place, readings, record.moves, absent, record.place)

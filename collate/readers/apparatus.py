"""Our own apparatus JSON, read back as units: enough to compare two of them."""

from __future__ import annotations

import json
from typing import Any

from collate.errors import InputError
from collate.model import Absent, Label, Reading, Unit
from collate.readers.decode import decode
from collate.readers.json_document import document_of

FORM = "collate-apparatus-1"
WRITES = "collate apparatus --to json writes one"


def base_of(data: bytes) -> str:
    """The siglum of the base of a file that `units` has read."""
    return str(json.loads(data.decode("utf-8-sig")).get("base", ""))


def units(data: bytes, path: str) -> list[Unit]:
    """The units of a file that `collate apparatus --to json` wrote. InputError if it is none."""
    document = document_of(decode(data, path).text, path, WRITES)
    if document.get("form") != FORM:
        raise InputError("is no apparatus of Collate", path=path, hint=WRITES)
    try:
        return [_unit(record) for record in document["units"]]
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise InputError(f"has a unit that cannot be understood ({problem})", path=path, hint="write it anew") from None


def _unit(record: dict[str, Any]) -> Unit:
    readings = tuple(
        Reading(
            str(one["text"]),
            str(one["normal"]),
            tuple(map(str, one["witnesses"])),
            one["kind"],
            tuple(Label(str(a["name"]), str(a["rule"]), str(a["because"])) for a in one["labels"]),
        )
        for one in record["readings"]
    )
    number = _number(record["id"])
    place = int(record["start"]), int(record["end"]), str(record["section"]), int(record["line"]), int(record["word"])
    absent = tuple(Absent(str(one["witness"]), _number(one["unit"])) for one in record.get("absent", ()))
    return Unit(number, *place, readings, tuple(record["moves"]), str(record.get("conjecture", "")), absent=absent)


def _number(name: object) -> int:
    return int(str(name).removeprefix("u"))

"""What the formats that are no text have in common: the bytes below a stream, and a date that does not change."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import UTC, datetime
from typing import BinaryIO, TextIO

from collate.errors import UsageError

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the first day that a zip file can name


def bytes_of(out: TextIO) -> BinaryIO:
    """The bytes below a text stream. UsageError if it is a terminal, or holds text only."""
    if out.isatty():
        raise UsageError("this format is no text for a terminal", hint="name a file with -o")
    below: BinaryIO | None = getattr(out, "buffer", None)
    if below is None:
        raise UsageError("this format wants a stream of bytes", hint="name a file with -o")
    return below


def made_at() -> datetime:
    """The date that a document is said to be made at: SOURCE_DATE_EPOCH if it is set, else always the same."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else EPOCH
    return max(moment, EPOCH).replace(tzinfo=None, microsecond=0)


def settled(archive: bytes) -> bytes:
    """A zip file with the dates of its members settled: the same contents give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, made_at().timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return whole.getvalue()

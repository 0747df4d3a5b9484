"""Shared by the binary formats: access to the byte stream, and a fixed date for reproducible files."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO, TextIO

from collate.errors import UsageError

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the first moment that a zip file can name
LONGEST = 20  # digits of a number of seconds
LAST = datetime(2107, 12, 31, tzinfo=UTC)


def bytes_of(out: TextIO) -> BinaryIO:
    """The bytes below a text stream. UsageError if it is a terminal, or holds text only, as `io.StringIO` does."""
    if out.isatty():
        raise UsageError("this format is no text for a terminal", hint="name a file with -o")
    below: BinaryIO | None = getattr(out, "buffer", None)
    if below is None:
        raise UsageError("this format wants a stream of bytes", hint="name a file, or use a stream of bytes")
    return below


def made_at() -> datetime:
    """The creation date of a document: SOURCE_DATE_EPOCH if it is set, else a fixed date.

    A date that a zip file cannot name is replaced by the nearest that it can.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(given) if given.isdecimal() and len(given) < LONGEST else 0
    moment = min(max(seconds, EPOCH.timestamp()), LAST.timestamp())
    return datetime.fromtimestamp(moment, UTC).replace(tzinfo=None, microsecond=0)


def archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of some names and contents. The clock has no part in it: the same contents give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            member = zipfile.ZipInfo(name, made_at().timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(member, content)
    return whole.getvalue()

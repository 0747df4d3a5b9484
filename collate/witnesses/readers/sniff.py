"""Chooses the reader for a file by its ending, and for stdin by its first characters."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

_ENDINGS = {".xml": "tei", ".tei": "tei", ".json": "collatex", ".csv": "table", ".tsv": "table"}


def reader_name(
    path: str, data: bytes, known: Collection[str] = (), *, one_witness: bool = False, hands: bool = False
) -> str:
    """The registered name of the reader: text unless the ending or, for stdin, the first character says otherwise.

    An ending that is the name of one of the `known` readers selects it. TEI that holds the readings of
    several witnesses is read as these, unless `one_witness` is asked for; with `hands`, other TEI is read as it was
    before and after correction.
    """
    name = _by_form(path, data)
    own = Path(path).suffix.lower().removeprefix(".")
    if name == "text" and path != "-" and own in known:
        return own
    several = b"listWit" in data and b"wit=" in data and b"<rdg" in data
    if name == "tei" and several and not one_witness:
        return "tei-witnesses"
    return "tei-hands" if name == "tei" and hands else name


def _by_form(path: str, data: bytes) -> str:
    if path != "-" and not path.startswith("/dev/fd/"):
        return _ENDINGS.get(Path(path).suffix.lower(), "text")
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"<?xml", b"<!")) or (start.startswith(b"<") and b"tei" in start.split(b">")[0].lower()):
        return "tei"
    return "collatex" if start.startswith(b"{") else "text"

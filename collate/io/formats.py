"""Output formats: file endings, formats with the recipe in a separate file, and files that no result may replace."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol, TextIO, cast

from collate.errors import OutputError, UsageError

# Formats whose files do not end in the format's name. Of several that share an ending, the first is meant by it.
_ENDINGS = {
    "text": "txt", "tei": "xml", "reledmac": "tex", "ekdosis": "tex", "markdown": "md", "csv-long": "csv",
    "tsv-long": "tsv", "nexus": "nex", "phylip": "phy", "hennig86": "tnt", "fasta": "fas", "distances": "dist",
    "newick": "nwk", "open-cbgm": "xml",
}  # fmt: skip
_PLAIN = frozenset({"beads", "links", "distances"})  # text formats without an ending of their own, also written as .txt
# The recipe of these is written to a separate file beside them.
WITHOUT_RECIPE = frozenset(
    {
        "text", "markdown", "html", "csv", "tsv", "csv-long", "tsv-long", "jsonl", "nexus", "phylip", "hennig86",
        "fasta", "distances", "dot", "graphml", "svg", "png", "newick", "beads", "links",
    }
)  # fmt: skip

FOR_PEOPLE = frozenset({"text", "markdown"})  # read, by `cat` too; the others are read by programs

Writes = Callable[[TextIO], object]

OWN = ("collate.toml", "decisions.toml", "witnesses.toml")  # written by people, read unasked


class BytesOut(Protocol):
    """A binary stream: `io.BytesIO`, a file opened with ``"wb"``, the files of gzip and zipfile, ..."""

    def write(self, data: bytes, /) -> object:
        """Write bytes; if a number is returned, it is how many of them were."""


def ending(form: str) -> str:
    """The file ending of a format, without the dot."""
    form = form.removeprefix("table-")  # the names of table formats in `convert`
    return _ENDINGS.get(form, form)


def format_of(path: Path, known: Collection[str]) -> str:
    """The format, of those known, for the ending of a file name. UsageError if the ending is unknown."""
    said = path.suffix.lower().removeprefix(".")
    for form in (said, *_ENDINGS):
        if form in known and ending(form) == said:
            return form
    raise UsageError(f"the name {path.name!r} says no format", hint=f"name one: {', '.join(sorted(known))}")


def write_stream(stream: IO[str] | BytesOut, writes: Writes) -> None:
    """Let `writes` write to the caller's stream, which stays open. A binary stream gets UTF-8.

    OutputError if writing fails, or the stream's encoding lacks a character.
    """
    try:
        if _takes_text(stream):
            writes(cast("TextIO", stream))
            return
        whole = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="")
        writes(whole)
        whole.flush()
        left = memoryview(whole.detach().getvalue())
        while left:
            done = cast("BytesOut", stream).write(bytes(left))
            left = left[done if isinstance(done, int) else len(left) :]  # an unbuffered pipe may accept only a part
    except (OSError, UnicodeEncodeError) as problem:
        name = getattr(stream, "name", None)
        raise OutputError(unwritable(problem), path=name if isinstance(name, str) else None) from None


def _takes_text(stream: IO[str] | BytesOut) -> bool:
    """Whether a stream accepts text, found by writing "": stream wrappers have many classes."""
    try:
        cast("IO[str]", stream).write("")
    except TypeError:
        return False
    return True


def chosen(to: str | None, output: str | None, known: Sequence[str], *, json: bool = False) -> str:
    """The format of a result: the one asked for, else that of the file ending, else the first known.

    UsageError if ``--to`` and ``--json``, or the format asked for and the ending, disagree; if the ending is unknown
    and nothing is asked for; and if there is no such format.
    """
    if json and to not in {None, "json"}:
        raise UsageError(f"--json and --to {to} disagree", hint="give one of them")
    asked = "json" if json else to
    if asked is not None and asked not in known:
        raise UsageError(f"there is no {asked!r} among the formats", hint=f"there are: {', '.join(known)}")
    said = Path(output).suffix.lower().removeprefix(".") if output and output != "-" else ""
    meant = [form for form in known if said == ending(form) or (said == "txt" and form in _PLAIN)]
    if not said or (asked and not meant):
        return asked or known[0]
    if not meant:
        endings = ", ".join(dict.fromkeys(f".{ending(form)}" for form in known))
        raise UsageError(
            f"no format ends in .{said}", path=output, hint=f"name one by --to, or end the name in {endings}"
        )
    if asked and asked not in meant:
        raise UsageError(
            f"--to {asked} and the ending .{said} disagree", path=output, hint=f"it is written .{ending(asked)}"
        )
    return asked or (said if said in meant else next((form for form in _ENDINGS if form in meant), meant[0]))


def unwritable(problem: Exception) -> str:
    """The text of an OutputError for a file that could not be written."""
    return f"cannot be written ({getattr(problem, 'strerror', None) or problem})"


def refuse_inputs(path: Path, read: Iterable[str | Path]) -> None:
    """UsageError if a result would replace one of the files that were read, or one that people write for Collate."""
    if not path.exists():
        return
    for known in (*read, *(path.with_name(name) for name in OWN)):
        same = False
        with suppress(OSError, ValueError):  # no such file, or no name of one
            same = path.samefile(known)
        if same:
            raise UsageError(f"is a file that is read ({known})", path=str(path), hint="write to another file")

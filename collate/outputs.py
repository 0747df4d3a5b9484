"""Results as files: how their names end, which have no place for a recipe, and what no result replaces."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from collate.errors import UsageError

# Formats whose files do not end in the format's name. Of several that share an ending, the first is meant by it.
_ENDINGS = {
    "text": "txt", "tei": "xml", "reledmac": "tex", "ekdosis": "tex", "markdown": "md", "csv-long": "csv",
    "tsv-long": "tsv", "nexus": "nex", "phylip": "phy", "hennig86": "tnt", "fasta": "fas", "distances": "dist",
    "newick": "nwk",
}  # fmt: skip
# The recipe of these stands in a file beside them.
WITHOUT_RECIPE = frozenset(
    {
        "text", "markdown", "html", "csv", "tsv", "csv-long", "tsv-long", "jsonl", "nexus", "phylip", "hennig86",
        "fasta", "distances", "dot", "graphml", "svg", "png", "newick", "beads", "links",
    }
)  # fmt: skip

OWN = ("collate.toml", "decisions.toml", "witnesses.toml")  # written by people, read unasked


def ending(form: str) -> str:
    """How the name of a file in a format ends, without the dot."""
    return _ENDINGS.get(form, form)


def format_of(path: Path, known: Collection[str]) -> str:
    """The format that the end of a file's name says, of those that are known. UsageError if it says none."""
    said = path.suffix.lower().removeprefix(".")
    for form, own in _ENDINGS.items():
        if own == said and form in known:
            return form
    if said in known:
        return said
    raise UsageError(f"the name {path.name!r} says no format", hint=f"name one: {', '.join(sorted(known))}")


def unwritable(problem: Exception) -> str:
    """What stands in an OutputError about a file that the system did not let us write."""
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

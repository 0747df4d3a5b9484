"""Formats as files: their endings, and which of them have no place for a recipe."""

from __future__ import annotations

from collections.abc import Collection
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

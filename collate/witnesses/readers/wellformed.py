"""Parses XML with limits on depth and size, without network access or external entities."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from collate.errors import InputError, LimitError

# libxml2's messages when a limit is exceeded, and what they mean.
_BOUNDS = (
    ("Excessive depth", "is nested more than 256 elements deep", "flatten it"),
    ("amplification", "holds entities that multiply", "write out what they stand for"),
    ("entity reference loop", "holds an entity that holds itself", "write out what it stands for"),
    ("huge text node", "holds more than 10 MB without a tag", "divide it into paragraphs"),
    ("too long", "holds more than 10 MB without a tag", "divide it into paragraphs"),
)
_PLACE = re.compile(r",? line [0-9]+, column [0-9]+$")  # the place is at the start of the message already


def tree(data: bytes, path: str, encoding: str | None = None) -> Any:
    """The root; comments and processing instructions are dropped without splitting the text.

    InputError with line and column if the file is not well-formed, LimitError if it exceeds a limit.
    """
    parser = etree.XMLParser(
        encoding=encoding, resolve_entities="internal", no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as problem:
        line, column = getattr(problem, "position", (None, None))
        reason = " ".join(str(getattr(problem, "msg", None) or problem).split())
    for sign, what, hint in _BOUNDS:
        if sign in reason:
            raise LimitError(what, path=path, line=line, column=column, hint=hint)
    raise InputError(
        f"is not well-formed XML ({_PLACE.sub('', reason)})", path=path, line=line, column=column,
        hint="check it with xmllint",
    )  # fmt: skip

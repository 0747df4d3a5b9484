"""What regions and lines are that are not running text, by the names that PAGE, SegmOnto, ALTO and hOCR give them."""

from __future__ import annotations

import regex

INITIAL, GLOSS, MARGIN = "drop capitals", "glosses", "notes in the margin"
# A part of a name, without signs and in small letters: what it means. The first that is found counts.
_KINDS = {
    "dropcap": INITIAL, "initial": INITIAL, "interlinear": GLOSS, "gloss": GLOSS, "correction": GLOSS,
    "margin": MARGIN, "catch": "catch-words", "signature": "signatures", "quire": "signatures",
    "pagenumber": "page numbers", "pageno": "page numbers", "pagination": "page numbers", "numbering": "page numbers",
    "foliation": "page numbers", "folio": "page numbers", "runningtitle": "running heads",
    "runninghead": "running heads", "header": "running heads", "footer": "running heads",
    "stamp": "stamps", "seal": "seals", "music": "music",
    "graphic": "pictures", "illustration": "pictures", "image": "pictures", "damage": "damaged places",
    "digiti": "pictures", "library": "marks of the library", "noise": "pictures", "separator": "pictures",
}  # fmt: skip
_SIGNS = regex.compile(r"[^a-z]+")


def kind(*names: str | None) -> str:
    """What something is that is not running text, by the names it has; "" if it is running text."""
    for name in names:
        plain = _SIGNS.sub("", (name or "").casefold())
        found = next((meaning for part, meaning in _KINDS.items() if part in plain), "")
        if found:
            return found
    return ""

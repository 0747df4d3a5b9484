"""A reading of one witness that looks like a mistake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suspect:
    """``content[start:end]`` of a witness, and what speaks against it.

    `confidence` lies between 0 and 1 and only ranks; `instead` is what may have been meant, or empty.
    """

    siglum: str
    start: int
    end: int
    kind: str
    because: str
    confidence: float
    instead: str = ""

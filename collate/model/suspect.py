"""A reading of one witness that looks like a mistake, found by proof-reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suspect:
    """``content[start:end]`` of a witness, and the evidence that it is a mistake.

    `confidence` is between 0 and 1 and serves only for ranking; `instead` is the suggested reading, or "".
    """

    siglum: str
    start: int
    end: int
    kind: str
    because: str
    confidence: float
    instead: str = ""

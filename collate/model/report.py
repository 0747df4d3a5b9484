"""What is wrong with an apparatus that somebody made: it is held against the witnesses it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fault = Literal["wrong reading", "missing siglum", "unreported"]


@dataclass(frozen=True, slots=True)
class Misreport:
    """One place at which an apparatus says of a witness what the witness does not have.

    ``wrong reading``: an entry gives it another reading; ``missing siglum``: an entry that names the witnesses of its
    lemma does not name it; ``unreported``: no entry speaks of the place. `entries` are the names of the entries there,
    `reported` what the apparatus makes the witness read and `found` what it reads, at `path`, `line` and `column`.
    """

    fault: Fault
    siglum: str
    entries: tuple[str, ...]
    reported: str
    found: str
    path: str
    line: int
    column: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """The misreports, witness by witness; `unknown` witnesses are not in the apparatus, `absent` ones are only there.

    `stale`: units whose lemma does not stand in the base.
    """

    misreports: tuple[Misreport, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    stale: tuple[str, ...] = ()

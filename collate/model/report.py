"""The result of checking an existing apparatus against its witnesses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from collate.model.export import Exported

Fault = Literal["wrong reading", "missing siglum", "unreported"]


@dataclass(frozen=True, slots=True)
class Misreport:
    """One place where an apparatus reports a witness wrongly.

    ``wrong reading``: an entry gives it another reading; ``missing siglum``: an entry that names the witnesses of its
    lemma does not name it; ``unreported``: no entry covers the place. `entries` are the names of the entries there,
    `reported` is what the witness reads according to the apparatus and `found` what it does read, at `path`, `line`
    and `column`.
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
class Checked(Exported):
    """The misreports, witness by witness; `unknown` witnesses are not in the apparatus, `absent` ones only in it.

    `stale`: units whose lemma does not stand in the base.
    """

    misreports: tuple[Misreport, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    stale: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Misreport]:
        return iter(self.misreports)

    def to_dict(self) -> dict[str, Any]:
        """The misreports, as `collate check --json` writes them."""
        about = {"unknown": list(self.unknown), "absent": list(self.absent), "stale": list(self.stale)}
        return {"form": "collate-check-1", "misreports": [asdict(one) for one in self.misreports], **about}

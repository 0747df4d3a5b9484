"""What the program found besides variants: findings about translations, and suspect places of the witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from collate.api import editing, translating
from collate.config import Settings
from collate.errors import UsageError
from collate.io.wording import one_line, visible
from collate.model import Collation, Decision, Source, Suspect
from collate.model.fidelity import Finding
from collate.model.suspect import Proofs
from collate.translation.fidelity.kinds import every
from collate.variants.decisions.dismissed import (
    dismissed_finding,
    dismissed_suspect,
    findings_left,
    suspects_left,
)


class Findings:
    """Findings about the translations of an original, and suspects of the witnesses, looked for when asked for."""

    def __init__(
        self, original: Source, translations: Sequence[Source], witnesses: Sequence[Source], settings: Settings
    ) -> None:
        self.original, self.translations, self.witnesses = original, tuple(translations), tuple(witnesses)
        self._settings = replace(settings, project=replace(settings.project, decided=()))
        self._found: tuple[Finding, ...] | None = None
        self._suspects: Proofs | None = None

    def findings(self) -> tuple[Finding, ...]:
        """All findings, dismissed or not, in the order of the original."""
        if self._found is None:
            made = (
                translating.fidelity(self.original, *self.translations, settings=self._settings)
                if self.translations
                else None
            )
            found = made.findings if made else ()
            self._found = tuple(sorted(found, key=lambda one: (one.original.line, one.original.column)))
        return self._found

    def suspects(self) -> tuple[Suspect, ...]:
        """All suspect places, dismissed or not."""
        if self._suspects is None:
            self._suspects = editing.proof(list(self.witnesses), self._settings)
        return self._suspects.suspects

    def shown(self, made: Sequence[Decision], collation: Collation, *, suspects: bool) -> list[dict[str, Any]]:
        """Findings, or suspects, as the page lists them: their places in the table, and whether they were dismissed."""
        if not suspects:
            left = {id(one) for one in findings_left(self.findings(), made)}
            return [
                _finding(k, one, dismissed=id(one) not in left)
                | {"start": _position(collation, one.original.siglum, one.original.line, one.original.column)}
                for k, one in enumerate(self.findings())
            ]
        kept = {id(one) for one in suspects_left(self.suspects(), self.witnesses, made)}
        return [
            self._suspect(k, one, dismissed=id(one) not in kept) | {"start": self._start(collation, one)}
            for k, one in enumerate(self.suspects())
        ]

    def _start(self, collation: Collation, suspect: Suspect) -> int:
        source = next(one for one in self.witnesses if one.siglum == suspect.siglum)
        return _position(collation, suspect.siglum, *source.place(suspect.start))

    def dismissal(self, kind: str, number: int, **record: str) -> Decision:
        """The decision that a finding or a suspect is none. UsageError if there is none of that number."""
        if kind == "dismiss-finding" and 0 <= number < len(self.findings()):
            return dismissed_finding(self.findings()[number], **record)
        if kind == "dismiss-suspect" and 0 <= number < len(self.suspects()):
            suspect = self.suspects()[number]
            source = next(one for one in self.witnesses if one.siglum == suspect.siglum)
            return dismissed_suspect(suspect, source, **record)
        raise UsageError("nothing was found there", hint="the list has been read anew")

    def _suspect(self, number: int, suspect: Suspect, *, dismissed: bool) -> dict[str, Any]:
        source = next(one for one in self.witnesses if one.siglum == suspect.siglum)
        line, column = source.place(suspect.start)
        content = source.content
        return {
            "number": number,
            "kind": visible(suspect.kind),
            "where": f"{visible(suspect.siglum)} {line}:{column}",
            "words": one_line(content[suspect.start : suspect.end]),
            "around": one_line(content[max(0, suspect.start - 60) : suspect.end + 60]),
            "because": visible(suspect.because),
            "instead": one_line(suspect.instead),
            "confidence": suspect.confidence,
            "dismissed": dismissed,
        }


def _finding(number: int, finding: Finding, *, dismissed: bool) -> dict[str, Any]:
    sides = [finding.original, *finding.passages]
    return {
        "number": number,
        "kind": finding.kind,
        "means": every()[finding.kind].means,
        "where": f"{finding.original.line}:{finding.original.column}",
        "words": one_line(finding.original.words or finding.original.text),
        "because": visible(finding.because),
        "confidence": finding.confidence,
        "suspect": finding.suspect,
        "sides": [
            {
                "siglum": visible(side.siglum),
                "place": f"{side.line}:{side.column}",
                "text": [one_line(part) for part in _parted(side.text, side.span)],
            }
            for side in sides
        ],
        "dismissed": dismissed,
    }


def _position(collation: Collation, siglum: str, line: int, column: int) -> int:
    """The position of the table at which a place of a witness stands."""
    witness = collation.witnesses[collation.row(siglum)]
    lines = witness.source.lines()
    offset = lines[min(len(lines) - 1, max(0, line - witness.source.line))] + column - 1
    return collation.positions(siglum)[witness.at(offset)]


def _parted(text: str, span: tuple[int, int]) -> tuple[str, str, str]:
    """A passage before, in and after the words that are meant; all of it where no words are."""
    low, high = span
    return (text[:low], text[low:high], text[high:]) if low < high else (text, "", "")

"""Findings and suspects that the editor has looked at and dismissed: they are not reported again.

A suspect is known again by its witness, kind, words and the words around them; a finding by its original, the
translations it concerns, its kind and the words of the original that it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from collate.model import Decision, Source, Suspect
from collate.model.fidelity import Finding

AROUND = 3  # words on either side of a suspect that are written down
FINDING, SUSPECT = "dismiss-finding", "dismiss-suspect"


def dismissed_suspect(suspect: Suspect, source: Source, **record: Any) -> Decision:
    """The decision that a suspect place is none."""
    content = source.content
    before, after = content[: suspect.start].split()[-AROUND:], content[suspect.end :].split()[:AROUND]
    at = " ".join(content[suspect.start : suspect.end].split())
    return Decision(SUSPECT, suspect.siglum, at, " ".join(before), " ".join(after), value=suspect.kind, **record)


def dismissed_finding(finding: Finding, **record: Any) -> Decision:
    """The decision that a finding is none."""
    at = " ".join((finding.original.words or finding.original.text).split())
    return Decision(
        FINDING, finding.original.siglum, at, value=finding.kind, witnesses=tuple(finding.translations), **record
    )


def suspects_left(found: Iterable[Suspect], sources: Sequence[Source], made: Sequence[Decision]) -> list[Suspect]:
    """The suspects that were not dismissed."""
    gone = {_key(one) for one in made if one.do == SUSPECT}
    by_siglum = {source.siglum: source for source in sources}
    return [one for one in found if not gone or _key(dismissed_suspect(one, by_siglum[one.siglum])) not in gone]


def findings_left(found: Iterable[Finding], made: Sequence[Decision]) -> list[Finding]:
    """The findings that were not dismissed."""
    gone = {_key(one) for one in made if one.do == FINDING}
    return [one for one in found if not gone or _key(dismissed_finding(one)) not in gone]


def _key(decision: Decision) -> tuple[object, ...]:
    """What a dismissed finding or suspect is known again by."""
    return decision.base, decision.value, decision.at, decision.before, decision.after, decision.witnesses

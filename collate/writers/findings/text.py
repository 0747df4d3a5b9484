"""Findings as plain text: what is in doubt and why, and the passages with the words in question marked."""

from __future__ import annotations

from typing import TextIO

from collate.io.wording import isolated, one_line, sigla_list, visible
from collate.model.fidelity import Fidelity, Finding, Passage

AROUND = 48  # characters shown on either side of the words in question
NOTHING = "—"


def write(fidelity: Fidelity, out: TextIO) -> None:
    """An entry per finding, the weightiest first."""
    for number, finding in enumerate(fidelity.findings, 1):
        out.write(f"{number}  {finding.kind}  {finding.confidence:.2f}  {_against(finding)}\n")
        out.write(f"    {isolated(one_line(finding.because))}\n")
        for passage in (finding.original, *finding.passages):
            place = f"{visible(passage.file)}:{passage.line}"
            out.write(f"    {place}  {isolated(excerpt(passage)) or NOTHING}\n")


def _against(finding: Finding) -> str:
    if finding.suspect == "original":
        return f"in the original, by {sigla_list(finding.translations)}"
    return f"in {sigla_list(finding.translations)}"


def excerpt(passage: Passage) -> str:
    """The words in question in brackets, with what stands around them; of the whole, its beginning."""
    start, end = passage.span
    if start == end:
        text = one_line(passage.text)
        return text if len(text) <= 2 * AROUND else f"{text[: 2 * AROUND]}…"
    before, after = passage.text[max(0, start - AROUND) : start], passage.text[end : end + AROUND]
    head, tail = start > AROUND, end + AROUND < len(passage.text)
    if head and " " in before:  # words are shown whole
        before = before[before.index(" ") + 1 :]
    if tail and " " in after:
        after = after[: after.rindex(" ")]
    return ("…" if head else "") + one_line(f"{before}[{passage.text[start:end]}]{after}") + ("…" if tail else "")

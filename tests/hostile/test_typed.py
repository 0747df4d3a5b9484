"""Typed texts that are nothing but signs: each is read, and comes back as it was."""

from __future__ import annotations

import pytest

from collate.model import Origin, Source
from collate.witnesses.transcription.conventions import CONVENTIONS
from collate.witnesses.transcription.recognition import recognised
from tests.conftest import THOROUGH

TIMES = 20_000 if THOROUGH else 200
REPEATED = [
    "[", "[a]", "[a ", "a(b)c", "a(", "ab-\n", "a-", "a|b ", "a | b c ", "|", "[fol. 1r] a ", "[. . . . ", "[...]", "\\a/",
    "†a", " ", "\n", "* ", "\u0323", "1", "1:1 ", "1 a b c\n", "[1] a b ", "{", "{a", "⟦", "<a>b", "- 12 -\n", "¬\n", "(sic) ", "[catchword: ", "[in marg.: a", "1r.1 a\n", "(1) ", "|2 ",
    "a[1]", "\u0663 ", "v. 1 a\n", "{CB2. ", "/a", "=== fol. 1r\n", "\u05d0 a\n", "0" * 30 + " a\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_a_text_of_signs_is_read_and_comes_back(piece: str) -> None:
    """Whatever the convention, also in letters before and after it."""
    for text in (piece * TIMES, f"a{piece * TIMES}b"):
        for name in ("", *CONVENTIONS):
            ((found,),) = recognised([Source("A", text, Origin("a.txt", "", "text"))], [name])
            assert found.original == text

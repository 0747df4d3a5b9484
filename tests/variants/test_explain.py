"""A derivation can be done again from what it says, and comes to the same label."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from collate.variants.classify.words import asked
from tests.conftest import TREATY, Run
from tests.variants.test_classify import evidence

Collate = Callable[..., Run]
DRAFT, EDITED = str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")


@pytest.mark.parametrize("unit", [f"u{number}" for number in range(1, 24)])
def test_an_explanation_replays_from_the_bytes_to_the_label(collate: Collate, unit: str) -> None:
    """Bytes, cut and decoded, are the words; the words, asked again, give the answers; the last is the label."""
    document = json.loads(collate("explain", unit, DRAFT, EDITED, "--json").out)
    for extract in document["extracts"]:
        if extract["text"]:
            start, end = extract["octets"]
            assert Path(extract["path"]).read_bytes()[start:end].decode(extract["encoding"]) == extract["text"]
            assert extract["siglum"] in document["replayed"]
    known = evidence("fr")
    known.counts.clear()
    known.witnesses = 0
    for path in (DRAFT, EDITED):
        known.count(Path(path).read_text(encoding="utf-8").replace("’", "’ ").split())
    for derivation in document["derivations"]:
        reasons = " ".join(label["because"] for label in derivation["labels"])
        for pair in derivation["asked"]:
            again = [question for question, _ in asked(pair["base"], pair["other"], known)]
            assert again == [question for question, _ in pair["answers"]]
            assert pair["answers"][-1][1] in reasons


def test_a_file_that_changed_does_not_replay(collate: Collate, tmp_path: Path) -> None:
    """TEI is not cut by bytes: its text stands between tags."""
    tei = tmp_path / "A.xml"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>one two three</p></body></text></TEI>',
        encoding="utf-8",
    )
    (tmp_path / "B.txt").write_text("one too three", encoding="utf-8")
    document = json.loads(collate("explain", "u1", str(tei), str(tmp_path / "B.txt"), "-l", "en", "--json").out)
    assert document["replayed"] == ["B"]
    assert document["extracts"][0]["octets"] is None

"""`collate read` shows what was read of a file: the text, its places, its marks, and what was set aside."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

from collate.model import Mark, Origin, SetAside, Source
from collate.writers.sources import json as as_json
from collate.writers.sources import text as as_text
from tests.conftest import run

SOURCE = Source(
    "A", "arma virumque\ncano\n", Origin("a.txt", "", "text"),
    marks=(Mark("page", 0, 0, {"n": "fol. 1r"}), Mark("locus", 14, 18, {"n": "1.2"}), Mark("unclear", 5, 13)),
    set_aside=(SetAside("running headers", 2, "AENEIS", "page 1"),),
)  # fmt: skip


def written(write: Callable[..., None], source: Source) -> str:
    out = io.StringIO()
    write([source], out)
    return out.getvalue()


def test_places_stand_in_the_margin_and_what_was_set_aside_below_the_text() -> None:
    """A record that any reader fills is shown with its count and its first."""
    assert written(as_text.write, SOURCE).splitlines() == [
        "A  a.txt: text, utf-8, und (not determined)",
        "",
        "fol. 1r  arma virumque",
        "1.2      cano",
        "",
        "marked     page             1  fol. 1r (line 1)",
        "           locus            1  1.2 (line 2)",
        "           unclear          1  virumque (line 1)",
        "set aside  running headers  2  AENEIS (page 1)",
    ]


def test_the_json_of_what_was_read_has_the_offsets_of_every_mark() -> None:
    """They count characters of the text that stands beside them."""
    (record,) = json.loads(written(as_json.write, SOURCE))["sources"]
    assert record["marks"][2] == {"kind": "unclear", "start": 5, "end": 13, "place": "fol. 1r, 1"}
    assert record["set_aside"] == [
        {"kind": "running headers", "count": 2, "first": "AENEIS", "where": "page 1", "became": "", "texts": []}
    ]


def test_a_file_is_read_without_being_aligned(witness_files: Callable[..., list[str]]) -> None:
    """One witness is enough, and the status is 0."""
    result = run("read", *witness_files(A="one two\n"))
    assert (result.status, result.out.splitlines()[2:]) == (0, ["1  one two"])

"""Fuzz a reader with atheris: whatever the bytes, it gives sources whose text is what was read, or a CollateError.

usage: python tests/fuzz.py tei|json|decisions [libFuzzer options]      (make fuzz runs the three)
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["collate"]):
    from collate.errors import CollateError
    from collate.variants.decisions import file as decisions
    from collate.witnesses.readers import collatex, tei


def read_tei(data: bytes) -> None:
    """Every way to read TEI."""
    for reader in (tei.read, tei.read_hands, tei.read_witnesses):
        for source in reader(data, path="x.xml", siglum="A"):
            source.content.encode("utf-8")


def read_json(data: bytes) -> None:
    """CollateX's forms and our own."""
    for source in collatex.read(data, path="x.json", siglum="A"):
        source.content.encode("utf-8")


def read_decisions(data: bytes) -> None:
    """What was decided, said again."""
    decisions.said(list(decisions.read(data, "decisions.toml")))


READERS = {"tei": read_tei, "json": read_json, "decisions": read_decisions}
SEEDS = {
    "tei": b'<TEI><text><body><p>a<app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app> <del>d</del></p>'
    b"</body></text></TEI>",
    "json": b'{"witnesses": [{"id": "A", "tokens": [{"t": "a ", "n": "a"}]}, {"id": "B", "content": "b"}]}',
    "decisions": b'[[decision]]\ndo = "label"\nunit = "u1"\nreading = "a"\nlabel = "slip"\nwhy = ""\n',
}


def main() -> None:
    """Run libFuzzer on the reader that is named; a fault is an exception of another kind."""
    name = sys.argv[1]
    read = READERS[name]

    def one(data: bytes) -> None:
        with contextlib.suppress(CollateError):
            read(data)

    with tempfile.TemporaryDirectory() as corpus:
        Path(corpus, "seed").write_bytes(SEEDS[name])
        limits = ["-timeout=20", "-rss_limit_mb=4096", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *limits, *sys.argv[2:], corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

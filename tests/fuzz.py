"""Fuzz a reader with atheris: whatever the bytes, it gives sources whose text is what was read, or a CollateError.

usage: python tests/fuzz.py tei|json|decisions|page|html|rtf [libFuzzer options]      (make fuzz runs all)
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
    from collate.witnesses.readers.documents import html, rtf
    from collate.witnesses.readers.recognition import page_xml


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


def read_page(data: bytes) -> None:
    """PAGE XML."""
    page_xml.read(data, path="x.xml", siglum="A")


def read_html(data: bytes) -> None:
    """A page of the web."""
    html.read(data, path="x.html", siglum="A")


def read_rtf(data: bytes) -> None:
    """Both states of a document."""
    rtf.read_hands(data, path="x.rtf", siglum="A")


READERS = {
    "tei": read_tei, "json": read_json, "decisions": read_decisions, "page": read_page, "html": read_html,
    "rtf": read_rtf,
}  # fmt: skip
SEEDS = {
    "tei": b'<TEI><text><body><p>a<app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app> <del>d</del></p>'
    b"</body></text></TEI>",
    "json": b'{"witnesses": [{"id": "A", "tokens": [{"t": "a ", "n": "a"}]}, {"id": "B", "content": "b"}]}',
    "page": b'<PcGts><Page><ReadingOrder><RegionRef regionRef="a"/></ReadingOrder><TextRegion id="a" type="dropcap">'
    b'<Coords points="0,0 9,9"/><TextLine custom="readingOrder {index:0;}"><TextEquiv index="1"><Unicode>a</Unicode>'
    b"</TextEquiv></TextLine></TextRegion></Page></PcGts>",
    "html": b'<style>.a{display:none}</style><p>a<sup><a href="#n">1</a></sup><br>b<pre>c</pre><p id=n class=a>d',
    "rtf": rb"{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset128 x;}}\f0 \'8a\'bf\u233?{\footnote n}\par{\deleted x}{\v y}}",
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

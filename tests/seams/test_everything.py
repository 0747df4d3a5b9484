"""Every registered component is given anything: it answers, or says in one sentence why not."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate import pipeline, registry
from collate.config import Settings
from collate.errors import CollateError
from collate.model import Apparatus, Language, Origin, Source, Witness
from collate.tradition import stemma
from collate.translation import sentence_pairs
from collate.translation.fidelity import findings as drift
from collate.translation.overview import overview
from collate.variants import labelling
from tests.conftest import THOROUGH
from tests.seams.test_texts import TEXTS, source

# Beginnings of what readers know, so that what follows is read at all.
STARTS = st.sampled_from(
    [
        b"", b"\xef\xbb\xbf", b"\xff\xfe", b"<TEI><text><body><p>", b"<?xml version='1.0'?>", b'{"witnesses": [', b"{",
        b'{"witnesses": ["A", "B"], "table": [', b"A,B\n", b"A\tB\n1\t", b'<TEI><text><body><app><rdg wit="#A">',
    ]
)  # fmt: skip
ENDS = st.sampled_from([b"", b"</p></body></text></TEI>", b"]}", b"</rdg></app></body></text></TEI>", b"\n"])
BYTES = st.tuples(STARTS, st.one_of(st.binary(max_size=60), TEXTS.map(str.encode)), ENDS).map(b"".join)
SETTINGS = Settings(languages=("en",))
TEXT_PAIRS = st.lists(TEXTS, min_size=2, max_size=3)


@pytest.mark.parametrize("name", registry.names(registry.READERS))
@given(data=BYTES)
def test_a_reader_gives_text_or_a_sentence(name: str, data: bytes) -> None:
    """Of any bytes: sources whose text can be written, or an error of ours."""
    read = registry.load(registry.READERS, name)
    try:
        found = read(data, path="x", siglum="A", encoding=None)
    except CollateError:
        return
    for one in found:
        assert isinstance(one, Source)
        assert one.content.encode("utf-8").decode("utf-8") == one.content
        assert one.siglum


@pytest.mark.parametrize("name", [name for name in registry.names(registry.TOKENISERS) if name != "given"])
@given(content=TEXTS, language=st.sampled_from(["und", "fr", "grc", "zh", "he", "cu", "th", "ja"]))
def test_a_tokeniser_keeps_every_character(name: str, content: str, language: str) -> None:
    """The lead and the pieces are the text."""
    witness: Witness = registry.load(registry.TOKENISERS, name)(source(content, language))
    lead, pieces = witness.pieces()
    assert lead + "".join(pieces) == content


@pytest.mark.parametrize("name", registry.names(registry.NORMALISERS))
@given(form=TEXTS)
def test_a_normaliser_comes_to_rest(name: str, form: str) -> None:
    """A form that is normal already stays as it is, so that two runs say the same."""
    normal = registry.load(registry.NORMALISERS, name)
    assert normal(normal(form)) == normal(form)


def apparatus_of(contents: list[str]) -> Apparatus:
    """The apparatus of any texts."""
    sources = [
        Source(f"W{k}", text, Origin(f"w{k}.txt", "0" * 64, "text"), Language("en", "given"))
        for k, text in enumerate(contents)
    ]
    collation = pipeline.collate(pipeline.witnesses(sources, SETTINGS), SETTINGS)
    return pipeline.apparatus(collation, "W0", SETTINGS)


def written(group: str, name: str, result: Any, **given: object) -> bytes:
    """What a writer writes."""
    writer = registry.load(group, name)
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="")
    writer(result, out, **registry.taking(writer, **given))
    out.flush()
    return raw.getvalue()


@given(contents=TEXT_PAIRS)
def test_every_writer_writes_any_collation(contents: list[str]) -> None:
    """All formats of tables and apparatuses; afterwards each witness is still what it was."""
    result = apparatus_of(contents)
    slow = set() if THOROUGH else {"xlsx", "docx", "parquet"}
    for group in (registry.TABLES, registry.APPARATUSES):
        for name in sorted(set(registry.names(group)) - slow):
            try:
                data = written(group, name, result, profile=SETTINGS.print_profile())
            except CollateError:
                continue
            assert data or not result.units, name
            if name == "json":
                json.loads(data)
    assert [result.collation.text(f"W{k}") for k in range(len(contents))] == contents


@given(contents=TEXT_PAIRS)
def test_every_writer_writes_any_translation(contents: list[str]) -> None:
    """Beads and findings of texts that have nothing to do with each other."""
    sources = [source(text, language, language) for text, language in zip(contents, ("fr", "ru"), strict=False)]
    found = drift.checked(sources[0], sources[1:], Settings(), use_dictionaries=False, strict=True)
    beads = sentence_pairs.aligned(sources[0], sources[1], Settings(), use_dictionaries=False)
    for name in registry.names(registry.BEADS):
        written(registry.BEADS, name, beads, links=lambda: iter([() for _ in beads.beads]))
    for name in registry.names(registry.FINDINGS):
        written(registry.FINDINGS, name, found)
    seen = overview(found, Settings())
    for name in set(registry.names(registry.OVERVIEWS)) - {"svg", "png"}:
        assert written(registry.OVERVIEWS, name, seen)
    assert [one.content for one in (beads.original, beads.translation)] == contents[:2]


@given(contents=st.lists(TEXTS, min_size=3, max_size=4))
def test_every_writer_writes_any_tradition(contents: list[str]) -> None:
    """Statistics and trees of texts without a history."""
    result = apparatus_of(contents)
    counted = stemma.statistics(result, labelling.differences(result, SETTINGS), [])
    for name in set(registry.names(registry.STATS)) - {"svg", "png"}:
        assert written(registry.STATS, name, counted)
    try:
        tree = stemma.stemma(result, replicates=2, seed=1)
    except CollateError:  # nothing varies, so that there is no tree
        return
    for name in registry.names(registry.STEMMATA):
        assert written(registry.STEMMATA, name, tree)

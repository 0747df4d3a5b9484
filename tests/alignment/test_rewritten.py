"""Passages that were rewritten: they stand one after the other, and are one unit."""

from __future__ import annotations

import io
from itertools import permutations

import numpy as np
import pytest

from collate import pipeline
from collate.alignment import anchored
from collate.config import Settings
from collate.model import Apparatus, Origin, Source
from collate.witnesses.readers.tei import read_witnesses
from collate.writers.apparatus import tei

ENGLISH = Settings(languages=("en",))
OLD = "my father who saw in the sorrow painted upon my face only an exaggeration thought that some amusement would help"
NEW = "even as she spoke I drew near her in terror lest at that very moment the destroyer had come to rob us"
SPELT = (
    "mi fader who sauh in the sorwe peynted upon mi face oonly an exageracioun thoghte that som amusement wolde helpe"
)
BEGIN, END = "my heart beat", "then we left the town"


def rows(*passages: str) -> list[list[str]]:
    """Witnesses that differ in a passage."""
    return [f"{BEGIN} {passage} {END}".lower().split() for passage in passages]


def apparatus(**passages: str) -> Apparatus:
    """The apparatus of witnesses that differ in a passage."""
    found = [Source(siglum, f"{BEGIN} {text} {END}", Origin(siglum, "", "text")) for siglum, text in passages.items()]
    collation = pipeline.collate(pipeline.witnesses(found, ENGLISH), ENGLISH)
    return pipeline.apparatus(collation, next(iter(passages)), ENGLISH)


def shared(table: np.ndarray, one: int, other: int) -> int:
    """At how many positions two rows both have a word."""
    return int(((table[:, one] >= 0) & (table[:, other] >= 0)).sum())


def test_another_text_shares_no_position() -> None:
    """Only what stands before it and after it does, though *my*, *in*, *the* and *that* are in both."""
    table = anchored.align(rows(OLD, OLD.replace("sorrow", "grief"), NEW)).table
    assert shared(table, 0, 2) == shared(table, 1, 2) == len(BEGIN.split()) + len(END.split())
    assert shared(table, 0, 1) == len(rows(OLD)[0])


def test_another_spelling_is_the_same_text() -> None:
    """Words that are alike are evidence too."""
    assert shared(anchored.align(rows(OLD, SPELT)).table, 0, 1) == len(rows(OLD)[0])


def test_a_short_phrase_is_set_against_what_it_replaces() -> None:
    """Fewer than eight words are no passage."""
    assert shared(anchored.align(rows("a small red bird", "some large blue cats")).table, 0, 1) >= 3 + 8


def test_a_rewritten_passage_does_not_depend_on_the_order_of_rows() -> None:
    """Nor does any alignment."""
    texts = rows(OLD, OLD.replace("sorrow", "grief"), NEW, NEW.replace("terror", "fear"))
    tables = set()
    for order in permutations(range(4)):
        table = anchored.align([texts[number] for number in order]).table
        tables.add(tuple(map(tuple, table[:, np.argsort(order)].tolist())))
    assert len(tables) == 1


def test_a_rewritten_passage_is_one_unit() -> None:
    """Its readings are the texts; what the witnesses of one text differ in are units inside, and concern only them."""
    made = apparatus(A=OLD, B=OLD.replace("sorrow", "grief"), C=NEW, D=NEW.replace("terror", "fear"), E="")
    outer, *inner = made.units
    assert [reading.sigla for reading in outer.readings] == [("A", "B"), ("C", "D"), ("E",)]
    assert [label.name for label in outer.readings[1].labels] == ["substitution"]
    told = {frozenset(r.text for r in unit.readings if r.sigla): {one.siglum for one in unit.absent} for unit in inner}
    assert told == {frozenset({"sorrow", "grief"}): {*"CDE"}, frozenset({"terror", "fear"}): {*"ABE"}}


def test_who_wrote_another_text_lost_none() -> None:
    """However long that is which it replaces."""
    long = " ".join(f"{word}{number}" for number in range(9) for word in OLD.split())
    assert not apparatus(A=long, B=long.replace("sorrow1", "grief"), C=NEW).lacunae


@pytest.mark.parametrize("base", ["A", "B", "C", "D", "E"])
def test_tei_holds_each_text_with_its_variants(base: str) -> None:
    """In the lemma, and in the reading of the others."""
    texts = {"A": OLD, "B": OLD.replace("sorrow", "grief"), "C": NEW, "D": NEW.replace("terror", "fear"), "E": ""}
    made = apparatus(**{siglum: texts[siglum] for siglum in sorted(texts, key=lambda siglum: siglum != base)})
    out = io.StringIO()
    tei.write(made, out)
    found = read_witnesses(out.getvalue().encode(), path="t.xml", siglum="")
    assert {one.siglum: one.content.split() for one in found} == {
        siglum: f"{BEGIN} {text} {END}".split() for siglum, text in texts.items()
    }

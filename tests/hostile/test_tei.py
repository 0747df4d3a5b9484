"""TEI can be anything that is well-formed: it is read within a bound, or refused in a sentence that names the file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from collate.errors import CollateError
from collate.model import Source
from collate.witnesses.readers.tei import read, read_hands, read_witnesses
from collate.witnesses.readers.tei.elements import ATTRIBUTES, ELEMENTS
from tests.conftest import THOROUGH, in_time, thorough
from tests.witnesses.tei import HEAD, document, listed, texts

CASES = 20_000 if THOROUGH else 60
SECONDS = 10  # that a case may take on a busy machine
VALUES = [
    "", " ", "#", "##", "#A", "#A #B", "A", "B*", "A*C2V", "?", "#x1", "#x2", "x1", "#nowhere", "1", "1.2", "-1", "9" * 400,
    "no", "yes", "both", "M", "a.c.", "p.c.", "lac", "om", "edition", "apparatus", "strike", "inline", "urn:cts:a:b:1",
    "【宋】【元】", "\u202e", "\x7f", "u1", "w1", "c.u1", "'", "İ", "x" * 5_000,
]  # fmt: skip
WORDS = ["one", "two ", " ", "", "\n", "-", "…", "a ... b", "om.", "transp.", "道", "e\u0301", "\u202e", "<", "&", "A"]


def trees(seed: int) -> Iterator[bytes]:
    """Documents of elements, attributes and words by chance."""
    chance = random.Random(seed)
    names, attributes = list(ELEMENTS), list(ATTRIBUTES)
    often = [
        "app",
        "rdg",
        "lem",
        "w",
        "p",
        "lb",
        "choice",
        "orig",
        "reg",
        "add",
        "del",
        "anchor",
        "l",
        "div",
        "witStart",
    ]

    def node(depth: int) -> str:
        name = chance.choice(often if chance.random() < 0.6 else names)
        given = {chance.choice(attributes): chance.choice(VALUES) for _ in range(chance.randrange(4))}
        if name in {"rdg", "lem"} and chance.random() < 0.8:
            given["wit"] = chance.choice(VALUES)
        said = "".join(f' {key}="{value}"' for key, value in given.items() if key != "xml:id")
        own = f' xml:id="x{chance.randrange(10**9)}"' if chance.random() < 0.2 else ""
        inner = "".join(word() + node(depth - 1) for _ in range(chance.randrange(4))) if depth else ""
        return f"<{name}{own}{said}>{inner}{word()}</{name}>{word()}"

    def word() -> str:
        return chance.choice(WORDS).replace("&", "&amp;").replace("<", "&lt;")

    while True:
        body = "".join(node(4) for _ in range(3))
        yield document(body, listed("A", "B"), f"<back>{node(3)}</back>")


def test_any_document_is_read_or_refused_in_a_sentence() -> None:
    """Every mark is inside the text, and no two witnesses have one siglum."""
    for data in islice(trees(20), CASES):
        for reader in (read, read_hands, read_witnesses):
            for source in _read(reader, data):
                assert all(0 <= mark.start <= mark.end <= len(source.content) for mark in source.marks)


def _read(reader: Callable[..., list[Source]], data: bytes) -> list[Source]:
    """What a reader gives; nothing where it refuses the file by its name."""
    try:
        found = reader(data, path="x.xml", siglum="X")
    except CollateError as problem:
        if "x.xml" not in str(problem):
            raise
        return []
    assert len({source.siglum for source in found}) == len(found)
    return found


MANY = 20_000 if THOROUGH else 500
SLOW = {
    "words in two spellings within one another": document(
        f"<p>{'<w><choice><orig>a' * 60}{'</orig><reg>b</reg></choice></w>' * 60}</p>"
    ),
    "entries within one another": document(
        "<p>" + "<app><lem wit='A'>a" * 100 + "</lem><rdg wit='B'>b</rdg></app>" * 100 + "</p>"
    ),
    "numbers within one another": document(
        f"<div n='{'1' * 100_000}'>" * 50 + "<l n='1'>a</l>" * MANY + "</div>" * 50
    ),
    "lines without words": document(f"<p>a{'<lb/>' * 10 * MANY}b</p>"),
    "a lemma of many parts": document(
        f"<l n='1'>{'a b ' * 10_000}</l>", listed("A", "B"),
        f"<back><app loc='1'><lem>{'a ... ' * 5_000}z</lem><rdg wit='A B'>c</rdg></app></back>",
    ),
    "a lemma of many signs": document(
        f"<l n='1'>{'.' * 100_000}</l>", "", f"<back><app loc='1'><lem>{'.' * 1_000}x</lem><rdg wit='A B'>c</rdg></app></back>"
    ),
    "entries that end where others begin": document(
        "<p>" + "".join(f"<w xml:id='w{n}'>a</w> " for n in range(MANY)) + "</p>", "",
        "<back>" + "".join(f"<app from='#w{n}' to='#w{MANY - 1}'><rdg wit='A'>b</rdg><rdg wit='B'>c</rdg></app>" for n in range(MANY))
        + "</back>",
    ),
    "many entries in one place": document(
        f"<l n='1'>{' '.join(f'a{n}' for n in range(MANY))}</l>", "",
        "<back>" + "".join(f"<app loc='1'><lem>a{n}</lem><rdg wit='A'>b</rdg><rdg wit='B'>c</rdg></app>" for n in range(MANY))
        + "</back>",
    ),
    "corrections of many hands": document(
        "<p>" + "".join(f"<add hand='#h{n}'>a</add>" for n in range(10 * MANY // 5)) + "</p>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SLOW)
def test_no_document_takes_more_than_its_size_allows(case: str) -> None:
    """Neither time nor memory grows with a power of it."""
    with in_time(SECONDS):
        assert read_witnesses(SLOW[case], path="x.xml", siglum="X")


@thorough
def test_entries_in_too_long_a_text_are_refused() -> None:
    """To look for each of them would take minutes."""
    body = f"<l n='1'>{'a b c d ' * 20_000}</l>"
    entries = "<app loc='1'><lem>a c</lem><rdg wit='A'>b</rdg><rdg wit='B'>c</rdg></app>" * 60
    with in_time(SECONDS), pytest.raises(CollateError, match="too many entries to be looked for"):
        texts(document(body, "", f"<back>{entries}</back>"))


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY % x SYSTEM "http://localhost:1/x"> %x;',
        "<!ENTITY x '&x;'>",
    ],
)
def test_entities_from_elsewhere_are_never_fetched(entity: str) -> None:
    """Nothing of them gets into a text."""
    data = f"<!DOCTYPE TEI [{entity}]>{HEAD.format('')}<p>a &x; b</p></body></text></TEI>".encode()
    with pytest.raises(CollateError, match=r"x\.xml"):
        read(data, path="x.xml", siglum="X")

"""A text as read, and the tokens found in it.

Nothing here copies or alters the text: a token is a pair of offsets into `Source.content`, so each witness can be
written back byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from collate.model.equality import equal
from collate.model.signs import Sign, original, outer, outers

_LINE_END = re.compile(r"\r\n?|\n")
Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag and how it came to be known: declared, described beside the file, or detected."""

    code: str
    why: str

    @property
    def base(self) -> str:
        """The tag without region or script: ``zh`` of ``zh-Hant``."""
        return self.code.partition("-")[0]

    def __str__(self) -> str:
        return f"{self.code} ({self.why})"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a source came from: the name the user gave, the digest of its bytes and how they were decoded.

    `bom` is the byte order mark before the text, if any; `notes` are messages of the reader to the user (an encoding
    guessed, an entity expanded).
    """

    path: str
    sha256: str
    format: str
    encoding: str = "utf-8"
    bom: bytes = b""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation of ``content[start:end]``: a page, a heading, a lacuna.

    Kinds that readers know: ``token`` (given tokenisation; `data` may hold ``n`` and ``column``), ``cell`` (words of
    one place of an apparatus; `data` holds its ``column``), ``entry`` (what an apparatus reports; `data` holds its
    ``id``, ``lemma`` and whether the witness is ``named``).

    Places, with the number or name as ``n`` in `data`: ``section`` and ``locus`` (a canonical reference: a chapter, a
    verse; ``n`` is the whole path, ``1.12``), ``page`` (``fol. 1r``), ``column``, ``line`` (of the page). A place holds
    from its `start` until the next of its kind.

    What a transcriber says of the words: ``heading``, ``lacuna`` (without width where text is lost), ``addition``,
    ``deletion``, ``supplied``, ``unclear``, ``surplus``, ``expansion`` (of an abbreviation), ``correction``.
    """

    kind: str
    start: int
    end: int
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class SetAside:
    """What a reader found in a file and did not take as text: all of one kind in one record.

    Any reader can fill ``Source.set_aside``; ``collate read`` lists it, so that a user sees what became of the file.
    `kind` is a plural noun phrase ("running headers", "notes of the editor", "folio marks"), `count` how many there
    are, `first` the first of them as it stands in the file and `where` its place ("line 12", "page 3", "word 7").
    `became` says what was made of it: "places", "marks", "layers", or "" where it was left out. A layer is a text of
    its own, which ``--aside`` reads: `texts` are all its parts, in order.

    What the reader keeps as part of the text is not set aside: that is a `Mark`. Characters of a plain text that
    are not text are `Sign`s, for they must be written back; `collate read` counts them by itself.
    """

    kind: str
    count: int
    first: str = ""
    where: str = ""
    became: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A text as read. Invariants: every mark lies inside `content`; `signs` and `content` together are the file's text.

    Each state of a corrected manuscript can be a source: `manuscript` is then the siglum of the manuscript and `hand`
    the state, ``a.c.`` (before correction) or ``p.c.`` (after). `line` is the line of the file at which a part begins.
    `set_aside` counts, by kind, what the reader left out. `groups` are the sigla of the groups of witnesses that the
    file puts it into. `signs` are the characters of a plain text that are no text (a folio mark, the hyphen and the
    line end within a word): they are not in `content`, and `original` has them.
    """

    siglum: str
    content: str
    origin: Origin
    language: Language = Language("und", "not determined")
    title: str = ""
    status: str = ""
    marks: tuple[Mark, ...] = ()
    date: str = ""
    manuscript: str = ""
    hand: str = ""
    line: int = 1
    set_aside: tuple[SetAside, ...] = ()
    groups: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()

    @property
    def original(self) -> str:
        """The text of the file: `content` with all signs in their places."""
        return original(self.content, self.signs)

    def encoded(self) -> bytes:
        """The bytes the content was decoded from (for plain text: those of the file, exactly)."""
        return self.origin.bom + self.original.encode(self.origin.encoding)

    def part(self, start: int, end: int) -> Source:
        """``content[start:end]`` as a source of its own, with the marks in it; its digest is that of its characters."""
        if (start, end) == (0, len(self.content)):
            return self
        # A mark without width between two parts (a gap, a page) goes to both: it may belong to either.
        edge = len(self.content[:start].rstrip())
        marks = tuple(
            replace(mark, start=max(0, mark.start - start), end=max(0, min(end, mark.end) - start))
            for mark in self.marks
            if (mark.start < end and mark.end > start) or (mark.start == mark.end and edge <= mark.start <= end)
        )
        line, _ = self.place(start)
        signs = tuple(replace(sign, at=sign.at - start) for sign in self.signs if sign.within(start, end))
        return replace(
            self, content=self.content[start:end], marks=marks, line=line, signs=signs,
            origin=replace(self.origin, sha256=digest(original(self.content[start:end], signs))),
        )  # fmt: skip

    def lines(self) -> list[int]:
        """The offsets at which lines of the content begin: 0, and after LF, CR LF, CR."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.content))]

    def file_lines(self) -> list[int]:
        """The offsets in the content at which lines of the file begin; one without text begins where the next does."""
        if not self.signs:
            return self.lines()
        starts = [0, *(end.end() for end in _LINE_END.finditer(self.original))]
        places = outers(self.signs, np.arange(len(self.content) + 1))
        return np.searchsorted(places, starts).tolist()  # type: ignore[no-any-return]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of an offset in the content, both counting from 1."""
        text, offset = self.original, outer(self.signs, offset)
        ends = [text.count(end, 0, offset) for end in ("\n", "\r", "\r\n")]
        start = max(text.rfind(end, 0, offset) for end in ("\n", "\r")) + 1
        return ends[0] + ends[1] - ends[2] + self.line, offset - start + 1


def digest(text: str) -> str:
    """The SHA-256 of a text encoded in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a source under one heading.

    `key` is what the heading means in any language (``article 2``, ``preamble``), so that the sections
    of a text and of its translations can be matched; `heading` is what it says.
    """

    key: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``content[start:end]`` and the form it is compared by."""

    start: int
    end: int
    normal: str


@dataclass(frozen=True, slots=True)
class Witness:
    """A source and its tokens, held as columns (a million token objects would take 150 MB).

    Invariant, checked when made: ``starts[i] < ends[i] <= starts[i + 1]``, all inside the content, and
    one normal form per token.
    """

    source: Source
    starts: Offsets
    ends: Offsets
    normals: Sequence[str]

    def __post_init__(self) -> None:
        if not len(self.starts) == len(self.ends) == len(self.normals):
            raise ValueError(f"{self.siglum}: offsets and normal forms differ in number")
        if len(self.starts) and (
            (self.starts >= self.ends).any()
            or (self.ends[:-1] > self.starts[1:]).any()
            or self.starts[0] < 0
            or self.ends[-1] > len(self.source.content)
        ):
            raise ValueError(f"{self.siglum}: tokens overlap, descend, are empty or leave the text")

    def __eq__(self, other: object) -> bool:
        return equal(self, other) if isinstance(other, Witness) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.source, len(self)))

    @classmethod
    def from_spans(cls, source: Source, spans: Sequence[tuple[int, int]], normals: Sequence[str]) -> Witness:
        """Make a witness from (start, end) pairs."""
        pairs = np.array(spans, dtype=np.int32).reshape(-1, 2)
        return cls(source, pairs[:, 0].copy(), pairs[:, 1].copy(), normals)

    @property
    def siglum(self) -> str:
        """The siglum of the source."""
        return self.source.siglum

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> Token:
        return Token(int(self.starts[index]), int(self.ends[index]), self.normals[index])

    def __iter__(self) -> Iterator[Token]:
        return (self[i] for i in range(len(self)))

    def surface(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last`, as it stands in the source."""
        if first >= last:
            return ""
        return self.source.content[int(self.starts[first]) : int(self.ends[last - 1])]

    def at(self, offset: int) -> int:
        """The first token that begins at or after an offset."""
        return int(np.searchsorted(self.starts, offset))

    def pieces(self) -> tuple[str, list[str]]:
        """What precedes the first token, and each token with the space that follows it.

        Joined, they are the whole content.
        """
        content = self.source.content
        cuts = [*self.starts.tolist(), len(content)]
        return content[: cuts[0]], [content[a:b] for a, b in pairwise(cuts)]

    def original_pieces(self) -> tuple[str, list[str], list[int]]:
        """As `pieces`, with the witness's own characters: what is not text stays with the token before it.

        Also how many characters of each piece are the token's own. Joined, the pieces are the text of the file.
        """
        lead, pieces = self.pieces()
        sizes = (self.ends - self.starts).tolist()
        signs = self.source.signs
        if not signs:
            return lead, pieces, sizes
        text = self.source.original
        cuts = [*outers(signs, self.starts, opening=True).tolist(), len(text)]
        ends = (outers(signs, self.ends - 1) + 1).tolist()
        sizes = [end - cut for cut, end in zip(cuts, ends, strict=False)]
        return text[: cuts[0]], [text[a:b] for a, b in pairwise(cuts)], sizes

    def renormalised(self, rule: Callable[[str], str]) -> Witness:
        """The same tokens compared by another form; each distinct form is computed once."""
        known: dict[str, str] = {}
        for form in self.normals:
            if form not in known:
                known[form] = rule(form)
        return replace(self, normals=[known[form] for form in self.normals])

"""Reports the texts of a run on stderr: siglum, language, and how the language was determined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from collate.cli import console
from collate.io.wording import one_line, sigla_list, visible
from collate.languages.detection import doubtful

if TYPE_CHECKING:
    from collate.model import SetAside, Source

MANY = 8  # sigla; of more only the number is said
# The noun that says what a kind of sign is: ``signs of lost text``, ``folio, page and column marks``.
_HEAD = re.compile(r"\b(sign|mark|code|end|stroke|letter|number|remark|bar|dot|bracket|division|addition|deletion)s\b")


def introduce(sources: Sequence[Source]) -> None:
    """Say on stderr which languages are in doubt, a line each, and what the readers report of the files.

    A language that the user or the file names, or that was detected with certainty, needs no line. With ``--verbose``
    every witness has one.
    """
    width = max(len(source.siglum) for source in sources)
    for source in sources:
        title = f"  {source.title}" if source.title else ""
        console.detail(f"{visible(source.siglum):{width}}  {source.language}{title}")
    for language in dict.fromkeys(source.language for source in sources if doubtful(source.language)):
        alike = [visible(source.siglum) for source in sources if source.language == language]
        console.talk(f"language of {_named(alike)}: {language}; --language says otherwise")
    for source in sources:
        for note in source.origin.notes:
            console.talk(f"{source.origin.path}: {note}")
    for sentence in (*_left_out(sources), *_set_aside(sources)):
        console.talk(sentence)


def _named(sigla: Sequence[str]) -> str:
    return ", ".join(sigla) if len(sigla) <= MANY else f"{len(sigla)} witnesses"


def _left_out(sources: Sequence[Source]) -> Iterator[str]:
    """A sentence for each document or page from which something was set aside, with the number of each kind."""
    for source in sources:
        kinds: Counter[str] = Counter()
        for one in source.set_aside:
            kinds[one.kind] += one.count if one.texts else 0
        counts = ", ".join(f"{visible(kind)} ({count:,})" for kind, count in kinds.items() if count)
        if counts:
            yield f"{visible(source.siglum)}: set aside {counts}; collate read shows them"


def _one(became: str) -> str:
    """What one sign became: ``a place`` for ``places``."""
    return f"a {'lacuna' if became == 'lacunae' else became.removesuffix('s')}"


def _set_aside(sources: Sequence[Source]) -> Iterator[str]:
    """A sentence for each kind of what was set aside in typed texts: how many, in which witnesses, and the first."""
    kinds: dict[str, list[tuple[str, SetAside]]] = {}
    for source in sources:
        for one in source.set_aside if source.signs else ():
            if one.texts:
                continue
            kinds.setdefault(one.kind, []).append((source.manuscript or source.siglum, one))
    for kind, own in kinds.items():
        sigla = sigla_list(dict.fromkeys(siglum for siglum, _ in own))
        siglum, first = own[0]
        number = sum(one.count for _, one in own)
        said, became, which = kind, first.became, "the first"
        if number == 1:
            said, became, which = _HEAD.sub(r"\1", kind, count=1), _one(first.became), "it"
        yield (
            f"{sigla}: {number:,} {said} {f'became {became}' if first.became else 'set aside'};"
            f" {which} is {one_line(first.first)} ({siglum}, {first.where})"
        )
    if kinds:
        yield "collate read shows what is not taken as text; --convention none takes everything as text"

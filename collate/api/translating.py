"""`beads`, `fidelity` and `terms`: a text and its translations."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from collate.api import witnesses as sources
from collate.api.reading import DEFAULT
from collate.config import Settings
from collate.errors import UsageError
from collate.io.arguments import check, strings
from collate.model import Source
from collate.model.fidelity import Fidelity
from collate.model.parallel import Parallel
from collate.model.termbase import Termbase
from collate.translation import sentence_pairs, sentence_vectors, termbase_proposal
from collate.translation.fidelity import findings as drift
from collate.translation.termbase import read as read_terms
from collate.witnesses.files import load

_MAKE_SOURCES = "read() and text() return sources"


def beads(
    original: Source,
    translation: Source,
    settings: Settings = DEFAULT,
    *,
    segments: str = "sentences",
    dictionaries: bool = True,
    dictionary: Sequence[str] = (),
    terms: str | os.PathLike[str] | None = None,
    pivot: Source | None = None,
    model: str = "",
) -> Parallel:
    """Align a text with its translation by segments; each bead (sentence pair) has its evidence.

    `segments`: ``sentences``, ``clauses`` or ``lines``. `dictionaries`: use the dictionaries installed on this machine;
    `dictionary`: files of others. `terms`: a file of terms (TSV, CSV, TBX). `pivot`: the same text in a third language,
    as a bridge. `model`: the folder of a sentence-transformers model.
    """
    _check_translations(original, [translation], settings, segments, dictionaries)
    return sentence_pairs.aligned(
        original, translation, settings, pivot=pivot, embed=sentence_vectors.embedder(model) if model else None,
        **across(settings, segments=segments, dictionaries=dictionaries, dictionary=dictionary, terms=terms),
    )  # fmt: skip


def fidelity(
    original: Source,
    *translations: Source,
    settings: Settings = DEFAULT,
    segments: str = "sentences",
    dictionaries: bool = True,
    dictionary: Sequence[str] = (),
    terms: str | os.PathLike[str] | None = None,
    only: Sequence[str] = (),
    strict: bool = False,
) -> Fidelity:
    """Find where translations and their original differ; findings are ordered by weight, each with its evidence.

    `only`: kinds of findings (``number``, ``negation``, ...); `strict`: also findings of low confidence; the rest as in
    `beads`.
    """
    _check_translations(original, translations, settings, segments, dictionaries)
    check("strict", strict, bool, "True or False")
    if not translations:
        raise UsageError("an original is checked against one translation or more")
    return drift.checked(
        original, translations, settings, only=strings("only", only), strict=strict,
        **across(settings, segments=segments, dictionaries=dictionaries, dictionary=dictionary, terms=terms),
    )  # fmt: skip


def _check_translations(
    original: Source, translations: Sequence[Source], settings: Settings, segments: str, dictionaries: bool
) -> None:
    """WrongTypeError unless all are what their names say."""
    check("original", original, Source, "a Source", _MAKE_SOURCES)
    for translation in translations:
        check("a translation", translation, Source, "a Source", _MAKE_SOURCES)
    check("settings", settings, Settings, "a Settings")
    check("segments", segments, str, "a str")
    check("dictionaries", dictionaries, bool, "True or False")


def terms(
    *texts: Source,
    settings: Settings = DEFAULT,
    segments: str = "sentences",
    dictionaries: bool = True,
    dictionary: Sequence[str] = (),
    fewest: int = 3,
    known: str | os.PathLike[str] | None = None,
) -> Termbase:
    """A termbase proposed from a text and its translations: phrases that recur, and what stands for them.

    `fewest`: the least number of sentences with a term. Without texts, `known` is a file (TSV, CSV, TBX-Basic) to read.
    UsageError without a translation.
    """
    if not texts and known is not None:
        return _termbase(known, settings) or Termbase()
    if len(texts) < 2:
        raise UsageError("terms are proposed from a text and its translation", hint="name both, or a termbase")
    _check_translations(texts[0], texts[1:], settings, segments, dictionaries)
    return termbase_proposal.proposed(
        texts[0], texts[1:], settings, fewest=fewest, by=segments, named=strings("dictionary", dictionary),
        use_dictionaries=dictionaries,
    )  # fmt: skip


def across(
    settings: Settings,
    *,
    segments: str = "sentences",
    terms: str | os.PathLike[str] | Termbase | None = None,
    dictionaries: bool = True,
    dictionary: Sequence[str] = (),
) -> dict[str, Any]:
    """How a text and its translations are compared, as the functions of `collate.translation` take it."""
    known = terms if isinstance(terms, Termbase) else _termbase(terms, settings)
    named = strings("dictionary", dictionary)
    return {"by": segments, "termbase": known, "named": named, "use_dictionaries": dictionaries}


def _termbase(file: str | os.PathLike[str] | None, settings: Settings) -> Termbase | None:
    if file is None:
        return None
    path = sources.path("terms", file)
    return read_terms(load(path, settings.max_bytes), path=path)

"""The public functions of `collate`: read → collate → apparatus → write; beads and fidelity for translations.

Each function does what the command of that name does, with the settings passed to it; only the command line reads a
`collate.toml` and the decisions of the working folder. Functions take and return objects of `collate.model`, do not
print anything, and raise a `CollateError` for any problem with a file or a text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, overload

from collate import pipeline, registry
from collate.api import witnesses as sources
from collate.api.witnesses import Given, Witnesses
from collate.config import Settings
from collate.errors import OutputError, UsageError
from collate.io import formats
from collate.io.arguments import check, strings, wrong
from collate.io.files import written_whole
from collate.io.formats import BytesOut, Writes
from collate.io.wording import json_text
from collate.model import Apparatus, Collation, Language, Source
from collate.model.fidelity import Fidelity
from collate.model.parallel import Parallel
from collate.model.termbase import Termbase
from collate.pipeline import Progress
from collate.tradition.characters import names
from collate.translation import sentence_pairs
from collate.translation.fidelity import findings as drift
from collate.translation.termbase import read as read_terms
from collate.translation.word_links import linked
from collate.witnesses.files import load
from collate.witnesses.language import code

DEFAULT = Settings()
Result = Collation | Apparatus | Parallel | Fidelity
_GROUPS = {
    Collation: registry.TABLES, Apparatus: registry.APPARATUSES, Parallel: registry.BEADS, Fidelity: registry.FINDINGS,
}  # fmt: skip
_MAKE_SOURCES = "read() and text() return sources"


def read(*files: str | os.PathLike[str], settings: Settings = DEFAULT) -> list[Source]:
    """Read the witnesses in files: text, TEI, CollateX JSON, tables. ``"A=path"`` gives the siglum A.

    Languages are those of `settings`, else those the files declare, else detected. InputError for a file that cannot be
    read, LimitError for one that is too large, UsageError for a file or a siglum named twice.
    """
    check("settings", settings, Settings, "a Settings")
    hint = 'name files one by one: read("A.txt", "B.txt")'
    return pipeline.sources([pipeline.Named.parse(sources.path("a file", file, hint)) for file in files], settings)


def text(siglum: str, content: str, language: str = "und") -> Source:
    """Make a witness of a string. `language` is a code such as ``fr``; without it, no language rules are used.

    UsageError for an empty siglum or an unknown language code, InputError for a text with a lone surrogate.
    """
    check("language", language, str, "a str")
    return sources.from_text(siglum, content, Language(code(language), "given"))


# Overloads: of a union, a type checker would not see which is meant by {"A": "the text", "B": Path("b.txt")}.
@overload
def collate(witnesses: Mapping[str, Given], settings: Settings = ..., progress: Progress | None = ...) -> Collation: ...
@overload
def collate(
    witnesses: Iterable[tuple[str, Given]], settings: Settings = ..., progress: Progress | None = ...
) -> Collation: ...
@overload
def collate(witnesses: Iterable[Source], settings: Settings = ..., progress: Progress | None = ...) -> Collation: ...
def collate(witnesses: Witnesses, settings: Settings = DEFAULT, progress: Progress | None = None) -> Collation:
    """Align witnesses of one language, two or more. `progress` is called with the share done, from 0 to 1.

    `witnesses` are sources, as `read` and `text` return them; or a dict such as ``{"A": "the text", "B":
    Path("b.txt")}``, from a siglum to a text (a str), a file (a Path) or a source; or such pairs in a list. The
    languages of texts and files are found as `read` finds them.

    UsageError for fewer than two witnesses, witnesses of several languages, or two of one siglum.
    """
    check("settings", settings, Settings, "a Settings")
    if progress is not None and not callable(progress):
        raise wrong("progress", progress, "a function that takes a number")
    found = sources.given(witnesses, settings)
    sigla = [source.siglum for source in found]
    if len(found) < 2:
        raise UsageError("a collation needs two witnesses or more")
    if len(set(sigla)) < len(sigla):
        raise UsageError(f"two witnesses have one siglum ({', '.join(sigla)})")
    return pipeline.collate(pipeline.witnesses(found, settings), settings, progress)


def apparatus(collation: Collation, base: str = "", settings: Settings = DEFAULT) -> Apparatus:
    """The variation units of a collation, each reading with its labels and the evidence for them.

    `base` is a siglum, by default the first. UsageError if there is no such witness.
    """
    check("collation", collation, Collation, "a Collation", "collate() returns one")
    check("base", base, str, "a siglum")
    check("settings", settings, Settings, "a Settings")
    return pipeline.apparatus(collation, base or collation.sigla[0], settings)


def beads(
    original: Source,
    translation: Source,
    settings: Settings = DEFAULT,
    *,
    segments: str = "sentences",
    dictionaries: bool = True,
    terms: str | os.PathLike[str] | None = None,
) -> Parallel:
    """Align a text with its translation by segments; each bead (sentence pair) has its evidence.

    `segments`: ``sentences``, ``clauses`` or ``lines``. `dictionaries`: use the dictionaries installed on this machine.
    `terms`: a file of terms (TSV, CSV, TBX).
    """
    _check_translations(original, [translation], settings, segments, dictionaries)
    return sentence_pairs.aligned(
        original, translation, settings, by=segments, use_dictionaries=dictionaries, termbase=_termbase(terms, settings)
    )


def fidelity(
    original: Source,
    *translations: Source,
    settings: Settings = DEFAULT,
    segments: str = "sentences",
    dictionaries: bool = True,
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
        original, translations, settings, by=segments, use_dictionaries=dictionaries,
        termbase=_termbase(terms, settings), only=strings("only", only), strict=strict,
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


def _termbase(file: str | os.PathLike[str] | None, settings: Settings) -> Termbase | None:
    if file is None:
        return None
    path = sources.path("terms", file)
    return read_terms(load(path, settings.max_bytes), path=path)


def write(
    result: Result,
    target: str | os.PathLike[str] | IO[str] | BytesOut,
    to: str = "",
    settings: Settings = DEFAULT,
    **options: object,
) -> None:
    """Write a result to a file (atomically), or to an open stream of text or of bytes (UTF-8).

    `to` names the format; by default the file ending decides (``.xml``, ``.csv``, ...). For a format that cannot hold
    the recipe, a ``.recipe.json`` is written beside the file. `options` are those of the format, such as
    ``guard=False`` for CSV or ``method="double-end-point"`` for TEI. UsageError for an unknown format or option, and
    for a binary format (DOCX, XLSX, Parquet) in a text stream; OutputError for a file that cannot be written.
    """
    check("result", result, tuple(_GROUPS), "a Collation, an Apparatus, a Parallel or a Fidelity")
    check("to", to, str, "the name of a format")
    check("settings", settings, Settings, "a Settings")
    group = next(group for kind, group in _GROUPS.items() if isinstance(result, kind))
    if isinstance(target, (str, os.PathLike)):
        path = Path(sources.path("target", target))
        to = to or formats.format_of(path, registry.names(group))
        _write_file(path, result, to, _writer(result, group, to, settings, options), settings)
    elif hasattr(target, "write"):
        if not to:
            raise UsageError("a stream says no format", hint=f"name one: {', '.join(registry.names(group))}")
        formats.write_stream(target, _writer(result, group, to, settings, options))
    else:
        raise wrong("target", target, "a path (str or Path) or an open stream")


def _write_file(path: Path, result: Result, to: str, writes: Writes, settings: Settings) -> None:
    """The file, and its recipe beside it if the format has no place for one; no file that was read is replaced."""
    try:
        formats.refuse_inputs(path, _read(result, settings))
        written_whole(path, writes)
        if to in formats.WITHOUT_RECIPE:
            shown = _with_a_recipe(result, settings)
            named = {"names": names(shown)} if isinstance(shown, Apparatus) else {}
            recipe = json_text({**shown.recipe, **named}, indent=1) + "\n"
            written_whole(path.with_name(f"{path.name}.recipe.json"), lambda out: out.write(recipe))
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: a loop of symlinks; ValueError: a NUL
        raise OutputError(formats.unwritable(problem), path=str(path)) from None


def _writer(result: Result, group: str, to: str, settings: Settings, options: dict[str, object]) -> Writes:
    """What writes the result in a format. UsageError for a format or an option that is not there."""
    writer = registry.load(group, to)
    unknown = options.keys() - registry.taking(writer, **options).keys()
    if unknown:
        raise UsageError(f"the format {to!r} has no option {min(unknown)!r}")
    ours: dict[str, object] = {"profile": settings.print_profile()}
    if isinstance(result, Parallel):
        ours["links"] = lambda: (bead.links for bead in linked(result, settings))
    given = registry.taking(writer, **ours) | options
    shown = _with_a_recipe(result, settings)
    return lambda out: writer(shown, out, **given)


def _read(result: Result, settings: Settings) -> list[str | Path]:
    """The files that a result was made of."""
    if isinstance(result, Collation | Apparatus):
        collation = result if isinstance(result, Collation) else result.collation
        found = [witness.source for witness in collation.witnesses]
    else:
        parallels = [result] if isinstance(result, Parallel) else result.parallels
        found = [source for one in parallels for source in (one.original, one.translation)]
    decisions = settings.project.decisions
    return [*(source.origin.path for source in found), *([decisions] if decisions else [])]


def _with_a_recipe(result: Result, settings: Settings) -> Apparatus | Parallel | Fidelity:
    """What writers take: a collation as the table of an apparatus without units."""
    if isinstance(result, Collation):
        return pipeline.tabulated(result, result.sigla[0], settings)
    return result

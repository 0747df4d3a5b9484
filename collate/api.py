"""What `import collate` gives: read → collate → apparatus → write; beads and fidelity for translations.

Each function does what the command of that name does, with the settings that it is given: a `collate.toml` and the
decisions of the working folder are the command line's. It takes and returns nouns of `collate.model`, and neither
prints nor asks. All that can be wrong with a file or a text is a `CollateError`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from collate import drift, outputs, parallel, pipeline, registry
from collate.characters import names
from collate.config import Settings
from collate.errors import InputError, OutputError, UsageError
from collate.language import code
from collate.model import Apparatus, Collation, Language, Origin, Source
from collate.model.fidelity import Fidelity
from collate.model.parallel import Parallel
from collate.model.termbase import Termbase
from collate.whole import written_whole
from collate.wording import json_text

DEFAULT = Settings()
Result = Collation | Apparatus | Parallel | Fidelity
_GROUPS = {
    Collation: registry.TABLES, Apparatus: registry.APPARATUSES, Parallel: registry.BEADS, Fidelity: registry.FINDINGS,
}  # fmt: skip


def read(*files: str | os.PathLike[str], settings: Settings = DEFAULT) -> list[Source]:
    """The witnesses that files hold: text, TEI, CollateX JSON, tables. ``"A=path"`` gives the siglum A.

    Languages are those of `settings`, else those the files declare, else detected. InputError for a file that cannot be
    read, LimitError for one that is too large, UsageError for a file or a siglum named twice.
    """
    for file in files:
        if not isinstance(file, (str, os.PathLike)):
            raise UsageError(f"{file!r} is no path", hint='name files one by one: read("A.txt", "B.txt")')
    return pipeline.sources([pipeline.Named.parse(os.fspath(file)) for file in files], settings)


def text(siglum: str, content: str, language: str = "und") -> Source:
    """A witness that is no file. `language` is a code such as ``fr``; without one, no rules of a language are used.

    UsageError for an empty siglum or a language that is none, InputError for a text with half a character in it.
    """
    if not siglum.strip():
        raise UsageError("a witness needs a siglum")
    try:
        digest = sha256(content.encode()).hexdigest()
    except UnicodeEncodeError as problem:
        raise InputError(f"holds half a character at {problem.start}", path=siglum, hint="decode it anew") from None
    return Source(siglum, content, Origin(siglum, digest, "text"), Language(code(language), "given"))


def collate(
    sources: Iterable[Source], settings: Settings = DEFAULT, progress: Callable[[float], None] | None = None
) -> Collation:
    """Align witnesses of one language, two or more. `progress` is told the share that is done.

    UsageError for fewer, for witnesses of several languages, or two of one siglum.
    """
    found = list(sources)
    sigla = [source.siglum for source in found]
    if len(found) < 2:
        raise UsageError("a collation needs two witnesses or more")
    if len(set(sigla)) < len(sigla):
        raise UsageError(f"two witnesses have one siglum ({', '.join(sigla)})")
    return pipeline.collate(pipeline.witnesses(found, settings), settings, progress)


def apparatus(collation: Collation, base: str = "", settings: Settings = DEFAULT) -> Apparatus:
    """The variation units of a collation, each reading with its labels and their reasons.

    `base` is a siglum, by default the first. UsageError if there is no such witness.
    """
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
    """A text and its translation, segment by segment, each pair with its evidence.

    `segments`: ``sentences``, ``clauses`` or ``lines``. `dictionaries`: use those that this machine has. `terms`: a
    file of terms (TSV, CSV, TBX).
    """
    return parallel.aligned(
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
    """Where translations and their original part ways, the weightiest first, each with its evidence.

    `only`: kinds of findings (``number``, ``negation``, ...); `strict`: also what is rather unsure; the rest as in
    `beads`.
    """
    if not translations:
        raise UsageError("an original is checked against one translation or more")
    return drift.checked(
        original, translations, settings, by=segments, use_dictionaries=dictionaries,
        termbase=_termbase(terms, settings), only=only, strict=strict,
    )  # fmt: skip


def _termbase(path: str | os.PathLike[str] | None, settings: Settings) -> Termbase | None:
    from collate.readers.files import load
    from collate.readers.termbase import read as read_terms

    return None if path is None else read_terms(load(os.fspath(path), settings.max_bytes), path=os.fspath(path))


def write(
    result: Result,
    target: str | os.PathLike[str] | TextIO,
    to: str = "",
    settings: Settings = DEFAULT,
    **options: object,
) -> None:
    """Write a result to a file, whole or not at all, or to an open text stream.

    `to` names the format; a file's name says it by its end (``.xml``, ``.csv``, ...). A format that has no place for
    the recipe gets a ``.recipe.json`` beside the file. `options` are those of the format, such as ``guard=False`` for
    CSV or ``method="double-end-point"`` for TEI. UsageError for a format or an option that is not there, OutputError
    for a file that cannot be written.
    """
    group = next((group for kind, group in _GROUPS.items() if isinstance(result, kind)), None)
    if group is None:
        raise UsageError(f"a {type(result).__name__} cannot be written")
    path = Path(target) if isinstance(target, (str, os.PathLike)) else None
    if not to:
        if path is None:
            raise UsageError("a stream says no format", hint=f"name one: {', '.join(registry.names(group))}")
        to = outputs.format_of(path, registry.names(group))
    writer = registry.load(group, to)
    given = registry.taking(writer, profile=settings.print_profile()) | options
    unknown = options.keys() - registry.taking(writer, **options).keys()
    if unknown:
        raise UsageError(f"the format {to!r} has no option {min(unknown)!r}")
    shown = _with_a_recipe(result, settings)
    if path is None:
        writer(shown, target, **given)
        return
    try:
        outputs.refuse_inputs(path, _read(result, settings))
        written_whole(path, lambda out: writer(shown, out, **given))
        if to in outputs.WITHOUT_RECIPE:
            named = {"names": names(shown)} if isinstance(shown, Apparatus) else {}
            recipe = json_text({**shown.recipe, **named}, indent=1) + "\n"
            written_whole(path.with_name(f"{path.name}.recipe.json"), lambda out: out.write(recipe))
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: a loop of symlinks; ValueError: a NUL
        raise OutputError(outputs.unwritable(problem), path=str(path)) from None


def _read(result: Result, settings: Settings) -> list[str | Path]:
    """The files that a result was made of."""
    if isinstance(result, Collation | Apparatus):
        collation = result if isinstance(result, Collation) else result.collation
        sources = [witness.source for witness in collation.witnesses]
    else:
        parallels = [result] if isinstance(result, Parallel) else result.parallels
        sources = [source for one in parallels for source in (one.original, one.translation)]
    decisions = settings.project.decisions
    return [*(source.origin.path for source in sources), *([decisions] if decisions else [])]


def _with_a_recipe(result: Result, settings: Settings) -> Apparatus | Parallel | Fidelity:
    """What writers take: a collation as the table of an apparatus without units."""
    if isinstance(result, Collation):
        return pipeline.tabulated(result, result.sigla[0], settings)
    return result

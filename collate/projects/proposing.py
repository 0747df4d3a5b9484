"""Writes a `collate.toml` for the texts found in a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from glob import escape
from pathlib import Path

from collate.errors import UsageError
from collate.io.wording import json_text
from collate.projects import originals
from collate.projects.patterns import ordered

TEXTS = {".txt", ".xml", ".json", ".md"}


def proposed(folder: Path) -> str:
    """Write a `collate.toml` for the texts, or the folders of texts, in a folder. UsageError if there are none."""
    files = _texts(folder)
    here = [p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")]
    folders = sorted((one for one in here if _texts(one)), key=ordered)
    if len(files) < 2 and len(folders) < 2 and not any(len(_texts(one)) > 1 for one in folders):
        raise UsageError(
            f"{folder} holds no two texts", hint="put a file, or a folder of chapters, for each witness there"
        )
    if len(files) >= 2:
        entries = {file.stem: _quoted(file.name) for file in files}
        first = {file.stem: file for file in files}
        by = "headings"
    elif len(folders) >= 2:
        entries = {one.name: _chapters(one) for one in folders}
        first = {one.name: _texts(one)[0] for one in folders}
        by = "files"
    else:
        inner = _texts(folders[0])
        entries = {file.stem: _quoted(f"{folders[0].name}/{file.name}") for file in inner}
        first = {file.stem: file for file in inner}
        by = "headings"
    guess = originals.guessed(first)
    if guess is None:
        return _template(entries, by, _NO_ORIGINAL, "")
    if by == "headings" and guess.short:
        by = "none"
    said = _ORIGINAL.format(siglum=_quoted(guess.siglum), because=guess.because)
    return _template(entries, by, said, _FINDINGS)


def _template(entries: Mapping[str, str], by: str, original: str, findings: str) -> str:
    lines = "\n".join(f"{_quoted(siglum)} = {named}" for siglum, named in entries.items())
    return _TEMPLATE.format(witnesses=lines, by=by, original=original, findings=findings)


def _texts(folder: Path) -> list[Path]:
    """Return the text files of a folder, sorted by number; files about the texts, such as a README, are left out."""
    about = {"readme", "license", "changelog", "metadata"}
    found = (p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in TEXTS)
    return sorted((p for p in found if p.stem.casefold() not in about), key=ordered)


def _chapters(folder: Path) -> str:
    """The files of the suffix that most texts of a folder have: by pattern, or one by one if that catches others."""
    texts = _texts(folder)
    suffixes = Counter(path.suffix for path in texts)
    most = max(sorted(suffixes), key=lambda suffix: suffixes[suffix])
    chapters = [path for path in texts if path.suffix == most]
    if set(folder.glob(f"*{most}")) == set(chapters):
        return _quoted(f"{escape(folder.name)}/*{most}")
    return "[{}]".format(", ".join(_quoted(f"{escape(folder.name)}/{escape(path.name)}") for path in chapters))


def _quoted(text: str) -> str:
    return json_text(text)  # a string of TOML is one of JSON


_NO_ORIGINAL = '# original = "A"                   # if the texts in other languages are its translations'
_ORIGINAL = "original = {siglum}  # {because}; the texts in other languages are its translations"
_FINDINGS = (
    'findings = ["json", "csv"]         # where the translations and the original differ: text, csv, tsv, json\n'
)
_TEMPLATE = """\
# A project of Collate: `collate run` makes everything asked for here, `collate status` says what is stale and why.
# Every line that is commented out shows the default, or an example.

[witnesses]
# siglum = a file, a pattern such as "A/*.txt" for one file a chapter, or a list of them; the first is the base
{witnesses}

[sections]
by = "{by}"  # headings, ids and loci (TEI, or 1:12 in a text), files (one a chapter), lines, none (whole texts)
# A section that was matched wrongly is matched by hand, by the keys that `collate status` shows:
# match = [{{ A = "chapter 3", B = "chapter 4" }}]

[settings]
{original}
# base = "A"
# language = "fr"                  # else each text's own, as declared or detected
# ignore = ["punctuation"]         # labels, or formal, or substantive
# only = ["substantive"]
# normalise = ["case", "accents"]
# cjk = "characters"               # or words
# units = "auto"                   # or word, phrase, line: what one entry of the apparatus is
# profile = "classical"            # print conventions

[outputs]
folder = "collated"
apparatus = ["json"]               # text, csv-long, tei, reledmac, docx, parquet, ...: a file for each section
{findings}# table = ["csv"]

# [labels]                         # classes of labels, as in docs/labels.md
# [print]                          # a print profile with changes, as in docs/printing.md
"""

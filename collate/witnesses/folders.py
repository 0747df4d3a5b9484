"""Joins the files of a folder to one witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from collate.model import Mark, Sign, Source
from collate.model.text import digest


def joined(own: Sequence[Source], path: str) -> Source:
    """The sources of several files as one, with a mark where each file begins.

    The end of a file is the end of a line. Siglum, language and title are those of the first; the digest is made of
    those of all files.
    """
    content = ""
    marks: list[Mark] = []
    signs: list[Sign] = []
    for source in own:
        if content and not content.endswith(("\n", "\r")):
            signs.append(Sign(len(content), "", "ends of files", "\n"))
            content += "\n"
        at = len(content)
        marks.append(Mark("file", at, at, {"n": Path(source.origin.path).name}))
        marks += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in source.marks]
        signs += [replace(sign, at=sign.at + at) for sign in source.signs]
        content += source.content
    first = own[0]
    encodings = {source.origin.encoding for source in own}
    notes = tuple(f"{Path(one.origin.path).name}: {note}" for one in own for note in one.origin.notes)
    origin = replace(
        first.origin, path=path, sha256=digest("".join(one.origin.sha256 for one in own)), notes=notes, bom=b"",
        encoding=first.origin.encoding if len(encodings) == 1 else "utf-8",
    )  # fmt: skip
    aside = tuple(
        replace(one, where=f"{Path(source.origin.path).name}, {one.where}")
        for source in own
        for one in source.set_aside
    )
    return replace(first, content=content, marks=tuple(marks), signs=tuple(signs), origin=origin, set_aside=aside)

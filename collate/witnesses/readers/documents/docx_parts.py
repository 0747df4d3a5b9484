"""The parts of a DOCX file beside its text: styles, notes, comments, running heads."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from collate.errors import InputError
from collate.witnesses.readers.documents.archive import Archive, resolved
from collate.witnesses.readers.documents.office_xml import child, local, switched, value, within

HEADING_NAMES = ("heading ", "title")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of the text that has it; None where it says nothing."""

    based_on: str
    name: str
    hidden: bool | None
    outline: int | None
    font: str | None


@dataclass
class Parts:
    """A DOCX file, opened."""

    archive: Archive
    main: str = field(init=False)
    _answers: dict[tuple[str, str], Any] = field(default_factory=dict, init=False)  # a chain of styles may be long

    def __post_init__(self) -> None:
        """InputError if the file has no main document."""
        found = dict(self._related("", "officeDocument"))
        self.main = next(iter(found.values()), "word/document.xml")
        if self.main not in self.archive.names:
            raise InputError(
                "is no Word document: it has no main part", path=self.archive.path, hint="open it in Word, save it anew"
            )

    @cached_property
    def body(self) -> Any:
        """The ``body`` of the document."""
        found = child(self.archive.xml(self.main), "body")
        if found is None:
            raise InputError("is no Word document: it has no body", path=self.archive.path, hint="save it anew")
        return found

    @cached_property
    def notes(self) -> dict[tuple[str, str], Any]:
        """The notes and comments by kind (``footnote``, ``endnote``, ``comment``) and id."""
        return {
            (kind, value(one, "id") or ""): one
            for kind in ("footnote", "endnote", "comment")
            for _, name in self._related(self.main, f"{kind}s")
            for one in self.archive.xml(name)
            if local(one) == kind and value(one, "type") in {None, "normal"}
        }

    @cached_property
    def running_heads(self) -> list[Any]:
        """The roots of the headers and footers of pages."""
        kinds = ("header", "footer")
        return [self.archive.xml(name) for kind in kinds for _, name in self._related(self.main, kind)]

    @cached_property
    def styles(self) -> dict[str, Style]:
        """The styles by id; under "" what holds for all text."""
        found: dict[str, Style] = {}
        for _, name in self._related(self.main, "styles"):
            root = self.archive.xml(name)
            defaults = child(root, "docDefaults", "rPrDefault")
            if defaults is not None:
                found[""] = _style(defaults)
            found |= {value(one, "styleId") or "": _style(one) for one in root if local(one) == "style"}
        return found

    def asked(self, style: str, what: str) -> Any | None:
        """What a style, or the nearest that it is based on, says: of ``hidden``, ``outline`` or ``font``."""
        if (style, what) not in self._answers:
            self._answers[style, what] = self._said(style, what)
        return self._answers[style, what]

    def _said(self, style: str, what: str) -> Any | None:
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            own = self.styles[style]
            said = getattr(own, what)
            if said is not None:
                return said
            style = own.based_on
        return None

    def heading(self, style: str) -> bool:
        """Whether a paragraph of this style is a heading."""
        named = self.styles[style].name.casefold() if style in self.styles else ""
        outline = self.asked(style, "outline")
        return named.startswith(HEADING_NAMES) or (outline is not None and outline < 9)

    def _related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """The parts that a part is related to in one way, by the name of the relation; none outside the file."""
        folder, name = posixpath.split(part)
        root = self.archive.optional(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [
            (one.get("Id", ""), target)
            for one in (() if root is None else within(root, "Relationship"))
            if one.get("Type", "").rpartition("/")[2] == kind and one.get("TargetMode") != "External"
            if (target := resolved(part, one.get("Target", ""))) in self.archive.names
        ]


def _style(node: Any) -> Style:
    based_on, name = child(node, "basedOn"), child(node, "name")
    properties = child(node, "rPr")
    outline = child(node, "pPr", "outlineLvl")
    level = (value(outline) or "") if outline is not None else ""
    return Style(
        (value(based_on) or "") if based_on is not None else "",
        (value(name) or "") if name is not None else "",
        switched(properties, "vanish"),
        int(level) if level.isdecimal() and len(level) < 3 else None,
        font(properties),
    )


def font(properties: Any | None) -> str | None:
    """The font of a run's properties."""
    found = None if properties is None else child(properties, "rFonts")
    return None if found is None else value(found, "ascii") or value(found, "hAnsi")

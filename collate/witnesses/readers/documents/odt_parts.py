"""The parts of an OpenDocument text: its content, its styles and its tracked changes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from collate.errors import InputError
from collate.witnesses.readers.documents.archive import Archive
from collate.witnesses.readers.documents.office_xml import child, local, value, within
from collate.witnesses.readers.wellformed import tree

CHANGES = {"insertion", "deletion"}


@dataclass
class Parts:
    """The text of a document and its styles."""

    path: str
    content: Any
    styles: tuple[Any, ...]

    @cached_property
    def text(self) -> Any:
        """The element with the text."""
        found = child(next(within(self.content, "body"), None), "text")
        if found is None:
            raise InputError("is no OpenDocument text", path=self.path, hint="open it in LibreOffice, save it as ODT")
        return found

    @cached_property
    def changes(self) -> dict[str, Any]:
        """The tracked changes by id: an ``insertion`` or a ``deletion`` with the text that it took away."""
        return {
            name: one
            for region in within(self.content, "changed-region")
            for one in region
            if local(one) in CHANGES and (name := value(region, "id"))
        }

    @cached_property
    def _display(self) -> dict[tuple[str, str], tuple[str, str | None]]:
        """By family and name of a style: the style above it, and what it says of display."""
        return {
            (value(one, "family") or "", value(one, "name") or ""): (
                value(one, "parent-style-name") or "",
                value(properties, "display") if (properties := child(one, "text-properties")) is not None else None,
            )
            for root in self.styles
            for one in within(root, "style")
        }

    def hidden(self, family: str, style: str | None) -> bool:
        """Whether text of a style is hidden."""
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            style, display = self._display.get((family, style), ("", None))
            if display is not None:
                return display == "none"
        return False


def opened(data: bytes, path: str) -> Parts:
    """The parts of a file. InputError if it is no OpenDocument text, is damaged or protected by a password."""
    if not zipfile.is_zipfile(io.BytesIO(data)):  # a flat document is one XML file
        root = tree(data, path)
        return Parts(path, root, (root,))
    archive = Archive(data, path)
    manifest = archive.optional("META-INF/manifest.xml")
    if manifest is not None and next(within(manifest, "encryption-data"), None) is not None:
        raise InputError("is protected by a password", path=path, hint="save a copy without one")
    if "content.xml" not in archive.names:
        raise InputError("is no OpenDocument text: it has no content.xml", path=path, hint="save it anew")
    content, styles = archive.xml("content.xml"), archive.optional("styles.xml")
    return Parts(path, content, (content,) if styles is None else (styles, content))

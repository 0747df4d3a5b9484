"""What a page shows, as JSON."""

from __future__ import annotations

from typing import TextIO

from collate.io.wording import json_text
from collate.model.edition import Edition
from collate.writers.page.data import data


def write(edition: Edition, out: TextIO) -> None:
    """The data of the page: text, apparatuses, translations."""
    out.write(json_text(data(edition), indent=1) + "\n")

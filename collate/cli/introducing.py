"""Reports the texts of a run on stderr: siglum, language, and how the language was determined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from collate.cli import console
from collate.io.wording import visible

if TYPE_CHECKING:
    from collate.model import Source

MANY = 16  # witnesses; more of one language are not introduced one by one


def introduce(sources: Sequence[Source]) -> None:
    """Say on stderr which witnesses these are, in which language and how that is known; many alike in one line."""
    languages = {source.language for source in sources}
    if len(sources) > MANY and len(languages) == 1:
        console.talk(f"{len(sources)} witnesses  {sources[0].language}")
    width = max(len(source.siglum) for source in sources)
    for source in sources:
        if len(sources) <= MANY or len(languages) > 1:
            title = f"  {source.title}" if source.title else ""
            console.talk(f"{visible(source.siglum):{width}}  {source.language}{title}")
        for note in source.origin.notes:
            console.talk(f"{source.origin.path}: {note}")

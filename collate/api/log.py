"""What the library has to say of a text or a result goes to the logger ``collate``; nothing is printed.

Programs that want to see it write ``logging.basicConfig()``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from collate.model import Source

LOG = logging.getLogger("collate")
LOG.addHandler(logging.NullHandler())  # else Python prints warnings of libraries to stderr


def read(sources: Iterable[Source]) -> None:
    """Log what readers noted of their files: an encoding that was guessed, what was set aside."""
    for source in sources:
        for note in source.origin.notes:
            LOG.warning("%s: %s", source.origin.path, note)


def notes(found: Iterable[str]) -> None:
    """Log notes about a result: decisions without effect, checks that were switched off."""
    for note in found:
        LOG.warning("%s", note)

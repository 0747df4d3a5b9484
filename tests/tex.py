"""TeX, which sets what Collate writes for printers."""

from __future__ import annotations

from pathlib import Path

import pytest

LACKING = (".sty' not found", "cannot be found", "installed font not found")


def log_of(run: Path) -> str:
    """The log of a run, named without its ending. Skips where TeX lacked a package or a font, and says which."""
    log = run.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    whole = log.replace("\n", "")  # TeX breaks its lines wherever they are full
    for lack in LACKING:
        if lack in whole:
            at = whole.index(lack)
            start = max(whole.rfind("!", 0, at), at - 150)
            pytest.skip(f"needs a package or font of TeX that is not here: {whole[start : at + len(lack)]}")
    return log

"""What leaves the workbench: the apparatus in any format and profile, the established text, the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from collate import pipeline, registry
from collate.api import editing, writing
from collate.cli.workbench.desk import Desk
from collate.config import Settings, profiles
from collate.errors import UsageError
from collate.io.formats import ending
from collate.model import Apparatus

KINDS = {"apparatus": registry.APPARATUSES, "edition": registry.EDITIONS, "page": registry.PAGES}


def formats() -> dict[str, tuple[str, ...]]:
    """The formats of each kind of result."""
    return {kind: registry.names(group) for kind, group in KINDS.items()}


def output(desk: Desk, kind: str, form: str, profile: str) -> tuple[bytes, str]:
    """A result as the commands write it, byte for byte, and the ending of its file.

    UsageError for a kind, a format or a profile that is not there.
    """
    if kind not in KINDS:
        raise UsageError(f"there is no output {kind!r}", hint=f"there are: {', '.join(KINDS)}")
    if profile and profile not in profiles():
        raise UsageError(f"there is no print profile {profile!r}", hint=f"there are: {', '.join(profiles())}")
    settings = replace(desk.session.settings, profile=profile or desk.session.settings.profile)
    out = BytesIO()
    if kind == "page":
        sources = [*desk.session.sources, *desk.findings.translations]
        own = desk.session.settings  # a page prints by no profile
        writing.write(editing.page(sources, desk.session.base, own), out, form, own)
    elif kind == "edition":
        out.write(editing.edition(_as_a_run(desk, settings), form, settings).encode("utf-8", "backslashreplace"))
    else:
        writing.write(_as_a_run(desk, settings), out, form, settings)
    return out.getvalue(), ending(form)


def _as_a_run(desk: Desk, settings: Settings) -> Apparatus:
    """The apparatus with the recipe of a run that reads the decisions from their file."""
    found = desk.apparatus
    made = pipeline.recipe(found.collation, settings)
    return replace(found, recipe={**made, "judged_by": found.recipe["judged_by"]})

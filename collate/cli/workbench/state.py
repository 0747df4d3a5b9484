"""The state of the desk as the page is told of it: what stays, what may change, what a step has changed."""

from __future__ import annotations

from typing import Any

from collate.cli.workbench import output
from collate.cli.workbench.desk import Desk, Moved, key_of
from collate.config import profiles
from collate.io.wording import runs_right_to_left, visible
from collate.registry import version
from collate.variants.decisions import file
from collate.writers.blocks import lineation


def about(desk: Desk) -> dict[str, Any]:
    """What does not change while a text is on the desk."""
    collation = desk.apparatus.collation
    base = collation.witnesses[collation.row(desk.apparatus.base)].source
    return {
        "base": visible(desk.apparatus.base),
        "witnesses": [visible(siglum) for siglum in collation.sigla],
        "translations": [visible(one.siglum) for one in desk.findings.translations],
        "lang": base.language.code,
        "wrapped": lineation(base.content) == "wrapped",
        "dir": "rtl" if runs_right_to_left(base.content[:2000]) else "ltr",
        "classes": dict(desk.apparatus.classes),
        "profiles": profiles(),
        "profile": desk.profile.name,
        "formats": output.formats(),
        "file": visible(str(desk.session.file.path)),
        "words": len(desk.apparatus.words),
        "blocks": [[band.start, band.end] for band in desk.bands],
        "sections": [
            [visible(" ".join((section.heading or section.key).split())), section.start]
            for section in desk.apparatus.sections
        ],
        "program": version("collate"),
    }


def state_of(desk: Desk) -> dict[str, Any]:
    """What may change at any time: what can be undone, what others did, which decisions have lost their place."""
    changes = desk.watched.changes()
    return {
        "version": desk.version,
        "told": f"{len(changes)}",
        "undo": visible(desk.history.done[-1].said) if desk.history.done else "",
        "redo": visible(desk.history.undone[-1].said) if desk.history.undone else "",
        "done": sum(row.decided for row in desk.rows.values()),
        "total": len(desk.rows),
        "decisions": len(desk.decisions),
        "problem": visible(desk.problem),
        "witnesses_changed": changes,
        "news": [
            {"number": one.number, "came": [*map(visible, one.came)], "went": [*map(visible, one.went)]}
            for one in desk.news
        ],
        "stale": [
            {
                "said": visible(file.said([one.decision])[0]),
                "because": visible(one.because),
                "line": one.decision.line,
                "key": key_of(one.decision),
                "offer": visible(one.offer.at) if one.offer else "",
                "offered": one.offer is not None,
            }
            for one in desk.apparatus.stale
        ],
    }


def changed(desk: Desk, before: int, said: str, moved: Moved) -> dict[str, Any]:
    """The answer to a change: what the page draws anew."""
    return {
        "from": before,
        "said": visible(said),
        "rows": moved.rows,
        "gone": moved.gone,
        "blocks": moved.blocks,
        "state": state_of(desk),
    }

"""The whole of a project: the apparatuses of its sections, end to end, to be printed as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from collate import pipeline
from collate.errors import UsageError
from collate.io.wording import sigla_list, visible
from collate.model import Apparatus
from collate.model.joined import joined_apparatus
from collate.projects import work
from collate.projects.running import State


def whole(found: State, progress: Callable[[float], None] | None = None) -> Apparatus:
    """Collate all sections that the base has, in its order, as one apparatus; what is left out is among its notes.

    The sections are collated as `run` does it, whether they are stale or not. UsageError if the base has none of them.
    """
    base = found.plan.base
    tasks = [task for task in found.tasks if base in {source.siglum for source in task.sources}]
    if not tasks:
        raise UsageError(f"no section of {visible(base)}, the base, belongs to one of another witness")
    keys = {name: key for key, name in work.names([row.key for row in found.rows if len(row.pieces) > 1]).items()}
    sections: dict[str, Apparatus] = {}
    for number, task in enumerate(tasks):
        sections[keys[task.name]] = work.collated(task)
        if progress:
            progress((number + 1) / len(tasks))
    made = joined_apparatus(sections)
    sources = [pipeline.source_record(witness.source) for witness in made.collation.witnesses]
    return replace(made, recipe={**made.recipe, "sources": sources}, notes=(*made.notes, *_left_out(found, keys)))


def _left_out(found: State, keys: Mapping[str, str]) -> list[str]:
    """The sections that are not in the whole, because the base or all but one witness lack them."""
    base = found.plan.base
    without = [
        f"{keys[task.name]} ({sigla_list(source.siglum for source in task.sources)})"
        for task in found.tasks
        if base not in {source.siglum for source in task.sources}
    ]
    alone = [f"{row.key} ({visible(next(iter(row.pieces)))})" for row in found.alone]
    return [f"left out, because {visible(base)} lacks it: {name}" for name in without] + [
        f"left out, because only one witness has it: {name}" for name in alone
    ]

"""The sections of a project done by this process, or by several on the cores of this machine (joblib)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from collate.errors import UsageError
from collate.model.plan import Outcome
from collate.project.work import Task, done

FEW = 3  # sections that are done sooner than a worker starts
SHARE = 1.5e9  # bytes that a worker may need


def workers(wanted: int | None) -> int:
    """As many as there are cores and memory has room for, or those that are wanted. UsageError for fewer than one."""
    if wanted is not None:
        if wanted < 1:
            raise UsageError("--workers must be 1 or more")
        return wanted
    from joblib import cpu_count

    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # a system that does not tell
        memory = 0
    return max(1, min(int(cpu_count()), int(memory / SHARE) if memory else 2))


def here(tasks: Sequence[Task], number: int) -> Iterator[Outcome]:
    """The outcomes as they come, by so many processes of this machine; the longest sections first."""
    order = sorted(tasks, key=lambda task: -sum(len(one.content) for one in task.sources))
    if number == 1 or len(order) <= FEW:
        yield from map(done, order)
        return
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    left = {task.name: task for task in order}

    def together(some: Sequence[Task]) -> Iterator[Outcome]:
        for outcome in Parallel(max(2, number), return_as="generator_unordered", batch_size=1)(
            delayed(done)(task) for task in some
        ):
            left.pop(outcome.name)
            yield outcome

    while left:
        try:
            yield from together(list(left.values()))
        except TerminatedWorkerError:
            # One of those that were being done took its worker down: each of them alone shows which.
            for suspect in list(left.values())[: 2 * number]:
                try:
                    yield from together([suspect])
                except TerminatedWorkerError:
                    left.pop(suspect.name)
                    yield Outcome(suspect.name, {}, failed="its worker was killed (out of memory?)")

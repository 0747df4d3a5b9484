"""Who does the work: this process, the cores of this machine (joblib), many machines (Dask); with the same results."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from collate.errors import PluginError, UsageError
from collate.model.plan import Outcome
from collate.project.work import Task, done

FEW = 3  # sections that are done sooner than a worker starts
SHARE = 1.5e9  # bytes that a worker may need
TRIES = 3  # times that Dask gives a section to another worker


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


def there(tasks: Sequence[Task], address: str, number: int) -> Iterator[Outcome]:
    """The outcomes as they come, by the workers of a Dask scheduler; ``local`` starts one with so many workers.

    Workers write the outputs themselves: they must see the folder of the project. A worker that is lost loses nothing.
    """
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError:
        raise PluginError("many machines want another package", hint="pip install 'collate[cluster]'") from None
    cluster: Any = None
    start: Any = LocalCluster  # their library has no types
    connect: Any = Client
    finished: Any = as_completed
    try:
        if address == "local":
            cluster = start(n_workers=number, threads_per_worker=1, dashboard_address=None)
        client = connect(cluster or address, timeout="10s")
    except (OSError, ValueError) as problem:
        raise UsageError(f"there is no scheduler at {address} ({problem})", hint="start one: dask scheduler") from None
    with client:
        futures = {client.submit(done, task, pure=False, retries=TRIES): task.name for task in tasks}
        for future in finished(list(futures)):
            yield _outcome(future, futures[future])
            future.release()
    if cluster is not None:
        cluster.close()


def _outcome(future: Any, name: str) -> Outcome:
    """What a worker sent back; a section that took several workers down with it has failed."""
    try:
        found: Outcome = future.result()
    except Exception as problem:  # noqa: BLE001  whatever happened on another machine is told, and the rest goes on
        return Outcome(name, {}, failed=f"its worker failed ({type(problem).__name__}: {problem})")
    return found

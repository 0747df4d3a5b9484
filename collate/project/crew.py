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
TRIES = 3  # times that a section may take a worker down with it


def workers(wanted: int | None) -> int:
    """As many as there are cores and memory has room for, or those that are wanted. UsageError for fewer than one."""
    if wanted is not None:
        if wanted < 1:
            raise UsageError("--workers must be 1 or more")
        return wanted
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(len(os.sched_getaffinity(0)), int(memory / SHARE)))


def here(tasks: Sequence[Task], number: int) -> Iterator[Outcome]:
    """The outcomes as they come, by so many processes of this machine; the longest sections first."""
    order = sorted(tasks, key=lambda task: -sum(len(one.content) for one in task.sources))
    if number == 1 or len(order) <= FEW:
        yield from map(done, order)
        return
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    left = {task.name: task for task in order}
    for _ in range(TRIES):
        try:
            for outcome in Parallel(number, return_as="generator_unordered", batch_size=1)(
                delayed(done)(task) for task in list(left.values())
            ):
                left.pop(outcome.name)
                yield outcome
        except TerminatedWorkerError:
            left = {task.name: task for task in order if task.name in left}
            continue
        return
    yield from (Outcome(name, {}, failed=f"its worker was killed {TRIES} times (out of memory?)") for name in left)


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

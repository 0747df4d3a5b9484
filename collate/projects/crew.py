"""Runs the sections of a project in this process, or in several on this machine (joblib)."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any

from collate.errors import UsageError
from collate.model.plan import Outcome
from collate.projects.work import Task, done

FEW = 3  # sections that are done sooner than a worker starts
SHARE = 1.5e9  # bytes that a worker may need
WATCH = 0.5  # seconds after which a worker looks whether its parent is still there


def workers(wanted: int | None) -> int:
    """The number of workers: as wanted, else limited by cores and memory. UsageError for fewer than one."""
    if wanted is not None:
        if wanted < 1:
            raise UsageError("--workers must be 1 or more")
        return wanted
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from joblib import cpu_count  # noqa: PLC0415  slow to load

    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # a system that does not tell
        memory = 0
    return max(1, min(int(cpu_count()), int(memory / SHARE) if memory else 2))


def alone() -> bool:
    """Whether several processes cannot be used, because the system has no semaphores (/dev/shm is missing)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # joblib says it in its own way
        from joblib import effective_n_jobs  # noqa: PLC0415  slow to load, and not needed for a few sections

        return int(effective_n_jobs(2)) == 1


def here(tasks: Sequence[Task], number: int) -> Iterator[Outcome]:
    """Collate the sections in several processes, the longest first; yield the outcomes as they arrive."""
    order = sorted(tasks, key=lambda task: -sum(len(one.content) for one in task.sources))
    if number == 1 or len(order) <= FEW or alone():
        yield from map(done, order)
        return
    from joblib.externals.loky.process_executor import TerminatedWorkerError  # noqa: PLC0415  slow to load

    left = {task.name: task for task in order}

    def together(some: Sequence[Task]) -> Iterator[Outcome]:
        for outcome in _begun(some, max(2, number)):
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


def _begun(tasks: Sequence[Task], number: int) -> Iterator[Outcome]:
    """Start the workers on some sections; yield the outcomes as they arrive."""
    from joblib import Parallel, delayed  # noqa: PLC0415  slow to load, and not needed for a few sections
    from joblib.externals.loky.backend import resource_tracker as own_tracker  # noqa: PLC0415  slow to load, and not needed for a few sections

    workers_ = Parallel(
        number, return_as="generator_unordered", batch_size=1, initializer=end_with, initargs=(os.getpid(),)
    )
    with undisturbed(own_tracker):
        outcomes: Iterator[Outcome] = workers_(delayed(done)(task) for task in tasks)
    return outcomes


@contextmanager
def undisturbed(*trackers: Any) -> Iterator[None]:
    """Delay Ctrl-C until the end of a block. Processes that are started in it ignore Ctrl-C.

    A terminal sends it to all processes of a run, and Python's own would each print a traceback. Who has started them
    ends them. `trackers` are modules whose `ensure_running` starts a process that clears up after the others, as that
    of Python's own does: they are started first, because that may let Ctrl-C through again, and say nothing of what a
    run that was ended left to them.
    """
    with _without_warnings():
        for tracker in (resource_tracker, *trackers):
            tracker.ensure_running()
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Processes that are started in a block show no Python warnings, unless Python's own options ask for them."""
    before = sys.warnoptions[:]
    sys.warnoptions[:] = before or ["ignore"]
    try:
        yield
    finally:
        sys.warnoptions[:] = before


def end_with(parent: int) -> None:
    """In a worker: end as soon as the parent process has ended, even if it was killed."""
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)

"""Runs the sections of a project on the workers of a Dask scheduler, on one machine or many.

A section is done only by a worker that would give the same result: with the same Collate, versions of libraries,
settings and language data, and the same folder. This is checked for each section, since workers can change. If it
fails, or no worker answers, the run ends with an error, and the remaining sections stay stale.
"""

from __future__ import annotations

import gc
import logging
import pickle
import secrets
import time
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from collate import registry
from collate.errors import CollateError, PluginError, UsageError, WorkerError
from collate.io import paths
from collate.model.plan import Outcome
from collate.projects import causes
from collate.projects.crew import undisturbed
from collate.projects.store import FOLDER
from collate.projects.work import Task, done

LOCAL = "local"  # the address of a scheduler that is started here
CONNECT = 10  # seconds that a scheduler has to answer at all
PATIENCE = 18.0  # seconds without any worker, or without a file that a worker has written
PULSE = 4.0  # seconds without a result until the scheduler is asked whether it has workers
AGAIN = "the sections that are not done stay to do: run it again"
SAME = "install there what is here, and start its workers again"
SHARED = "all machines must see and write it under this path"


class Seen(NamedTuple):
    """A file in the project's folder during the run, and its content. A worker that can read it has the folder."""

    folder: Path
    path: Path
    text: str


class Refusal(NamedTuple):
    """The answer of a worker that must not collate a section: the reason, and what to try."""

    worker: str
    why: str
    hint: str = SAME


class Call(NamedTuple):
    """A section as it is sent: to unpickle it is to do it, or to refuse it.

    Dask is given the function `pickle.loads` and these bytes. It would end a worker that cannot import a function that
    it is given; this way that is an error like any other. The task is packed once more: only a worker with the same
    Collate unpacks it.
    """

    task: bytes
    cause: causes.Cause
    seen: Seen

    def __reduce__(self) -> tuple[Any, ...]:
        return made, (self.task, self.cause, tuple(self.seen), versions())


def versions() -> dict[str, str]:
    """Return the versions that must be equal on a worker and on this machine, besides the inputs of a section."""
    return {"Collate": registry.version("collate"), "Unicode": unicodedata.unidata_version}


def made(task: bytes, cause: causes.Cause, seen: tuple[Path, Path, str], head: Mapping[str, str]) -> Outcome | Refusal:
    """Collate a section on a worker, if its inputs are the same there."""
    from distributed import get_worker  # noqa: PLC0415  an extra

    address = str(get_worker().address)
    blind = _blind(Seen(*seen))
    if blind:
        return Refusal(address, blind, SHARED)
    other = _other_program(cause, head)
    if other:
        return Refusal(address, other)
    own: Task = pickle.loads(task)  # noqa: S301  who can send it to a worker can do anything there: docs/cluster.md
    why = causes.changed(cause, causes.cause(own))
    return Refusal(address, f"would not make the same of {own.name} ({why})") if why else done(own)


def _blind(seen: Seen) -> str:
    """Say why a worker does not have the project's folder; "" if it has."""
    try:
        found = paths.read(seen.folder, seen.path)
    except CollateError as problem:
        return f"cannot use the project's folder ({problem.sentence()})"
    return "" if found == seen.text.encode() else f"does not see the project's folder, {seen.folder}"


def _other_program(cause: causes.Cause, head: Mapping[str, str]) -> str:
    """Say how the program on a worker differs from that on the machine that sent the section."""
    for name, own in versions().items():
        if head[name] != own:
            return f"has {name} {own}, not {head[name]}"
    return "" if cause["program"] == causes.program() else "has another version of Collate: its files differ"


def there(tasks: Sequence[Task], known: Mapping[str, causes.Cause], address: str, number: int) -> Iterator[Outcome]:
    """The outcomes as they come, by the workers of the scheduler at an address; ``local`` starts one with so many.

    `known` are the causes of each section by its name. Workers write the outputs themselves. If a worker is lost, Dask
    gives its section to another.

    UsageError if there is no scheduler, WorkerError if it is lost, has no workers, or one that must not do the work.
    """
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        client = stack.enter_context(_connected(address, number))
        seen = stack.enter_context(_seen(tasks[0].folder))
        waiting: dict[str, tuple[Task, Any]] = {}
        ready: SimpleQueue[Any] = SimpleQueue()
        for task in tasks:
            call = pickle.dumps(Call(pickle.dumps(task), known[task.name], seen))
            future = _submitted(client, call, address)
            waiting[future.key] = task, future  # as long as somebody holds it, it is wanted
            future.add_done_callback(ready.put)
        while waiting:
            future = _next(client, ready, address)
            outcome = _outcome(future, waiting[future.key][0], address)
            if outcome is not None:
                del waiting[future.key]
                yield outcome
            elif _workers(client, address):
                future.add_done_callback(ready.put)


@contextmanager
def _quiet() -> Iterator[None]:
    """Switch off Dask's log, which would be mixed with the messages on stderr."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


@contextmanager
def _connected(address: str, number: int) -> Iterator[Any]:
    """A client of a scheduler. With ``local`` the scheduler and its workers end with it."""
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415  an extra
    except ImportError:
        raise PluginError("many machines want another package", hint="pip install 'collate-texts[cluster]'") from None
    start: Any = LocalCluster  # their library has no types
    connect: Any = Client
    failure: UsageError | None = None
    with ExitStack() as stack:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # other versions of what Dask uses; of ours we ask ourselves
                if address == LOCAL:
                    with undisturbed():
                        own = start(
                            n_workers=number, threads_per_worker=1, dashboard_address=None,
                            silence_logs=logging.CRITICAL,
                        )  # fmt: skip
                    address = stack.enter_context(own)
                client = stack.enter_context(connect(address, timeout=CONNECT))
        except Exception as problem:  # noqa: BLE001  whatever their library makes of an address
            failure = _no_scheduler(address, problem)
        if failure is None:
            yield client
    if failure is not None:
        # The client that could not connect closes itself when it is collected. While the next one starts, which holds
        # a lock that closing takes too, that would wait for ever: so it is collected now.
        gc.collect()
        raise failure


def _no_scheduler(address: str, problem: Exception) -> UsageError:
    """The sentence for an address at which no scheduler answers as it should."""
    if address.startswith("tls:") and isinstance(problem, TypeError):
        return UsageError(f"for {address} Dask needs certificates", hint="docs/cluster.md says how to name them")
    what = str(problem) if isinstance(problem, (OSError, ValueError)) else f"{type(problem).__name__}: {problem}"
    return UsageError(f"there is no scheduler at {address} ({what})", hint="start one: dask scheduler")


@contextmanager
def _seen(folder: Path) -> Iterator[Seen]:
    """Create a file in the project's folder that no copy of the folder has."""
    text = secrets.token_hex()
    with paths.temporary(folder, folder / FOLDER / "run", text) as path:
        yield Seen(folder, path, text)


def _submitted(client: Any, call: bytes, address: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a section is large
            return client.submit(pickle.loads, call, pure=False)
    except Exception as problem:
        raise _lost(address) from problem


def _next(client: Any, ready: SimpleQueue[Any], address: str) -> Any:
    """Wait for the next finished section. WorkerError if the scheduler stops answering or has no workers."""
    since = time.monotonic()
    while True:
        try:
            return ready.get(timeout=PULSE)
        except Empty:
            if _workers(client, address):
                since = time.monotonic()
            elif time.monotonic() - since > PATIENCE:
                raise WorkerError(
                    f"the scheduler at {address} has no workers",
                    hint=f"start some: dask worker {address}; {AGAIN}",
                ) from None


def _workers(client: Any, address: str) -> int:
    """The current number of workers."""
    try:
        return len(client.sync(client.scheduler.ncores, callback_timeout=PATIENCE))
    except Exception as problem:
        raise _lost(address) from problem


def _lost(address: str) -> WorkerError:
    return WorkerError(f"the scheduler at {address} does not answer any more", hint=AGAIN)


def _outcome(future: Any, task: Task, address: str) -> Outcome | None:
    """Return what a worker sent back. A section that ended several workers has failed.

    None if the worker was lost with what it had to send: Dask gives the section to another.
    """
    from distributed import KilledWorker  # noqa: PLC0415  an extra

    try:
        found: Outcome | Refusal = future.result(timeout=PATIENCE)
    except KilledWorker:
        return Outcome(task.name, {}, failed="its workers were killed (out of memory?)")
    except TimeoutError:
        return None
    except (CancelledError, OSError):
        raise _lost(address) from None
    except Exception as problem:  # noqa: BLE001  it did not come as far as `made`, which raises nothing
        what = f"a worker of {address} has no Collate, or not this one ({type(problem).__name__}: {problem})"
        raise WorkerError(what, hint=SAME) from None
    if isinstance(found, Refusal):
        raise WorkerError(f"the worker at {found.worker} {found.why}", hint=found.hint)
    for name in found.files:
        if not _arrived(task, name):
            raise WorkerError(f"a worker has written {name}, which is not to be seen here", hint=AGAIN)
    return found


def _arrived(task: Task, name: str) -> bool:
    """Whether a file that a worker has written is here; some network file systems show it seconds later."""
    late = time.monotonic() + PATIENCE
    while paths.state(task.folder, task.target / name) is None:
        if time.monotonic() > late:
            return False
        time.sleep(PULSE / 10)
    return True

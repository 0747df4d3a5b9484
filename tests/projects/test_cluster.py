"""Many machines: real schedulers and workers, as processes; whatever is wrong with them is a sentence."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT, run, thorough
from tests.projects.test_project import chapters, prose, settle

pytest.importorskip("distributed", reason="needs dask: pip install 'collate-texts[cluster]'")

SOON = 90  # seconds: twice and more what a run may take to give up, so that a busy machine fails no test
STAYS = "the sections that are not done stay to do: run it again\n"
SAME = "install there what is here, and start its workers again\n"
# A worker on whose machine Collate is not installed.
WITHOUT = """
import sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "collate":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Without())
"""
# One that has another version of a library.
OTHER_REGEX = """
from importlib import metadata
installed = metadata.version
metadata.version = lambda name: "0.0" if name == "regex" else installed(name)
"""
WORKER = "from distributed.cli.dask_worker import main\nmain()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two witnesses of thirty chapters, each of which takes a while."""
    texts = {number: prose(number, 800) for number in range(1, 31)}
    other = {number: text.replace("x7 ", "x7 else ") for number, text in texts.items()}
    folder = chapters(tmp_path / "p", A=texts, B=other)
    settle(folder, language='"en"')
    return folder


class Cluster:
    """A scheduler, and the workers that are started for it."""

    def __init__(self, folder: Path, environment: dict[str, str], options: tuple[str, ...]) -> None:
        self.folder, self.environment = folder, {**os.environ, **environment}
        self._started: list[subprocess.Popen[bytes]] = []
        known = folder / "scheduler.json"
        known.unlink(missing_ok=True)
        command = ["-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
        self.scheduler = self._start([*command, "--scheduler-file", str(known), *(options or ("--host", "127.0.0.1"))])
        self.address = str(json.loads(_awaited(lambda: known.exists() and known.read_text("utf-8")))["address"])

    def worker(self, before: str = "", python: tuple[str, ...] = (sys.executable,), path: str = "") -> int:
        """Start a worker, and wait until it is there; its process. `before` runs in it before anything else."""
        log = self.folder / f"worker{len(self._started)}.log"
        command = ["-c", before + WORKER, self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        own = {**self.environment, "PYTHONPATH": path}
        with log.open("wb") as stream:
            started = self._start([*command, "--local-directory", str(self.folder)], python, own, stream.fileno())
        _awaited(lambda: "Registered to" in log.read_text("utf-8", "replace"))
        return started.pid

    def _start(
        self,
        command: list[str],
        python: tuple[str, ...] = (sys.executable,),
        environment: dict[str, str] | None = None,
        log: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*python, *command], cwd=self.folder, env=environment or self.environment, stdout=log, stderr=log
        )
        self._started.append(process)
        return process

    def end(self) -> None:
        """End all that was started."""
        for process in self._started:
            process.kill()
            process.wait()


def _awaited(found: Callable[[], object]) -> str:
    """What a function gives as soon as it gives anything."""
    late = time.monotonic() + 60
    while time.monotonic() < late:
        value = found()
        if value:
            return str(value)
        time.sleep(0.05)
    raise TimeoutError


@contextmanager
def clustered(folder: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[Cluster]:
    """A scheduler on a free port of this machine."""
    folder.mkdir(exist_ok=True)
    made = Cluster(folder, environment or {}, options)
    try:
        yield made
    finally:
        made.end()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with clustered(tmp_path / "cluster") as made:
        yield made


def begun(project: Path, address: str, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """A run that gives its sections to a scheduler."""
    return subprocess.Popen(
        [sys.executable, "-m", "collate", "run", project, "--scheduler", address], encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})},
    )  # fmt: skip


def refused(child: subprocess.Popen[str], project: Path) -> str:
    """What a run that ends with trouble says after how much there is to do: one sentence, soon, and nothing left."""
    out, err = child.communicate(timeout=SOON)
    assert child.returncode == 2, err
    assert out == ""
    first, sentence = err.splitlines(keepends=True)
    assert first.endswith("to do\n")
    assert list(project.rglob("*.part")) == []
    assert run("status", project).status == 1
    return sentence


def records(project: Path) -> int:
    """How many sections are done."""
    return len(list((project / ".collate" / "sections").glob("*.json")))


def after_some(project: Path, child: subprocess.Popen[str]) -> None:
    """Wait until some sections are done, and some are not."""
    _awaited(lambda: records(project) > 2 or child.poll() is not None)
    assert child.poll() is None, child.communicate()


def another(tmp_path: Path) -> str:
    """A copy of the package that differs in a comment, as a path that Python looks in first."""
    shutil.copytree(ROOT / "collate", tmp_path / "other" / "collate", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "other" / "collate" / "errors.py").open("a", encoding="utf-8") as stream:
        stream.write("# another version\n")
    return str(tmp_path / "other")


@thorough
def test_a_worker_with_another_version_makes_nothing(project: Path, cluster: Cluster, tmp_path: Path) -> None:
    """One comment in one module is enough: nobody knows what it may change."""
    cluster.worker(path=another(tmp_path))
    said = refused(begun(project, cluster.address), project)
    assert re.fullmatch(
        rf"collate: the worker at tcp://[0-9.:]+ has another version of Collate: its files differ; {SAME}", said
    )
    assert records(project) == 0
    assert not list((project / "collated").rglob("ch*"))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:1", "there is no scheduler at tcp://127.0.0.1:1 ("),
        ("tls://127.0.0.1:1", "for tls://127.0.0.1:1 Dask needs certificates; docs/cluster.md says how to name them"),
        ("nonsense", "there is no scheduler at nonsense ("),
        ("http://x:1", "there is no scheduler at http://x:1 ("),
        ("tcp://127.0.0.1:port", "there is no scheduler at tcp://127.0.0.1:port ("),
    ],
)
@pytest.mark.filterwarnings("ignore")  # what Dask says in a process that goes on after it
def test_an_address_without_a_scheduler_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    """Where nobody answers, where certificates are missing, where it is no address."""
    from collate.projects import cluster

    monkeypatch.setattr(cluster, "CONNECT", 0.3)
    folder = chapters(tmp_path / "p", A={1: "one two"}, B={1: "one three"})
    settle(folder, language='"en"')
    made = run("run", folder, "--scheduler", address)
    assert made.status == 2
    assert made.err.splitlines()[-1].startswith(f"collate: {said}")
    assert run("status", folder).status == 1
    # One that is collected later, while another client starts, would wait for ever.
    assert [one for one in gc.get_objects() if type(one).__name__ == "Client"] == []


@thorough
def test_without_workers_the_run_ends(project: Path, cluster: Cluster) -> None:
    """None has come; later, the only one is killed."""
    hint = f"start some: dask worker {cluster.address}; {STAYS}"
    said = f"collate: the scheduler at {cluster.address} has no workers; {hint}"
    assert refused(begun(project, cluster.address), project) == said
    worker = cluster.worker()
    child = begun(project, cluster.address)
    after_some(project, child)
    os.kill(worker, signal.SIGKILL)
    assert refused(child, project) == said
    assert 2 < records(project) < 30


@thorough
def test_a_worker_without_collate_is_said_and_stays_alive(project: Path, cluster: Cluster) -> None:
    """Others may use it for other things."""
    worker = cluster.worker(before=WITHOUT)
    said = refused(begun(project, cluster.address), project)
    assert said == (
        f"collate: a worker of {cluster.address} has no Collate, or not this one"
        f" (ModuleNotFoundError: No module named 'collate'); {SAME}"
    )
    os.kill(worker, 0)


@thorough
def test_a_worker_of_another_version_that_comes_later_makes_nothing(
    project: Path, cluster: Cluster, tmp_path: Path
) -> None:
    """What the others have made is kept, and is what one process makes."""
    other = another(tmp_path)
    cluster.worker()
    child = begun(project, cluster.address)
    after_some(project, child)
    cluster.worker(path=other)
    assert "has another version of Collate" in refused(child, project)
    made = {path: path.read_bytes() for path in (project / "collated").rglob("ch*")}
    assert run("run", project, "-w", "1").status == 0
    assert {path: path.read_bytes() for path in made} == made


@thorough
def test_a_worker_with_another_version_of_a_library_makes_nothing(project: Path, cluster: Cluster) -> None:
    """Of one that takes part in the sections."""
    cluster.worker(before=OTHER_REGEX)
    said = refused(begun(project, cluster.address), project)
    assert re.search(r" would not make the same of ch\d+ \(another version of regex\);", said)


@thorough
def test_language_data_that_a_worker_has_kept_is_not_mixed_in(project: Path, cluster: Cluster) -> None:
    """An abbreviation of the project's own pack was changed after the worker had read it."""
    path = project / "collate.toml"
    path.write_text('languages = "packs"\n' + path.read_text("utf-8"), encoding="utf-8")
    pack = project / "packs" / "en" / "abbreviations.tsv"
    pack.parent.mkdir(parents=True)
    pack.write_text("xx\tword1x3\n", encoding="utf-8")
    cluster.worker()
    child = begun(project, cluster.address)
    assert (child.communicate(timeout=120)[0][:11], child.returncode) == ("30 sections", 0)
    pack.write_text("xx\tword1x4\n", encoding="utf-8")
    assert "(settings changed: languages)" in refused(begun(project, cluster.address), project)


@thorough
def test_a_worker_that_does_not_see_the_folder_writes_nothing(project: Path, cluster: Cluster) -> None:
    """It has a folder of that name, with nothing of the project in it."""
    hidden = ("unshare", "-rm", "sh", "-c", f'mount -t tmpfs none "{project}" && exec "$0" "$@"', sys.executable)
    if (
        not shutil.which("unshare")
        or subprocess.run([*hidden[:-1], "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("needs a system in which a process can have mounts of its own")
    worker = cluster.worker(python=hidden)
    said = refused(begun(project, cluster.address), project)
    assert re.fullmatch(
        rf"collate: the worker at tcp://[0-9.:]+ does not see the project's folder, {re.escape(str(project))};"
        " all machines must see and write it under this path\n",
        said,
    )
    assert list(Path(f"/proc/{worker}/root{project}").iterdir()) == []


@thorough
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP])
def test_a_scheduler_that_is_lost_ends_the_run(project: Path, cluster: Cluster, how: signal.Signals) -> None:
    """At once if it ends, within 30 s if it does not answer; the next run goes on where this one was."""
    cluster.worker()
    child = begun(project, cluster.address)
    after_some(project, child)
    cluster.scheduler.send_signal(how)
    said = refused(child, project)
    assert said == f"collate: the scheduler at {cluster.address} does not answer any more; {STAYS}"
    kept = records(project)
    assert 2 < kept < 30
    assert f"{30 - kept} to do" in run("run", project, "-w", "1").err


@thorough
def test_ctrl_c_ends_a_run_on_many_machines(project: Path, cluster: Cluster) -> None:
    """In silence, and what was done is kept."""
    cluster.worker()
    child = begun(project, cluster.address)
    after_some(project, child)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=SOON)
    assert (child.returncode, out) == (130, "")
    assert err.splitlines()[1:] == ["collate: interrupted; nothing was left half-written"]
    assert list(project.rglob("*.part")) == []


def certificate(folder: Path) -> dict[str, str]:
    """A certificate as docs/cluster.md makes it, and Dask's configuration as it stands there, in a folder."""
    text = (ROOT / "docs" / "cluster.md").read_text("utf-8")
    folder.mkdir()
    command = next(line for line in text.splitlines() if "openssl req" in line)
    subprocess.run(["sh", "-c", command], cwd=folder, check=True, capture_output=True)
    assert (folder / "key.pem").stat().st_mode & 0o077 == 0
    config = text.partition("```yaml\n")[2].partition("```")[0].replace("/home/you/dask", str(folder))
    (folder / "tls.yaml").write_text(config, encoding="utf-8")
    return {"DASK_CONFIG": str(folder)}


@thorough
@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl, which makes certificates")
def test_with_tls_as_documented_only_who_has_the_certificate_takes_part(project: Path, tmp_path: Path) -> None:
    """Without one, or with one of somebody else, a run is refused; with it the sections are made."""
    ours, theirs = certificate(tmp_path / "ours"), certificate(tmp_path / "theirs")
    with clustered(tmp_path / "c", "--host", "127.0.0.1", "--protocol", "tls", environment=ours) as secured:
        assert secured.address.startswith("tls://")
        secured.worker()
        assert "Dask needs certificates" in refused(begun(project, secured.address), project)
        assert "there is no scheduler at tls://" in refused(begun(project, secured.address, theirs), project)
        plain = secured.address.replace("tls:", "tcp:")
        assert "there is no scheduler at tcp://" in refused(begun(project, plain), project)
        child = begun(project, secured.address, ours)
        out, err = child.communicate(timeout=120)
        assert child.returncode == 0, err
        assert out.startswith("30 sections")

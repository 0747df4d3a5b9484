"""A text is a text: whatever it says, whoever reads what was written of it sees words, and nothing happens."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from collate import registry
from tests.browser import Opens
from tests.conftest import ROOT, needs_names, run, thorough
from tests.hostile.texts import ACTIVE, witnesses
from tests.office import converted
from tests.tex import log_of

WRITERS = [
    ("apparatus", registry.APPARATUSES), ("table", registry.TABLES), ("beads", registry.BEADS),
    ("fidelity", registry.FINDINGS), ("terms", registry.TERMS), ("stats", registry.STATS), ("stemma", registry.STEMMATA),
]  # fmt: skip
FORMATS = [(command, form) for command, group in WRITERS for form in registry.names(group)]
BINARY = {"xlsx", "docx", "parquet", "png"}
XML = {"tei", "html", "svg", "graphml", "tmx", "tbx"}
JSON = {"json", "jsonl"}
TABLES = {"csv": ",", "csv-long": ",", "tsv": "\t", "tsv-long": "\t"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The hostile witnesses, and a third for trees."""
    folder = tmp_path_factory.mktemp("hostile")
    a, b = witnesses(folder)
    third = folder / "C.txt"
    third.write_text(Path(a).read_text(encoding="utf-8").replace("stands", "stood"), encoding="utf-8")
    return [a, b, str(third)]


def made(command: str, form: str, files: list[str], target: Path) -> Path:
    """What a command writes of the hostile witnesses in a form."""
    texts = files if command in {"apparatus", "table", "stats", "stemma"} else files[:2]
    more = ["--no-dictionaries"] if command in {"beads", "fidelity"} else []
    done = run(command, "-l", "en", "--to", form, *more, "-o", target, *texts)
    assert done.status in {0, 1}, done.err
    assert not any(char in done.err for char in ACTIVE)
    return target


def is_number(cell: str) -> bool:
    """Whether a cell is a number, such as a score below nothing."""
    try:
        return float(cell) is not None
    except ValueError:
        return False


# The formats of editions always, the others in thorough runs: they are built of the same parts.
SOME = [(c, f) if c in {"apparatus", "table"} else pytest.param(c, f, marks=thorough) for c, f in FORMATS]


@pytest.mark.parametrize(("command", "form"), SOME, ids=[f"{command}-{form}" for command, form in FORMATS])
def test_every_format_is_what_it_says(command: str, form: str, files: list[str], tmp_path: Path) -> None:
    """It is read by a parser of that format, and holds no character that acts."""
    path = made(command, form, files, tmp_path / f"out.{form}")
    data = path.read_bytes()
    if form in BINARY:
        if form in {"xlsx", "docx"}:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                data = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
                for name in package.namelist():
                    assert not name.endswith(".xml") or etree.fromstring(package.read(name)) is not None
            assert b"<f>" not in data
        return
    text = data.decode("utf-8")
    assert [hex(ord(char)) for char in ACTIVE if char in text] == []
    if form in XML:
        root = etree.HTML(text) if form == "html" else etree.fromstring(data)
        assert [node.tag for node in root.iter("{*}script", "{*}img", "script", "img", "iframe")] == []
    if form in JSON:
        assert [json.loads(line) for line in (text.splitlines() if form == "jsonl" else [text])]
    if form in TABLES:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=TABLES[form]))
        assert {len(row) for row in rows} == {len(rows[0])}
        run_as_formula = [
            cell for row in rows for cell in row if len(cell) > 1 and cell[0] in "=+-@" and not is_number(cell)
        ]
        assert run_as_formula == []


@pytest.mark.parametrize(
    "command",
    [
        "diff", "diff --side-by-side", "diff --why", "table", "apparatus", "explain u1", "normalise --show", "proof",
        "stats", "stemma", "beads --no-dictionaries", "fidelity --no-dictionaries --all", "terms", "diff --json",
    ],
)  # fmt: skip
def test_nothing_acts_on_stdout_or_stderr(command: str, files: list[str]) -> None:
    """Of any command: what would act is shown as a sign."""
    texts = files[:1] if command.startswith(("normalise", "proof")) else files[: 3 if "st" in command else 2]
    done = run(*command.split(), "-l", "en", *texts)
    assert done.status in {0, 1}, done.err
    assert [hex(ord(char)) for char in ACTIVE if char in done.out + done.err] == []


def test_a_terminal_shows_words(files: list[str], tmp_path: Path) -> None:
    """In tmux, with colours: its title stays, its screen is not cleared, what would act is a sign."""
    if shutil.which("tmux") is None:
        pytest.skip("needs tmux")
    socket = str(tmp_path / "socket")

    def tmux(*arguments: str) -> str:
        done = subprocess.run(["tmux", "-S", socket, *arguments], capture_output=True, encoding="utf-8", check=True)
        return done.stdout

    command = (
        f"{shlex.join([sys.executable, '-m', 'collate', 'diff', '-l', 'en', *files[:2]])}; echo status $?; sleep 60"
    )
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "400", "-c", str(ROOT), command)
    try:
        before = tmux("display-message", "-p", "#{pane_title}")
        for _ in range(200):
            screen = tmux("capture-pane", "-p")
            if "status 1" in screen:
                break
            time.sleep(0.1)
        assert "status 1" in screen
        assert tmux("display-message", "-p", "#{pane_title}") == before
        assert "PWNED" in screen
        assert "␛[31mred␛[0m" in screen
        assert "[red]x[/red]" in screen
        assert screen.lstrip().startswith("collate: ")
    finally:
        tmux("kill-server")


@pytest.mark.parametrize(
    ("command", "form"),
    [
        ("apparatus", "html"),
        ("apparatus", "svg"),
        ("table", "html"),
        pytest.param("stats", "svg", marks=thorough),
        ("stemma", "svg"),
    ],
)
def test_a_browser_shows_words(command: str, form: str, files: list[str], tmp_path: Path, tab: Any) -> None:
    """Chromium runs nothing, fetches nothing, and shows what stands there."""
    path = made(command, form, files, tmp_path / f"out.{form}")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    tab.wait_for_timeout(50)
    assert tab.evaluate("window.ran") is None
    assert [url for url in asked if not url.startswith((path.as_uri(), "about:", "data:"))] == []
    if command in {"apparatus", "table"}:
        assert "onerror" in tab.evaluate("document.documentElement.textContent")


def test_the_page_shows_words(files: list[str], tmp_path: Path, opens: Opens) -> None:
    """All of it, with the card open."""
    target = tmp_path / "page.html"
    assert run("page", "-l", "en", *files, "-o", target).status == 0
    page = opens(target, "#u1")
    assert page.evaluate("window.ran") is None
    assert "window.ran=1" in page.evaluate("document.documentElement.textContent")


@thorough
def test_an_office_shows_words(files: list[str], tmp_path: Path) -> None:
    """LibreOffice opens table, workbook and document: no cell is computed, nothing is left out."""
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76"
    for form, how in (("csv", ["--infilter=Text - txt - csv (StarCalc):44,34,76"]), ("xlsx", [])):
        text = converted(made("apparatus", form, files, tmp_path / f"{form}.{form}"), as_csv, *how)
        said = text.read_text(encoding="utf-8")
        assert "=HYPERLINK" in said
        assert "#NAME?" not in said
        assert "Err:5" not in said
    document = made("apparatus", "docx", files, tmp_path / "docx.docx")
    said = converted(document, "txt:Text (encoded):UTF8").read_text(encoding="utf-8")
    assert "file:///etc/passwd" in said


@pytest.mark.parametrize(
    ("engine", "form"), [("xelatex", "reledmac"), pytest.param("lualatex", "ekdosis", marks=thorough)]
)
def test_tex_prints_words(engine: str, form: str, files: list[str], tmp_path: Path) -> None:
    """TeX may write nothing but its page, reads no file of the machine, and comes to an end."""
    if shutil.which(engine) is None or shutil.which("pdftotext") is None:
        pytest.skip(f"needs {engine} and pdftotext (Debian: texlive-xetex, texlive-luatex, poppler-utils)")
    made("apparatus", form, files, tmp_path / "app.tex")
    before = set(tmp_path.iterdir())
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "app.tex"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, check=False, timeout=110, env={**os.environ, "openin_any": "p"}
    )
    log = log_of(tmp_path / "app")
    assert done.returncode == 0, log[-1500:]
    page = subprocess.run(["pdftotext", "app.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    flat = "".join(page.split())
    assert "/etc/hostname" in flat
    assert "os.execute" in flat
    assert not (tmp_path / "PWNED").exists()
    assert {path.suffix for path in set(tmp_path.iterdir()) - before} <= {
        ".log",
        ".aux",
        ".pdf",
        ".1",
        ".end",
        ".eledsec1",
        ".ekd",
    }


def test_names_of_files_and_sigla_are_no_paths(tmp_path: Path) -> None:
    """A project's files are named after its sections: whatever these are called, they stay in their folder."""
    names = ["$(id)", "a\\b", "..x", "~", "x" * 200, "\u202e[2J", "con", "ü", "- -rf", "%2e%2e%2f", "a\nb", "tab\there"]
    needs_names(*names)
    project = tmp_path / "deep" / "project"
    for siglum, word in (("A", "word"), ("B", "words")):
        (project / siglum).mkdir(parents=True)
        for k, name in enumerate(names):
            text = f"{word} of section {k} that {'begins' * k} and ends\n"
            (project / siglum / f"{name}.txt").write_text(text, encoding="utf-8")
    (project / "collate.toml").write_text(
        '[witnesses]\n"../A" = "A/*.txt"\n"/B" = "B/*.txt"\n[sections]\nby = "files"\n', encoding="utf-8"
    )
    done = run("run", project, "-w", "1")
    assert done.status in {0, 1}, done.err
    assert not any(char in done.out + done.err for char in ACTIVE)
    assert {path.name for path in tmp_path.iterdir()} == {"deep"}
    assert {path.name for path in (tmp_path / "deep").iterdir()} == {"project"}
    assert {path.name for path in project.iterdir()} == {"A", "B", ".collate", "collate.toml", "collated"}
    written = [path.name for path in (project / "collated").rglob("*") if path.is_file()]
    assert len(written) > 2 * len(names)
    assert [name for name in written if name[0] in "-." or not name.isprintable() or len(name) > 100] == []


def test_a_project_is_proposed_for_files_of_any_name(tmp_path: Path) -> None:
    """What `init` writes, `config` reads."""
    for name in ("a\nb", 'q"q', "b\\s", "\x7f", "[x]", "#y"):
        (tmp_path / f"{name}.txt").write_text("a word", encoding="utf-8")
    assert run("init", tmp_path).status == 0
    done = run("status", "--settings", tmp_path)
    assert done.status == 0, done.err
    assert not any(char in done.out for char in ACTIVE)

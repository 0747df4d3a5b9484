"""The documents cannot drift: what they list is what there is."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

import pytest

from collate.cli.commands_by_name import COMMANDS
from collate.languages.packs import LISTS, TABLES, codes
from collate.model import vocabulary
from collate.witnesses.transcription.conventions import CONVENTIONS
from tests.conftest import ROOT, run, thorough

LABELS = (ROOT / "docs" / "labels.md").read_text(encoding="utf-8")
LANGUAGES = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
NAMED = ("leiden", "edition", "diplomatic")
NOT_OURS = {"recipes/", ".collate/"}  # what a project writes


def test_the_table_of_labels_is_that_of_the_program() -> None:
    """Every label with its class and others' terms, in the same order."""
    rows = [line for line in LABELS.splitlines() if line.startswith("| ") and not line.startswith("| label")]
    expected = []
    for term in vocabulary.terms().values():
        tei = f"`{term.tei_type}`" + (f", `{term.tei_cause}`" if term.tei_cause else "")
        expected.append(
            f"| {term.name} | {term.means} | {term.kind} | {tei} | {term.variance_viewer} | {term.itsee} "
            f"| {term.text_tradition} |"
        )
    assert rows == expected


def test_the_table_of_conventions_is_that_of_the_program() -> None:
    """Every pair of signs with what it means in each convention."""
    page = (ROOT / "docs" / "typed-text.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith(("| `", "| `` "))]
    signs = dict.fromkeys((one.opens, one.closes) for own in CONVENTIONS.values() for one in own)
    expected = []
    for opens, closes in signs:
        senses = [[o for o in CONVENTIONS[name] if (o.opens, o.closes) == (opens, closes)] for name in NAMED]
        cells = [f"{o[0].means} ({o[0].mark if o[0].kept else 'not text'})" if o else "" for o in senses]
        sign = f"`` {opens} {closes} ``" if "`" in opens else f"`{opens} {closes}`"
        expected.append(f"| {sign} | {' | '.join(cells)} |")
    assert rows == expected


def test_every_file_and_language_of_the_packs_is_documented() -> None:
    """None more, none less."""
    assert set(re.findall(r"`([a-z-]+\.(?:txt|tsv))`", LANGUAGES)) == {*LISTS, *TABLES}
    assert all(f"`{code}`" in LANGUAGES for code in codes())


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_every_module_and_package_that_a_document_names_exists(name: str) -> None:
    """As `variants/select.py`, `collate/io/` or `cli/commands/`: below `collate/`, or below the project's folder."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+(?:\.py|/))`", text))
    roots = (ROOT, ROOT / "collate")
    assert {path for path in named if not any((root / path).exists() for root in roots)} - NOT_OURS == set()


def test_every_entry_of_the_package_is_in_the_architecture() -> None:
    """A newcomer reads there what each holds."""
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## The one core type")[0]
    entries = {path.name + "/" * path.is_dir() for path in (ROOT / "collate").iterdir() if path.name != "__pycache__"}
    assert {name for name in entries if f"`{name}`" not in table} == set()


def test_every_kind_of_decision_is_documented() -> None:
    """By its command, and the command says the same of itself."""
    documented = set(re.findall(r"collate decide ([a-z-]+)", DECISIONS))
    listed = set(re.findall(r"^ {2}([a-z-]+) ", run("decide", "--help").out, re.MULTILINE))
    assert documented == listed


def test_every_command_is_in_the_readme() -> None:
    """A command that no document names is not there for its users."""
    commands = set(re.findall(r"^ {2}([a-z][a-z-]+) ", run("--help").out, re.MULTILINE))
    assert len(commands) > 8
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in commands if f"collate {name}" not in readme} == set()


@pytest.mark.parametrize("name", ["reference.md", "collate.1", "tei.md", "terminal.svg"])
def test_what_the_program_says_of_itself_stands_in_the_documents(
    name: str, written: Path, request: pytest.FixtureRequest
) -> None:
    """The reference, the man page, the picture: `python docs/generate.py` writes what is there, or `--accept`."""
    made = (written / name).read_text(encoding="utf-8")
    if request.config.getoption("--accept"):
        (ROOT / "docs" / name).write_text(made, encoding="utf-8")
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == made


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the program says of itself now."""
    folder = tmp_path_factory.mktemp("docs")
    # In a process of its own: in this one plug-ins of other tests may have added formats.
    subprocess.run([sys.executable, ROOT / "docs" / "generate.py", folder], check=True)
    return folder


def test_every_command_is_what_its_line_in_the_help_names() -> None:
    """The help does not import the commands: its lines lead to what is there, and say it in one screen line each."""
    for name, does in COMMANDS.items():
        assert getattr(import_module(f"collate.cli.commands.{name}"), name), name
        assert len(does) <= 65


def test_help_imports_no_command() -> None:
    """Nor anything heavy: it is as fast as a bare program (`python benchmarks/startup.py`)."""
    code = (
        "import sys\nsys.argv = ['collate', '--help']\nfrom collate.cli.app import main\ntry: main()\n"
        "except SystemExit: print(*sorted({'numpy', 'rich', 'lxml', 'wcwidth', 'collate.config'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_the_blocks_about_python_print_what_stands_below_them(request: pytest.FixtureRequest) -> None:
    """As its reader would run them, one after the other; `--accept` writes what they print."""
    page = ROOT / "docs" / "python.md"
    names: dict[str, object] = {}

    def printed(block: re.Match[str]) -> str:
        out = io.StringIO()
        with redirect_stdout(out):
            exec(block["code"], names)  # noqa: S102  ours
        return f"```python\n{block['code']}```\n\n```text\n{out.getvalue()}```\n"

    text = page.read_text(encoding="utf-8")
    blocks = r"^```python\n(?P<code>.*?)^```\n+```text\n.*?^```\n"
    made = re.sub(blocks, printed, text, flags=re.MULTILINE | re.DOTALL)
    assert made.count("```text") == made.count("```python") > 0
    if request.config.getoption("--accept"):
        page.write_text(made, encoding="utf-8")
    else:
        assert made == text


@thorough
def test_the_documents_build_without_a_warning(tmp_path: Path) -> None:
    """Every link leads somewhere, every page is in the table of contents."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


@thorough
@pytest.mark.parametrize("name", ["treaty", "translation", "stemma"])
def test_notebooks_run(name: str) -> None:
    """From a fresh kernel, in their folder, every cell; results show themselves as tables."""
    code = (
        "import sys, nbformat, nbclient\n"
        "book = nbclient.NotebookClient(nbformat.read(sys.argv[1], 4)).execute()\n"
        "print('<table>' in str([cell.get('outputs') for cell in book.cells]))"
    )
    command = [sys.executable, "-c", code, f"{name}.ipynb"]
    done = subprocess.run(command, cwd=ROOT / "examples", capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == "True\n", done.stderr[-1500:]

"""No control character reaches a terminal, wherever it came from: texts, names, settings, decisions, arguments."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest
from rich.text import Text

from collate.cli import screen as screen_module
from collate.cli.commands_by_name import COMMANDS
from collate.io.wording import json_text
from collate.model import Decision
from collate.variants.decisions.locked import DecisionsFile
from tests.conftest import run

# What would act: colours, titles, other lines, other directions. The first stands also in names of files.
BAD = "\x1b]0;P\x07\x1b[2J\x9b1m\x9d0;P\x9c\x08\x7f\r\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\x85\x0c"
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
IN_XML = BAD.translate({code: None for code in range(32) if code != 13}).replace("\r", "&#13;")
Q = json_text(f"x{BAD}")  # a string of TOML and JSON
NOT_UTF8 = "\udce9"  # a byte of a file name or an argument that is no text

TOML = f"""
decisions = "decisions.toml"
[print]
between = {Q}
end = {Q}
head = {json_text("{lemma}" + BAD + "{sign}")}
conjecture = {json_text("{reading}" + BAD + "*{by}*")}
substitution = {json_text(BAD + "{reading} {sigla}")}
sigla_each = {json_text("{siglum}" + BAD)}
hands = [{json_text("{siglum}" + BAD)}, "x"]
groups = {{ {json_text("g" + BAD)} = ["B", "C"] }}
signs = {{ word = {Q} }}
"""
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt>'
    '<sourceDesc><listWit><witness xml:id="A" n="A{0}"/><witness xml:id="B" n="B{0}"/></listWit></sourceDesc></fileDesc>'
    '</teiHeader><text xml:lang="en"><body><div n="{0}"><head>Chapter {0}</head><p>one <app xml:id="x"><lem wit="#A">two {0}'
    '</lem><rdg wit="#B #Z{0}">to {0}</rdg><rdg>{0}</rdg></app> three four</p></div></body></text></TEI>'
)
WORDS = "Chapter 1{0}\n\none two{0} {0} three four five {0}six seven eight\n\nArticle 2 {0}\n\nnine ten\n"
CONTENT = {
    "A.txt": WORDS.format(BAD.replace("\x0c", "")), "B.txt": WORDS.format("").replace("two", f"to{BAD}o"),
    "C.txt": WORDS.format("").replace("seven", "sevin"), f"n{BAD}.txt": WORDS.format("").replace("four", "for"),
    "x.xml": TEI.format(IN_XML.replace("\u2028", "")),
    "ids.json": json.dumps({"witnesses": [{"id": f"A{BAD}", "content": "one two"}, {"id": f"B{BAD}", "content": "one to"}]}),
    "t.csv": f"A{BAD},B{BAD}\none{BAD},two{BAD}\n".replace("\r", "").replace(";", ""),
    "terms.tsv": f"concept\ten\tfr\tnote\npeace{BAD}\tone{BAD}\tun{BAD}\t{BAD}\n".replace("\r", ""),
    "bad.tsv": f"{BAD}\t{BAD}\n".replace("\r", ""), "dict.tsv": f"one{BAD}\tun{BAD}\n".replace("\r", ""),
    "fr.txt": f"Chapitre 1\n\nun deux{BAD} trois quatre 17 cinq six\n\nsept huit\n",
    "anchors": f"A:1.1=B{BAD}:1.1\n", "bad.json": f'{{"form": "collate-apparatus-1", "base": {Q}, "units": [{Q}]}}',
    "bad.xml": f"<TEI><{BAD}", "bad.toml": f"[[decision]]\n{Q} = 1\ndo = {Q}\n[[decision]]\n{BAD}\n",
    "label.toml": f"[[decision]]\ndo='label'\nbase='A'\nat='two'\nreading='x'\nvalue={Q}\nscope={Q}\n",
    "stale.toml": f"[[decision]]\ndo='lemma'\nbase={Q}\nat={Q}\nreading={Q}\nwho={Q}\nwhy={Q}\nwhen={Q}\n",
}  # fmt: skip
DECIDED = [
    Decision("conjecture", "A", "seven", value=f"sewen{BAD}", status="proposed", who=f"Ed{BAD}", why=BAD, when=BAD),
    Decision("note", "A", "nine", value=f"note{BAD}", layer=f"notes{BAD}", who=BAD),
    Decision("label", "A", "seven", reading="sevin", value="slip", who=f"Ed{BAD}", why=BAD, lemma="seven"),
]
PROJECTS = {
    "unknown": f"{Q} = 1\n", "table": f"[print]\n{Q} = 1\n", "profile": f"[print]\nprofile = {Q}\n", "syntax": f"a = {BAD}\n",
    "label": f"[labels]\n{Q} = {Q}\n", "witness": f"[witnesses]\n{Q} = {Q}\n", "by": f"[witnesses]\nA = 'A.txt'\n[sections]\nby = {Q}\n",
    "match": f"[witnesses]\nA = 'A.txt'\nB = 'B.txt'\n[sections]\nmatch = [{{ {Q} = 'x', A = 'y' }}]\n",
    "format": f"[witnesses]\nA = 'A.txt'\n[outputs]\napparatus = [{Q}]\n", "folder": f"decisions = {json_text('../' + BAD)}\nlanguages = {Q}\n",
    "setting": f"[witnesses]\nA = 'A.txt'\nB = 'B.txt'\n[settings]\nlanguage = {Q}\n",
}  # fmt: skip
ABC = ["A.txt", "B.txt", "C.txt", "-l", "en"]
RUNS: list[list[str]] = [
    ["diff", *ABC], ["diff", *ABC, "-y", "--full"], ["diff", *ABC, "--why"], ["diff", f"n{BAD}.txt", *ABC],
    ["diff", f"{BAD}=A.txt", "B.txt", "-l", "en", "--base", BAD], ["diff", *ABC, "--base", BAD], ["diff", "x.xml", *ABC],
    ["diff", "A.txt", BAD], ["diff", "A.txt", NOT_UTF8], ["diff", "A.txt", f"{NOT_UTF8}=B.txt", "-l", "en"],
    ["diff", "A.txt", "fr.txt", "-l", "en", "-l", "fr"], ["diff", *ABC, "--anchor", "anchors"], ["diff", *ABC, "--anchor", BAD],
    ["diff", *ABC, "--ignore", BAD], ["diff", "A.txt", "B.txt", "-l", BAD], ["diff", *ABC, f"--{BAD}"], ["diff", "bad.xml", "A.txt"],
    ["diff", *ABC, "--decisions", "bad.toml"], ["diff", *ABC, "--decisions", "label.toml"], ["diff", *ABC, "--decisions", "stale.toml"],
    ["table", *ABC], ["table", "ids.json", "-l", "en"], ["table", *ABC, "--to", BAD], ["table", *ABC, "--aligner", BAD],
    ["table", *ABC, "-o", f"no{BAD}/x"], ["table", *ABC, "--encoding", BAD], ["table", "t.csv"],
    ["apparatus", *ABC], ["apparatus", *ABC, "--to", "markdown"], ["apparatus", *ABC, "--profile", BAD], ["apparatus", "ids.json", "-l", "en"],
    ["apparatus", *ABC, "--profile", "classical"], ["apparatus", *ABC, "--sections", BAD], ["apparatus", *ABC, "-o", "x.txt"],
    ["convert", "x.xml", "--to", "text"], ["convert", "t.csv", "--to", "text"], ["convert", "bad.json", "--to", "csv"],
    ["check", "x.xml", *ABC], ["check", "made.json", *ABC], ["check", "bad.json", *ABC],
    ["compare", "made.json", "other.json"], ["compare", "made.json", "bad.json"],
    ["beads", "A.txt", "fr.txt", "-l", "en", "-l", "fr", "--terms", "terms.tsv", "--dictionary", "dict.tsv"],
    ["beads", "A.txt", "fr.txt", "-l", "en", "-l", "fr", "--terms", "bad.tsv"],
    ["beads", "A.txt", "fr.txt", "-l", "en", "-l", "fr", "--segments", BAD],
    ["fidelity", "A.txt", "fr.txt", "-l", "en", "-l", "fr", "--all", "--terms", "terms.tsv"],
    ["terms", "A.txt", "fr.txt", "-l", "en", "-l", "fr"], ["terms", "A.txt", "fr.txt", "--terms", "terms.tsv"],
    ["explain", "u1", *ABC], ["explain", "u2", *ABC], ["explain", "u3", *ABC], ["explain", BAD, *ABC],
    ["edition", *ABC], ["edition", *ABC, "--to", "html"], ["read", *ABC], ["read", f"n{BAD}.txt", "-l", "en"], ["read", *ABC, "--convention", "leiden", "--json"],
    ["normalise", "A.txt", "-l", "en", "--show"], ["normalise", f"n{BAD}.txt", "-l", "en", "--show"],
    ["proof", "A.txt", "B.txt", "-l", "en", "--least", "0"], ["spelling", *ABC], ["diff", *ABC, "--spelling", BAD],
    ["edition", *ABC], ["edition", *ABC, "--profile", BAD], ["edition", *ABC, "--to", "text", "--base", BAD],
    ["edit", f"missing{BAD}.txt", "A.txt"],
    ["decide", "list", *ABC], ["decide", "label", BAD, "slip", *ABC], ["decide", "label", "u1", BAD, *ABC],
    ["decide", "lemma", "u1", BAD, *ABC], ["decide", "conjecture", "u1", f"x{BAD}", *ABC, "--why", BAD, "--who", BAD],
    ["decide", "conjecture", "u1", NOT_UTF8, *ABC], ["decide", "realign", BAD, *ABC], ["decide", "undo"],
    ["decide", "list", *ABC, "--decisions", "stale.toml"], ["decide", "undo", "--decisions", "stale.toml"],
    ["decide", "join", "u1", *ABC, "--when", BAD], ["decide", "undo", "--decisions", BAD],
    ["page", *ABC, "-o", f"p{BAD}.html"], ["stats", *ABC], ["stats", *ABC, "--picture", BAD], ["stemma", *ABC, f"n{BAD}.txt"],
    ["init", "texts"], ["init", BAD], ["run", "texts", "-w", "1"], ["status", "texts"], ["status", "--settings", "texts"],
    *([command, f"p-{name}"] for name in PROJECTS for command in ("run", "status")), ["status", "--settings", "p-folder"], ["status", "--settings", "p-setting"],
    ["simulate", "-o", f"s{BAD}", "A.txt", "--words", "20", "--copies", "2"], ["simulate", "-o", "A.txt", BAD],
    ["demo", "--language", BAD], [BAD], ["--max-time", BAD, "diff"],
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files, settings, decisions and projects that hold in every string what would act on a terminal."""
    folder = tmp_path_factory.mktemp("terminal")
    for name, text in CONTENT.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    for siglum in "ABC":
        (folder / "texts" / siglum).mkdir(parents=True)
        for number in (1, 2):
            text = CONTENT[f"{siglum}.txt"]
            (folder / "texts" / siglum / f"c{number}{BAD}.txt").write_text(text, encoding="utf-8", newline="")
    for name, text in PROJECTS.items():
        (folder / f"p-{name}").mkdir()
        (folder / f"p-{name}" / "collate.toml").write_text(text, encoding="utf-8", newline="")
        for siglum in "AB":
            (folder / f"p-{name}" / f"{siglum}.txt").write_text(CONTENT[f"{siglum}.txt"], encoding="utf-8", newline="")
    described = "".join(f'[[witness]]\nfile = "{name}.txt"\ntitle = {Q}\nstatus = {Q}\ndate = {Q}\n' for name in "AB")
    (folder / "witnesses.toml").write_text(described, encoding="utf-8")
    for number, decision in enumerate(DECIDED):
        DecisionsFile(folder / "decisions.toml", folder, 10**6).add(decision)
        made = f"{('made', 'noted', 'other')[number]}.json"
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            run("apparatus", *ABC, "--to", "json", "-o", made)
    (folder / "collate.toml").write_text(TOML, encoding="utf-8")
    return folder


@pytest.mark.parametrize("arguments", RUNS, ids=[f"{n}-{' '.join(map(ascii, r))[:60]}" for n, r in enumerate(RUNS)])
def test_nothing_that_acts_reaches_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Neither by stdout nor by stderr, whatever the command says of it."""
    monkeypatch.chdir(folder)
    done = run(*arguments)
    assert "fault of Collate" not in done.err, done.err
    assert [hex(ord(char)) for char in ACTS.findall(done.out + done.err)] == []


def test_every_command_is_walked() -> None:
    """A command that is new wants its lines here."""
    assert {arguments[0] for arguments in RUNS} >= set(COMMANDS)


def test_what_is_planted_is_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As signs, in its place: conjectures, names, what a print profile holds, decisions."""
    monkeypatch.chdir(folder)
    printed = run("apparatus", *ABC).out
    sign = "␛]0;P␇␛[2J"
    assert f"sewen{sign}" in printed
    assert f"Ed{sign}" in printed
    assert "] sevin" not in printed
    assert f"seven{sign}" in printed
    assert sign in run("explain", "u3", *ABC).out
    assert sign in run("decide", "list", *ABC).out


def test_colours_pass_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, where rich writes escape sequences of its own; also of a text that nobody has cleaned."""
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    screen_module.show([Text(f"a{BAD}", style="bold yellow")])
    shown = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())
    assert screen.getvalue().startswith("\x1b[1;33m")
    assert set(ACTS.findall(shown)) <= {"\u2068", "\u2069"}  # the isolates that views put around words

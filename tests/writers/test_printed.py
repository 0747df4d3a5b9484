"""Printed forms, proved in what reads them: TeX sets the pages, and nothing in a text is markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import run, thorough
from tests.tex import log_of

PAIRS = {
    "fr": ("par peurs conventions secrètes du roi et du duc", "par leurs conventions secretes du roi et duc"),
    "ru": ("Россійское Правительство и миръ всѣхъ людей", "Российское Правительство и мир всех народов"),
    "zh": ("道可道，非常道。名可名，非常名。", "道可道也，非恆道也。名可名，非恆名。"),
    "grc": ("Ἐν ἀρχῇ ἦν ὁ λόγος καὶ θεὸς ἦν ὁ λόγος", "Ἐν ἀρχῇ ἦν λόγος καὶ ὁ λόγος θεὸς ἦν"),
    "he": ("בראשית ברא אלהים את השמים ואת הארץ", "בראשית ברא אלוהים את השמים והארץ"),
    "ar": ("بسم الله الرحمن الرحيم رب العالمين", "بسم الله الرحمن رب العالمين كلهم"),
    "en": (r"He paid 5% & $3 \input{x} {y} ~ #4 ^2 a_b <t>", r"He paid 6% & $3 \write18{x} {z} ~ #5 ^2 a_c <u>"),
}
SEEN = {"fr": "leurs", "ru": "народов", "zh": "恆", "grc": "λόγος", "he": "hB", "ar": "hB", "en": "write18{x}"}


def written(folder: Path, language: str, form: str, profile: str = "classical") -> str:
    """The apparatus of a pair in a form."""
    for siglum, text in zip(("A", "hB"), PAIRS[language], strict=True):
        (folder / f"{siglum}.txt").write_text(text + "\n", encoding="utf-8")
    files = [str(folder / "A.txt"), str(folder / "hB.txt")]
    done = run("apparatus", "-l", language, "-p", profile, "--to", form, *files)
    assert done.status == 0, done.err
    return done.out


# XeLaTeX in a language that runs from left to right and in one from right to left, always; the rest, and LuaLaTeX,
# which takes long to load fonts, in thorough runs.
ENGINES = [
    *((language, "xelatex", "reledmac") for language in ("fr", "ar")),
    *(pytest.param(language, "xelatex", "reledmac", marks=thorough) for language in ("ru", "grc", "he", "en", "zh")),
    *(
        pytest.param(language, "lualatex", form, marks=thorough)
        for language in PAIRS
        for form in ("reledmac", "ekdosis")
    ),
]


@pytest.mark.parametrize(("language", "engine", "form"), ENGINES)
def test_tex_sets_the_apparatus(tmp_path: Path, engine: str, form: str, language: str) -> None:
    """Compiled three times as written: no error, no missing letter, and the page holds the variants."""
    for program in (engine, "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")
    tex = tmp_path / "app.tex"
    tex.write_text(written(tmp_path, language, form), encoding="utf-8")
    for last in (False, False, True):  # only the last run has to make the page
        quick = [] if last else ["-no-pdf" if engine == "xelatex" else "-draftmode"]
        command = [engine, *quick, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", tex.name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    log = log_of(tmp_path / "app")
    assert done.returncode == 0, log[-2000:]
    assert "Missing character" not in log
    page = subprocess.run(["pdftotext", "app.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    assert SEEN[language] in page.replace("\n", "")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_text_is_no_markup(tmp_path: Path, form: str) -> None:
    """Tags, emphasis and links in a witness are shown as they stand."""
    (tmp_path / "A.txt").write_text("one <b onclick=x>two</b> *three* [four](x) five", encoding="utf-8")
    (tmp_path / "B.txt").write_text("one <script>six</script> _seven_ ![eight](y) five", encoding="utf-8")
    files = [str(tmp_path / "A.txt"), str(tmp_path / "B.txt")]
    printed = run("apparatus", "-l", "en", "--to", form, *files).out
    assert "<script" not in printed
    assert "<b onclick" not in printed
    assert (r"\!\[eight\]\(y" if form == "markdown" else "&lt;/script&gt;") in printed


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    """No date, no order of sets."""
    for form in ("tei", "reledmac", "ekdosis", "html", "markdown", "json", "csv", "svg"):
        assert written(tmp_path, "fr", form) == written(tmp_path, "fr", form)


@pytest.mark.parametrize("form", ["markdown", "html", "text", "reledmac", "ekdosis"])
def test_right_to_left_entries_show_no_signs_of_their_own(tmp_path: Path, form: str) -> None:
    """What keeps a terminal in order is not printed as if the text had it."""
    assert "2068" not in written(tmp_path, "he", form)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv-long", "svg", "nexus"])
def test_a_form_without_a_place_for_it_has_its_recipe_beside_it(tmp_path: Path, form: str) -> None:
    """Sources with their digests, settings, versions."""
    path = tmp_path / "out"
    files = ["examples/moved-A.txt", "examples/moved-B.txt"]
    assert run("apparatus", "-l", "en", "--to", form, "-o", str(path), *files).status == 0
    assert "sha256" in (tmp_path / "out.recipe.json").read_text(encoding="utf-8")


def test_ekdosis_keeps_the_space_after_words_that_others_add(tmp_path: Path) -> None:
    """Its notes swallow the space that follows, unless something stands between."""
    (tmp_path / "A.txt").write_text("la sans un accord", encoding="utf-8")
    (tmp_path / "hB.txt").write_text("la paix sans un accord", encoding="utf-8")
    files = [str(tmp_path / "A.txt"), str(tmp_path / "hB.txt")]
    printed = run("apparatus", "-l", "fr", "--to", "ekdosis", *files).out
    assert "}{} sans un accord" in printed


@pytest.mark.parametrize("form", ["reledmac", "ekdosis"])
@pytest.mark.parametrize("case", ["a passage before the first word", "passages that overlap", "a base without words"])
def test_every_entry_is_printed(form: str, case: str, tmp_path: Path) -> None:
    """Where several stand before the first word of the base, where two overlap, and where the base has no word."""
    long, more = (" ".join(f"{letter}{'abcdefghij'[k]}" for k in range(10)) for letter in ("word", "more"))
    texts = {
        "a passage before the first word": (
            "end of it",
            f"{long} end of it",
            f"{long.replace('worde', 'other')} end of it",
        ),
        "passages that overlap": (f"first {long} the {more}", long, more),
        "a base without words": ("", f"{long}", f"{long.replace('worde', 'other')}"),
    }[case]
    for siglum, text in zip("ABC", texts, strict=True):
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{siglum}.txt") for siglum in "ABC"]
    units = json.loads(run("apparatus", "-l", "en", "--to", "json", *files).out)["units"]
    assert len(units) > 1
    tex = run("apparatus", "-l", "en", "--to", form, *files).out
    assert len(re.findall(NOTE[form], tex)) == len(units)
    labels = re.findall(r"labele=(u\d+e)|\\xxref\{u\d+a\}\{(u\d+b)\}", tex)
    assert all(len(re.findall(rf"label\{{{a or b}\}}", tex)) == 1 for a, b in labels)


NOTE = {"reledmac": r"\\[AB]footnote\[nosep\]", "ekdosis": r"\\note\b(?=\[type|\{)"}

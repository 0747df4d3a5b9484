"""The workbench in a browser: what an editor sees and does, by key and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser import until
from tests.conftest import TREATY, thorough
from tests.workbench.conftest import KINGS, Served

DRAFT = [TREATY / "fr-draft.txt", TREATY / "fr-edited.txt"]
Shows = Callable[..., Served]
HOSTILE = {
    "A": "The <img src=x onerror=alert(1)> king </script><script>document.title='owned'</script> sat.\n",
    "B": "The {{7*7}} queen \u202egnik ${alert(1)} </style> sat\u0001 javascript:alert(1).\n",
    "C'\"><b>": "The &lt;b&gt; duke <a href='//evil.example'>x</a> sat \x1b[31m.\n",
}


def press(page: Any, *keys: str) -> None:
    """Press keys, each when the workbench has done what the one before asked for."""
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def settled(page: Any) -> None:
    until(page, "document.documentElement.dataset.busy !== 'yes' || document.querySelector('#dialog').open")


def written(shown: Served) -> str:
    path = shown.folder / "decisions.toml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def said(page: Any) -> str:
    return str(page.inner_text("#said"))


def test_one_key_decides_and_moves_on(shows: Shows) -> None:
    """Text, apparatus, list and progress follow at once."""
    shown = shows(DRAFT, "fr")
    page = shown.page
    assert page.inner_text("#unit h2").startswith("u1")
    press(page, "a")
    assert page.inner_text("#progress-said") == "1 of 23"
    assert page.inner_text("#unit h2").startswith("u2")
    press(page, "l")
    assert written(shown).count("[[decision]]") == 2
    until(page, "document.querySelector('#text').innerText.includes('établies par leurs conventions')")
    assert "leurs] peurs fr-draft" in page.inner_text("#text .entries")
    press(page, "u", "u")
    assert "[[decision]]" not in written(shown)
    assert page.inner_text("#progress-said") == "0 of 23"
    press(page, "Shift+KeyU")
    assert written(shown).count("[[decision]]") == 1


@pytest.mark.parametrize("letter", ["ρ", pytest.param("ר", marks=thorough), pytest.param("к", marks=thorough)])
def test_keys_work_in_every_layout(shows: Shows, letter: str) -> None:
    """What counts is the place of the key: where R is, Greek has ρ, Hebrew ר, Russian к."""
    shown = shows(KINGS)
    shown.page.evaluate(
        "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code: 'KeyR', bubbles: true}))",
        letter,
    )
    settled(shown.page)
    assert 'do = "regularise"' in written(shown)


@thorough
def test_keys_are_letters_where_somebody_writes(shows: Shows) -> None:
    shown = shows(KINGS)
    page = shown.page
    press(page, "w")
    page.keyboard.type("arulkj")
    assert written(shown) == ""
    page.keyboard.press("Enter")
    press(page, "k")
    assert 'why = "arulkj"' in written(shown)


def test_everywhere_shows_its_places_first(shows: Shows) -> None:
    """Escape leaves all as it was; Enter decides."""
    shown = shows({"A": "The king saw the king.\n", "B": "The kyng saw the kyng.\n"})
    page = shown.page
    press(page, "Shift+KeyR")
    until(page, "document.querySelector('#dialog').open")
    assert "This takes 2 places" in page.inner_text("#dialog")
    assert page.locator("#dialog .places li").count() == 2
    page.keyboard.press("Escape")
    settled(page)
    assert written(shown) == ""
    press(page, "Shift+KeyR")
    until(page, "document.querySelector('#dialog').open")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#progress-said').textContent === '2 of 2'")
    assert 'scope = "everywhere"' in written(shown)


@thorough
def test_all_that_keys_do_the_mouse_does(shows: Shows) -> None:
    shown = shows(DRAFT, "fr")
    page = shown.page
    page.click("#list [data-name=u2]")
    settled(page)
    page.click("#unit [data-label=slip]")
    settled(page)
    assert 'value = "slip"' in written(shown)
    page.click("#text [data-unit='4']")
    settled(page)
    page.click("#unit [data-reading='0']")
    page.click("#unit [data-do=crux]")
    settled(page)
    assert 'do = "crux"' in written(shown)
    page.click("#undo")
    settled(page)
    assert 'do = "crux"' not in written(shown)


@thorough
def test_words_are_marked_with_the_mouse(shows: Shows) -> None:
    """A conjecture, a crux and a note may be about words in which all agree."""
    shown = shows(KINGS)
    page = shown.page
    box = page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll('#text [data-o]')];
          const words = pieces.find((one) => one.textContent.includes('in ')).firstChild;
          const at = words.data.indexOf('in ');
          const range = document.createRange();
          range.setStart(words, at);
          range.setEnd(words, at + 2);
          const box = range.getBoundingClientRect();
          return [box.left, box.right, box.top + box.height / 2];
        }"""
    )
    page.mouse.move(box[0] + 1, box[2])
    page.mouse.down()
    page.mouse.move(box[1] - 1, box[2])
    page.mouse.up()
    until(page, "document.querySelector('#unit h2').textContent.startsWith('Words')")
    assert page.inner_text("#unit mark") == "in"
    press(page, "k")
    assert 'do = "crux"' in written(shown)
    assert 'at = "in"' in written(shown)
    assert page.evaluate("document.querySelector('#text [data-before=\"†\"]').textContent") == "in"


@thorough
def test_the_list_is_filtered_and_searched(shows: Shows) -> None:
    page = shows(DRAFT, "fr").page
    page.select_option("#filter", "label slip")
    assert page.locator("#list li").count() == 1
    page.select_option("#filter", "all")
    page.fill("#search", "laguerre")
    assert page.locator("#list li").count() == 1
    page.keyboard.press("Enter")
    settled(page)
    assert page.inner_text("#unit h2").startswith("u6")
    page.fill("#place", "u20")
    page.keyboard.press("Enter")
    settled(page)
    assert page.inner_text("#unit h2").startswith("u20")


def test_what_is_changed_elsewhere_is_shown(shows: Shows) -> None:
    """By hand, while the browser is open: it notices, says what came, and draws it."""
    shown = shows(KINGS)
    page = shown.page
    press(page, "k")
    text = written(shown)
    (shown.folder / "decisions.toml").write_text(text.replace('"crux"', '"deletion"'), encoding="utf-8")
    until(page, "document.querySelector('#alerts').textContent.includes('changed elsewhere')")
    assert "deletion" in page.inner_text("#alerts")
    until(page, "!!document.querySelector('#text [data-before=\"[\"]')")
    page.click("#alerts [data-do=seen]")
    assert page.inner_text("#alerts") == ""


@thorough
def test_a_broken_file_is_one_sentence_on_the_screen(shows: Shows) -> None:
    shown = shows(KINGS, asks=False)
    (shown.folder / "decisions.toml").write_text("[[decision]\n", encoding="utf-8")
    until(shown.page, "document.querySelector('#alerts').textContent.includes('decisions.toml')")
    press(shown.page, "k")
    assert "decisions.toml" in said(shown.page)
    assert written(shown) == "[[decision]\n"


@thorough
def test_the_reload_of_a_page_loses_nothing(shows: Shows) -> None:
    """The token stays in the window, and out of the address."""
    shown = shows(KINGS)
    press(shown.page, "k")
    assert "token" not in shown.page.url
    shown.page.reload()
    until(shown.page, "document.documentElement.dataset.ready === 'all'")
    press(shown.page, "u")
    assert written(shown) == ""


@thorough
def test_output_is_handed_to_the_browser(shows: Shows) -> None:
    page = shows(DRAFT, "fr").page
    press(page, "a")
    page.keyboard.press("o")
    until(page, "document.querySelector('#dialog').open")
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    assert waited.value.suggested_filename == "apparatus.xml"
    assert b"<TEI" in Path(waited.value.path()).read_bytes()


def test_texts_and_names_are_never_markup(shows: Shows) -> None:
    """In list, text, apparatus, panel, dialogs: what a text holds is shown, and does nothing."""
    shown = shows(HOSTILE)
    page = shown.page
    page.on("dialog", lambda _: pytest.fail("a text has acted"))
    for _ in range(len(shown.workbench.desk.rows)):
        press(page, "n")
    press(page, "m")
    page.keyboard.type("<img src=x onerror=alert(2)>")
    page.keyboard.press("Enter")
    settled(page)
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    assert page.title() != "owned"
    assert page.locator("#desk img, #desk script, #desk b b, #alerts img, a[href*=evil]").count() == 0
    assert "<img src=x onerror=alert(1)>" in page.inner_text("#text")
    assert "\u202e" not in page.inner_text("body")


SCREENS = [
    (1280, "light"),
    *(pytest.param(*one, marks=thorough) for one in ((1280, "dark"), (600, "light"), (600, "dark"))),
]


@thorough
def test_findings_stand_among_the_units(shows: Shows) -> None:
    """By their place in the original; one key and a reason dismiss one, and undo brings it back."""
    texts = {"fr": "Le roi a dix navires.\nIl ne vient pas.\n", "fr2": "Le roi a dix navires.\nIl ne viendra pas.\n",
             "en": "The king has twelve ships.\nHe does not come.\n"}  # fmt: skip
    shown = shows(texts, "")
    page = shown.page
    until(page, "document.querySelectorAll('#list [data-item^=f]').length > 0", 30)
    first, second = (page.locator("#list li").nth(k).get_attribute("data-item") for k in (0, 1))
    assert (first[0], second[0]) == ("f", "u")
    page.click("#list [data-name^=f]")
    settled(page)
    assert "twelve" in page.inner_text("#unit mark >> nth=1")
    page.keyboard.press("d")
    until(page, "document.querySelector('#dialog').open")
    page.keyboard.type("so in the copy")
    page.keyboard.press("Enter")
    until(page, "document.documentElement.dataset.busy !== 'yes'")
    assert 'why = "so in the copy"' in written(shown)
    assert page.locator("#list [data-name^=f] .mark").inner_text() == "✓"
    press(page, "u")
    assert page.locator("#list [data-name^=f] .mark").inner_text() == "·"


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_it_is_accessible(shows: Shows, width: int, scheme: str) -> None:
    """axe-core finds nothing: at the start, at a decided unit, in a dialog, with news."""
    from axe_playwright_python.sync_playwright import Axe

    shown = shows(DRAFT, "fr", width=width, scheme=scheme)
    page = shown.page

    def checked() -> None:
        found = Axe().run(page)
        problems = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found.response["violations"]]
        assert problems == []

    checked()
    press(page, "a", "l", "k", "p")
    (shown.folder / "decisions.toml").write_text(written(shown).replace('"crux"', '"deletion"'), encoding="utf-8")
    until(page, "document.querySelector('#alerts').textContent.includes('changed elsewhere')")
    checked()
    page.keyboard.press("o")
    until(page, "document.querySelector('#dialog').open")
    checked()

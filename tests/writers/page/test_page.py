"""The page, in a real browser: what a reader, a teacher and a reviewer do with it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Opens, until
from tests.conftest import ROOT, TREATY, run, thorough
from tests.writers.page.conftest import page_of

MOVED = ROOT / "examples" / "moved-A.txt", ROOT / "examples" / "moved-B.txt"


def marked(page: Any) -> list[str]:
    return list(page.eval_on_selector_all("#text .unit", "all => all.map(one => one.firstChild.textContent)"))


def card(page: Any) -> str:
    return str(page.locator("#card").inner_text()) if page.locator("#card").is_visible() else ""


def test_every_unit_of_the_terminal_is_a_link_of_the_page_with_its_line_and_its_reasons(
    opens: Opens, treaty: Path
) -> None:
    """The page says of each unit what `collate apparatus --to json` says: place, readings, labels and why."""
    units = json.loads(
        run("apparatus", TREATY / "fr-draft.txt", TREATY / "fr-edited.txt", "--to", "json").out
    )["units"]  # fmt: skip
    page = opens(treaty)
    cards = page.evaluate("""[...document.querySelectorAll("#text .unit")].map((one) => {
        one.click();
        return [one.dataset.unit, document.querySelector("#card").innerText];
    })""")
    assert [f"u{number}" for number, _ in cards] == [unit["id"] for unit in units]
    for unit, (_, shown) in zip(units, cards, strict=True):
        assert f"line {unit['line']}" in shown
        for reading in unit["readings"]:
            assert reading["text"] in shown
            assert all(label["because"] in shown and label["name"] in shown for label in reading["labels"])


def test_a_card_opens_below_its_words_and_closes_with_escape(opens: Opens, treaty: Path) -> None:
    """It stands where the words are, and the keyboard is given back to them."""
    page = opens(treaty)
    link = page.locator("#text [data-unit='2']")
    link.focus()
    page.keyboard.press("Enter")
    words, opened = link.bounding_box(), page.locator("#card").bounding_box()
    assert 0 <= opened["y"] - (words["y"] + words["height"]) < 20
    assert "neighbours on the keyboard" in card(page)
    page.keyboard.press("Escape")
    assert not card(page)
    assert page.evaluate("document.activeElement.dataset.unit") == "2"


def test_what_is_filtered_out_is_not_marked(opens: Opens, treaty: Path) -> None:
    """By label, by class and by witness; the text stays."""
    page = opens(treaty)
    text = page.locator("#text").inner_text()
    assert len(marked(page)) == 23
    page.click("#filters-open")
    page.click("[data-label='accent']")
    assert "gravite" not in marked(page)
    assert "21 of 23" in page.locator("#count").inner_text()
    page.click("#substantive")
    assert "peurs" in marked(page)
    assert "convention" not in marked(page)
    page.click("[data-witness-box='1']")
    assert marked(page) == []
    digits = str.maketrans("", "", "0123456789‸ \n")
    assert page.locator("#text").inner_text().translate(digits) == text.translate(digits)


def test_a_reader_can_switch_the_base(opens: Opens, treaty: Path) -> None:
    """Then the other witness is the text, and the labels are those of the way back."""
    page = opens(treaty)
    page.select_option("#base", label="fr-edited")
    assert "leurs" in marked(page)
    page.locator("#text [data-unit='8']").click()
    assert "omission" in card(page)
    assert "base=fr-edited" in page.url
    page = opens(treaty, "#u8&base=fr-edited")
    assert "omission" in card(page)


def test_search_is_without_case_and_accents_and_goes_to_the_place(opens: Opens, treaty: Path) -> None:
    """Every witness is searched, also across what varies."""
    page = opens(treaty)
    for words, times, found in (("GRAVITE", 2, "gravite"), ("Peurs  conventions", 1, "peurs2 conventions")):
        page.fill("#search", words)
        assert page.locator("#hits li").count() == times
        page.locator("#hits button").first.click()
        until(page, f"[...CSS.highlights.get('hit') ?? []].join() === {found!r}")


def test_a_move_is_an_arc_and_can_be_followed(opens: Opens, tmp_path: Path) -> None:
    """From the place that the words have left to the one they went to."""
    page = opens(page_of(tmp_path, "-l", "en", *MOVED))
    assert page.locator("#overview .arc").count() == 3
    assert page.locator("#arcs .arc").count() == 2  # the third is within one unit
    page.locator("#text [data-unit='2']").click()
    page.click("[data-follow]")
    assert "Unit 3" in card(page)
    assert page.locator("#text [data-unit='3']").get_attribute("aria-current") == "true"


@pytest.mark.parametrize("place", ["#u19", "#u8&view=synopsis"])
def test_a_link_leads_to_its_unit(opens: Opens, treaty: Path, place: str) -> None:
    """The card is open and the words are on the screen."""
    page = opens(treaty, place)
    number = place[2:].partition("&")[0]
    assert f"Unit {number}" in card(page)
    at = f"document.querySelector('[data-unit=\"{number}\"]').getBoundingClientRect()"
    until(page, f"{at}.top > 40 && {at}.bottom < 700")


def test_a_link_that_leads_nowhere_does_no_harm(opens: Opens, treaty: Path) -> None:
    """The text stands as ever."""
    page = opens(treaty, "#u999")
    for place in ("#f7", "#nothing", "#u1&base=%E0%A4%A", "#%", "#base=X&view=Y", "#u2"):
        page.evaluate(f"location.hash = {place!r}")
    until(page, "document.querySelector('#card').innerText.includes('Unit 2')")
    assert len(marked(page)) == 23


def test_everything_can_be_done_from_the_keyboard(opens: Opens, treaty: Path) -> None:
    """Next, previous, view, base, search, filters, entries, help, and the strip."""
    page = opens(treaty)
    press = page.keyboard.press
    press("n")
    assert "Unit 1" in card(page)
    press("n")
    press("p")
    assert "Unit 1" in card(page)
    press("v")
    assert page.locator("[role='columnheader']").count() == 2
    press("b")
    assert "fr-edited (base)" in page.locator("[role='columnheader']").first.inner_text()
    press("e")
    until(page, "document.documentElement.dataset.ready === 'all'")
    assert page.locator(".entries li").count() == 23
    press("f")
    assert page.locator("#filters").is_visible()
    press("Escape")
    press("Escape")
    press("?")
    assert page.locator("#help").is_visible()
    press("Escape")
    page.locator("#slider").focus()
    before = page.get_attribute("#slider", "aria-valuetext")
    press("End")
    until(page, f"document.querySelector('#slider').getAttribute('aria-valuetext') !== {before!r}")
    press("/")
    page.keyboard.type("vbe")
    assert page.input_value("#search") == "vbe"


def test_it_can_be_cited(opens: Opens, treaty: Path) -> None:
    """With its words, its place, the collation and the address."""
    page = opens(treaty, "#u2")
    page.click("[data-do='cite']")
    until(page, "document.querySelector('#cited').textContent")
    cited = page.locator("#cited").inner_text()
    assert cited.startswith("“peurs] leurs fr-edited (slip)”, preamble, line 2 of fr-draft (unit 2), in: Traité")
    assert cited.endswith("#u2")


def test_on_paper_every_entry_stands_below_its_paragraph(opens: Opens, treaty: Path, tmp_path: Path) -> None:
    """Nothing is hidden in a card, and no control is printed."""
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext (Debian: poppler-utils)")
    page = opens(treaty)
    page.pdf(path=tmp_path / "page.pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert "2. peurs] leurs fr-edited (slip)" in text
    assert "8. after la] add. paix fr-edited" in text
    assert "23. Signes] Signé fr-edited (inflection)" in text
    assert "Filters" not in text
    assert len(marked(page)) == 23  # and afterwards the screen is as before


def test_findings_stand_in_their_place_with_their_evidence(opens: Opens, translated: Path) -> None:
    """Original and translations side by side; a sign at the words, and why, one click away."""
    page = opens(translated)
    assert page.locator("[role='columnheader']").count() == 4
    line = page.locator(".row", has=page.locator("[data-finding='1']")).first
    assert "chacune" in line.text_content()
    assert "ни одна" in line.text_content()
    line.locator("[data-finding='1']").first.click()
    shown = card(page)
    assert "both translations agree against the original" in shown
    assert "in doubt: the original" in shown
    page.click("#card summary")
    assert "contrac=договар (given)" in card(page)
    page.click("#view-reading")
    assert page.locator("#text .base [data-finding]").count() == 3


def test_a_text_with_nothing_but_translations_has_a_page(opens: Opens, tmp_path: Path) -> None:
    """Then there is no apparatus, and the passages still stand side by side."""
    page = opens(page_of(tmp_path, TREATY / "fr-draft.txt", TREATY / "ru.txt", "--no-dictionaries"))
    assert page.locator("[role='columnheader']").count() == 2
    assert "finding" in page.locator("#count").inner_text()


def test_what_is_not_extant_is_not_left_out(opens: Opens, tmp_path: Path) -> None:
    """A fragment is said to be one, a word left out is shown as such; and the strip has both."""
    words = [f"word{k}" for k in range(200)]
    for name, text in (("A", words), ("B", words[60:]), ("C", [*words[:100], *words[101:]])):
        (tmp_path / f"{name}.txt").write_text(" ".join(text) + ".\n", encoding="utf-8")
    page = opens(page_of(tmp_path, *(tmp_path / f"{name}.txt" for name in "ABC"), "-l", "en"), "#view=synopsis")
    assert page.locator("[data-witness='2'] [aria-label='left out']").count() == 1
    assert page.locator("#overview .gone").count() == 1
    page.locator("[data-unit='1']").first.click()
    assert "not extant" in card(page)


def test_a_long_text_is_filled_as_the_browser_finds_time(opens: Opens, tmp_path: Path) -> None:
    """And a link to its last unit leads there."""
    lines = [f"Paragraph {k} says what it says, and the number {k} again." for k in range(800)]
    (tmp_path / "A.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (tmp_path / "B.txt").write_text("\n\n".join(lines).replace("799 again", "799 anew"), encoding="utf-8")
    page = opens(page_of(tmp_path, tmp_path / "A.txt", tmp_path / "B.txt", "-l", "en"), "#u1")
    assert page.locator(".block").count() == 800
    until(page, "(at => at.top > 0 && at.bottom < 800)(document.querySelector('[data-unit]').getBoundingClientRect())")


SCRIPTS = {
    "he": ("שלום עולם טוב", "שלום עולם רע", "rtl"),
    "zh-Hant": ("道可道非常道", "道可道也非常道", "ltr"),
}


@pytest.mark.parametrize("code", SCRIPTS)
def test_every_stretch_of_text_says_its_language_and_direction(opens: Opens, tmp_path: Path, code: str) -> None:
    """In the running text, in the card, in the columns and in what a search finds."""
    one, other, direction = SCRIPTS[code]
    (tmp_path / "A.txt").write_text(one, encoding="utf-8")
    (tmp_path / "B.txt").write_text(other, encoding="utf-8")
    page = opens(page_of(tmp_path, tmp_path / "A.txt", tmp_path / "B.txt", "-l", code), "#u1")
    page.fill("#search", one.split()[0][:2])
    wanted = f"[lang='{code}'][dir='{direction}']"
    assert page.locator(f".base{wanted}").count() == 1
    assert page.locator(f"#card .words{wanted}").count() >= 1
    assert page.locator(f"#hits span{wanted}").count() == 2
    page.click("#view-synopsis")
    assert page.locator(f"[role='cell']{wanted}").count() == 2


def test_the_page_of_the_treaty_is_small_and_asks_for_nothing(treaty: Path, translated: Path) -> None:
    """Less than 300 kB, and no address in it but the name of a notation."""
    for path in (treaty, translated):
        text = path.read_text(encoding="utf-8")
        assert len(text.encode()) < 300_000
        rest = text.replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in rest
        assert "https:" not in rest
        assert not any(sign in rest for sign in ("src=", "@import", "url(http", "<link"))


def test_the_recipe_stands_at_the_foot(opens: Opens, treaty: Path) -> None:
    """Files with their digests, settings, versions."""
    page = opens(treaty)
    page.click("#recipe summary")
    recipe = json.loads(page.locator("#recipe pre").inner_text())
    page.click("#recipe summary")
    assert not any(word in page.locator("body").inner_text().split() for word in ("false", "null", "undefined"))
    assert recipe["sources"][0]["file"] == "fr-draft.txt"
    assert len(recipe["sources"][0]["sha256"]) == 64


@pytest.mark.parametrize(("width", "scheme"), [(400, "dark"), pytest.param(1900, "light", marks=thorough)])
def test_axe_finds_nothing_to_object_to(opens: Opens, translated: Path, width: int, scheme: str) -> None:
    """In both themes, on a phone and on a projector, in both views, with everything open."""
    from axe_playwright_python.sync_playwright import Axe

    page = opens(translated, "#u2", width=width, scheme=scheme)
    for view in ("synopsis", "reading"):
        page.click(f"#view-{view}")
        page.evaluate("document.querySelector('#filters').hidden = false")
        page.fill("#search", "paix")
        page.locator("#text [data-unit='2']").first.click()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def written(folder: Path, **texts: str) -> list[Path]:
    """Files of those names and texts."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder / f"{name}.txt" for name in texts]


def test_a_passage_over_paragraphs_is_bracketed_in_every_column_that_differs(opens: Opens, tmp_path: Path) -> None:
    """What replaces it in brackets, what leaves it out with one sign a band; the bracket closes at the very end too."""
    start = " ".join(f"word{k}" for k in range(40))
    one, two = "Snow fell on the wide mountains", "Nobody saw them in the dark valley"
    files = written(
        tmp_path,
        A=f"{start}.\n\n{one}.\n\n{two}.",
        B=f"{start}.\n\nIce grew on far other hills\n\nEverybody heard us under every bright roof.",
        C=f"{start}.",
    )
    page = opens(page_of(tmp_path, *files, "-l", "en"), "#view=synopsis")
    base = page.locator("[data-witness='0']").all_text_contents()
    assert "⌈" in "".join(base)
    assert "".join(base).count("⌈") == "".join(base).count("⌉")
    for witness in ("1", "2"):
        cells = page.locator(f"[data-witness='{witness}']")
        assert cells.locator("[data-unit]").count() >= 1
    assert all(text.strip() for text in page.locator("[data-witness='2']").all_text_contents())


def test_where_a_witness_is_not_extant_it_says_so_once(opens: Opens, tmp_path: Path) -> None:
    """Not for every unit in the gap, and the strip has no differences there."""
    words = [f"word{k}" for k in range(160)]
    other = [*words[:20], "else", *words[21:60], "changed", *words[61:]]
    files = written(tmp_path, A=" ".join(words), B=" ".join(words[:100]), C=" ".join(other), D=" ".join(words[80:]))
    page = opens(page_of(tmp_path, *files, "-l", "en"), "#view=synopsis")
    assert page.locator("[data-witness='3']").first.text_content().count("[…]") == 1
    assert page.locator("[data-witness='1']").first.text_content().count("[…]") == 1
    assert page.locator("#overview .bars").nth(2).get_attribute("d") == ""


def test_search_goes_to_the_very_occurrence(opens: Opens, tmp_path: Path) -> None:
    """The second is the second; what only another witness has opens its unit; σ and ς, spaces, line ends are alike."""
    files = written(
        tmp_path, A="le roi vint\u00a0; puis le roi partit. ΛΟΓΟΣ", B="le roi vint\u00a0; puis la reine partit. Λόγος"
    )
    page = opens(page_of(tmp_path, *files, "-l", "fr"))
    where = "[...CSS.highlights.get('hit')][0].getBoundingClientRect().left"
    page.fill("#search", "le roi")
    starts = []
    for number in (0, 1):
        page.locator("#hits button").nth(number).click()
        starts.append([page.evaluate(where), page.evaluate("[...CSS.highlights.get('hit')].join()")])
    assert starts[0][1] == starts[1][1] == "le roi"
    assert starts[0] != starts[1]
    page.fill("#search", "la reine")
    assert not page.evaluate("CSS.highlights.has('hit')")
    page.locator("#hits button").first.click()
    assert "la reine" in card(page)
    for words, times in (("λογος", 2), ("vint ; puis", 2)):
        page.fill("#search", words)
        assert page.locator("#hits li").count() == times


def test_with_many_witnesses_the_text_still_has_the_screen(opens: Opens, tmp_path: Path) -> None:
    """The strip takes a quarter at most, column heads stay below it, the title names a few."""
    text = "one two three four five six seven eight nine ten"
    files = written(
        tmp_path, **{f"W{k:02}": text.replace("three", f"drei{k}") + "\n" + "more\n\n" * 60 for k in range(30)}
    )
    page = opens(page_of(tmp_path, *files, "-l", "en", "--bases", "W00"), "#view=synopsis")
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_timeout(100)
    strip, heads = page.locator("#overview").bounding_box(), page.locator(".heads").bounding_box()
    assert strip["height"] <= 0.27 * 800
    assert abs(heads["y"] - (strip["y"] + strip["height"])) < 2
    assert page.title() == "W00 · W01 · W02 · W03 · W04 · W05 and 24 more"


def test_paper_is_light_and_findings_keep_to_their_base(opens: Opens, translated: Path) -> None:
    """Also in the dark theme; and a finding about the draft is not put into the mouth of the edition."""
    page = opens(translated, "#view=reading", scheme="dark")
    page.click("#theme")
    page.click("#theme")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"
    page.emulate_media(media="screen")
    assert page.locator("#text [data-finding]").count() == 3
    page.select_option("#base", label="fr-edited")
    assert page.locator("#text [data-finding]").count() == 0
    page.evaluate("location.hash = '#u2'")
    until(page, "document.querySelector('#base').selectedOptions[0].label === 'fr-draft'")
    assert "/" not in page.evaluate("JSON.parse(document.querySelector('#data').textContent).findings[0].place[0]")


def test_a_text_without_signs_is_cut_all_the_same(opens: Opens, tmp_path: Path) -> None:
    """Else the columns would drift apart, and the strip would lead nowhere."""
    words = [f"word{k}" for k in range(2000)]
    files = written(tmp_path, A=" ".join(words), B=" ".join([*words[:700], "else", *words[701:]]))
    page = opens(page_of(tmp_path, *files, "-l", "en"), "#view=synopsis")
    assert page.locator(".block").count() >= 4


def test_a_long_omission_is_one_sign_wherever_it_begins(opens: Opens, tmp_path: Path) -> None:
    """In the middle of a paragraph too; what the others differ in there is no omission of its own."""
    words = [f"word{k}" for k in range(30)]
    more = [f"more{k}" for k in range(30)]
    files = written(
        tmp_path,
        A=f"\n\n{' '.join(words)}.\n\n{' '.join(more)}. Last words of all.",
        B=f"{' '.join(words).replace('word20', 'else')}.\n\n{' '.join(more)}. Last words of all.",
        C=f"{' '.join(words[:10])} {' '.join(more[20:])}. Last words of all.",
    )
    page = opens(page_of(tmp_path, *files, "-l", "en"), "#view=synopsis")
    signs = page.locator("[data-witness='2'] [data-unit]").evaluate_all("all => all.map((one) => one.dataset.unit)")
    assert len(signs) == 2  # where it begins, and where the next paragraph goes on with it
    assert len(set(signs)) == 1
    page.locator(f"[data-witness='0'] [data-unit='{signs[0]}']").first.click()
    assert "line 3" in card(page)  # of a file that begins with empty lines


def test_the_way_past_the_bar_keeps_what_was_chosen(opens: Opens, treaty: Path) -> None:
    """The link for those who use the keyboard says nothing of bases."""
    page = opens(treaty)
    page.select_option("#base", label="fr-edited")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    assert page.input_value("#base") == "1"


def test_ideographs_are_found_over_the_end_of_a_line(opens: Opens, tmp_path: Path) -> None:
    """There is no space between them, in the text as in what is searched."""
    page = opens(page_of(tmp_path, *written(tmp_path, A="道可道\n非常道", B="道可道\n非常名"), "-l", "zh"))
    page.fill("#search", "道非")
    assert page.locator("#hits li").count() == 2


def test_a_unit_in_a_passage_that_a_witness_lacks_says_so(opens: Opens, tmp_path: Path) -> None:
    """Whether the base lacks it or another: the card names who has no reading, and leads to the unit of the passage."""
    first, last = "in the beginning god created the heaven and the earth and", "the spirit moved upon the waters"
    for siglum, text in {"A": f"{first} {last}", "B": last, "C": f"{first.replace('god', 'God')} {last}"}.items():
        (tmp_path / f"{siglum}.txt").write_text(text, encoding="utf-8")
    made = page_of(tmp_path, "-l", "en", *(tmp_path / f"{siglum}.txt" for siglum in "ABC"))
    for place in ("#u2", "#u2&base=B", "#u2&view=synopsis"):
        page = opens(made, place)
        assert "In no reading here: B (unit 1)" in card(page)
        page.click("#card .absent a")
        assert "Unit 1" in card(page)

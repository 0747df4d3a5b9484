"""Nothing in a text, a siglum, a title or a file name runs in the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser import Opens
from tests.conftest import run
from tests.writers.page.conftest import page_of

PAYLOADS = [
    "<img src=x onerror=window.ran=1>",
    "</script><script>window.ran=1</script>",
    "<!--<script>",
    '" autofocus onfocus="window.ran=1" x="',
    "<a href='javascript:window.ran=1' id=evil>x</a>",
    "<svg onload=window.ran=1>",
    "$title ${data} \\u003cimg src=x onerror=window.ran=1\\u003e",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "</title></style><base href=//example.org/>",
    "a\u2028b\u202e\x1b[31mc",
]


def test_what_a_text_says_is_only_said(opens: Opens, tmp_path: Path) -> None:
    """In the text, as a variant, as the siglum and as the title; in both views, in the card and in the search."""
    (tmp_path / "A.txt").write_text("\n\n".join(f"one two {one} three" for one in PAYLOADS), encoding="utf-8")
    (tmp_path / "B.txt").write_text("\n\n".join(f"one {one} deux three" for one in PAYLOADS), encoding="utf-8")
    every = " ".join(one for one in PAYLOADS if one.isprintable())
    siglum = every.replace("/", "|").replace("=", "-")
    named = [f"{siglum}={tmp_path / 'A.txt'}", f"B{siglum}={tmp_path / 'B.txt'}"]
    page = opens(page_of(tmp_path, *named, "--title", every, "-l", "en"), "#u1")
    text = page.evaluate("""() => {
        const copy = document.querySelector("#text").cloneNode(true);
        copy.querySelectorAll("sup, .sign").forEach((one) => one.remove());
        return copy.textContent;
    }""")
    page.fill("#search", "<")
    page.locator("#hits button").first.click()
    page.click("#view-synopsis")
    page.locator("[data-unit]").first.click()
    page.click("[data-do='cite']")
    page.wait_for_timeout(50)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.querySelectorAll('img, iframe, base, #evil, script:not([type])').length") == 1
    assert page.locator("#title").text_content() == page.title() == every
    assert [one for one in PAYLOADS if one.isprintable() and one not in text] == []
    assert "a‹U+2028›b‹U+202E›␛[31mc" in text


def test_a_script_that_got_in_all_the_same_would_not_run(chromium: Any, treaty: Path, tmp_path: Path) -> None:
    """The policy names the digests of what the page came with: nothing else runs, and no other style applies."""
    changed = tmp_path / "changed.html"
    text = treaty.read_text(encoding="utf-8")
    planted = (
        "<script>window.ran = 1</script><p id=planted onclick=window.ran=2 style=position:fixed>planted</p><noscript>"
    )
    changed.write_text(text.replace("<noscript>", planted), encoding="utf-8")
    page = chromium.new_page(offline=True)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(changed.as_uri())
    page.click("#planted")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(planted).position") == "static"
    assert sum("violates the following Content Security Policy" in message for message in refused) >= 3
    page.close()


def test_trouble_is_a_sentence_and_no_page(tmp_path: Path) -> None:
    """A base that is not there, a witness alone: nothing is written."""
    (tmp_path / "A.txt").write_text("one two", encoding="utf-8")
    (tmp_path / "B.txt").write_text("one too", encoding="utf-8")
    both = tmp_path / "A.txt", tmp_path / "B.txt"
    for extra, said in (
        ((*both, "--bases", "A,C"), "there is no witness 'C'"),
        ((*both, "--base", "X"), "there is no witness 'X'"),
        (both[:1], "a collation needs two witnesses or more"),
    ):
        made = run("page", *extra, "-o", tmp_path / "page.html")
        assert made.status == 2
        assert said in made.err
        assert not (tmp_path / "page.html").exists()

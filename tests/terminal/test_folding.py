"""Running text is folded so that a terminal shows it as it is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.text import Text
from wcwidth import wcswidth

from collate.io.wording import width
from collate.terminal.folding import _lines, folded
from collate.terminal.signs import CARET, CLOSE, OPEN

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def lines(text: str, columns: int) -> list[str]:
    return [line.plain for line in folded(Text(text), columns)]


@given(st.text(st.sampled_from("ab  ‹›‸¹²中文，。「」é\u0301שׁ\n👍🏽"), max_size=60), st.integers(2, 30))
def test_folding_loses_only_the_spaces_at_the_ends_of_lines(text: str, columns: int) -> None:
    assert "".join(lines(text, columns)).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(st.text(st.sampled_from("ab  中文，。é\u0301"), max_size=60), st.integers(2, 30))
def test_no_line_is_wider_than_the_terminal(text: str, columns: int) -> None:
    assert all(wcswidth(line) <= columns for line in lines(text, columns))


@given(
    st.text(st.sampled_from("ab  ‹中，é\n"), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
    st.integers(2, 30),
)
def test_a_text_cut_at_once_is_what_its_lines_taken_out_one_by_one_are(
    plain: str, styled: list[tuple[int, int]], columns: int
) -> None:
    """With their styles; `folded` cuts at once, which is faster."""
    text = Text(plain, style="dim")
    for start, end in styled:
        text.stylize("bold", start, end)
    slow, offset = [], 0
    for part in plain.split("\n"):
        for start, end in _lines(part, columns, columns):
            slow.append(Text("", no_wrap=True, overflow="ignore") + text[offset + start : offset + end])
        offset += len(part) + 1
    made = folded(text, columns)
    assert [line.plain for line in made] == [line.plain for line in slow]
    assert [drawn(line) for line in made] == [drawn(line) for line in slow]


def drawn(line: Text) -> list[Segment]:
    console = Console(force_terminal=True, width=100, color_system="standard")
    return list(Segment.simplify(line.render(console)))


@pytest.mark.parametrize("columns", range(12, 40))
def test_a_sign_stays_with_the_word_that_it_marks(columns: int) -> None:
    text = (
        f"道可道{OPEN}也，{CLOSE}¹非{OPEN}恆{CLOSE}²道無欲{CARET}¹²以觀其妙 he saw{CARET}³ the {OPEN}river,{CLOSE}⁴ and"
    )
    for line in lines(text, columns):
        assert line[0] not in {CLOSE, CARET, *SUPERSCRIPTS, "，"}
        assert line[-1] != OPEN


def test_the_lines_after_the_first_have_an_indent_of_their_own() -> None:
    found = [line.plain for line in folded(Text("one two three"), 9, 1, 4)]
    assert found == [" one two", "    three"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Traité", 6), ("Traite\u0301", 6), ("ſtraße", 6), ("œuvre", 5), ("Ἐν ἀρχῇ", 7),
        ("ἀ\u0345", 1), ("договоръ", 8), ("бг҃ъ", 3), ("въ", 2), ("שלום", 4), ("שָׁלוֹם", 4),
        ("בְּרֵאשִׁית", 6), ("كتاب", 4), ("كِتَابٌ", 4), ("道可道", 6), ("，", 2), ("「名」", 6),
        ("カタカナ", 8), ("ｶﾀｶﾅ", 4), ("한글", 4), ("ﬁ", 1), ("नमस्ते", 4), ("क्षि", 2), ("ก็", 1),
        ("ไทย", 3), ("☕", 2), ("☕\ufe0f", 2), ("❤", 1), ("❤\ufe0f", 2), ("👍", 2), ("👍🏽", 2),
        ("👨\u200d👩\u200d👧", 2), ("🇫🇷", 2), ("1\ufe0f\u20e3", 2), ("a\u200bb", 2),
        ("a\u00adb", 3), ("…", 1), ("—", 1), ("½", 1), ("m̅", 1), ("ꝓ", 1), ("ꝯ", 1), ("𐌰", 1),
        ("𠀀", 2), ("｢", 1),
    ],
)  # fmt: skip
def test_a_text_is_as_wide_as_terminals_show_it(text: str, columns: int) -> None:
    """As Unicode has it. All but four are so in tmux 3.3a too (measured 2026-11-28: क्षि 3, ❤️ 1, 👍🏽 4, 1️⃣ 1)."""
    assert width(text) == columns

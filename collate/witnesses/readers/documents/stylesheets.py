"""What the style sheets of a page say of lines: which elements are hidden, and which begin a line of their own."""

from __future__ import annotations

from typing import Any

import regex
from lxml import etree

MOST_RULES = 400  # of one page that hide or display something
MOST_WORK = 2_000_000  # elements times rules
LONGEST_SELECTOR = 12  # words
_COMMENT = regex.compile(r"(?s)/\*.*?\*/|<!--|-->")
_NESTED = regex.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*+(?:\{[^{}]*+\})?+)*+\}|@[\w-]+[^{};]*;")
_RULE = regex.compile(r"(?P<selectors>[^{}]+)\{(?P<body>[^{}]*)\}")
_DISPLAY = regex.compile(r"(?i)(?:^|;)\s*display\s*:\s*(?P<value>[a-z-]+)")
_HIDDEN = regex.compile(r"(?i)(?:^|;)\s*visibility\s*:\s*hidden")
_LINES = {"block", "list-item", "table", "table-row", "flex", "grid", "table-cell", "table-caption"}
HIDDEN, OWN_LINE, INLINE = "hidden", "line", "inline"


def said(declarations: str) -> str:
    """What declarations say of an element: hidden, on a line of its own, inline, or "" for nothing."""
    display = _DISPLAY.search(declarations)
    if _HIDDEN.search(declarations) or (display and display["value"].lower() == "none"):
        return HIDDEN
    if display is None:
        return ""
    return OWN_LINE if display["value"].lower() in _LINES else INLINE


def displayed(root: Any, sheets: list[str]) -> dict[Any, str]:
    """The elements of a page that its style sheets hide or put on a line of their own.

    Rules for some devices only (``@media``) are left out, and of several rules for one element the last counts.
    """
    found: dict[Any, str] = {}
    rules = [rule for sheet in sheets for rule in _rules(sheet) if len(rule[0].split()) <= LONGEST_SELECTOR]
    size = sum(1 for _ in root.iter()) if rules else 1
    for selectors, what in rules[: min(MOST_RULES, MOST_WORK // size)]:
        for one in _selected(root, selectors):
            found[one] = what
    return found


def _rules(sheet: str) -> list[tuple[str, str]]:
    plain = _NESTED.sub(" ", _COMMENT.sub(" ", sheet))
    return [(rule["selectors"].strip(), what) for rule in _RULE.finditer(plain) if (what := said(rule["body"]))]


def _selected(root: Any, selectors: str) -> list[Any]:
    from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415  most pages have no such rule

    try:
        return list(root.xpath(HTMLTranslator().css_to_xpath(selectors)))
    except (SelectorError, etree.XPathError, ValueError, RecursionError):
        return []

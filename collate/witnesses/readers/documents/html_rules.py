"""Which elements of HTML are lines, which are not text, and how notes and page numbers are marked."""

from __future__ import annotations

from typing import Any

import regex

from collate.witnesses.readers.text_builder import Break

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# The break before and after each element that stands on lines of its own.
BREAKS = dict.fromkeys(
    HEADINGS
    | {"p", "blockquote", "ul", "ol", "dl", "table", "pre", "figure", "section", "article", "hr", "main", "aside"},
    Break.PARAGRAPH,
) | dict.fromkeys(
    ("div", "li", "tr", "td", "th", "dt", "dd", "address", "caption", "figcaption", "legend", "summary", "center",
     "header", "footer", "hgroup", "fieldset", "form", "details", "tbody", "thead", "tfoot", "body"),
    Break.LINE,
)  # fmt: skip
SKIPPED = {
    "head", "script", "style", "template", "noscript", "iframe", "object", "embed", "audio", "video", "canvas", "svg",
    "map", "button", "select", "textarea", "input", "datalist", "rt", "rp", "rtc", "annotation", "annotation-xml",
    "title", "meta", "link", "noframes", "applet",
}  # fmt: skip
NAVIGATION = "pieces of navigation"
# Classes by which MediaWiki, Wikisource, Project Gutenberg and Sphinx mark what is not text.
NOT_TEXT = dict.fromkeys(
    ("noprint", "ws-noexport", "mw-editsection", "mw-jump", "mw-jump-link", "mw-cite-backlink", "printfooter",
     "catlinks", "navbox", "toc", "headertemplate", "pr_quality", "pg-boilerplate", "headerlink", "footnote-backref",
     "sr-only", "visually-hidden", "screen-reader-text", "mw-indicators", "sitesub", "footnote-back", "ws-header",
     "ws-footer", "footertemplate", "subheadertemplate", "licensecontainer", "licensetpl", "licencetpl", "wst-header",
     "mw-authority-control", "navbar", "breadcrumb", "breadcrumbs", "skip-link"),
    NAVIGATION,
) | dict.fromkeys(("lnum", "linenum", "linenumber", "line-number", "lineno", "linenr", "line-num"), "line numbers") | {
    "transnote": "notes of the transcriber", "tnbox": "notes of the transcriber", "tnote": "notes of the transcriber",
    "bibliographical_information": "notes about the edition", "notation_notes": "notes about the edition",
}  # fmt: skip
PAGE_NUMBER = {
    "pagenum",
    "pagenumber",
    "page-number",
    "page_number",
    "pageno",
    "pgnum",
    "pgno",
    "pagebreak",
    "page-break",
}
NOTE_TYPES = {"footnote", "endnote", "rearnote", "note", "annotation", "doc-footnote", "doc-endnote"}
NOTE_CLASSES = {
    "footnote",
    "footnote-item",
    "endnote",
    "footnotes",
    "endnotes",
    "references",
    "reflist",
    "MsoFootnoteText",
}
CALL_TYPES = {"noteref", "doc-noteref"}
CALL_CLASSES = {
    "footnote-ref",
    "footnoteref",
    "noteref",
    "fnref",
    "fnanchor",
    "footnote-reference",
    "MsoFootnoteReference",
}
NOTE_SECTIONS = {"endnotes", "footnotes", "rearnotes", "doc-endnotes", "doc-footnotes"}
BACK_TYPES = {"backlink", "doc-backlink", "referrer"}
_CALL = regex.compile(r"[\[(]?\s*(?:\p{N}{1,4}|[a-zA-Z]|[ivxlc]{1,6}|[*†‡§¶‖#]{1,4})\s*[\])]?[.:]?")
_UP = regex.compile(r"\.{0,2}/?|/|#|#top")
_SITE = regex.compile(r"(?:https?:)?//[^/]+/?")


def classes(node: Any) -> set[str]:
    """The classes of an element."""
    return set((node.get("class") or "").split())


def types(node: Any) -> set[str]:
    """What an element is by ``epub:type`` and ``role``."""
    return set((node.get(EPUB_TYPE) or node.get("epub:type") or "").split()) | set((node.get("role") or "").split())


def page_number(node: Any) -> str | None:
    """The number of the page that begins at an element; None if none does."""
    if not (types(node) & {"pagebreak", "doc-pagebreak"} or {one.lower() for one in classes(node)} & PAGE_NUMBER):
        return None
    text = " ".join("".join(node.itertext()).split())
    named = text or node.get("title") or node.get("aria-label") or node.get("id") or ""
    number = regex.search(r"\p{N}+[a-z]?|\b[ivxlcdm]+\b", named)
    return number.group() if number else named


def not_text(node: Any, name: str) -> str:
    """What an element is, if it is no text: a plural noun; else ""."""
    if name == "nav" or types(node) & {
        "navigation",
        "toc",
        "doc-toc",
        "landmarks",
        "page-list",
        "loi",
        "lot",
        "search",
    }:
        return NAVIGATION
    if node.get("id") in {
        "pg-header",
        "pg-footer",
        "toc",
        "catlinks",
        "siteSub",
        "contentSub",
        "jump-to-nav",
        "headerContainer",
        "headertemplate",
        "footertemplate",
        "ws-data",
    }:
        return NAVIGATION
    if (node.get("id") or "").startswith("Table of Contents"):  # as LibreOffice writes it
        return "tables of contents"
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return "hidden passages"
    if name == "footer" and node.getparent() is not None and node.getparent().tag == "body":
        return NAVIGATION
    return next((NOT_TEXT[one] for one in classes(node) if one in NOT_TEXT), "")


def calls_note(link: Any) -> bool:
    """Whether a link looks like the number or sign that calls a note."""
    if types(link) & CALL_TYPES or classes(link) & CALL_CLASSES:
        return True
    text = "".join(link.itertext()).strip()
    raised = link.find("sup") is not None or any(one.tag == "sup" for one in link.iterancestors())
    return bool(_CALL.fullmatch(text)) and (raised or not text[0].isalnum())


def leads_up(link: Any, *, first: bool) -> bool:
    """Whether a link leads to the page or site that a text belongs to, and not to a work or a person.

    A link to a whole site does so where it stands `first` on its page.
    """
    target = (link.get("href") or "").strip()
    return bool(_UP.fullmatch(target) or (first and _SITE.fullmatch(target)))

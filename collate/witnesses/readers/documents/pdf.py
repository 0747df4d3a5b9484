"""Reads PDF with a text layer, with pypdfium2 (in the extra ``collate-texts[documents]``).

A text layer is a program's account of the letters on a page. What shows that it is wrong (letters without a meaning,
signs of the private area, pages without letters) is an error, and what is read is named as what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex

from collate.errors import InputError, LimitError, UsageError
from collate.model import Source
from collate.witnesses.readers.documents.pdf_layout import Line, Sheet, furniture
from collate.witnesses.readers.set_aside import source
from collate.witnesses.readers.text_builder import Break, TextBuilder

MOST_PAGES = 5000
MOST_CHARACTERS = 20_000_000
LIES = 0.05  # the share of letters without a meaning from which a text layer cannot be trusted
UNMAPPED = 0.2  # the share of letters of which the file does not say which they are
SAMPLE = 500  # letters of each of the first pages that are asked for that
VOWELS = (0.2, 0.65)  # their share of the letters in any language that is written in Latin letters
LEAST_LETTERS = 300  # from which that share can be judged
SCANNED = 0.5  # the share of pages that are pictures from which a file is a scan
_MEANINGLESS = regex.compile(r"[\p{Co}\p{Cn}\ufffd\x00-\x08\x0e-\x1f]")
_ARABIC = regex.compile(r"[\u0622\u0623\u0625\u0627]\u0644")
_LIGATURES = regex.compile(r"[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at the end of a line
INVISIBLE = 3  # the way of drawing text that is under the picture of a page


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The text of the pages. InputError if there is none or it is plainly wrong, UsageError without the extra."""
    try:
        import pypdfium2  # noqa: PLC0415  an extra
    except ImportError:
        raise UsageError(
            f"{path} is a PDF, and to read it needs pypdfium2", hint="pip install 'collate-texts[documents]'"
        ) from None
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise LimitError(f"has more than {MOST_PAGES:,} pages", path=path, hint="divide it")
            sheets, notes = _sheets(document, path), _nature(document)
            unmapped = _unmapped(document)
    except pypdfium2.PdfiumError as problem:
        what = "is protected by a password" if "password" in str(problem).lower() else f"is a damaged PDF ({problem})"
        raise InputError(what, path=path, hint="save a copy without a password, or print it to a new PDF") from None
    _trust(sheets, unmapped, path)
    text = TextBuilder()
    _written(sheets, text)
    return [source(siglum, text, data, path, "pdf", notes=notes)]


def _sheets(document: Any, path: str) -> list[Sheet]:
    found, size = [], 0
    for page in document:
        textpage = page.get_textpage()
        size += textpage.count_chars()
        if size > MOST_CHARACTERS:
            raise LimitError(f"holds more than {MOST_CHARACTERS:,} characters", path=path, hint="divide it")
        width, height = page.get_size()
        found.append(Sheet(width, height, tuple(_lines(textpage))))
        textpage.close()
        page.close()
    return found


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order of the file, each with its box."""
    found, at = [], 0
    text = page.get_text_range() if page.count_chars() else ""
    for part in regex.split(rf"(\r\n|\n|\r|(?<={HYPHEN}))", text):
        length = len(part.encode("utf-16-le", "surrogatepass")) // 2
        if part.strip():
            boxes = [page.get_rect(number) for number in range(page.count_rects(at, length))]
            if boxes:
                left, bottom, right, top = (
                    choose(box[side] for box in boxes) for side, choose in enumerate((min, min, max, max))
                )
                _, foot, _, head = page.get_charbox(at + len(part) - len(part.lstrip()), loose=True)
                found.append(Line(_letters(page, part, at), left, bottom, right, top, head - foot))
        at += length
    return found


def _letters(page: Any, text: str, at: int) -> str:
    """The letters of a line: ligatures taken apart, and lam-alef, which files give in the wrong order, put right."""
    if _ARABIC.search(text):
        letters = list(text)
        for pair in _ARABIC.finditer(text):
            first = pair.start()
            one, two = (page.get_charbox(at + first + step) for step in (0, 1))
            if abs(one[0] - two[0]) < 0.5 and abs(one[2] - two[2]) < 0.5:  # one sign of the font stands for both
                letters[first], letters[first + 1] = letters[first + 1], letters[first]
        text = "".join(letters)
    import unicodedata  # noqa: PLC0415

    return _LIGATURES.sub(lambda one: unicodedata.normalize("NFKC", one.group()), text)


def _nature(document: Any) -> list[str]:
    """What is to be said of the text layer: whether it was made by text recognition."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    scans = 0
    pages = [document[number] for number in range(min(len(document), 20))]
    for page in pages:
        objects = list(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=2))[:50]
        modes = [pdfium.FPDFTextObj_GetTextRenderMode(one) for one in objects]
        scans += bool(modes) and modes.count(INVISIBLE) > len(modes) / 2
    recognised = pages and scans > SCANNED * len(pages)
    kind = "the text that a program recognised in pictures of pages" if recognised else "the text layer of a PDF"
    return [f"read {kind}: check it against the pages"]


def _unmapped(document: Any) -> bool:
    """Whether the file does not say which letters its signs are."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    errors = size = 0
    for number in range(min(len(document), 20)):
        page = document[number].get_textpage()
        count = min(page.count_chars(), SAMPLE)
        errors += sum(pdfium.FPDFText_HasUnicodeMapError(page.raw, index) == 1 for index in range(count))
        size += count
    return size > 30 and errors > UNMAPPED * size


def _trust(sheets: Sequence[Sheet], unmapped: bool, path: str) -> None:
    """InputError if there is no text, or much of it has no meaning."""
    text = "".join(line.text for sheet in sheets for line in sheet.lines)
    if not text.strip():
        raise InputError(
            "has no text layer: its pages are pictures", path=path,
            hint="give it to a program for text recognition: PAGE XML, ALTO and hOCR are read",
        )  # fmt: skip
    latin = [letter for letter in text.casefold() if "a" <= letter <= "z"]
    share = sum(letter in "aeiouy" for letter in latin) / max(len(latin), 1)
    no_language = len(latin) >= LEAST_LETTERS and not VOWELS[0] < share < VOWELS[1]
    strange = len(_MEANINGLESS.findall(text.replace(HYPHEN, "")))
    if unmapped or no_language:
        raise InputError(
            "has a text layer that does not say what stands on its pages (its letters make no words)", path=path,
            hint="give pictures of its pages to a program for text recognition",
        )  # fmt: skip
    if strange > LIES * len(text):
        raise InputError(
            "has a text layer that does not say what stands on its pages "
            f"({strange:,} of {len(text):,} letters have no meaning)",
            path=path, hint="give pictures of its pages to a program for text recognition",
        )  # fmt: skip


def _written(sheets: Sequence[Sheet], text: TextBuilder) -> None:
    aside = furniture(sheets)
    for number, sheet in enumerate(sheets, 1):
        text.point("page", {"n": next((own for _, own in aside[number - 1].values() if own), str(number))})
        before: Line | None = None
        for index, line in enumerate(sheet.lines):
            kind, _ = aside[number - 1].get(index, ("", ""))
            if kind:
                text.set_aside(kind, line.text)
                continue
            words = line.text.strip()
            if (
                before
                and not before.text.endswith(HYPHEN)
                and before.bottom - line.top > 0.9 * (line.top - line.bottom)
            ):
                text.owe(Break.PARAGRAPH)
            text.say(words.replace(HYPHEN, "-"))
            text.owe(Break.LINE)
            before = line

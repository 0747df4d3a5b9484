"""Readers of documents: DOCX, ODT, EPUB, HTML, Markdown, RTF and PDF.

Each gives the running text as one `Source`, a line for a paragraph or line of verse. What stands in the file and is not
running text (notes, comments, hidden text, running heads, ...) is set aside by kind. `archive` opens the formats that
are zip files, `text_builder` collects the text, and `unreadable` names files that are none of these.
"""

"""Readers of pages as text recognition and transcribers write them: PAGE XML, ALTO, hOCR and TEI ``sourceDoc``.

Each format is read into `pages` (regions and lines with their places on the page), and `assembly` makes one `Source` of
them: the text in reading order, a line for a line of the page. What is not running text (page numbers, catch-words,
notes in the margin, glosses) is set aside by kind.
"""

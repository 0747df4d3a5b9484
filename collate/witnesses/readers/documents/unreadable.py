"""Says what a file is that is no text and no document that can be read, by its first bytes."""

from __future__ import annotations

from collate.errors import InputError
from collate.witnesses.readers.documents.archive import Archive

PICTURE = "transcribe it, or give it to a program for text recognition: PAGE XML, ALTO and hOCR are read"
UNPACK = "unpack it and name the files inside"
# The first bytes of a file: what it is, and what to do.
SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls or .ppt)", "save it as .docx or .xlsx"),
    (b"\x89PNG\r\n", "a picture (PNG)", PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", PICTURE),
    (b"II*\x00", "a picture (TIFF)", PICTURE),
    (b"MM\x00*", "a picture (TIFF)", PICTURE),
    (b"GIF87a", "a picture (GIF)", PICTURE),
    (b"GIF89a", "a picture (GIF)", PICTURE),
    (b"\x00\x00\x00\x0cjP  ", "a picture (JPEG 2000)", PICTURE),
    (b"AT&TFORM", "a book of pictures (DjVu)", PICTURE),
    (b"\x1f\x8b", "compressed (gzip)", "unpack it with gunzip"),
    (b"BZh91AY&SY", "compressed (bzip2)", "unpack it with bunzip2"),
    (b"\xfd7zXZ\x00", "compressed (xz)", "unpack it with unxz"),
    (b"7z\xbc\xaf'\x1c", "an archive (7z)", UNPACK),
    (b"Rar!\x1a\x07", "an archive (RAR)", UNPACK),
    (b"SQLite format 3\x00", "a database (SQLite)", "export its text"),
    (b"\x7fELF", "a program", "name a text"),
    (b"MZ\x90\x00", "a program", "name a text"),
    (b"ID3\x03\x00", "a sound recording", "name a text"),
    (b"OggS\x00", "a sound recording", "name a text"),
    (b"\xffWPC", "a document of WordPerfect", "save it as .docx or .odt"),
    (b"MIME-Version:", "a web archive (MHTML)", "save the page as .html"),
    (b"From: <Saved by", "a web archive (MHTML)", "save the page as .html"),
    (b"%!PS-Adobe", "a page description (PostScript)", "convert it to PDF with ps2pdf"),
)
# The same for XML, by the name of its root.
XML_NOT_READ = {
    b"mets": ("a list of the files of a book (METS)", "name the pages that it lists, or their folder"),
    b"FictionBook": ("a FictionBook", "convert it to EPUB"),
    b"wordDocument": ("Word 2003 XML", "save it as .docx"),
    b"package": ("a Word document in one XML file, or the package of an EPUB", "save it as .docx, or name the EPUB"),
    b"svg": ("a picture (SVG)", "name a text"),
    b"ncx": ("the table of contents of an EPUB", "name the EPUB"),
}
# By a part that a zip file has, or by what its part "mimetype" says: the reader for it.
READ = {
    "word/document.xml": "docx", "application/vnd.oasis.opendocument.text": "odt", "application/epub+zip": "epub",
    "xl/workbook.xml": "xlsx", "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "tradition.xml": "graphml-zip",
    "application/vnd.oasis.opendocument.text-template": "odt", "META-INF/container.xml": "epub",
}  # fmt: skip
# The same for what is not read: what it is, and what to do.
NOT_READ = {
    "docs/source/": ("a project of Juxta, which nobody maintains any more", "unpack it: the texts are in docs/source"),
    "ppt/presentation.xml": ("a presentation (PPTX)", "save its text as a file of its own"),
    "application/vnd.oasis.opendocument.presentation": ("a presentation (ODP)", "save its text as a file of its own"),
    "application/vnd.oasis.opendocument.graphics": ("a drawing (ODG)", "save its text as a file of its own"),
    "Index/Document.iwa": ("a document of Pages", "export it as .docx"),
}


def zipped(data: bytes, path: str) -> str:
    """The name of the reader for a file that is a zip file. InputError says what it is if there is none."""
    archive = Archive(data, path)
    kind = archive.part("mimetype")[:100].decode("ascii", "replace").strip() if "mimetype" in archive.names else ""
    for sign, reader in READ.items():
        if sign == kind or sign in archive.names:
            return reader
    if any(name.startswith("word/") for name in archive.names):
        return "docx"
    for sign, (what, hint) in NOT_READ.items():
        if sign == kind or sign in archive.names or (sign[-1] == "/" and any(sign in own for own in archive.names)):
            raise InputError(f"is {what}, not a text", path=path, hint=hint)
    raise InputError("is an archive (zip), not a text", path=path, hint=UNPACK)


def refuse_xml(root: bytes, data: bytes, path: str) -> None:
    """InputError that names the format of an XML file if its root, or its first bytes, are those of one not read."""
    found = XML_NOT_READ.get(root)
    if b"FineReader" in data[:2000] and root == b"document":
        found = ("XML of ABBYY FineReader", "export the pages as ALTO")
    if found:
        raise InputError(f"is {found[0]}, not a text", path=path, hint=found[1])


def refuse(data: bytes, path: str) -> None:
    """InputError that names the file's format if its first bytes are those of a format that is not read."""
    for signature, what, hint in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"is {what}, not a text", path=path, hint=hint)
    if data[60:68] == b"BOOKMOBI":
        raise InputError("is a Kindle book, not a text", path=path, hint="convert it to EPUB")
    if data[4:8] == b"ftyp" or data[8:12] == b"WAVE":
        raise InputError("is a recording, not a text", path=path, hint="name a text")
    if data[8:12] == b"WEBP" and data.startswith(b"RIFF"):
        raise InputError("is a picture (WebP), not a text", path=path, hint=PICTURE)

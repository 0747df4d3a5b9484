"""Makes small documents of the formats that are read: a test says only what it is about."""

from __future__ import annotations

import io
import zipfile

from collate import registry
from collate.model import Source
from collate.witnesses.readers.sniff import reader_name

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "draw")
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **others: str) -> bytes:
    """A Word document with this in its body; `others`: the inside of its ``footnotes``, ``styles``, ``header``, ..."""
    roots = {"header": "hdr", "footer": "ftr"}
    parts: dict[str, str | bytes] = {
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations([(name, f"{name}.xml") for name in others]),
    }
    for name, inside in others.items():
        root = roots.get(name, name)
        parts[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
    return zipped(parts)


def _relations(kinds: list[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def p(*runs: str) -> str:
    """A paragraph of Word; a run that is no markup becomes a run."""
    return f"<w:p>{''.join(one if one.startswith('<') else r(one) for one in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with this as its text."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(pages: dict[str, str], spine: str = "", **files: str) -> bytes:
    """A book of these pages, in the order of `spine` (names with blanks between them) or of the pages."""
    order = spine.split() or list(pages)
    items = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in order)
    refs = "".join(f'<itemref idref="{name}"/>' for name in order)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{refs}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="in/book.opf"/></rootfiles></container>'
    )
    head = "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>"
    link = "".join(f'<link rel="stylesheet" href="{name.replace("_", ".")}"/>' for name in files)
    return zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "in/book.opf": package}
        | {f"in/{name}.xhtml": f"{head}<head>{link}</head><body>{body}</body></html>" for name, body in pages.items()}
        | {f"in/{name.replace('_', '.')}": inside for name, inside in files.items()}
    )


def pdf(*pages: list[tuple[float, float, float, str]]) -> bytes:
    """A PDF; a page is pieces of text, each with its place (points from the left and the foot) and size."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for pieces in pages:
        drawn = "".join(f"BT /F {size} Tf {left} {foot} Td ({text}) Tj ET\n" for left, foot, size, text in pieces)
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}endstream")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    made, places = "%PDF-1.4\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{inside}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (made + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").encode()


def sources(data: bytes, name: str = "a.file", *, hands: bool = False) -> list[Source]:
    """The sources of a file, by the reader that its content and its name choose."""
    kind = reader_name(name, data, registry.names(registry.READERS), hands=hands)
    read: list[Source] = registry.load(registry.READERS, kind)(data, path=name, siglum="A")
    return read


def text(data: bytes, name: str = "a.file") -> str:
    """The text of a file."""
    (source,) = sources(data, name)
    return source.content


def aside(data: bytes, name: str = "a.file") -> dict[str, str]:
    """What was set aside: the first of each kind."""
    (source,) = sources(data, name)
    return {one.kind: one.first for one in source.set_aside}

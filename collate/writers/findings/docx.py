"""A copy of each translation with its findings as comments, as a Word document. An extra: ``collate-texts[office]``."""

from __future__ import annotations

from typing import Any, TextIO

from collate.errors import PluginError
from collate.io.wording import visible
from collate.model.fidelity import Fidelity
from collate.writers.binary import bytes_of, made_at
from collate.writers.findings.marked import Copy, copies
from collate.writers.packages import legal, packed

AUTHOR, INITIALS = "Collate", "C"


def write(fidelity: Fidelity, out: TextIO) -> None:
    """Each translation under its siglum, each finding a comment on its words; to the bytes below `out`.

    PluginError without the extra.
    """
    try:
        import docx  # noqa: PLC0415  an extra
    except ImportError:
        raise PluginError("docx needs python-docx", hint="pip install 'collate-texts[office]'") from None
    document = docx.Document()
    made = copies(fidelity)
    for copy in made:
        if len(made) > 1:
            document.add_heading(legal(visible(copy.source.siglum)), 1)
        _add(document, copy)
    title = f"Translations of {visible(fidelity.parallels[0].original.siglum)}"
    bytes_of(out).write(packed(document, title, fidelity.recipe))


def _add(document: Any, copy: Copy) -> None:
    runs: dict[int, list[Any]] = {number: [] for number in range(1, len(copy.notes) + 1)}
    for paragraph in copy.paragraphs:
        block = document.add_paragraph()
        for piece in paragraph:
            run = block.add_run(legal(piece.text))
            for number in piece.notes:
                runs[number].append(run)
    for number, note in enumerate(copy.notes, 1):
        if runs[number]:
            comment = document.add_comment(runs[number], text=legal(note), author=AUTHOR, initials=INITIALS)
            element = comment._comment_elm  # noqa: SLF001  python-docx dates a comment by the clock
            element.set(element.nsmap["w"].join("{}") + "date", f"{made_at().isoformat()}Z")

"""False alarms of the recognition of typed text: ``python benchmarks/typed_text.py [FOLDER ...]``.

Reads every plain text of the folders, those of one folder together as witnesses of one text, and lists what was taken
to be no text. Default: the texts and examples of the project, and ../shared/field/gold and bitext where they are. Of
those, each line that is listed is judged below: there is nothing in them that a transcriber put there, but for what
`TRUE` names.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from pathlib import Path

from collate.model import Origin, SetAside, Source
from collate.witnesses.transcription.recognition import recognised

ROOT = Path(__file__).parents[1]
FIELD = ROOT.parent / "shared" / "field"
NO_TEXTS = {".json", ".jsonl", ".xml", ".gold", ".ids", ".dot", ".tsv", ".csv", ".toml", ".py", ".md", ".ipynb", ".png"}


def folders(roots: list[Path]) -> dict[Path, list[Path]]:
    """The plain texts below some folders, by the folder that they are in."""
    found: dict[Path, list[Path]] = defaultdict(list)
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix not in NO_TEXTS and not path.name.startswith((".", "LICENSE")):
                found[path.parent].append(path)
    return found


def read(path: Path) -> Source | None:
    """A file as it stands; None if it is no text."""
    data = path.read_bytes()
    try:
        return Source(path.name, data.decode("utf-8"), Origin(str(path), hashlib.sha256(data).hexdigest(), "text"))
    except UnicodeDecodeError:
        return None


def main(roots: list[Path]) -> None:
    """Print each kind of what was recognised in each file, and how many there are in all."""
    files = words = alarms = 0
    for folder, paths in folders(roots).items():
        sources = [source for path in paths if (source := read(path))]
        files, words = files + len(sources), words + sum(len(source.content.split()) for source in sources)
        for (made,) in recognised(sources, [""] * len(sources)):
            for one in made.set_aside:
                alarms += one.count
                print(_line(folder, made, one))
    print(f"{files} files, {words:,} words: {alarms} signs recognised")


def _line(folder: Path, made: Source, one: SetAside) -> str:
    return f"{folder.name}/{made.siglum}: {one.count} {one.kind}, first {one.first!r} ({one.where})"


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    main(given or [ROOT / "texts", ROOT / "examples", *(p for p in (FIELD / "gold", FIELD / "bitext") if p.is_dir())])
